"""The client's side: messages to the manager, and loose ones that answer nothing. Not: replies of staff."""

from dataclasses import replace
from datetime import datetime

from bot.domain.alarms import Alarm
from bot.domain.complaints import State
from bot.domain.errors import NotFound
from bot.domain.ids import ComplaintId, WordId
from bot.domain.people import Actor, Step
from bot.domain.surveys import HIGHEST, LOWEST, Words
from bot.domain.talk import Heard, Place
from bot.domain.time import from_us
from bot.usecases.complaints.views import Added
from bot.usecases.doubts import put_up
from bot.usecases.surveys import Doubt
from bot.usecases.talk.base import Base, card
from bot.usecases.talk.opening import Opening
from bot.usecases.talk.views import LooseView, Passed
from storage import alarms, guesses, outbox, talk
from storage.database import Conn, Tx


class ClientSide(Opening, Base):
    """What a contact writes."""

    async def begin(self, actor: Actor) -> Passed:
        """What the contact writes in the next minutes goes to their manager. For others: NotFound."""
        if actor.client_id is None:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._listen(tx, actor, now, said=False)
            return Passed(await self._manager(tx, actor.client_id))

    async def say(self, actor: Actor, step: Step, heard: Heard) -> Passed | None:
        """The same for a message after `begin`; None when that was too long ago."""
        now = self.clock()
        if from_us(int(step.args.get("until") or 0)) < now:
            return None
        async with self.db.transaction() as tx:
            await self._say(tx, actor, heard, now)
            await self._listen(tx, actor, now, said=True)
            return Passed(await self._manager(tx, actor.client_id), quiet=bool(step.args.get("said")))

    async def answer(self, actor: Actor, word_id: WordId, heard: Heard) -> Passed | Added:
        """The contact replies to words of the staff: about a complaint, or to the manager."""
        async with self.db.read() as conn:
            word = await talk.get(conn, word_id)
        if word is None or word.contact_id != actor.id:
            raise NotFound
        if word.complaint_id is not None:
            return await self.complaints.more(actor, word.complaint_id, heard)
        now = self.clock()
        async with self.db.transaction() as tx:
            quiet = await talk.album_known(tx, heard)
            await self._say(tx, actor, heard, now)
            return Passed(await self._manager(tx, actor.client_id), quiet=quiet)

    async def _say(self, tx: Tx, actor: Actor, heard: Heard, now: datetime) -> None:
        word_id = await self._keep(tx, actor, heard, Place.TALK, now)
        if word_id is not None:
            await self._to_manager(tx, [word_id], now)

    async def join(self, actor: Actor, heard: Heard) -> bool:
        """A late part of an album goes where the first ones went. False when it is none of these."""
        async with self.db.read() as conn:
            mate = await talk.album_mate(conn, heard)
        if mate is None or mate.author_id != actor.id:
            return False
        if mate.place is Place.TALK:
            now = self.clock()
            async with self.db.transaction() as tx:
                await self._say(tx, actor, heard, now)
            return True
        if mate.complaint_id is None or mate.place not in (Place.WHAT, Place.WISH, Place.MORE):
            return False
        draft = await self.complaints.collect(actor, mate.complaint_id, heard)
        if draft.open:
            await self.complaints.more(actor, mate.complaint_id, heard)
        return draft.open or draft.state is State.DRAFT

    async def loose(self, actor: Actor, heard: Heard, doubt: Doubt | None = None) -> None:
        """Keep a message that answers nothing, and ask what it is. Those that come together are asked about once.

        `doubt`: it may be a score for this question; such a message is asked about alone.
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            since = now - self.rules.together
            batch = None if doubt is not None else await talk.loose_batch(tx, actor.id, since)
            word_id = await self._keep(tx, actor, heard, Place.LOOSE, now, batch=batch)
            if word_id is None:
                return
            if batch is not None:
                letter = card("talk.loose", f"loose:{batch}", batch, actor.id)
                await put_up(tx, replace(letter, key=f"talk.loose:{word_id}"), now)
                return
            await talk.start_batch(tx, word_id)
            if doubt is not None:
                await guesses.put(tx, word_id, doubt.invitation_id, doubt.question)
            await alarms.put(tx, f"loose:{word_id}", "talk.loose", now + self.rules.loose)
            await outbox.put(tx, card("talk.loose", f"loose:{word_id}", word_id, actor.id), now=now)

    async def to_manager(self, actor: Actor, batch: WordId) -> LooseView:
        """It is a message to the manager."""
        now = self.clock()
        async with self.db.transaction() as tx:
            ids = await talk.decide(tx, batch, actor.id, Place.TALK)
            await self._to_manager(tx, ids, now)
            return await self._decided(tx, actor, batch)

    async def to_complaint(self, actor: Actor, batch: WordId, complaint_id: ComplaintId | None) -> LooseView:
        """It belongs to this open complaint; None: to a new one, or to the one begun."""
        now = self.clock()

        async def decide() -> LooseView:
            async with self.db.transaction() as tx:
                if await self._undecided(tx, actor, batch):
                    if complaint_id is None:
                        await self.complaints.take_in(tx, actor, batch, now)
                    else:
                        await self.complaints.take_more(tx, actor, complaint_id, batch, now)
                return await self._decided(tx, actor, batch)

        return await self.complaints.until_done(decide)

    async def to_rating(self, actor: Actor, batch: WordId) -> LooseView:
        """It belongs to the contact's rating. When that is too old it stays undecided."""
        now = self.clock()
        async with self.db.transaction() as tx:
            answer = await self.rating(tx, actor.id, now)
            if answer is not None:
                ids = await talk.decide(tx, batch, actor.id, Place.RATING)
                for word in await talk.any_of(tx, ids):
                    said = Words(word.kind, word.text or None, word.file_id, word.chat_id, word.message_id)
                    await self.surveys.add(tx, answer, said, now)
            return await self._decided(tx, actor, batch)

    async def to_score(self, actor: Actor, batch: WordId, score: int) -> LooseView:
        """It is this score. When that cannot be given any more it stays undecided."""
        if not LOWEST <= score <= HIGHEST:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            guess = await guesses.get(tx, batch)
            words = await talk.of_batch(tx, batch)
            if guess is not None and await self._undecided(tx, actor, batch):
                said = Words(
                    "text", words[0].text or None, words[0].file_id, words[0].chat_id, words[0].message_id
                )
                if await self.surveys.meant(tx, actor, Doubt(*guess), score, said, now) is not None:
                    await talk.decide(tx, batch, actor.id, Place.RATING)
            return await self._decided(tx, actor, batch)

    async def keep(self, actor: Actor, batch: WordId) -> LooseView:
        """It is nothing: it is kept and goes nowhere."""
        async with self.db.transaction() as tx:
            await talk.decide(tx, batch, actor.id, Place.KEPT)
            return await self._decided(tx, actor, batch)

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """Nobody said what a loose message is: it goes to the manager, better one too many than one lost."""
        batch = WordId(alarm.number)
        first = await talk.get(tx, batch)
        if first is None:
            return
        ids = await talk.decide(tx, batch, first.author_id, Place.TALK)
        await self._to_manager(tx, ids, now)
        await outbox.redraw(tx, f"loose:{batch}", now=now)

    async def _undecided(self, conn: Conn, actor: Actor, batch: WordId) -> bool:
        first = await talk.get(conn, batch)
        return first is not None and first.author_id == actor.id and first.place is Place.LOOSE

    async def _decided(self, tx: Tx, actor: Actor, batch: WordId) -> LooseView:
        first = await talk.get(tx, batch)
        if first is None or first.author_id != actor.id:
            raise NotFound
        if first.place is not Place.LOOSE:
            await alarms.clear(tx, f"loose:{batch}")
        return await self.loose_view(tx, batch)
