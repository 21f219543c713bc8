"""Lists of complaints, and what other nouns ask about them. Not: single ones."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.domain.complaints import Filter, Listed, name
from bot.domain.digests import Line, Section
from bot.domain.ids import PersonId
from bot.domain.people import Actor, Scope
from bot.usecases.complaints.base import Base
from bot.usecases.complaints.views import PAGE, Page
from storage import audit, complaints
from storage.database import Conn

_DIGEST = 100  # lines at most


class Lists(Base):
    """Pages of complaints."""

    async def page(
        self, actor: Actor, which: Filter = Filter.OPEN, number: int = 0, owner: PersonId | None = None
    ) -> Page:
        """A page of those that the member of staff may see; `owner` leaves only theirs."""
        now = self.clock()
        async with self.db.transaction() as tx:

            async def read(number: int) -> tuple[list[Listed], int]:
                return await complaints.page(
                    tx, actor.scope, which, now, limit=PAGE, offset=number * PAGE, owner=owner
                )

            items, total, number = await _page(read, number)
            name = "" if owner is None else await self.name_of(tx, owner)
            await audit.seen(tx, actor.id, "complaint.list", None, now, new=str(total))
        return Page(items, total, number, now, which, name)

    async def my(self, actor: Actor, number: int = 0) -> Page:
        """A page of the contact's own."""
        now = self.clock()
        async with self.db.read() as conn:

            async def read(number: int) -> tuple[list[Listed], int]:
                return await complaints.of_person(conn, actor.id, limit=PAGE, offset=number * PAGE)

            items, total, number = await _page(read, number)
        return Page(items, total, number, now)

    async def lines(self, conn: Conn, scope: Scope, now: datetime, end: datetime) -> list[Line]:
        """The person's own complaints whose next date is missed or comes before `end`, for the digest."""
        items, _ = await complaints.page(
            conn, scope, Filter.MINE, now, limit=_DIGEST, offset=0, owner=scope.person_id
        )
        return [
            Line(
                Section.COMPLAINTS,
                f"complaint:{item.id}",
                name(item.number),
                item.client,
                item.due,
                item.which,
            )
            for item in items
            if item.due is not None and item.due < end
        ]

    async def owners(self, actor: Actor) -> list[tuple[PersonId, str]]:
        """By whom the list can be narrowed: the actor's team, for the head everybody."""
        async with self.db.read() as conn:
            return await complaints.colleagues(conn, actor.role, actor.team_id, None)


async def _page(
    read: Callable[[int], Awaitable[tuple[list[Listed], int]]], number: int
) -> tuple[list[Listed], int, int]:
    """The page of this number; the last one where there are fewer (a list grows shorter under old buttons)."""
    number = max(number, 0)
    items, total = await read(number)
    if items or not total:
        return items, total, number if items else 0
    last = (total - 1) // PAGE
    return (await read(last))[0], total, last
