"""Cases: what staff do with them, what their clients say at the end, and what their clocks ring. Not: wording, SQL."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock as Now
from bot.domain.alarms import Alarm
from bot.domain.cases import (
    CHANGED,
    DONE_OPEN,
    DONE_STEP,
    Case,
    CaseRules,
    CaseState,
    Clock,
    Reply,
)
from bot.domain.choices import is_leaf
from bot.domain.clients import TouchKind
from bot.domain.company import Company
from bot.domain.digests import Line, Section
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CaseId, PersonId, TouchId
from bot.domain.letters import Claimed, NotWanted, View
from bot.domain.notes import Note
from bot.domain.people import Actor, Scope, Step
from bot.domain.surveys import WORDS_STEP, letters
from bot.domain.time import from_us, maybe_us, to_us
from bot.usecases.cases.clocks import Clocks
from bot.usecases.cases.desk import Desk
from bot.usecases.cases.settling import Settling
from bot.usecases.cases.view import UNDOABLE, Asked, Shown, asked, opened, shown
from bot.usecases.cases.voices import Voices
from storage import audit, cards, cases, clients, notes, outbox, people, steps
from storage.database import Conn, Database, Tx

PAGE = 6
_Change = Callable[[Tx, Case, datetime], Awaitable[tuple[Case, str | None]]]


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of open cases."""

    cases: tuple[tuple[Case, str], ...]
    total: int
    offset: int
    now: datetime


class Cases:
    """Everything about the follow-up of low scores. `voices` is for `Surveys`."""

    def __init__(self, db: Database, clock: Now, company: Company, rules: CaseRules) -> None:
        self.db, self.clock, self.rules = db, clock, rules
        self.desk = Desk(company, rules)
        self.settling = Settling(self.desk)
        self.clocks = Clocks(self.desk, self.settling)
        self.voices = Voices(self.desk, self.settling)

    async def forget(self, tx: Tx, person_id: PersonId, now: datetime) -> None:
        """A contact is deleted: nobody asks them any more, and a case of theirs alone ends."""
        await self.settling.forget(tx, person_id, now)

    # Staff

    async def look(self, actor: Actor, case_id: CaseId) -> Shown:
        """The case as it stands; typing what was done is given up. Raises NotFound."""
        async with self.db.transaction() as tx:
            case = await self._seen(tx, actor, case_id)
            if actor.step is not None and actor.step.name == DONE_STEP:
                await steps.close(tx, actor.id)
            await audit.seen(tx, actor.id, "case.view", case.thing, self.clock())
            return await shown(tx, self.rules, case, actor.id, self.clock())

    async def listed(self, actor: Actor, offset: int = 0) -> Listed:
        """The actor's cases that are not closed, a page of them."""
        async with self.db.transaction() as tx:
            page, total = await cases.listed(tx, actor.scope, PAGE, offset)
            found = []
            for case in page:
                owner = None if case.owner_id is None else await people.get(tx, case.owner_id)
                found.append((case, owner.name if owner else ""))
            await audit.seen(tx, actor.id, "case.list", None, self.clock(), new=str(total))
        return Listed(tuple(found), total, offset, self.clock())

    async def open_card(self, actor: Actor, case_id: CaseId, update: int) -> None:
        """The card as a new message of the actor; the earlier one is left behind. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self._seen(tx, actor, case_id)
            copy = await cards.get(tx, case.thing, actor.id)
            if copy is not None:
                await cards.forget(tx, copy.id)
            await audit.seen(tx, actor.id, "case.view", case.thing, now)
            await self.desk.tell(tx, case_id, actor.id, "opened", f"open:{update}", now)

    async def take(self, actor: Actor, case_id: CaseId) -> Shown:
        """Make it one's own; the first wins. Raises NotFound."""

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            if case.state is CaseState.CLOSED:
                return case, "closed"
            if case.taken_by is not None:
                return case, None if case.taken_by == actor.id else "taken"
            was = {"owner_id": case.owner_id, "taken_by": None, "taken_at": None}
            await cases.note(tx, case.id, "take", actor.id, now, was)
            return replace(case, owner_id=actor.id, taken_by=actor.id, taken_at=now), None

        return await self._change(actor, case_id, "case.take", change)

    async def called(self, actor: Actor, case_id: CaseId, calls: int) -> Shown:
        """The client was called: a touch, and the first contact. `calls`: how many the card showed. Raises NotFound."""

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            if case.state is CaseState.CLOSED or case.calls != calls:
                return case, "called" if case.state is not CaseState.CLOSED else "closed"
            key = f"case:{case.id}:call:{calls}"
            first = (await cases.voices(tx, case.id))[0]
            touch = await clients.touch(
                tx, key=key, client_id=case.client_id, by=actor.id, kind=TouchKind.CALL, at=now, now=now,
                person_id=first.person_id,
            )  # fmt: skip
            was = {"contacted_at": maybe_us(case.contacted_at), "touch": touch}
            await cases.note(tx, case.id, "called", actor.id, now, was)
            return replace(case, calls=case.calls + 1, contacted_at=case.contacted_at or now), None

        return await self._change(actor, case_id, "case.called", change)

    async def undo(self, actor: Actor, case_id: CaseId) -> Shown:
        """Take back one's own Take or Called of the last ten minutes. Raises NotFound, BadInput."""

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            before = await shown(tx, self.rules, case, actor.id, now)
            if not before.can_undo:
                raise BadInput("undo-late")
            last = before.log[0]
            assert last.was is not None
            await cases.strike(tx, last.id, now)
            if last.what == UNDOABLE[0]:
                return replace(case, owner_id=last.was["owner_id"], taken_by=None, taken_at=None), None
            await clients.untouch(tx, TouchId(last.was["touch"]), now)
            contacted = last.was["contacted_at"]
            return replace(case, contacted_at=None if contacted is None else from_us(contacted)), None

        return await self._change(actor, case_id, "case.undo", change)

    async def colleagues(self, actor: Actor, case_id: CaseId) -> tuple[Shown, list[tuple[PersonId, str]]]:
        """To whom it can be handed over. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self._seen(tx, actor, case_id)
            await audit.seen(tx, actor.id, "case.view", case.thing, now)
            return await shown(tx, self.rules, case, actor.id, now), await cases.colleagues(tx, case)

    async def hand_over(self, actor: Actor, case_id: CaseId, to: PersonId, version: int) -> Shown:
        """Give it to a colleague. Raises NotFound."""

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            if case.owner_id == to or case.state is CaseState.CLOSED:
                return case, "closed" if case.state is CaseState.CLOSED else None
            if to not in {person for person, _ in await cases.colleagues(tx, case)}:
                raise NotFound
            if case.version != version:
                return case, "changed"
            await cases.note(tx, case.id, "handed", actor.id, now)
            return replace(case, owner_id=to, taken_by=None, taken_at=None), None

        return await self._change(
            actor, case_id, "case.hand", change, tell=(to, "handed", f"handed:{version}")
        )

    async def start_close(self, actor: Actor, case_id: CaseId, cause: str) -> Shown:
        """The cause is chosen: what the actor types next is what was done. Raises NotFound, BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self._seen(tx, actor, case_id)
            if cause != CHANGED and not is_leaf(self.rules.causes, cause):
                raise BadInput("case-cause")
            await audit.seen(tx, actor.id, "case.view", case.thing, now)
            if case.state is not CaseState.OPEN:
                return await shown(tx, self.rules, case, actor.id, now, note="closed")
            await steps.open_(
                tx, actor.id, Step(DONE_STEP, {"case": case_id, "cause": cause, "at": to_us(now)}), now
            )
            return await shown(tx, self.rules, case, actor.id, now)

    async def typed(self, actor: Actor, step: Step, done: str | None) -> Shown | None:
        """What was done, at the step; None when the step is so old that the message means something else."""
        if self.clock() >= from_us(int(step.args["at"] or 0)) + DONE_OPEN:
            async with self.db.transaction() as tx:
                await steps.close(tx, actor.id)
            return None
        return await self.close(actor, CaseId(int(step.args["case"] or 0)), str(step.args["cause"]), done)

    async def close(self, actor: Actor, case_id: CaseId, cause: str, done: str | None) -> Shown:
        """What was done is typed: the case is finished, its clients are asked. Raises NotFound, BadInput."""
        if not done or not done.strip():
            raise BadInput("case-done-text")

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            await steps.close(tx, actor.id)
            if case.state is not CaseState.OPEN:
                return case, "closed"
            await cases.note(tx, case.id, "close", actor.id, now)
            case = replace(case, cause=cause, done=done.strip(), done_by=actor.id, done_at=now)
            return await self.settling.ask(tx, case, now), None

        return await self._change(actor, case_id, "case.close", change, draw=True)

    async def hear(self, actor: Actor, case_id: CaseId, update: int) -> None:
        """Send the actor everything that was said, whole; that is audited. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, case_id)
            await audit.add(tx, actor.id, "case.words", f"case:{case_id}", now)
            await outbox.put(tx, *letters(await cases.words(tx, case_id), actor.id, update), now=now)

    async def note(self, actor: Actor, case_id: CaseId, said: Note) -> str:
        """A reply to the card: a note of staff, never shown to clients. Gives the client's name. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self._seen(tx, actor, case_id)
            if await notes.add(tx, case.thing, said, by=actor, now=now):
                await audit.add(tx, actor.id, "case.note", case.thing, now)
                await outbox.redraw(tx, case.thing, now=now)
            return case.client

    async def _seen(self, conn: Conn, actor: Actor, case_id: CaseId) -> Case:
        case = await cases.get(conn, actor.scope, case_id) if actor.role.is_staff else None
        if case is None:
            raise NotFound
        return case

    async def _change(
        self,
        actor: Actor,
        case_id: CaseId,
        action: str,
        change: _Change,
        *,
        draw: bool = False,
        tell: tuple[PersonId, str, str] | None = None,
    ) -> Shown:
        """One change at a time: whoever comes second sees what the first one did."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, case_id)
            case = await cases.lock(tx, case_id)
            assert case is not None
            after, note = await change(tx, case, now)
            if after != case:
                await self.desk.save(tx, after, now, None if draw else actor.id)
                await audit.add(tx, actor.id, action, case.thing, now, old=case.state, new=after.state)
                if tell is not None:
                    await self.desk.tell(tx, case_id, *tell, now)
            fresh = await cases.load(tx, case_id)
            assert fresh is not None
            return await shown(tx, self.rules, fresh, actor.id, now, note=note)

    # Clients

    async def settled(self, actor: Actor, question_id: int, *, yes: bool) -> Asked:
        """The client's word on "settled?"; a second one changes nothing. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            question = await cases.question(tx, question_id)
            if question is None or question.person_id != actor.id:
                raise NotFound
            case = await cases.lock(tx, question.case_id)
            question = await cases.question(tx, question_id)
            assert case is not None
            assert question is not None
            current = question.round == case.round and question.reply in (None, Reply.SILENT)
            late = current and not yes and not await self.settling.may_reopen(tx, case, now)
            if current and not late:
                case = await self._word(tx, case, question_id, yes=yes, now=now)
            question = await cases.question(tx, question_id)
            assert question is not None
            return await asked(tx, case, question, late=late)

    async def _word(self, tx: Tx, case: Case, question_id: int, *, yes: bool, now: datetime) -> Case:
        question = await cases.question(tx, question_id)
        assert question is not None
        after = await (self.settling.yes if yes else self.settling.no)(tx, case, question, now)
        await self.desk.save(tx, after, now)
        line = "settled" if after.state is CaseState.CLOSED else "one-settled" if yes else "reopened"
        key = f"word:{question_id}:{line}"
        told = {case.owner_id, after.owner_id}
        for person in sorted(p for p in told if p is not None):
            await self.desk.tell(tx, case.id, person, line, key, now, question.answer_id)
        if not yes:
            words = Step(WORDS_STEP, {"answer": question.answer_id, "at": to_us(now)})
            await steps.open_(tx, question.person_id, words, now)
        return after

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """A mark of a clock is reached, or the clients stayed silent."""
        await self.clocks.ring(tx, alarm, now)

    # For others

    async def lines(self, conn: Conn, scope: Scope, now: datetime, end: datetime) -> list[Line]:
        """The owner's cases whose deadline is missed or comes before `end`, for the digest."""
        found = []
        for case in await cases.of_owner(conn, scope.person_id):
            clock = Clock.CONTACT if case.runs(Clock.CONTACT) else Clock.CLOSE
            due = case.span(clock)[1]
            if case.runs(clock) and due < end:
                found.append(Line(Section.CASES, case.thing, case.client, case.client, due, clock.value))
        return found

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The card, or a client's question, as it stands when it is sent."""
        return await opened(conn, self.rules, letter, now)
