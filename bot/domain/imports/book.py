"""Everything stored that a table may speak of, found by name, phone or number. Not: what is to change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.folding import fold

Value = str | int | float | None


class Thing(StrEnum):
    """What a row of the database is, in the order in which new ones are written."""

    TEAM = "team"
    STAFF = "staff"
    CLIENT = "client"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Known:
    """One stored row and those of its values that an import may change. A new one has a negative id."""

    thing: Thing
    id: int
    values: Mapping[str, Value]


class Book:
    """The stored rows with what is added and changed in mind, before anything is written."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.before = {(one.thing, one.id): dict(one.values) for one in known}
        self.now = {key: dict(values) for key, values in self.before.items()}
        self._next = -1
        self._ids: dict[str, int] = {}
        self._names: dict[tuple[Thing, str], list[int]] = {}
        self._phones: dict[tuple[Thing, str], int] = {}
        self._contacts: dict[int, list[int]] = {}
        self._clients: dict[int, list[int]] = {}
        for thing, id_ in self.now:
            self._index(thing, id_)

    def get(self, thing: Thing, id_: int) -> dict[str, Value]:
        """The values as they will be."""
        return self.now[thing, id_]

    def add(self, thing: Thing, values: Mapping[str, Value]) -> int:
        """A new row; its id is negative until it is written."""
        id_, self._next = self._next, self._next - 1
        self.now[thing, id_] = dict(values)
        self._index(thing, id_)
        return id_

    def set(self, thing: Thing, id_: int, values: Mapping[str, Value]) -> bool:
        """Change values; whether any was different."""
        row = self.now[thing, id_]
        changed = {name: value for name, value in values.items() if row.get(name) != value}
        row.update(changed)
        if changed:
            self._index(thing, id_)
        return bool(changed)

    def client_by_number(self, external_id: str) -> int | None:
        """The client with our own number."""
        return self._ids.get(external_id)

    def named(self, thing: Thing, name: str) -> list[int]:
        """Rows of that name, folded."""
        return [id_ for id_ in self._names.get((thing, fold(name)), ()) if self._is_named(thing, id_, name)]

    def _is_named(self, thing: Thing, id_: int, name: str) -> bool:
        return fold(str(self.now[thing, id_]["name"])) == fold(name)

    def by_phone(self, thing: Thing, key: str | None) -> int | None:
        """Who has this phone; a doubtful number has no key and finds nobody."""
        return None if key is None else self._phones.get((thing, key))

    def contacts_of(self, client_id: int) -> list[int]:
        """The contacts of a client."""
        return self._contacts.get(client_id, [])

    def clients_of(self, manager_id: int) -> list[int]:
        """The clients whom somebody looks after."""
        found = self._clients.get(manager_id, [])
        return [id_ for id_ in found if self.now[Thing.CLIENT, id_].get("manager_id") == manager_id]

    def _index(self, thing: Thing, id_: int) -> None:
        row = self.now[thing, id_]
        _put(self._names.setdefault((thing, fold(str(row["name"]))), []), id_)
        if (key := row.get("phone_key")) is not None:
            self._phones.setdefault((thing, str(key)), id_)
        if thing is Thing.CLIENT:
            if (number := row.get("external_id")) is not None:
                self._ids[str(number)] = id_
            if isinstance(manager := row.get("manager_id"), int):
                _put(self._clients.setdefault(manager, []), id_)
        if thing is Thing.CONTACT and isinstance(client := row.get("client_id"), int):
            _put(self._contacts.setdefault(client, []), id_)


def _put(ids: list[int], id_: int) -> None:
    if id_ not in ids:
        ids.append(id_)
