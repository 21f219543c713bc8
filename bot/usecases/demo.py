"""Demo people: the cast of the playground and of the tests. Not: what happened to them."""

from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from bot.domain.ids import ClientId, PersonId, TeamId
from bot.domain.people import Role
from storage import clients, people
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Account:
    """A Telegram account of the cast; `person_id` is None for a stranger."""

    user_id: int
    name: str
    username: str
    role: Role
    language: str
    person_id: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """Head Ilze, lead Oskars, managers Jānis and Päivi, Anna and Igor at Acme, Noa at Levant, a stranger."""

    team: TeamId
    acme: ClientId
    levant: ClientId
    ilze: Account
    oskars: Account
    janis: Account
    paivi: Account
    anna: Account
    igor: Account
    noa: Account
    stranger: Account

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Everybody, clients first."""
        return (
            self.anna,
            self.igor,
            self.noa,
            self.janis,
            self.paivi,
            self.oskars,
            self.ilze,
            self.stranger,
        )


# user id, key, name, username, role, language, position, phone, birthday (day, month, year)
_Born = tuple[int, int, int | None]
_STAFF: tuple[tuple[int, str, str, str, Role, str, str, str, _Born], ...] = (
    (1001, "ilze", "Ilze Kalniņa", "ilze_k", Role.HEAD, "en", "Head of sales", "+37126000001", (4, 5, 1975)),
    (1002, "oskars", "Oskars Liepa", "oskars_l", Role.LEAD, "en", "Team lead", "+37126000002", (17, 9, 1982)),
    (1003, "janis", "Jānis Bērziņš", "janis_b", Role.MANAGER, "en", "Manager", "+37126000003", (24, 6, 1990)),
    (
        1004,
        "paivi",
        "Päivi Korhonen",
        "paivi_k",
        Role.MANAGER,
        "en",
        "Manager",
        "+358401234567",
        (1, 3, 1988),
    ),
)
_CONTACTS: tuple[tuple[int, str, str, str, str, str, str, _Born], ...] = (
    (2001, "anna", "Anna Bērziņa", "anna_b", "en", "Purchasing", "+37126123456", (29, 2, 1988)),
    (2002, "igor", "Igor Sokolov", "igor_s", "ru", "Warehouse", "+37126654321", (12, 12, None)),
    (2003, "noa", "Noa Levi", "noa_l", "en", "CEO", "+972501234567", (8, 1, 1979)),
)
STRANGER = Account(3001, "Sam Stranger", "sam_s", Role.STRANGER, "en")


async def put_cast(tx: Tx, now: datetime) -> Cast:
    """Insert the cast, everybody connected. The database must hold no people yet."""
    team = await people.add_team(tx, "Riga", now)
    cast = SimpleNamespace()
    for user_id, key, name, username, role, language, position, phone, birthday in _STAFF:
        account = Account(user_id, name, username, role, language)
        more = _more(position, phone, birthday, language)
        person = await people.add(
            tx, role=role, name=name, now=now, team_id=None if role is Role.HEAD else team, **more
        )
        setattr(cast, key, await _connected(tx, account, person, now))
    acme = await clients.add(
        tx, name="Acme Ltd", now=now, manager_id=cast.janis.person_id, external_id="ACME", country="LV",
        city="Riga", segment="retail", tier="regular", first_deal="2019-03-11", contract_signed="2021-12-15",
    )  # fmt: skip
    levant = await clients.add(
        tx, name="Levant Trade", now=now, manager_id=cast.paivi.person_id, external_id="LEVANT", country="IL",
        city="Haifa", segment="wholesale", tier="key", first_deal="2020-07-02",
    )  # fmt: skip
    homes = {"anna": acme, "igor": acme, "noa": levant}
    for user_id, key, name, username, language, position, phone, birthday in _CONTACTS:
        account = Account(user_id, name, username, Role.CONTACT, language)
        more = _more(position, phone, birthday, language)
        person = await people.add(tx, role=Role.CONTACT, name=name, now=now, client_id=homes[key], **more)
        setattr(cast, key, await _connected(tx, account, person, now))
    return Cast(team=team, acme=acme, levant=levant, stranger=STRANGER, **vars(cast))


def _more(position: str, phone: str, birthday: _Born, language: str) -> dict[str, Any]:
    day, month, year = birthday
    return {
        "position": position,
        "phone": phone,
        "phone_key": phone,
        "birth_day": day,
        "birth_month": month,
        "birth_year": year,
        "language": language,
    }


async def _connected(tx: Tx, account: Account, person_id: PersonId, now: datetime) -> Account:
    await people.connect(tx, person_id, account.user_id, account.username, now)
    return Account(account.user_id, account.name, account.username, account.role, account.language, person_id)
