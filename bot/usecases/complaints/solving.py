"""Solving a complaint, and a new date for a missed one: typed step by step, then told to the client. Not: its answer."""

from datetime import datetime, time, timedelta

from bot.domain.complaints import Clock, Complaint, Missed, Solution, State, Which
from bot.domain.dates import read_when
from bot.domain.errors import BadInput, Changed
from bot.domain.ids import ComplaintId
from bot.domain.people import Actor, Step
from bot.domain.worktime import instant, local, next_workday
from bot.usecases.complaints.handling import Handling
from bot.usecases.complaints.views import StaffView, Typing
from storage import audit, complaints, steps
from storage.database import Conn, Tx

SOLVE_STEP = "complaint.solve"
REASON_STEP = "complaint.reason"
DATE_STEP = "complaint.date"
LONGEST = 1000
FARTHEST = timedelta(days=366)
ASKED = ("cause", "done", "prevents")


class Solving(Handling):
    """What the owner types before the client hears it."""

    async def begin_solving(self, actor: Actor, complaint_id: ComplaintId) -> Typing:
        """Ask for the cause first. Solved or over: Changed."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self._workable(tx, actor, complaint_id)
            await audit.seen(tx, actor.id, "complaint.view", complaint.thing, now)
            typed = await complaints.put_solution(tx, complaint.id, actor.id, now)
            return await self._ask(tx, actor, complaint, typed, ASKED[0], 0, now)

    async def type_solution(self, actor: Actor, step: Step, text: str, message_id: int) -> Typing:
        """Keep what was typed for the open question and ask the next one; after the last it is ready to be sent.

        The message that answered the question before (a replay) is only told again what is asked.
        """
        now = self.clock()
        text = _short(text)
        async with self.db.transaction() as tx:
            complaint = await self._workable(tx, actor, ComplaintId(int(step.args.get("complaint") or 0)))
            asked = str(step.args.get("asks"))
            if step.args.get("after") == message_id:
                return Typing(asked, complaint, await self.name_of(tx, complaint.person_id))
            typed = await complaints.put_solution(tx, complaint.id, actor.id, now, **{asked: text})
            follows = ASKED[ASKED.index(asked) + 1 :]
            if follows:
                return await self._ask(tx, actor, complaint, typed, follows[0], message_id, now)
            await steps.close(tx, actor.id, only=SOLVE_STEP)
            return Typing("", complaint, await self.name_of(tx, complaint.person_id), solution=typed)

    async def solve(self, actor: Actor, solution_id: int, stamp: int) -> StaffView:
        """Tell the client what was done and ask whether it is solved. Again: nothing. Unfinished, or other words
        than those that were shown: Changed."""
        now = self.clock()
        async with self.db.transaction() as tx:
            typed = await complaints.solution(tx, solution_id)
            if typed is None:
                raise Changed
            complaint = await self.staff_one(tx, actor, typed.complaint_id)
            if typed.at is None:
                if typed.stamp != stamp:
                    raise Changed
                complaint = await self._solve(tx, actor, complaint, typed, now)
            return await self.staff_view(tx, complaint, actor.id, now)

    async def begin_date(self, actor: Actor, complaint_id: ComplaintId) -> Typing:
        """A new date: ask for the reason first. Solved or over: Changed."""
        now = self.clock()
        async with self.db.transaction() as tx:
            complaint = await self._workable(tx, actor, complaint_id)
            await audit.seen(tx, actor.id, "complaint.view", complaint.thing, now)
            await steps.open_(tx, actor.id, Step(REASON_STEP, {"complaint": complaint.id}), now)
            return Typing("reason", complaint, await self.name_of(tx, complaint.person_id))

    async def type_reason(self, actor: Actor, step: Step, text: str, message_id: int) -> Typing:
        """Keep the reason and ask for the date."""
        now = self.clock()
        text = _short(text)
        async with self.db.transaction() as tx:
            complaint = await self._workable(tx, actor, ComplaintId(int(step.args.get("complaint") or 0)))
            which, clock = _clock(complaint, now)
            typed = await complaints.put_missed(tx, complaint.id, which, clock.by, actor.id, now, reason=text)
            await steps.open_(
                tx, actor.id, Step(DATE_STEP, {"complaint": complaint.id, "after": message_id}), now
            )
            contact = await self.name_of(tx, complaint.person_id)
            return Typing(
                "date", complaint, contact, missed=typed, dates=await self._dates(tx, complaint, now)
            )

    async def type_date(self, actor: Actor, step: Step, text: str, message_id: int) -> Typing:
        """A typed date; without a time it is the closing of that day. Raises BadDate, BadInput.

        The message that was the reason (a replay) is only told again what is asked.
        """
        complaint_id = ComplaintId(int(step.args.get("complaint") or 0))
        now = self.clock()
        if step.args.get("after") == message_id:
            async with self.db.read() as conn:
                complaint = await self.staff_one(conn, actor, complaint_id)
                return Typing("date", complaint, "", dates=await self._dates(conn, complaint, now))
        when = read_when(text, local(now, actor.zone).replace(tzinfo=None))
        at = instant(when.day, when.clock or self.company.closes, actor.zone)
        return await self.pick_date(actor, complaint_id, at)

    async def pick_date(self, actor: Actor, complaint_id: ComplaintId, at: datetime) -> Typing:
        """Keep the new date; then it is ready to be sent. Not in the future, or too far in it: BadInput."""
        now = self.clock()
        if at <= now:
            raise BadInput("complaint-date-past")
        if at > now + FARTHEST:
            raise BadInput("complaint-date-far")
        async with self.db.transaction() as tx:
            complaint = await self._workable(tx, actor, complaint_id)
            which, clock = _clock(complaint, now)
            typed = await complaints.put_missed(tx, complaint.id, which, clock.by, actor.id, now, new_by=at)
            if typed.reason is None:
                raise Changed
            await steps.close(tx, actor.id, only=DATE_STEP)
            return Typing("", complaint, await self.name_of(tx, complaint.person_id), missed=typed)

    async def tell_date(self, actor: Actor, missed_id: int, stamp: int) -> StaffView:
        """Tell the client the reason and the new date, and count to it from now on. Again: nothing. Other words than
        those that were shown: Changed."""
        now = self.clock()
        async with self.db.transaction() as tx:
            typed = await complaints.missed(tx, missed_id)
            if typed is None:
                raise Changed
            complaint = await self.staff_one(tx, actor, typed.complaint_id)
            if typed.at is None:
                if typed.stamp != stamp:
                    raise Changed
                complaint = await self._move(tx, actor, complaint, typed, now)
            return await self.staff_view(tx, complaint, actor.id, now)

    async def _workable(self, tx: Tx, actor: Actor, complaint_id: ComplaintId) -> Complaint:
        complaint = await self.staff_one(tx, actor, complaint_id)
        if complaint.state not in (State.RECEIVED, State.WORK):
            raise Changed
        return complaint

    async def _ask(
        self,
        tx: Tx,
        actor: Actor,
        complaint: Complaint,
        typed: Solution,
        asks: str,
        after: int,
        now: datetime,
    ) -> Typing:
        args: dict[str, int | str | bool | None] = {
            "complaint": complaint.id,
            "asks": asks,
            "after": after,
        }
        await steps.open_(tx, actor.id, Step(SOLVE_STEP, args), now)
        return Typing(asks, complaint, await self.name_of(tx, complaint.person_id), solution=typed)

    async def _solve(
        self, tx: Tx, actor: Actor, complaint: Complaint, typed: Solution, now: datetime
    ) -> Complaint:
        workable = complaint.state in (State.RECEIVED, State.WORK)
        if not workable or not (typed.cause and typed.done and typed.prevents):
            raise Changed
        if not await complaints.tell_solution(tx, typed.id, now):
            return complaint
        solved = await self.change(
            tx,
            complaint,
            state=State.SOLVED,
            solved_at=now,
            waiting_from=now,
            owner_id=complaint.owner_id or actor.id,
            taken_at=complaint.taken_at or now,
            answered_at=complaint.answered_at or now,
        )
        await complaints.drop_typed(tx, solved.id)
        await steps.close(tx, actor.id, only=SOLVE_STEP)
        await self.arm(tx, solved)
        await complaints.event(tx, solved.id, "solved", now, by=actor.id)
        await audit.add(tx, actor.id, "complaint.solve", solved.thing, now)
        await self.tell_client(tx, solved, "solved", now, by=actor.id)
        await self.redraw(tx, solved, now)
        return solved

    async def _move(
        self, tx: Tx, actor: Actor, complaint: Complaint, typed: Missed, now: datetime
    ) -> Complaint:
        workable = complaint.state in (State.RECEIVED, State.WORK)
        if not workable or typed.reason is None or typed.new_by is None or typed.new_by <= now:
            raise Changed
        if not await complaints.tell_missed(tx, typed.id, now):
            return complaint
        new = Clock(now, typed.new_by)
        clocks = {typed.which.value: new}
        if typed.which is Which.ANSWER and complaint.solve is not None and complaint.solve.by < new.by:
            clocks["solve"] = new
        moved = await self.change(tx, complaint, **clocks)
        await self.arm(tx, moved)
        codes = {"old": typed.old_by.isoformat(), "new": typed.new_by.isoformat()}
        await complaints.event(tx, moved.id, f"date.{typed.which}", now, by=actor.id, **codes)
        await audit.add(tx, actor.id, "complaint.date", moved.thing, now, **codes)
        await self.tell_client(tx, moved, "date", now, by=actor.id)
        await self.redraw(tx, moved, now)
        return moved

    async def _dates(self, conn: Conn, complaint: Complaint, now: datetime) -> list[datetime]:
        """The closing of the next working days."""
        hours = await self.hours(conn, complaint)
        today = local(now, hours.zone).date()
        closes: time = hours.closes
        return [instant(next_workday(hours, today, n), closes, hours.zone) for n in (1, 2, 3, 5)]


def _clock(complaint: Complaint, now: datetime) -> tuple[Which, Clock]:
    """The date to move: the one that was missed, else the next one that must be kept."""
    which = complaint.missed_first(now) or (Which.ANSWER if complaint.running(Which.ANSWER) else Which.SOLVE)
    clock = complaint.answer if which is Which.ANSWER else complaint.solve
    assert clock is not None
    return which, clock


def _short(text: str) -> str:
    text = text.strip()
    if not text:
        raise BadInput("complaint-type-it")
    if len(text) > LONGEST:
        raise BadInput("complaint-too-long", limit=LONGEST, length=len(text))
    return text
