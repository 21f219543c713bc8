"""The stored rows that a part of a table speaks of, found by name, phone or number, as they will be. Not: what is to change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.folding import fold
from bot.domain.imports.same import same

Value = str | int | float | None


class Thing(StrEnum):
    """What a row of the database is, in the order in which new ones are written."""

    TEAM = "team"
    STAFF = "staff"
    CLIENT = "client"
    CONTACT = "contact"


_PASSING = (Thing.CLIENT, Thing.CONTACT)
"""There may be too many of these to have them all in mind."""


@dataclass(frozen=True, slots=True)
class Known:
    """One stored row and those of its values that an import may change. A new one has a negative id."""

    thing: Thing
    id: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Change:
    """One row to write: what it will be as a whole (`now`), and of a stored one the values that change (`old`, `new`).

    `old` is None for a new one, whose id is negative; ids within `now` and `new` may be negative too.
    """

    thing: Thing
    id: int
    old: Mapping[str, Value] | None
    new: Mapping[str, Value]
    now: Mapping[str, Value]


class Book:
    """The stored rows with what is added and changed in mind, before anything is written."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._next = -1
        self._before: dict[Thing, dict[int, dict[str, Value]]] = {thing: {} for thing in Thing}
        self._now: dict[Thing, dict[int, dict[str, Value]]] = {thing: {} for thing in Thing}
        self._names: dict[Thing, dict[str, list[int]]] = {thing: {} for thing in Thing}
        self._phones: dict[Thing, dict[str, int]] = {thing: {} for thing in Thing}
        self._ids: dict[str, int] = {}
        self._contacts: dict[int, list[int]] = {}
        self._clients: dict[int, list[int]] = {}
        self.learn(known)

    def learn(self, known: Iterable[Known]) -> None:
        """Have some more rows in mind; those that are already stay as they are."""
        for one in known:
            if one.id not in self._now[one.thing]:
                self._before[one.thing][one.id] = dict(one.values)
                self._now[one.thing][one.id] = dict(one.values)
                self._index(one.thing, one.id)

    def drain(self) -> list[Change]:
        """What is new or changed since the last time, in the order to write it. Clients and contacts are forgotten."""
        found: list[Change] = []
        for thing in Thing:
            for id_, row in self._now[thing].items():
                before = self._before[thing].get(id_)
                if before is None:
                    found.append(Change(thing, id_, None, dict(row), dict(row)))
                elif new := {name: value for name, value in row.items() if before.get(name) != value}:
                    old = {name: before.get(name) for name in new}
                    found.append(Change(thing, id_, old, new, dict(row)))
        for thing in _PASSING:
            for index in (self._now, self._before, self._names, self._phones):
                index[thing].clear()
        for thing in (Thing.TEAM, Thing.STAFF):
            self._before[thing] = {id_: dict(row) for id_, row in self._now[thing].items()}
        for ids in (self._ids, self._contacts, self._clients):
            ids.clear()
        return found

    def has(self, thing: Thing, id_: int) -> bool:
        """Whether there is such a row."""
        return id_ in self._now[thing]

    def get(self, thing: Thing, id_: int) -> dict[str, Value]:
        """The values as they will be."""
        return self._now[thing][id_]

    def add(self, thing: Thing, values: Mapping[str, Value]) -> int:
        """A new row; its id is negative until it is written."""
        id_, self._next = self._next, self._next - 1
        self._now[thing][id_] = dict(values)
        self._index(thing, id_)
        return id_

    def set(self, thing: Thing, id_: int, values: Mapping[str, Value]) -> bool:
        """Change values; whether any was different."""
        row = self._now[thing][id_]
        changed = {name: value for name, value in values.items() if not same(row.get(name), value)}
        row.update(changed)
        if changed:
            self._index(thing, id_)
        return bool(changed)

    def client_by_number(self, external_id: str) -> int | None:
        """The client with our own number."""
        return self._ids.get(external_id)

    def named(self, thing: Thing, name: str) -> list[int]:
        """Rows of that name, folded."""
        return [id_ for id_ in self._names[thing].get(fold(name), ()) if self.is_named(thing, id_, name)]

    def is_named(self, thing: Thing, id_: int, name: str) -> bool:
        """Whether this row has that name, folded."""
        return fold(str(self._now[thing][id_]["name"])) == fold(name)

    def by_phone(self, thing: Thing, key: str | None) -> int | None:
        """Who has this phone; a doubtful number has no key and finds nobody."""
        found = None if key is None else self._phones[thing].get(key)
        return found if found is not None and self._now[thing][found].get("phone_key") == key else None

    def contacts_of(self, client_id: int) -> list[int]:
        """The contacts of a client."""
        return self._contacts.get(client_id, [])

    def clients_of(self, manager_id: int) -> list[int]:
        """The clients whom somebody looks after."""
        found = self._clients.get(manager_id, [])
        return [id_ for id_ in found if self._now[Thing.CLIENT][id_].get("manager_id") == manager_id]

    def _index(self, thing: Thing, id_: int) -> None:
        row = self._now[thing][id_]
        _put(self._names[thing].setdefault(fold(str(row["name"])), []), id_)
        if (key := row.get("phone_key")) is not None:
            self._phones[thing].setdefault(str(key), id_)
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
