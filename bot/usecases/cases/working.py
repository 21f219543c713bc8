"""What staff do with a case before it is finished: take, call, hand over, note, and undo. Not: finishing it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import Case, CaseState
from bot.domain.clients import TouchKind
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CaseId, PersonId, TouchId
from bot.domain.notes import Note
from bot.domain.people import Actor
from bot.domain.time import from_us, maybe_us
from bot.usecases.cases.reading import Reading
from bot.usecases.cases.view import Shown
from storage import audit, cases, clients, notes, outbox, people
from storage.database import Tx


@dataclass(frozen=True, slots=True)
class Colleague:
    """To whom a case may be handed; `instead`: who stands in for them now."""

    id: PersonId
    name: str
    instead: str | None


class Working(Reading):
    """One change at a time, each undone for ten minutes by who made it."""

    async def take(self, actor: Actor, case_id: CaseId) -> Shown:
        """Make it one's own; the first wins. Raises NotFound."""

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            if case.state is CaseState.CLOSED:
                return case, "closed"
            if case.taken_by is not None:
                return case, None if case.taken_by == actor.id else "taken"
            await cases.note(tx, case.id, "take", actor.id, now, _owned(case))
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
        """Take back one's own Take, Called or Hand over of the last ten minutes. Raises NotFound, BadInput."""

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            last = (await self.view(tx, case, actor.id, now)).undoable
            if last is None or last.was is None:
                raise BadInput("undo-late")
            await cases.strike(tx, last.id, now)
            was = last.was
            if last.what != "called":
                taken = None if was["taken_at"] is None else from_us(was["taken_at"])
                return replace(case, owner_id=was["owner_id"], taken_by=was["taken_by"], taken_at=taken), None
            await clients.untouch(tx, TouchId(was["touch"]), now)
            contacted = was["contacted_at"]
            return replace(case, contacted_at=None if contacted is None else from_us(contacted)), None

        return await self._change(actor, case_id, "case.undo", change)

    async def colleagues(self, actor: Actor, case_id: CaseId) -> tuple[Shown, list[Colleague]]:
        """To whom it can be handed over. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self.seen(tx, actor, case_id)
            await audit.seen(tx, actor.id, "case.view", case.thing, now)
            found = []
            for person, name in await cases.colleagues(tx, case):
                reader = await self.duty.reads(tx, person, now)
                instead = None if reader in (None, person) else await people.get(tx, reader)
                found.append(Colleague(person, name, instead.name if instead else None))
            return await self.view(tx, case, actor.id, now), found

    async def hand_over(self, actor: Actor, case_id: CaseId, to: PersonId, version: int) -> Shown:
        """Give it to a colleague. Raises NotFound."""

        async def change(tx: Tx, case: Case, now: datetime) -> tuple[Case, str | None]:
            if case.owner_id == to or case.state is CaseState.CLOSED:
                return case, "closed" if case.state is CaseState.CLOSED else None
            if to not in {person for person, _ in await cases.colleagues(tx, case)}:
                raise NotFound
            if case.version != version:
                return case, "changed"
            await cases.note(tx, case.id, "handed", actor.id, now, _owned(case) | {"to": to})
            return replace(case, owner_id=to, taken_by=None, taken_at=None), None

        return await self._change(
            actor, case_id, "case.hand", change, tell=(to, "handed", f"handed:{version}")
        )

    async def note(self, actor: Actor, case_id: CaseId, said: Note) -> str:
        """A reply to the card: a note of staff, never shown to clients. Gives the client's name. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await self.seen(tx, actor, case_id)
            if await notes.add(tx, case.thing, said, by=actor, now=now):
                await audit.add(tx, actor.id, "case.note", case.thing, now)
                await outbox.redraw(tx, case.thing, now=now)
            return case.client


def _owned(case: Case) -> dict[str, int | None]:
    """What an undo puts back."""
    return {"owner_id": case.owner_id, "taken_by": case.taken_by, "taken_at": maybe_us(case.taken_at)}
