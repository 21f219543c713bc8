"""People: who is writing, how they join, and what they switch. Not: wording, SQL."""

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.ids import NOBODY
from bot.domain.people import Actor, Role
from storage import people
from storage.database import Database


class People:
    """Everything about who somebody is."""

    def __init__(self, db: Database, clock: Clock, company: Company) -> None:
        self.db, self.clock, self.company = db, clock, company

    async def whoami(self, user_id: int, language: str) -> Actor:
        """The actor behind a Telegram account; a leaver is a stranger. `language` is used until one is chosen."""
        async with self.db.read() as conn:
            found = await people.by_user(conn, user_id)
        if found is None or found[0].left:
            return Actor(NOBODY, Role.STRANGER, "", language, self.company.zone, user_id)
        person, step = found
        return Actor(
            id=person.id,
            role=person.role,
            name=person.name,
            language=person.language or language,
            zone=person.zone or self.company.zone,
            chat_id=user_id,
            team_id=person.team_id,
            client_id=person.client_id,
            step=step,
        )
