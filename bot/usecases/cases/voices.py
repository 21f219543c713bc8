"""What clients' answers do to cases: open, join, change, wish. Not: what staff do."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import Case, CaseState, hurried, nobody_waits, recovered
from bot.domain.ids import CaseId, PersonId
from bot.domain.surveys import ALARMING, Answer, Wish
from bot.domain.time import to_us
from bot.usecases.cases.again import Again
from bot.usecases.cases.desk import Desk
from bot.usecases.cases.settling import Settling
from storage import cases, outbox, people
from storage.database import Conn, Tx


@dataclass(frozen=True, slots=True)
class Voices:
    """Works inside the transactions of `Surveys`."""

    desk: Desk
    settling: Settling
    again: Again

    async def heard(self, tx: Tx, before: Answer | None, after: Answer, now: datetime) -> None:
        """An answer was given or changed: a low one opens a case or joins the client's; a change is told."""
        await self.again.heard(tx, before, after, now)
        if not after.low and (before is None or not before.low):
            return
        case = await self._case(tx, after)
        over = case is None or case.state is CaseState.CLOSED
        if after.low and over:
            if before is None or not before.low or after.score < before.score:
                await self._open(tx, after, now)
        elif case is not None and before is not None:
            await self._changed(tx, case, before, after, now)

    async def confirmed(self, tx: Tx, before: Answer, after: Answer, now: datetime) -> None:
        """The contact gives the score that staff had noted: the first own answer after a case, perhaps."""
        await self.again.heard(tx, before, after, now)
        await self.redraw(tx, after, now)

    async def _case(self, tx: Tx, answer: Answer) -> Case | None:
        case_id = await cases.of_answer(tx, answer.id)
        return None if case_id is None else await cases.lock(tx, case_id)

    async def _open(self, tx: Tx, answer: Answer, now: datetime) -> None:
        owner = await people.responsible(tx, answer.client_id)
        case_id = await cases.open_(tx, answer.client_id, owner, now)
        if case_id is None:
            return await self._join(tx, answer, now)
        await cases.join(tx, case_id, answer.id, now)
        await cases.note(tx, case_id, "opened", answer.person_id, now)
        case = await cases.load(tx, case_id)
        assert case is not None
        case = await self.desk.save(tx, await self.desk.restarted(tx, case, now), now)
        await self.desk.tell(tx, case_id, owner, "new", f"new:{answer.id}", now, answer.id)
        return await self._alarm(tx, case, answer, now)

    async def _join(self, tx: Tx, answer: Answer, now: datetime) -> None:
        case_id = await cases.current(tx, answer.client_id)
        case = None if case_id is None else await cases.lock(tx, case_id)
        if case is None or case.state is CaseState.CLOSED:  # closed just now by somebody else
            return await self._open(tx, answer, now)
        await cases.join(tx, case.id, answer.id, now)
        await cases.note(tx, case.id, "joined", answer.person_id, now)
        if case.state is CaseState.ASKED:
            await self.settling.void(tx, case, now)
        if case.state is CaseState.ASKED or case.contacted_at is not None:
            case = await self.desk.restarted(tx, case, now)  # the new voice waits for its first contact
        await self.desk.save(tx, case, now)
        await self.desk.tell(tx, case.id, case.owner_id, "joined", f"joined:{answer.id}", now, answer.id)
        return await self._alarm(tx, case, answer, now)

    async def _alarm(self, tx: Tx, case: Case, answer: Answer, now: datetime) -> None:
        if answer.score > ALARMING:
            return
        lead = await people.lead_of(tx, case.team_id)
        reads = self.desk.duty.reads
        same = await reads(tx, lead, now) == await reads(tx, case.owner_id, now)
        if lead != case.owner_id and not same:
            await self.desk.tell(
                tx, case.id, lead, "low", f"low:{answer.id}:{answer.version}", now, answer.id
            )

    async def _changed(self, tx: Tx, case: Case, before: Answer, after: Answer, now: datetime) -> None:
        if not after.low:
            case = await self.settling.spare(tx, case, after.person_id, now)
        can_close = case.state is CaseState.OPEN and recovered(await cases.voices(tx, case.id))
        line = "recovered" if can_close else "changed"
        key = f"changed:{after.id}:{after.version}"
        await cases.note(
            tx, case.id, "changed", after.person_id, now, {"old": before.score, "new": after.score}
        )
        await self.desk.tell(tx, case.id, case.owner_id, line, key, now, after.id)
        await outbox.redraw(tx, case.thing, now=now)
        if after.score <= ALARMING < before.score:
            await self._alarm(tx, case, after, now)
        return

    async def more(self, tx: Tx, answer: Answer, words: int, now: datetime) -> bool:
        """Words came with an answer that is in a case: its owner hears of it. False when it is in none."""
        case = await self._case(tx, answer)
        if case is None:
            return False
        await self.desk.tell(
            tx, case.id, case.owner_id, "words", f"words:{answer.id}:{words}", now, answer.id
        )
        await outbox.redraw(tx, case.thing, now=now)
        return True

    async def redraw(self, tx: Tx, answer: Answer, now: datetime) -> None:
        """A reason was ticked: silently."""
        case_id = await cases.of_answer(tx, answer.id)
        if case_id is not None:
            await outbox.redraw(tx, f"case:{case_id}", now=now)

    async def wish(self, tx: Tx, answer: Answer, wish: Wish, now: datetime) -> None:
        """[Call me sooner] rings the owner and sets a nearer first contact; [No contact needed] ends that clock."""
        case = await self._case(tx, answer)
        if case is None or case.state is CaseState.CLOSED:
            return
        await cases.note(tx, case.id, f"wish-{wish}", answer.person_id, now)
        if case.state is CaseState.OPEN:
            case = await (self._sooner if wish is Wish.SOONER else self._spared)(tx, case, now)
            await self.desk.save(tx, case, now)
        key = f"wish:{wish}:{answer.id}:{to_us(now)}"  # one may wish this, then that, then this again
        await self.desk.tell(tx, case.id, case.owner_id, f"wish-{wish}", key, now, answer.id)

    async def _sooner(self, tx: Tx, case: Case, now: datetime) -> Case:
        case, turns = await self.desk.seated(tx, case, now)
        return hurried(case, turns, now, self.desk.rules)

    async def _spared(self, tx: Tx, case: Case, now: datetime) -> Case:
        if case.contacted_at is None and nobody_waits(await cases.voices(tx, case.id)):
            return replace(case, contacted_at=now)
        return case

    async def promised(
        self, conn: Conn, answer: Answer, now: datetime
    ) -> tuple[datetime, PersonId | None] | None:
        """By when the client is to be contacted (that may be past) and by whom, while nobody did."""
        case_id = await cases.of_answer(conn, answer.id)
        case = None if case_id is None else await cases.load(conn, CaseId(case_id))
        if case is None or case.state is not CaseState.OPEN or case.contacted_at is not None:
            return None
        return case.contact_due, await self.desk.duty.reads(conn, case.owner_id, now)
