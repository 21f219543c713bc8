"""Dates to congratulate: found ahead, told in time, finished on their card. Not: wording, SQL."""

from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.calls import State as CallState
from bot.domain.company import Company
from bot.domain.dates import BadDate
from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CallId, ClientId, OccasionId
from bot.domain.letters import Claimed, NotWanted, Op, View
from bot.domain.notes import LONGEST as LONGEST_NOTE
from bot.domain.notes import Note
from bot.domain.occasions import (
    Kind,
    Occasion,
    State,
    contract_said_on,
    parse,
    prepare_on,
    said_on,
)
from bot.domain.people import Actor, Step
from bot.domain.worktime import instant, local, next_opening
from bot.usecases.calls import card as call_card
from bot.usecases.occasions.coming import LOOK, Coming, coming
from bot.usecases.occasions.view import Rules, Shown, card, shown
from storage import alarms, audit, calls, clients, notes, occasions, outbox, people, steps
from storage.database import Conn, Database, Tx

LONGEST_LABEL = 60


class Occasions:
    """Everything about dates to congratulate."""

    def __init__(self, db: Database, clock: Clock, company: Company, rules: Rules) -> None:
        self.db, self.clock, self.company, self.rules = db, clock, company, rules

    async def look(self, actor: Actor, occasion_id: OccasionId) -> Shown:
        """The occasion as it stands. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, occasion_id)
            await audit.seen(tx, actor.id, "occasion.view", f"occasion:{occasion_id}", now)
            return self._show(found, actor, now)

    async def open_card(self, actor: Actor, occasion_id: OccasionId, update: int) -> None:
        """Send the actor the card (or ring for the one that stands). Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, occasion_id)
            await audit.seen(tx, actor.id, "occasion.view", f"occasion:{occasion_id}", now)
            await outbox.put(tx, card(occasion_id, actor.id, f"open:{update}"), now=now)

    async def finish(self, actor: Actor, occasion_id: OccasionId, state: State) -> Shown:
        """Congratulated, or skipped this year. The first one clears every copy. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, occasion_id)
            await self._finish(tx, actor, occasion_id, state, now)
            return self._show(await self._seen(tx, actor, occasion_id), actor, now)

    async def _finish(
        self, tx: Tx, actor: Actor, occasion_id: OccasionId, state: State, now: datetime
    ) -> None:
        if await occasions.finish(tx, occasion_id, state, actor.id, now):
            await alarms.clear(tx, f"occasion:{occasion_id}")
            await audit.add(tx, actor.id, f"occasion.{state}", f"occasion:{occasion_id}", now)
            await outbox.redraw(tx, f"occasion:{occasion_id}", but=actor.id, now=now)

    async def call(self, actor: Actor, occasion_id: OccasionId) -> Shown:
        """I'll call: done here, and the card of a call for today comes. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, occasion_id)
            if found.state is State.OPEN:
                call_id = await self._plan(tx, actor, found, now)
                await audit.add(tx, actor.id, "call.plan", f"call:{call_id}", now)
                key = f"occasion:{int(now.timestamp())}"
                await outbox.put(tx, call_card(call_id, actor.id, key), now=now)
                await self._finish(tx, actor, occasion_id, State.DONE, now)
            return self._show(await self._seen(tx, actor, occasion_id), actor, now)

    @staticmethod
    async def _plan(tx: Tx, actor: Actor, found: Occasion, now: datetime) -> CallId:
        """The call to congratulate; one that an undo had dropped is taken up again."""
        key = f"occasion:{found.id}"
        call_id = await calls.plan(
            tx, key=key, client_id=found.client_id, person_id=found.person_id, cause="occasion", cause_thing=key,
            due_at=now, now=now, created_by=actor.id,
        )  # fmt: skip
        if call_id is None:
            call_id = await calls.by_key(tx, key)
            assert call_id is not None
            await calls.reopen(tx, call_id)
        return call_id

    async def undo(self, actor: Actor, occasion_id: OccasionId) -> Shown:
        """Take Done or Skip back, within ten minutes. Raises NotFound, BadInput "undo-late"."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, occasion_id)
            if found.state is not State.OPEN:
                if not found.can_undo(now):
                    raise BadInput("undo-late")
                await occasions.reopen(tx, occasion_id)
                await self._drop_call(tx, actor, occasion_id, now)
                await audit.add(tx, actor.id, "occasion.undo", f"occasion:{occasion_id}", now)
                await outbox.redraw(tx, f"occasion:{occasion_id}", but=actor.id, now=now)
            return self._show(await self._seen(tx, actor, occasion_id), actor, now)

    @staticmethod
    async def _drop_call(tx: Tx, actor: Actor, occasion_id: OccasionId, now: datetime) -> None:
        call_id = await calls.by_key(tx, f"occasion:{occasion_id}")
        if call_id is not None and await calls.finish(
            tx, call_id, state=CallState.DROPPED, outcome=None, by=actor.id, touch_id=None, now=now
        ):
            await outbox.redraw(tx, f"call:{call_id}", now=now)

    async def note(self, actor: Actor, occasion_id: OccasionId, said: Note) -> str:
        """A reply to the card is a note on the client, whose name it gives. Raises NotFound, BadInput "note-long"."""
        if said.words is not None and len(said.words) > LONGEST_NOTE:
            raise BadInput("note-long", limit=LONGEST_NOTE)
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, occasion_id)
            thing = f"client:{found.client_id}"
            if await notes.add(tx, thing, said, by=actor, now=now):
                await audit.add(tx, actor.id, "client.note", thing, now)
            return found.client

    async def coming(self, actor: Actor, days: int = 30) -> tuple[Occasion, ...]:
        """Open occasions of the clients that the actor may see, from today on."""
        today = local(self.clock(), actor.zone).date()
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._find(tx, today, timedelta(days=days), now)
            await audit.seen(tx, actor.id, "occasion.list", None, now)
            return tuple(await occasions.between(tx, actor.scope, today, today + timedelta(days=days)))

    # Dates of a client's own

    async def ask_own(self, actor: Actor, client_id: ClientId) -> str:
        """Begin adding a date to a client; gives the client's name. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            client = await clients.get(tx, actor.scope, client_id)
            if client is None:
                raise NotFound
            await steps.open_(tx, actor.id, Step("occasion.add", {"client": client_id}), now)
            return client.name

    async def add_own(self, actor: Actor, client_id: ClientId, text: str) -> tuple[str, date]:
        """Add "12.05[.2019] Founding day"; gives the label and its next date.

        Raises NotFound, BadDate, BadInput "occasion-how", "occasion-long".
        """
        now = self.clock()
        typed, _, label = text.strip().partition(" ")
        label = " ".join(label.split())
        if not label:
            raise BadInput("occasion-how")
        if len(label) > LONGEST_LABEL:
            raise BadInput("occasion-long", limit=LONGEST_LABEL)
        try:
            day = parse(typed)
        except BadDate as error:
            raise BadInput("occasion-how") if error.code == "date-unclear" else error from None
        async with self.db.transaction() as tx:
            if await clients.get(tx, actor.scope, client_id) is None:
                raise NotFound
            if await occasions.add_own(tx, client_id, label, day, actor.id, now):
                await audit.add(tx, actor.id, "occasion.add", f"client:{client_id}", now)
            await steps.close(tx, actor.id)
            await self._find(tx, local(now, self.company.zone).date(), LOOK, now)
        return label, day.next_on_or_after(local(now, actor.zone).date())

    # By the clock

    async def ensure(self) -> None:
        """Set the daily look ahead, at start."""
        async with self.db.transaction() as tx:
            if await alarms.get(tx, "occasions:0", "occasion.look") is None:
                await alarms.put(tx, "occasions:0", "occasion.look", self.clock())

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """The daily look ahead, or an occasion to tell its manager of."""
        if alarm.kind == "occasion.look":
            today = local(now, self.company.zone).date()
            await self._find(tx, today, LOOK, now)
            at = instant(today, time(4, 30), self.company.zone)
            tomorrow = instant(today + timedelta(days=1), time(4, 30), self.company.zone)
            await alarms.put(tx, "occasions:0", "occasion.look", at if at > now else tomorrow)
            return
        found = await occasions.load(tx, OccasionId(alarm.number))
        if found is None or found.state is not State.OPEN:
            return
        if alarm.kind == "occasion.over":  # "today" is no longer true on its cards
            await outbox.redraw(tx, alarm.thing, now=now)
            return
        if local(now, self.company.zone).date() > found.day or not await occasions.stands(tx, found.id):
            # After a long downtime, or when the date, the contact or the client is gone: nothing to congratulate on.
            if await occasions.finish(tx, found.id, State.PASSED, None, now):
                await outbox.redraw(tx, alarm.thing, now=now)
            return
        await self._tell(tx, alarm, found, now)

    async def _tell(self, tx: Tx, alarm: Alarm, found: Occasion, now: datetime) -> None:
        sooner = await alarms.get(tx, alarm.thing, "occasion.day")
        if alarm.kind == "occasion.prepare" and sooner is not None and sooner <= now:
            return  # late: the day itself is told in the same minute
        owner = found.owner_id or await people.responsible(tx, found.client_id)
        if owner is None:
            return
        # The day is part of the key: a date that was corrected is told anew.
        await outbox.put(tx, card(found.id, owner, f"{alarm.kind}:{found.day.isoformat()}"), now=now)
        if alarm.kind == "occasion.day":
            person = await people.get(tx, owner)
            zone = (person.zone if person else None) or self.company.zone
            over = instant(found.day + timedelta(days=1), time(0), zone)
            await alarms.put(tx, alarm.thing, "occasion.over", over)

    async def replan(self, tx: Tx, client_id: ClientId, now: datetime, *, again: bool = False) -> None:
        """Dates of a client were changed by hand: what no longer comes is closed, what comes now is planned.

        `again`: another manager looks after the client, so what is open is told anew.
        """
        today = local(now, self.company.zone).date()
        stand = await occasions.open_of(tx, client_id)
        ahead = max([LOOK, *(day - today for _, _, day in stand)])
        still = {one.key for one in await coming(tx, today, ahead, client_id)}
        for id_, key, day in stand:
            if key not in still and day >= today:
                await self._withdraw(tx, id_, now)
        await self._find(tx, today, ahead, now, client_id)
        if again:
            for one in await coming(tx, today, ahead, client_id):
                await self._again(tx, one, now)

    @staticmethod
    async def _withdraw(tx: Tx, occasion_id: OccasionId, now: datetime) -> None:
        if await occasions.finish(tx, occasion_id, State.PASSED, None, now):
            await alarms.clear(tx, f"occasion:{occasion_id}")
            await outbox.redraw(tx, f"occasion:{occasion_id}", now=now)

    async def _again(self, tx: Tx, one: Coming, now: datetime) -> None:
        open_ = {key: id_ for id_, key, _ in await occasions.open_of(tx, one.client_id)}
        if one.key in open_:
            await self._set_alarms(tx, open_[one.key], one.client_id, self._told_on(one.kind, one.day), now)

    async def _find(
        self, tx: Tx, today: date, ahead: timedelta, now: datetime, client_id: ClientId | None = None
    ) -> None:
        """Make rows and alarms of what comes in the days ahead; what is there already stays as it is."""
        for one in await coming(tx, today, ahead, client_id):
            id_ = await occasions.add(
                tx, one.key, one.client_id, one.person_id, one.kind, one.label, one.day, one.years
            )
            if id_ is not None:
                late = one.kind is Kind.CONTRACT_ENDS
                told = self._told_on(one.kind, one.day)
                await self._set_alarms(tx, id_, one.client_id, told, now, late=late)

    def _told_on(self, kind: Kind, day: date) -> tuple[date, date]:
        hours = self.company.hours()
        if kind is Kind.CONTRACT_ENDS:
            return contract_said_on(hours, day)
        return prepare_on(hours, day, self.rules.prepare_days), said_on(hours, day)

    async def _set_alarms(
        self,
        tx: Tx,
        occasion_id: OccasionId,
        client_id: ClientId,
        told: tuple[date, date],
        now: datetime,
        *,
        late: bool = False,
    ) -> None:
        """`late`: what is found after its days is told all the same, in the next working hours."""
        owner = await people.responsible(tx, client_id)
        person = None if owner is None else await people.get(tx, owner)
        zone = (person.zone if person else None) or self.company.zone
        thing = f"occasion:{occasion_id}"
        await alarms.clear(tx, thing)  # of a date that was corrected
        for kind, day in zip(("occasion.prepare", "occasion.day"), told, strict=True):
            at = instant(day, self.rules.at, zone)
            # Today's is told at once; what lies further back is not worth a word any more.
            if at > now or (kind == "occasion.day" and day == local(now, zone).date()):
                await alarms.put(tx, thing, kind, at)
        if late and told[-1] < local(now, zone).date():
            await alarms.put(tx, thing, "occasion.day", next_opening(self.company.hours(zone), now))
        await outbox.redraw(tx, thing, now=now)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The card of an occasion; a ring is not wanted once it is finished."""
        found = await occasions.load(conn, OccasionId(int(letter.args["occasion"] or 0)))
        if found is None:
            return NotWanted("no such occasion")
        if letter.op is Op.RING and found.state is not State.OPEN:
            return NotWanted("finished")
        reader = await people.get(conn, letter.to)
        zone = (reader.zone if reader else None) or self.company.zone
        return View(shown(found, letter.to, zone, now))

    async def _seen(self, conn: Conn, actor: Actor, occasion_id: OccasionId) -> Occasion:
        found = await occasions.get(conn, actor.scope, occasion_id)
        if found is None:
            raise NotFound
        return found

    @staticmethod
    def _show(found: Occasion, actor: Actor, now: datetime) -> Shown:
        return shown(found, actor.id, actor.zone, now)
