"""A complaint until it is sent: kind, category, what happened, what would put it right. Not: what follows."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.choices import find
from bot.domain.clients import TouchKind
from bot.domain.complaints import Complaint, Kind, State, answer_clock, solve_clock
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import ComplaintId, PersonId, WordId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Actor, Step
from bot.domain.talk import LONGEST_TEXT, Heard, Place, Word, WordKind, joined, passed_on, units
from bot.usecases.complaints.base import Base, client_card, staff_card
from bot.usecases.complaints.views import DraftView
from bot.usecases.doubts import put_up
from storage import alarms, clients, complaints, outbox, steps, talk
from storage.database import Tx

STEP = "complaint.draft"
ON_CARD = LONGEST_TEXT - 1000
"""UTF-16 units of what happened that the staff card shows; more is passed on below it."""


class Filing(Base):
    """The contact's side until [Send complaint]."""

    async def begin(self, actor: Actor) -> DraftView:
        """Open the contact's draft, a new one if there is none; what they write next belongs to it."""
        now = self.clock()
        async with self.db.transaction() as tx:
            return await self.draft_view(tx, await self.open_draft(tx, actor, now))

    async def open_draft(
        self, tx: Tx, actor: Actor, now: datetime, previous_id: ComplaintId | None = None
    ) -> Complaint:
        """The same inside a transaction."""
        if actor.client_id is None:
            raise NotFound
        draft = await complaints.add_draft(tx, actor.id, actor.client_id, now, previous_id)
        await steps.open_(tx, actor.id, Step(STEP, {"complaint": draft.id}), now)
        await self._remind_later(tx, draft, now)
        return draft

    async def choose(
        self,
        actor: Actor,
        complaint_id: ComplaintId,
        *,
        kind: Kind | None = None,
        category: str | None = None,
    ) -> DraftView:
        """Set kind or category of a draft; for one already sent nothing changes. Unknown category: NotFound."""
        now = self.clock()
        if category is not None and find(self.rules.categories, category) is None:
            raise NotFound
        async with self.db.transaction() as tx:
            draft = await self.own_one(tx, actor, complaint_id)
            if draft.state is State.DRAFT:
                draft = await self.change(
                    tx, draft, kind=kind or draft.kind, category=category or draft.category
                )
                await steps.open_(tx, actor.id, Step(STEP, {"complaint": draft.id}), now)
                await self._remind_later(tx, draft, now)
            return await self.draft_view(tx, draft)

    async def draft(self, actor: Actor, complaint_id: ComplaintId) -> DraftView:
        """The draft as it is, sent or not."""
        async with self.db.read() as conn:
            return await self.draft_view(conn, await self.own_one(conn, actor, complaint_id))

    async def collect(self, actor: Actor, complaint_id: ComplaintId, heard: Heard) -> Complaint:
        """Keep a message for the draft, and say on its card how much was received."""
        now = self.clock()
        async with self.db.transaction() as tx:
            draft = await self.own_one(tx, actor, complaint_id)
            if draft.state is not State.DRAFT:
                return draft
            album = await talk.album_mate(tx, heard)  # its late parts belong where the first ones are
            here = Place.WISH if draft.wishing else Place.WHAT
            kept = await talk.put(
                tx,
                heard,
                author_id=actor.id,
                contact_id=actor.id,
                client_id=draft.client_id,
                complaint_id=draft.id,
                place=album.place if album is not None and album.complaint_id == draft.id else here,
                now=now,
            )
            if kept is not None:
                await self._remind_later(tx, draft, now)
                await self.show_draft(tx, draft, kept, now)
            return draft

    async def take_in(
        self, tx: Tx, actor: Actor, batch: WordId, now: datetime, previous_id: ComplaintId | None = None
    ) -> Complaint:
        """Undecided words of the contact become what a complaint is about, in a new draft or the one begun."""
        draft = await self.open_draft(tx, actor, now, previous_id)
        await talk.decide(tx, batch, actor.id, Place.WHAT, draft.id)
        await self.show_draft(tx, draft, batch, now)
        return draft

    async def ask_wish(self, actor: Actor, complaint_id: ComplaintId, *, wishing: bool) -> DraftView:
        """What follows is the wanted remedy (or again what happened, without the remedy typed so far)."""
        now = self.clock()
        async with self.db.transaction() as tx:
            draft = await self.own_one(tx, actor, complaint_id)
            if draft.state is State.DRAFT and draft.wishing != wishing:
                draft = await self.change(tx, draft, wishing=wishing)
                await steps.open_(tx, actor.id, Step(STEP, {"complaint": draft.id}), now)
                if not wishing:
                    await talk.take_back(tx, draft.id, Place.WISH)
                await self._redraw_draft(tx, draft, now)
            return await self.draft_view(tx, draft)

    async def cancel(self, actor: Actor, complaint_id: ComplaintId) -> DraftView:
        """Drop the draft. One already sent stays sent."""
        now = self.clock()
        async with self.db.transaction() as tx:
            draft = await self.own_one(tx, actor, complaint_id)
            if draft.state is State.DRAFT:
                draft = await self._drop(tx, draft, now)
                await self._redraw_draft(tx, draft, now)
            return await self.draft_view(tx, draft)

    async def send(self, actor: Actor, complaint_id: ComplaintId) -> DraftView:
        """File it: number, clocks, acknowledgement, the owner's card. Again: nothing. Empty: BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            draft = await self.own_one(tx, actor, complaint_id)
            if draft.state is State.DRAFT:
                words = await talk.of_complaint(tx, draft.id, Place.WHAT, Place.WISH)
                if not any(word.place is Place.WHAT for word in words):
                    raise BadInput("complaint-empty")
                if draft.kind is None or draft.category is None:
                    raise BadInput("complaint-unfinished")
                draft = await self._file(tx, draft, words, now)
                await self._redraw_draft(tx, draft, now)
            return await self.draft_view(tx, draft)

    async def show_draft(self, tx: Tx, draft: Complaint, word: WordId, now: datetime) -> None:
        """Draw the one status message anew; send it if it is not there yet, or may not be."""
        await put_up(tx, self._draft_card(draft, f"word:{word}"), now)

    async def ring_draft(self, tx: Tx, draft: Complaint, now: datetime) -> None:
        """An hour of silence: ask about what was begun; an empty draft goes without a word."""
        if draft.state is not State.DRAFT:
            return
        words = await talk.of_complaint(tx, draft.id, Place.WHAT, Place.WISH)
        if not words:
            await self._drop(tx, draft, now)
            return
        silent = await self.silent(tx, draft.person_id, now)
        occurrence = f"asked:{draft.version}:{len(words)}"
        await outbox.put(tx, self._draft_card(draft, occurrence, silent=silent), now=now)

    def _draft_card(self, draft: Complaint, occurrence: str, *, silent: bool = False) -> Letter:
        return Letter(
            "complaint.draft",
            draft.person_id,
            f"complaint.draft:{draft.id}:{occurrence}",
            {"complaint": draft.id},
            op=Op.CARD,
            thing=draft.draft_thing,
            lane=Lane.ANSWER,
            silent=silent,
        )

    async def _redraw_draft(self, tx: Tx, draft: Complaint, now: datetime) -> None:
        await outbox.redraw(tx, draft.draft_thing, now=now)

    async def _remind_later(self, tx: Tx, draft: Complaint, now: datetime) -> None:
        await alarms.put(tx, draft.draft_thing, "complaint.draft", now + self.rules.draft)

    async def _drop(self, tx: Tx, draft: Complaint, now: datetime) -> Complaint:
        await steps.close(tx, draft.person_id, only=STEP)
        await alarms.clear(tx, draft.draft_thing)
        return await self.change(tx, draft, state=State.DROPPED, closed_at=None)

    async def _file(self, tx: Tx, draft: Complaint, words: Sequence[Word], now: datetime) -> Complaint:
        turns = await self.turns(tx, draft, now)
        filed = await self.change(
            tx,
            draft,
            state=State.RECEIVED,
            number=await complaints.next_number(tx),
            filed_at=now,
            answer=answer_clock(self.rules, turns, now),
            solve=solve_clock(self.rules, turns, now),
            turns=turns.text(),
        )
        await steps.close(tx, filed.person_id, only=STEP)
        await alarms.clear(tx, filed.draft_thing)
        await self.arm(tx, filed)
        await clients.touch(
            tx,
            key=f"complaint:{filed.id}",
            client_id=filed.client_id,
            by=None,
            person_id=filed.person_id,
            kind=TouchKind.MESSAGE,
            at=now,
            now=now,
        )
        await complaints.event(tx, filed.id, "filed", now, by=filed.person_id)
        await clients.redraw_case(tx, filed.client_id, now)
        await self._acknowledge(tx, filed, now)
        await self._to_owner(tx, filed, words, now)
        return filed

    async def _acknowledge(self, tx: Tx, filed: Complaint, now: datetime) -> None:
        silent = await self.silent(tx, filed.person_id, now)
        card = client_card(filed, silent=silent)
        await outbox.put(tx, card, now=now)

    async def _to_owner(self, tx: Tx, filed: Complaint, words: Sequence[Word], now: datetime) -> None:
        owner = await self.owner(tx, filed)
        if owner is None:
            return
        await outbox.put(tx, staff_card(filed, owner, owner=True), now=now)
        await outbox.put(tx, *attachments(words, owner, owner=True), now=now)


def attachments(words: Sequence[Word], to: PersonId, *, owner: bool = False) -> list[Letter]:
    """What does not stand on the staff card: files, and texts when they are too long for it."""
    long = units(joined(word for word in words if word.place is Place.WHAT)) > ON_CARD
    return [
        letter
        for word in words
        if word.kind is not WordKind.TEXT or long
        for letter in passed_on(word, to, owner=owner)
    ]
