"""Making one link: a random token of which only the hash is kept. Not: who may have one."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_urlsafe

from bot.domain.errors import BadInput
from bot.domain.ids import PersonId
from bot.domain.joining import JoinRules, token_hash
from bot.domain.people import Person, Role
from storage import audit, facts, links, staff
from storage.database import Conn, Tx

_BYTES = 24  # 192 bits


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new link, shown once: nobody can read it again, only make another."""

    person_id: PersonId
    name: str
    role: Role
    team: str | None
    token: str
    url: str
    expires_at: datetime


async def make(
    tx: Tx, rules: JoinRules, by: PersonId | None, person: Person, now: datetime, *, team: str | None = None
) -> Invitation:
    """A new link; every earlier one of this person stops working."""
    token = ("m" if person.role.is_staff else "c") + token_urlsafe(_BYTES)
    expires = now + rules.lifetime(person.role)
    url = await url_of(tx, token)
    link = await links.add(tx, person.id, token_hash(token), by, now, expires)
    await audit.add(tx, by, "person.invite", f"person:{person.id}", now, new=f"link:{link}")
    if person.role.is_staff:
        team = await staff.team_name(tx, person.team_id)
    return Invitation(person.id, person.name, person.role, team, token, url, expires)


async def url_of(conn: Conn, token: str) -> str:
    """The address that opens the bot with this token. Raises BadInput before the bot has ever been started."""
    bot = await facts.get(conn, facts.BOT_NAME)
    if bot is None:
        raise BadInput("invite-no-bot")
    return f"https://t.me/{bot}?start={token}"
