"""Lists of complaints, and what other nouns ask about them. Not: single ones."""

from bot.domain.complaints import Filter
from bot.domain.ids import PersonId
from bot.domain.people import Actor
from bot.usecases.complaints.base import Base
from bot.usecases.complaints.views import PAGE, Page
from storage import complaints


class Lists(Base):
    """Pages of complaints."""

    async def page(
        self, actor: Actor, which: Filter = Filter.OPEN, number: int = 0, owner: PersonId | None = None
    ) -> Page:
        """A page of those that the member of staff may see; `owner` leaves only theirs."""
        now = self.clock()
        async with self.db.read() as conn:
            items, total = await complaints.page(
                conn, actor.scope, which, now, limit=PAGE, offset=number * PAGE, owner=owner
            )
            name = "" if owner is None else await self.name_of(conn, owner)
        return Page(items, total, number, now, which, name)

    async def my(self, actor: Actor, number: int = 0) -> Page:
        """A page of the contact's own."""
        now = self.clock()
        async with self.db.read() as conn:
            items, total = await complaints.of_person(conn, actor.id, limit=PAGE, offset=number * PAGE)
        return Page(items, total, number, now)

    async def owners(self, actor: Actor) -> list[tuple[PersonId, str]]:
        """By whom the list can be narrowed: the actor's team, for the head everybody."""
        async with self.db.read() as conn:
            return await complaints.colleagues(conn, actor.role, actor.team_id, None)
