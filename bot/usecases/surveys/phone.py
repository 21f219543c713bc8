"""Phone mode: staff note a contact's score while they talk; the contact's own answer goes before it. Not: wording, SQL."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.clients import TouchKind
from bot.domain.errors import BadInput, Changed, NotFound
from bot.domain.ids import CallId, InvitationId, PersonId
from bot.domain.letters import Claimed, Lane, NotWanted, View
from bot.domain.notes import LONGEST, Note
from bot.domain.nps import Group
from bot.domain.people import Actor
from bot.domain.phonemode import CAUSES, Refusal, may_undo, refused
from bot.domain.programmes import OWN
from bot.domain.surveys import HIGHEST, LOWEST, Answer, Invitation, Stage, Words, may_change
from bot.usecases.surveys.noting import Noting
from bot.usecases.surveys.phonecards import card
from bot.usecases.surveys.phoneforms import PhoneForms
from storage import (
    alarms,
    audit,
    calls,
    cards,
    cases,
    clients,
    contacts,
    notes,
    outbox,
    phonemode,
    surveys,
)
from storage.database import Conn, Tx


class PhoneMode(PhoneForms):
    """Everything about scores on the phone. Another's client is exactly like none."""

    # The way in

    async def open_call(self, actor: Actor, call_id: CallId, update: int) -> None:
        """From a call: the screen comes. Raises NotFound, BadInput "phone-nobody"."""
        async with self.db.transaction() as tx:
            call = await calls.get(tx, actor.scope, call_id)
            if call is None or call.cause not in CAUSES:
                raise NotFound
            if call.person_id is None:
                raise BadInput("phone-nobody")
            noun, _, number = (call.cause_thing or "").partition(":")
            asked = InvitationId(int(number)) if noun == "invitation" else None
            await self._open(tx, actor, call.person_id, asked, update)

    async def open_contact(self, actor: Actor, person_id: PersonId, update: int) -> None:
        """From a contact: the screen comes. Raises NotFound."""
        async with self.db.transaction() as tx:
            if await contacts.get(tx, actor.scope, person_id) is None:
                raise NotFound
            await self._open(tx, actor, person_id, None, update)

    async def _open(
        self, tx: Tx, actor: Actor, person_id: PersonId, asked: InvitationId | None, update: int
    ) -> None:
        now = self.clock()
        invitation = await self._question(tx, person_id, asked, now)
        await self._seen(tx, actor, invitation)
        thing = f"phone:{invitation}"
        copy = await cards.get(tx, thing, actor.id)
        if copy is not None:  # on the phone nobody scrolls up to an earlier screen
            await cards.forget(tx, copy.id)
        await audit.seen(tx, actor.id, "phone.view", f"person:{person_id}", now)
        await outbox.put(tx, card(invitation, actor.id, f"open:{update}", Lane.ANSWER), now=now)

    async def _question(
        self, tx: Tx, person_id: PersonId, asked: InvitationId | None, now: datetime
    ) -> InvitationId:
        """The one the call is about, else the one that waits, else the answer of these days, else one of their own."""
        rules = self.surveys.rules
        about = None if asked is None else await surveys.get(tx, asked)
        for found in (
            about if about is not None and about[0].person_id == person_id else None,
            await surveys.waiting(tx, person_id),
            await surveys.latest(tx, person_id),
        ):
            if found is not None and (found[1] is None or may_change(found[1], rules, now)):
                return found[0].id
        contact = await contacts.load(tx, person_id)
        if contact is None:
            raise NotFound
        return await surveys.own(tx, person_id, contact.client_id, OWN, now)

    # The score

    async def score(self, actor: Actor, invitation_id: InvitationId, score: int, seen: int) -> Noting:
        """Note a score at the first tap; another one within the days of changing replaces it.

        `seen`: the version of the answer on the screen, 0 for none. Raises NotFound.
        """
        if not LOWEST <= score <= HIGHEST:
            raise NotFound
        now = self.clock()
        async with self.db.transaction() as tx:
            question, answer = await self._seen(tx, actor, invitation_id)
            first = answer is None and await self._first(tx, actor, question, score, now)
            refusal = None if first else await self._again(tx, actor, invitation_id, score, seen, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now, refusal=refusal)

    async def _first(self, tx: Tx, actor: Actor, question: Invitation, score: int, now: datetime) -> bool:
        fresh = await surveys.put_answer(tx, question, score, now)
        if fresh is None:  # somebody was faster
            return False
        answer = await phonemode.mark(tx, fresh, question, actor.id, now)
        await self.surveys.count(tx, None, answer, now)
        await self._touch(tx, actor, answer, now)
        await audit.add(tx, actor.id, "phone.score", f"answer:{answer.id}", now, new=str(score))
        await self._redraw(tx, question.id, actor, now)
        return True

    async def _touch(self, tx: Tx, actor: Actor, answer: Answer, now: datetime) -> None:
        """Who noted a score has talked: the call about the silence is done, or a touch is logged."""
        call = await calls.open_for(tx, answer.client_id, f"invitation:{answer.invitation_id}")
        if call is not None:
            touch = await self.calls.talked(tx, actor, call, now)
        else:
            touch = await clients.touch(
                tx, key=f"phone:{answer.id}", client_id=answer.client_id, by=actor.id, kind=TouchKind.CALL,
                at=now, now=now, person_id=answer.person_id,
            )  # fmt: skip
        await phonemode.counted(tx, answer.id, touch, call)

    async def _again(
        self, tx: Tx, actor: Actor, invitation_id: InvitationId, score: int, seen: int, now: datetime
    ) -> Refusal | None:
        _, before = await self._answered(tx, invitation_id)
        noted = await phonemode.get(tx, before.id)
        if before.by_manager and before.score == score:
            return None
        if not before.by_manager or noted is None:
            return Refusal.OWN
        changeable = may_change(before, self.surveys.rules, now)
        refusal = refused(before, noted, actor.id, seen, changeable=changeable)
        if refusal is None:
            await self._change(tx, actor, before, score, now)
        return refusal

    async def _change(self, tx: Tx, actor: Actor, before: Answer, score: int, now: datetime) -> None:
        await self.surveys.untick(tx, before, Group.of(score))
        if not await phonemode.change(tx, before, score, actor.id, now):
            raise Changed
        after = await surveys.get_answer(tx, before.id)
        assert after is not None
        await self.surveys.count(tx, before, after, now)
        change = {"old": str(before.score), "new": str(score)}
        await audit.add(tx, actor.id, "phone.score", f"answer:{after.id}", now, **change)
        await outbox.redraw(tx, f"answer:{after.id}", now=now)
        await self._redraw(tx, before.invitation_id, actor, now)

    async def undo(self, actor: Actor, invitation_id: InvitationId) -> Noting:
        """Take one's own note back, within ten minutes and while no case has come of it; the touch goes with it.

        Raises NotFound, BadInput "phone-undo".
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            _, answer = await self._seen(tx, actor, invitation_id)
            if answer is not None:
                await self._take_back(tx, actor, invitation_id, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def _take_back(self, tx: Tx, actor: Actor, invitation_id: InvitationId, now: datetime) -> None:
        question, answer = await self._answered(tx, invitation_id)
        noted = await phonemode.get(tx, answer.id)
        in_case = await cases.of_answer(tx, answer.id) is not None
        if noted is None or not may_undo(answer, noted, actor.id, now, in_case=in_case):
            raise BadInput("phone-undo")
        await audit.add(tx, actor.id, "phone.undo", f"answer:{answer.id}", now, old=str(answer.score))
        await self.surveys.drop_call(tx, answer, now)
        if noted.call_id is not None:
            await self.calls.untalked(tx, actor, noted.call_id, now)
        elif noted.touch_id is not None:
            await clients.untouch(tx, noted.touch_id, now)
        await phonemode.take_back(tx, noted, answer)
        if question.wave_id is not None and noted.stage is Stage.OPEN:  # its silence is looked at again
            await alarms.put(tx, f"invitation:{invitation_id}", "wave.next", now + timedelta(minutes=1))
        await self._redraw(tx, invitation_id, actor, now)

    async def again(self, actor: Actor, invitation_id: InvitationId) -> Noting:
        """[Change the score]: the numbers once more. Raises NotFound."""
        return await self._look(actor, invitation_id, choosing=True)

    async def look(self, actor: Actor, invitation_id: InvitationId) -> Noting:
        """The screen as it stands. Raises NotFound."""
        return await self._look(actor, invitation_id)

    async def _look(self, actor: Actor, invitation_id: InvitationId, *, choosing: bool = False) -> Noting:
        now = self.clock()
        async with self.db.transaction() as tx:
            question, _ = await self._seen(tx, actor, invitation_id)
            await audit.seen(tx, actor.id, "phone.view", f"person:{question.person_id}", now)
            return await self.reader.screen(tx, actor.id, invitation_id, now, choosing=choosing)

    # What goes with it

    async def reason(self, actor: Actor, invitation_id: InvitationId, reason: str, *, on: bool) -> Noting:
        """Tick or untick what the contact names; where the contact answered, nothing changes. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            question, answer = await self._seen(tx, actor, invitation_id)
            if answer is not None and answer.by_manager:
                offered = {choice.id for choice in self.surveys.reader.offered(answer, question)}
                if reason in offered and await surveys.set_reason(tx, answer.id, reason, on=on):
                    await audit.add(tx, actor.id, "phone.reason", f"answer:{answer.id}", now)
                    await self._told(tx, actor, answer, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def done(self, actor: Actor, invitation_id: InvitationId) -> Noting:
        """[Done]: the further questions of a long form, else the screen folds. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            question, answer = await self._seen(tx, actor, invitation_id)
            if answer is not None and answer.by_manager:
                await surveys.said(tx, answer.id)
                await self._follow(tx, question, answer, now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def say(self, actor: Actor, invitation_id: InvitationId, words: Words) -> Noting:
        """The contact's words, typed or spoken by whoever talks with them, as a reply to the screen.

        Kept with what was noted; without a score, or beside the contact's own, as a note about the contact.
        Raises NotFound, BadInput "note-long".
        """
        if words.text is not None and len(words.text) > LONGEST:
            raise BadInput("note-long", limit=LONGEST)
        now = self.clock()
        async with self.db.transaction() as tx:
            question, answer = await self._seen(tx, actor, invitation_id)
            if answer is None or not answer.by_manager:
                thing = f"person:{question.person_id}"
                note = Note(words.message_id, words.text, words.kind, words.file_id)
                if await notes.add(tx, thing, note, by=actor, now=now):
                    await audit.add(tx, actor.id, "contact.note", thing, now)
            elif await self._add_words(tx, actor, invitation_id, words, now):
                await audit.add(tx, actor.id, "phone.words", f"answer:{answer.id}", now)
                await self._told(tx, actor, answer, now)
                await outbox.redraw(tx, f"phone:{invitation_id}", now=now)
            return await self.reader.screen(tx, actor.id, invitation_id, now)

    async def _add_words(
        self, tx: Tx, actor: Actor, invitation_id: InvitationId, words: Words, now: datetime
    ) -> bool:
        """To the further question on the screen, else to the why."""
        _, answer, form = await self._form(tx, actor, invitation_id, now)
        if answer is None:
            return False
        if form is not None and form.current is not None:
            words = replace(words, question=form.current.id)
            await surveys.grade(tx, answer.id, form.current.id, None, form.current.text(actor.language), now)
        return await phonemode.add_words(tx, answer.id, words, actor.id, now)

    # Screens

    async def _redraw(self, tx: Tx, invitation_id: InvitationId, actor: Actor, now: datetime) -> None:
        for noun in ("invitation", "reminder", "thanks"):
            await outbox.redraw(tx, f"{noun}:{invitation_id}", now=now)
        await outbox.redraw(tx, f"phone:{invitation_id}", now=now, but=actor.id)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The screen as it stands when it is sent."""
        id_ = InvitationId(int(letter.args["invitation"] or 0))
        if await surveys.get(conn, id_) is None:
            return NotWanted("no question")
        return View(await self.reader.screen(conn, letter.to, id_, now))
