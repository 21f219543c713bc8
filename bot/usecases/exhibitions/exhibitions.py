"""Exhibitions: set up by a lead, listed to every manager a month ahead, worked off client by client. Not: wording."""

from datetime import date, datetime

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.clients import Tier, TouchKind
from bot.domain.company import Company
from bot.domain.digests import Line as DigestLine
from bot.domain.digests import Section
from bot.domain.errors import BadInput, NotFound
from bot.domain.exhibitions import Exhibition, Guest, State, read_dates, told_at
from bot.domain.ids import ClientId, ExhibitionId, PersonId
from bot.domain.letters import Claimed, NotWanted, Op, View
from bot.domain.people import Actor, Role, Scope, Step
from bot.domain.time import to_us
from bot.domain.worktime import local
from bot.usecases.exhibitions.view import CallList, Draft, Standing, card
from storage import alarms, audit, clients, exhibitions, outbox, people, steps
from storage.database import Conn, Database, Tx

LONGEST = 100
_ALARM = "exhibition.next"


class Exhibitions:
    """Everything about fairs and presentations."""

    def __init__(self, db: Database, clock: Clock, company: Company, list_days: int = 30) -> None:
        self.db, self.clock, self.company, self.list_days = db, clock, company, list_days

    # Setting up

    async def begin(self, actor: Actor) -> None:
        """Ask for the name of a new exhibition."""
        async with self.db.transaction() as tx:
            await steps.open_(tx, actor.id, Step("exhibition.name"), self.clock())

    async def name(self, actor: Actor, text: str) -> Draft:
        """The name: a draft is made. Raises BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            team = None if actor.role is Role.HEAD else actor.team_id
            id_ = await exhibitions.draft(tx, _short(text), team, actor.id, now)
            return await self._ask(tx, actor, id_, "dates", now)

    async def dates(self, actor: Actor, exhibition_id: ExhibitionId, text: str) -> Draft:
        """First and last day. Raises BadDate, BadInput, NotFound."""
        now = self.clock()
        starts, ends = read_dates(text, local(now, actor.zone).date())
        async with self.db.transaction() as tx:
            await self._fill(tx, actor, exhibition_id, starts=starts.isoformat(), ends=ends.isoformat())
            return await self._ask(tx, actor, exhibition_id, "venue", now)

    async def venue(self, actor: Actor, exhibition_id: ExhibitionId, text: str) -> Draft:
        """Where. Raises BadInput, NotFound."""
        async with self.db.transaction() as tx:
            await self._fill(tx, actor, exhibition_id, venue=_short(text))
            return await self._ask(tx, actor, exhibition_id, "stand", self.clock())

    async def stand(self, actor: Actor, exhibition_id: ExhibitionId, text: str | None) -> Draft:
        """Which stand, None to leave it out. Then whom to invite is chosen by buttons. Raises BadInput, NotFound."""
        async with self.db.transaction() as tx:
            await self._fill(tx, actor, exhibition_id, stand=None if text is None else _short(text))
            await steps.close(tx, actor.id)
            return await self._draft(tx, actor, exhibition_id, "audience")

    async def audience(
        self,
        actor: Actor,
        exhibition_id: ExhibitionId,
        *,
        tier: Tier | None = None,
        segment: int | None = None,
    ) -> Draft:
        """Whom to invite: everybody, a tier, or the n-th segment. Raises NotFound."""
        async with self.db.transaction() as tx:
            draft = await self._draft(tx, actor, exhibition_id, "audience")
            if segment is not None and not 0 <= segment < len(draft.segments):
                raise NotFound
            chosen = None if segment is None else draft.segments[segment]
            await self._fill(tx, actor, exhibition_id, tier=tier, segment=chosen)
            return await self._draft(tx, actor, exhibition_id, None)

    async def choose_again(self, actor: Actor, exhibition_id: ExhibitionId) -> Draft:
        """Back to whom to invite. Raises NotFound."""
        async with self.db.read() as conn:
            return await self._draft(conn, actor, exhibition_id, "audience")

    async def start(self, actor: Actor, exhibition_id: ExhibitionId) -> Standing:
        """Confirm: from now on the clock brings the lists. A second tap changes nothing. Raises NotFound, BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, exhibition_id)
            if found.starts is None:
                raise BadInput("exhibition-unfinished")
            if await exhibitions.set_state(tx, exhibition_id, State.DRAFT, State.ON):
                await audit.add(tx, actor.id, "exhibition.start", f"exhibition:{exhibition_id}", now)
                await self._set_next(tx, found, now, first=True)
            return await self._standing(tx, actor, exhibition_id)

    async def cancel(self, actor: Actor, exhibition_id: ExhibitionId) -> Standing:
        """Call it off, as a draft or later; every list says so. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._mine(tx, actor, exhibition_id)
            if await exhibitions.set_state(tx, exhibition_id, found.state, State.CANCELLED):
                await steps.close(tx, actor.id)
                await alarms.clear(tx, f"exhibition:{exhibition_id}")
                await audit.add(tx, actor.id, "exhibition.cancel", f"exhibition:{exhibition_id}", now)
                await outbox.redraw(tx, f"exhibition:{exhibition_id}", now=now)
            return await self._standing(tx, actor, exhibition_id)

    async def _fill(self, tx: Tx, actor: Actor, exhibition_id: ExhibitionId, **values: object) -> None:
        await self._mine(tx, actor, exhibition_id)
        if not await exhibitions.fill(tx, exhibition_id, **values):
            raise NotFound

    async def _ask(
        self, tx: Tx, actor: Actor, exhibition_id: ExhibitionId, what: str, now: datetime
    ) -> Draft:
        await steps.open_(tx, actor.id, Step(f"exhibition.{what}", {"exhibition": exhibition_id}), now)
        return await self._draft(tx, actor, exhibition_id, what)

    async def _draft(self, conn: Conn, actor: Actor, exhibition_id: ExhibitionId, asks: str | None) -> Draft:
        found = await self._mine(conn, actor, exhibition_id)
        segments = tuple(await exhibitions.segments(conn, found.team_id))
        return Draft(found, asks, await exhibitions.invited(conn, found), segments)

    # Looking and working

    async def coming(self, actor: Actor) -> list[Standing]:
        """Exhibitions that are on, with progress by manager within the actor's scope."""
        async with self.db.read() as conn:
            today = local(self.clock(), self.company.zone).date()
            found = await exhibitions.coming(conn, actor.scope, today)
            return [await self._stands(conn, actor, one) for one in found]

    async def standing(self, actor: Actor, exhibition_id: ExhibitionId) -> Standing:
        """One exhibition with progress. Raises NotFound."""
        async with self.db.read() as conn:
            return await self._standing(conn, actor, exhibition_id)

    async def open_card(self, actor: Actor, exhibition_id: ExhibitionId, update: int) -> None:
        """Send the actor their list (or ring for the one that stands). Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._seen(tx, actor, exhibition_id)
            await audit.seen(tx, actor.id, "exhibition.list", f"exhibition:{exhibition_id}", now)
            await outbox.put(tx, card(exhibition_id, actor.id, f"open:{update}"), now=now)

    async def look(self, actor: Actor, exhibition_id: ExhibitionId) -> CallList:
        """The actor's own list. Raises NotFound."""
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, exhibition_id)
            await audit.seen(tx, actor.id, "exhibition.list", f"exhibition:{exhibition_id}", self.clock())
            return await self._list(tx, found, actor.id, self.clock())

    async def mark(
        self, actor: Actor, exhibition_id: ExhibitionId, client_id: ClientId, state: Guest
    ) -> CallList:
        """Set how far a client is. Whoever was talked to was touched, once per exhibition. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await self._seen(tx, actor, exhibition_id)
            if await clients.get(tx, actor.scope, client_id) is None:
                raise NotFound
            if found.state is State.ON and await exhibitions.mark(
                tx, exhibition_id, client_id, state, actor.id, now
            ):
                await self._marked(tx, actor, exhibition_id, client_id, state, now)
            return await self._list(tx, found, actor.id, now)

    @staticmethod
    async def _list(conn: Conn, found: Exhibition, reader: PersonId, now: datetime) -> CallList:
        cover = await people.cover(conn, reader, now)
        return CallList(found, tuple(await exhibitions.lines(conn, found.id, cover)))

    async def _marked(
        self,
        tx: Tx,
        actor: Actor,
        exhibition_id: ExhibitionId,
        client_id: ClientId,
        state: Guest,
        now: datetime,
    ) -> None:
        thing = f"exhibition:{exhibition_id}"
        await audit.add(tx, actor.id, "exhibition.mark", f"client:{client_id}", now, new=state.value)
        known = await exhibitions.touch_of(tx, exhibition_id, client_id)
        if state is Guest.TO_CALL and known is not None:  # a slip: nobody was talked to
            await clients.untouch(tx, known, now)
            await exhibitions.touched(tx, exhibition_id, client_id, None)
        elif state not in (Guest.TO_CALL, Guest.UNREACHABLE) and known is None:
            key = f"{thing}:{client_id}:{to_us(now)}"
            touch = await clients.touch(
                tx, key=key, client_id=client_id, by=actor.id, kind=TouchKind.CALL, at=now, now=now
            )  # fmt: skip
            await exhibitions.touched(tx, exhibition_id, client_id, touch)
        await outbox.redraw(tx, thing, but=actor.id, now=now)

    async def due_lines(self, conn: Conn, scope: Scope, now: datetime, until: datetime) -> list[DigestLine]:
        """For the morning digest: lists that are not worked off."""
        lines = []
        today = local(now, self.company.zone).date()
        for one in await exhibitions.coming(conn, scope, today):
            if one.listed_at is None or one.starts is None or one.starts < today:
                continue
            mine = await exhibitions.lines(conn, one.id, await people.cover(conn, scope.person_id, now))
            done = sum(1 for line in mine if line.state is not Guest.TO_CALL)
            if done < len(mine):
                thing = f"exhibition:{one.id}"
                lines.append(
                    DigestLine(Section.EXHIBITIONS, thing, one.name, one.name, done=done, total=len(mine))
                )
        return lines

    async def _seen(self, conn: Conn, actor: Actor, exhibition_id: ExhibitionId) -> Exhibition:
        found = await exhibitions.get(conn, actor.scope, exhibition_id)
        if found is None:
            raise NotFound
        return found

    async def _mine(self, conn: Conn, actor: Actor, exhibition_id: ExhibitionId) -> Exhibition:
        """Set up and called off only by a lead of it or the head."""
        found = await self._seen(conn, actor, exhibition_id)
        if not actor.role.at_least(Role.LEAD):
            raise NotFound
        return found

    async def _standing(self, conn: Conn, actor: Actor, exhibition_id: ExhibitionId) -> Standing:
        found = await self._seen(conn, actor, exhibition_id)
        return await self._stands(conn, actor, found)

    async def _stands(self, conn: Conn, actor: Actor, found: Exhibition) -> Standing:
        progress = tuple(await exhibitions.progress(conn, found.id, actor.scope))
        at = await alarms.get(conn, f"exhibition:{found.id}", _ALARM)
        ahead = found.listed_at is None and at is not None and at > self.clock()
        lists_on = local(at, actor.zone).date() if ahead and at is not None else None
        return Standing(found, progress, actor.role.at_least(Role.LEAD), lists_on)

    # By the clock

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """T−30: every manager gets the list. T−14, T−7, T−1: only who has lines left, by a line under the card."""
        found = await exhibitions.load(tx, ExhibitionId(alarm.number))
        if found is None or found.state is not State.ON or found.starts is None:
            return
        if found.starts >= local(now, self.company.zone).date():
            if found.listed_at is None:
                told = await exhibitions.make_lists(tx, found, now)
            else:
                told = await exhibitions.managers(tx, found.id, open_only=True)
            occurrence = f"at:{local(now, self.company.zone).date().isoformat()}"
            told = await self._stood_in_for(tx, told, now)
            await outbox.put(tx, *(card(found.id, person, occurrence) for person in told), now=now)
            await self._set_next(tx, found, now)
        # A start that passed while we were down: nothing is left to say.

    async def _stood_in_for(self, conn: Conn, told: list[PersonId], now: datetime) -> list[PersonId]:
        """Whoever can be reached now: clients of one who cannot are on the list of the lead, else the head."""
        found: dict[PersonId, None] = {}
        for person in told:
            to = await people.reader(conn, person, now)
            found[person if to is None else to] = None
        return list(found)

    async def _set_next(self, tx: Tx, found: Exhibition, now: datetime, *, first: bool = False) -> None:
        assert found.starts is not None
        at = told_at(self.company.hours(), found.starts, self.list_days, now)
        days_left: date = found.starts
        if first and (days_left - local(now, self.company.zone).date()).days <= self.list_days:
            at = now
        if at is not None:
            await alarms.put(tx, f"exhibition:{found.id}", _ALARM, at)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """A manager's list; a nudge is not wanted once it is worked off."""
        found = await exhibitions.load(conn, ExhibitionId(int(letter.args["exhibition"] or 0)))
        person = await people.get(conn, letter.to)
        if found is None or person is None:
            return NotWanted("no such exhibition")
        shown = await self._list(conn, found, letter.to, now)
        asked = str(letter.args.get("asked") or "")
        if (
            letter.op is Op.RING
            and not asked
            and (found.state is not State.ON or shown.done == len(shown.lines))
        ):
            return NotWanted("worked off")
        return View(shown)


def _short(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise BadInput("exhibition-empty")
    if len(words) > LONGEST:
        raise BadInput("exhibition-long", limit=LONGEST)
    return words
