"""Looking at cases: the card, the list, the whole history, what was said. Not: changing them."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases import DONE_STEP, Case, Filter
from bot.domain.digests import Line, Section
from bot.domain.ids import CaseId, PersonId
from bot.domain.letters import Claimed, NotWanted, View
from bot.domain.people import Actor, Scope
from bot.domain.surveys import letters
from bot.usecases.cases.base import Base
from bot.usecases.cases.view import History, Shown, opened
from storage import audit, cards, cases, notes, outbox, people, steps
from storage.database import Conn

PAGE = 6


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of cases with their owners' names, counted from 0; `owner`: whose alone, "" for everybody's."""

    cases: tuple[tuple[Case, str], ...]
    total: int
    number: int
    now: datetime
    which: Filter
    owner_id: PersonId | None = None
    owner: str = ""

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


class Reading(Base):
    """Everything that changes nothing."""

    async def look(self, actor: Actor, case_id: CaseId) -> Shown:
        """The case as it stands; typing what was done is given up. Raises NotFound."""
        async with self.db.transaction() as tx:
            case = await self.seen(tx, actor, case_id)
            if actor.step is not None and actor.step.name == DONE_STEP:
                await steps.close(tx, actor.id)
            await audit.seen(tx, actor.id, "case.view", case.thing, self.clock())
            return await self.view(tx, case, actor.id, self.clock())

    async def history(self, actor: Actor, case_id: CaseId) -> History:
        """Everything that happened to the case, with who and when. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self.seen(tx, actor, case_id)
            await audit.seen(tx, actor.id, "case.view", case.thing, now)
            log = await cases.log(tx, case_id)
            meant = {int(entry.was["to"]) for entry in log if entry.was and entry.was.get("to")}
            names = {id_: await self._name(tx, PersonId(id_)) for id_ in sorted(meant)}
            return History(case, tuple(log), names, tuple(await notes.of(tx, case.thing)))

    async def listed(
        self, actor: Actor, which: Filter = Filter.OPEN, number: int = 0, owner: PersonId | None = None
    ) -> Listed:
        """A page of the cases in sight, the actor's own first; `owner` leaves only theirs. Beyond the last page: it."""
        now = self.clock()
        async with self.db.transaction() as tx:

            async def read(number: int) -> tuple[list[Case], int]:
                return await cases.page(
                    tx, actor.scope, which, now, limit=PAGE, offset=number * PAGE, owner=owner
                )

            number = min(max(0, number), 10_000)
            page, total = await read(number)
            if not page and total:
                number = (total - 1) // PAGE
                page, total = await read(number)
            found = tuple([(case, await self._name(tx, case.owner_id)) for case in page])
            whose = await self._name(tx, owner)
            await audit.seen(tx, actor.id, "case.list", None, now, new=str(total))
        return Listed(found, total, number if page else 0, now, which, owner, whose)

    async def owners(self, actor: Actor) -> list[tuple[PersonId, str, int]]:
        """Whose cases can be listed alone: id, name, how many are not closed."""
        async with self.db.transaction() as tx:
            found = await cases.owners(tx, actor.scope)
            await audit.seen(tx, actor.id, "case.list", None, self.clock(), new=str(len(found)))
            return found

    async def _name(self, conn: Conn, person_id: PersonId | None) -> str:
        person = None if person_id is None else await people.get(conn, person_id)
        return person.name if person else ""

    async def open_card(self, actor: Actor, case_id: CaseId, update: int) -> None:
        """The card as a new message of the actor; the earlier one is left behind. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self.seen(tx, actor, case_id)
            copy = await cards.get(tx, case.thing, actor.id)
            if copy is not None:
                await cards.forget(tx, copy.id)
            await audit.seen(tx, actor.id, "case.view", case.thing, now)
            await self.desk.tell(tx, case_id, actor.id, "opened", f"open:{update}", now)

    async def hear(self, actor: Actor, case_id: CaseId, update: int) -> None:
        """Send the actor everything that was said, whole; that is audited. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self.seen(tx, actor, case_id)
            await audit.add(tx, actor.id, "case.words", f"case:{case_id}", now)
            await outbox.put(tx, *letters(await cases.words(tx, case_id), actor.id, update), now=now)

    # For others

    async def lines(self, conn: Conn, scope: Scope, now: datetime, end: datetime) -> list[Line]:
        """The owner's cases whose deadline is missed or comes before `end`, for the digest."""
        found = []
        for case in await cases.of_owner(conn, scope.person_id):
            clock = case.pending
            due = case.span(clock).due
            if case.runs(clock) and due < end:
                found.append(Line(Section.CASES, case.thing, case.client, case.client, due, clock.value))
        return found

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The card, or a client's question, as it stands when it is sent."""
        return await opened(conn, self.duty, self.rules, letter, now)
