"""What becomes of a letter after each outcome, in one transaction. Not: sending, wording."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.delivery import retry
from bot.domain.groups import GROUP_GONE, End
from bot.domain.ids import PersonId
from bot.domain.letters import (
    GONE_MESSAGE,
    Broken,
    Claimed,
    Gone,
    Later,
    Letter,
    Moved,
    NotWanted,
    Op,
    Outcome,
    Refused,
    RetryLater,
    Sent,
    Unknown,
)
from bot.usecases import groups
from bot.usecases.doubts import ask_about
from bot.usecases.reach import lost
from storage import cards, outbox, people, reach
from storage.database import Tx

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settling:
    """One claimed letter to settle: who claimed it, what happened, when."""

    letter: Claimed
    claimer: str
    now: datetime

    async def settle(self, tx: Tx, outcome: Outcome) -> bool:
        """Write down what became of it. False when the claim was not ours any more: nothing is written then."""
        match outcome:
            case Sent():
                return await self._sent(tx, outcome)
            case NotWanted(why):
                return await self._unwanted(tx, why)
            case Later(at):
                return await self._again(tx, at, "later")
            case RetryLater(seconds, _, why):
                return await self._again(tx, self.now + timedelta(seconds=seconds), why)
            case Refused(why):
                return await self._again(tx, self.now, why)
            case Moved():
                return await self._moved(tx, outcome)
            case Gone():
                return await self._gone(tx, outcome)
            case Unknown(why):
                return await self._unknown(tx, why)
            case Broken(why):
                return await self._broken(tx, why)

    async def _sent(self, tx: Tx, sent: Sent) -> bool:
        if self.letter.op is Op.EDIT:  # its message belongs to the card's own letter
            return await self._finish(tx, "sent")
        message = sent.line_id or sent.message_id
        if not await self._finish(tx, "sent", chat_id=sent.chat_id, message_id=message):
            return False
        if self.letter.copy is None:
            return True
        card = await cards.of_chat(tx, self.letter.copy, sent.chat_id)
        if card is not None and sent.message_id is not None:
            await cards.place(tx, card, sent.chat_id, sent.message_id)
        if card is not None and sent.line_id is not None:
            await cards.put_line(tx, card, sent.line_id)
        return True

    async def _unwanted(self, tx: Tx, why: str) -> bool:
        held = await self._finish(tx, "unwanted", why)
        if held and why == GONE_MESSAGE and self.letter.copy is not None:
            await cards.forget(tx, self.letter.copy.id)
        if held and why == GROUP_GONE:
            await groups.instead(tx, self.letter, self.now)
        return held

    async def _again(self, tx: Tx, at: datetime, why: str) -> bool:
        return await outbox.requeue(tx, self.letter, self.claimer, at, why)

    async def _moved(self, tx: Tx, moved: Moved) -> bool:
        held = await self._again(tx, self.now, "moved")
        if held and moved.old_id is not None:
            await reach.move(tx, moved.old_id, moved.chat_id)
            await groups.move(tx, moved.old_id, moved.chat_id, self.now)
        return held

    async def _gone(self, tx: Tx, gone: Gone) -> bool:
        """A contact's letter dies; one to staff goes on to whoever stands in, since they cannot be reached now; one to
        a group is tried once more, and then finds no group."""
        if self.letter.group is not None:
            held = await self._again(tx, self.now, gone.why)
            if held and gone.chat_id is not None:
                await groups.lost(tx, gone.chat_id, End.GONE, self.now)
            return held
        staff = gone.person_id is not None and (await reach.role_of(tx, gone.person_id))[0].is_staff
        known = gone.person_id is not None and gone.chat_id is not None
        if staff and known and self.letter.op is not Op.EDIT and self.letter.attempts < 5:
            held = await self._again(tx, self.now, gone.why)
        else:
            held = await self._finish(tx, "dead", gone.why)
        if held and gone.person_id is not None and gone.chat_id is not None:
            await lost(tx, gone.person_id, gone.chat_id, gone.why, self.now)
        return held

    async def _unknown(self, tx: Tx, why: str) -> bool:
        if not self.letter.park or self.letter.op is Op.EDIT:
            wait = timedelta(seconds=retry.delay(self.letter.attempts))
            return await self._again(tx, self.now + wait, why)
        held = await self._finish(tx, "unknown", why)
        if held:
            await ask_about(tx, [self.letter.to], self.now)
        return held

    async def _broken(self, tx: Tx, why: str) -> bool:
        held = await self._finish(tx, "dead", why)
        if held:
            await alert(tx, why, "letter", self.now, about=self.letter.kind)
        return held

    async def _finish(
        self,
        tx: Tx,
        state: str,
        why: str | None = None,
        *,
        chat_id: int | None = None,
        message_id: int | None = None,
    ) -> bool:
        return await outbox.finish(
            tx, self.letter, self.claimer, state, self.now, why=why, chat_id=chat_id, message_id=message_id
        )


FAILED = "system.failed"


async def alert(tx: Tx, code: str, what: str, now: datetime, *, about: str = "") -> PersonId | None:
    """Tell the head that something failed for good, by the code that is in the log. An alert about an alert: no."""
    to = None if about == FAILED else await people.head(tx)
    if to is None:
        return None
    letter = Letter(FAILED, to, f"{FAILED}:{code}", {"code": code, "what": what, "about": about})
    await outbox.put(tx, letter, now=now)
    return to
