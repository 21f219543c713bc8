"""Messages that their writers change: taken over until they have gone. Not: what becomes of them."""

from datetime import datetime

from bot.domain.complaints import State
from bot.domain.people import Actor
from bot.domain.talk import Heard, Place, Word
from bot.usecases.talk.base import Base
from storage import complaints, outbox, talk
from storage.database import Tx


class Changing(Base):
    """What is still on the table follows the message; what has gone does not."""

    async def change(self, actor: Actor, heard: Heard) -> bool:
        """Take over the new words. False when the old ones have gone already: the writer must be told."""
        now = self.clock()
        async with self.db.transaction() as tx:
            word = await talk.by_message(tx, heard.chat_id, heard.message_id)
            same = word is not None and (word.text, word.file_id) == (heard.text, heard.file_id)
            if word is None or word.author_id != actor.id or same:
                return True
            if not await self._still_here(tx, word):
                return word.text == heard.text
            await talk.reword(tx, word.id, heard)
            await self._drawn(tx, word, now)
            return True

    async def _still_here(self, tx: Tx, word: Word) -> bool:
        if word.place is Place.REPLY:
            return word.sent_at is None
        if word.place in (Place.WHAT, Place.WISH) and word.complaint_id is not None:
            complaint = await complaints.load(tx, word.complaint_id)
            return complaint is not None and complaint.state in (State.DRAFT, State.DROPPED)
        return word.place in (Place.LOOSE, Place.NOTE, Place.KEPT, Place.DROPPED)

    async def _drawn(self, tx: Tx, word: Word, now: datetime) -> None:
        """Draw the card that shows it."""
        if word.place is Place.REPLY:
            await outbox.redraw(tx, f"reply:{word.batch}", now=now)
        elif word.place is Place.LOOSE:
            await outbox.redraw(tx, f"loose:{word.batch}", now=now)
        elif word.complaint_id is not None:
            await outbox.redraw(tx, f"draft:{word.complaint_id}", now=now)
