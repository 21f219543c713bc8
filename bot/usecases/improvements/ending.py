"""How an improvement ends: what was changed, a preview, everybody who raised it told once; or dropped. Not: planning."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.ids import ImprovementId
from bot.domain.improvements import (
    HELD,
    LONGEST_TEXT,
    LONGEST_WHY,
    TEXT_STEP,
    WHY_STEP,
    Improvement,
    ImprovementRules,
    Reader,
    State,
    clean,
    count,
    left_out,
    may_lead,
    may_work,
    missed_at,
)
from bot.domain.joining import Wants
from bot.domain.letters import Claimed, Lane, Later, Letter, NotWanted, View
from bot.domain.people import Actor, Step
from bot.usecases.improvements.base import Base
from bot.usecases.improvements.planning import MISSED, PROGRESS
from bot.usecases.improvements.view import Preview, Shown, Told, by_language
from storage import alarms, audit, complaints, contacts, improvements, outbox, steps
from storage.database import Conn, Database, Tx

_LOOK_SOON, _LOOK_AGAIN = timedelta(minutes=5), timedelta(days=1)


class Ending(Base):
    """Done, or dropped. `languages`: those in which the bot speaks."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        rules: ImprovementRules,
        languages: Collection[str] = ("en",),
    ) -> None:
        super().__init__(db, clock, company, rules)
        self.languages = tuple(languages)

    # What was changed

    async def ask_text(
        self, actor: Actor, id_: ImprovementId, language: str = "", *, again: bool = False
    ) -> Preview:
        """What the actor types next is what was changed, in this language or for everybody; words that were typed
        before are shown first, unless it is to be said `again`. Raises NotFound, BadInput."""
        if language and language not in self.languages:
            raise BadInput("improvement-language")
        async with self.db.read() as conn:
            await self.seen(conn, actor, id_, may_work)
            before = await improvements.texts(conn, id_)
        if before and not again:
            return await self.preview(actor, id_)
        await self._ask(actor, TEXT_STEP, id_, language=language)
        async with self.db.read() as conn:
            return replace(await self._preview(conn, actor, id_), asks=language)

    async def typed_text(self, actor: Actor, step: Step, text: str | None) -> Preview | None:
        """The words for clients, kept until they are sent; None when the step is too old. Raises NotFound, BadInput."""
        language = str(step.args.get("language") or "")

        async def take(id_: ImprovementId) -> Shown:
            said = clean(text, LONGEST_TEXT, "improvement-text")
            async with self.db.transaction() as tx:
                found = await self.locked(tx, actor, id_, may_work)
                await steps.close(tx, actor.id, only=TEXT_STEP)
                if found.state is State.OPEN:
                    await improvements.set_text(tx, id_, language, said)
                await outbox.redraw(tx, found.thing, now=self.clock())
                return await self.drawn(tx, actor, id_)

        drawn = await self._answered(actor, step, take)
        return None if drawn is None else await self.preview(actor, drawn.improvement.id)

    async def preview(self, actor: Actor, id_: ImprovementId) -> Preview:
        """What clients would read now, and how many of them. Raises NotFound."""
        async with self.db.transaction() as tx:
            found = await self.seen(tx, actor, id_, may_work)
            await steps.close(tx, actor.id, only=TEXT_STEP)
            await audit.seen(tx, actor.id, "improvement.view", found.thing, self.clock())
            return await self._preview(tx, actor, id_)

    async def _preview(
        self, conn: Conn, actor: Actor, id_: ImprovementId, note: str | None = None
    ) -> Preview:
        readers = await self._readers(conn, id_)
        drawn = await self.drawn(conn, actor, id_, note=note)
        example = drawn.raised[0] if drawn.raised else None
        return Preview(drawn, count(readers), by_language(readers), self.company.name, example)

    async def _readers(self, conn: Conn, id_: ImprovementId) -> list[Reader]:
        return await improvements.readers(conn, id_, self.company.language)

    # Done

    async def finish(self, actor: Actor, id_: ImprovementId, version: int, told: int) -> Preview:
        """Done: everybody who raised it is written to, once. `told`: how many the preview said. Raises NotFound,
        BadInput without words for clients. A second press finds it done."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self.locked(tx, actor, id_, may_work)
            readers = await self._readers(tx, id_)
            counts = count(readers)
            if found.state is not State.OPEN:
                note = None if found.ended_by == actor.id and found.state is State.DONE else "ended"
                return await self._preview(tx, actor, id_, note)
            if not await improvements.texts(tx, id_):
                raise BadInput("improvement-text")
            if found.version != version or counts.told != told:
                return await self._preview(tx, actor, id_, "changed")
            await improvements.end(tx, id_, State.DONE, actor.id, now, left_out=counts.not_told)
            for reader in readers:
                await self._tell(tx, id_, reader, now)
            await self._over(tx, actor, found, "improvement.done", now)
            if counts.told:
                await alarms.put(tx, found.thing, PROGRESS, now + _LOOK_SOON)
            return await self._preview(tx, actor, id_)

    async def _tell(self, tx: Tx, id_: ImprovementId, reader: Reader, now: datetime) -> None:
        key = f"improvement.told:{id_}:{reader.person_id}"
        if reader.left is None and await improvements.tell(tx, id_, reader.person_id, key, now):
            letter = Letter(
                "improvement.told", reader.person_id, key, {"improvement": id_}, lane=Lane.WAVE, unasked=True
            )
            await outbox.put(tx, letter, now=now)

    async def _over(self, tx: Tx, actor: Actor, found: Improvement, action: str, now: datetime) -> None:
        await alarms.clear(tx, found.thing, MISSED)
        await audit.add(tx, actor.id, action, found.thing, now)
        await outbox.redraw(tx, found.thing, now=now)  # it was typed: the card stands above

    # Dropped

    async def ask_why(self, actor: Actor, id_: ImprovementId) -> Shown:
        """What the actor types next is why nothing will be changed. Raises NotFound."""
        return await self._ask(actor, WHY_STEP, id_, may_lead)

    async def typed_why(self, actor: Actor, step: Step, text: str | None) -> Shown | None:
        """Dropped, with the reason; None when the step is too old. Raises NotFound, BadInput."""

        async def take(id_: ImprovementId) -> Shown:
            return await self.drop(actor, id_, text)

        return await self._answered(actor, step, take)

    async def drop(self, actor: Actor, id_: ImprovementId, why: str | None) -> Shown:
        """Nothing will be changed, and nobody is told. Raises NotFound, BadInput without a reason."""
        said, now = clean(why, LONGEST_WHY, "improvement-why"), self.clock()
        async with self.db.transaction() as tx:
            found = await self.locked(tx, actor, id_, may_lead)
            await steps.close(tx, actor.id, only=WHY_STEP)
            if found.state is not State.OPEN:
                return await self.drawn(tx, actor, id_, note="ended")
            await improvements.end(tx, id_, State.DROPPED, actor.id, now, why=said)
            await self._over(tx, actor, found, "improvement.drop", now)
            return await self.drawn(tx, actor, id_)

    async def undo(self, actor: Actor, id_: ImprovementId) -> Shown:
        """Take one's own drop back within ten minutes. Raises NotFound, BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await improvements.gate(tx)
            found = await self.locked(tx, actor, id_, may_lead)
            if found.state is State.OPEN:
                return await self.drawn(tx, actor, id_)
            if not found.can_undo(actor.id, now) or not await improvements.reopen(tx, id_):
                raise BadInput("undo-late")
            await self._again(tx, actor, found, now)
            return await self.drawn(tx, actor, id_)

    async def _again(self, tx: Tx, actor: Actor, found: Improvement, now: datetime) -> None:
        if found.due is not None:
            await alarms.put(tx, found.thing, MISSED, missed_at(self.company.hours(), found.due))
        await audit.add(tx, actor.id, "improvement.undo", found.thing, now)
        await outbox.redraw(tx, found.thing, now=now, but=actor.id)

    # The message

    async def told(self, conn: Conn, letter: Claimed, now: datetime) -> View | Later | NotWanted:
        """The message to a contact as it stands: it waits while their client has an open complaint."""
        found = await improvements.load(conn, ImprovementId(int(letter.args["improvement"] or 0)))
        contact = await contacts.load(conn, letter.to)
        if found is None or found.ended_at is None or contact is None:
            return NotWanted("gone")
        person = contact.person
        left = left_out(
            left=person.left,
            reachable=person.reachable,
            stopped=person.stopped,
            surveys=Wants.SURVEYS in contact.wants,
        )
        if left is not None:
            return NotWanted(left.value)
        if await complaints.open_for(conn, contact.client_id):
            late = now >= found.ended_at + HELD
            return NotWanted("complaint") if late else Later(now + _LOOK_AGAIN)
        said = await improvements.latest_said(conn, found.id, letter.to)
        if said is None:
            return NotWanted("gone")
        return View(Told(self.company.name, said, await improvements.texts(conn, found.id)))
