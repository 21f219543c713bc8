"""Asking contacts, by the rules: who gets a place in a wave, and what silence calls for. Not: who decides on waves."""

from collections.abc import AsyncIterator, Iterable
from datetime import date, datetime, timedelta

from bot.domain.company import Company
from bot.domain.ids import NOBODY, InvitationId, PersonId, WaveId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.programmes import RECHECK as AGAIN
from bot.domain.programmes import larger
from bot.domain.quiet import hold as window
from bot.domain.surveys import Invitation, Nudge, Stage, SurveyRules, next_nudge, nudges
from bot.domain.waves import (
    OUT,
    RECHECK,
    Counts,
    Hold,
    Load,
    Reach,
    Standing,
    Wave,
    WaveState,
    Why,
    asking_now,
    count,
    held,
    holds,
    slot,
)
from bot.domain.worktime import local
from storage import alarms, calls, figures, outbox, surveys, waves
from storage.database import Conn, Tx

_PAGE, _SLICE, _CHUNK, _ASKS = 250, 500, 100, 10
"""Contacts read at once for a preview; put into the queue, given places, asked in one transaction: so few that nobody's
tap waits for a large wave."""
_LEFT_ALONE = frozenset(
    {Why.COMPLAINT, Why.CASE, Why.STOPPED, Why.REFUSED, Why.UNREACHABLE, Why.NOT_CONNECTED}
)
"""Who is not asked again, nor called about it; for the unreachable there is a call already."""


class Asking:
    """Works inside the transactions of `Waves`."""

    def __init__(self, company: Company, rules: SurveyRules) -> None:
        self.company, self.rules = company, rules

    # Before a round goes out

    async def everybody(self, conn: Conn, wave: Wave) -> AsyncIterator[list[Standing]]:
        """All a wave could ask, a page at a time: others have their turn between."""
        after = NOBODY
        while found := await waves.page(conn, wave, after, _PAGE, self.company.zone, self.company.country):
            yield found
            after = found[-1].person_id

    async def counts(self, conn: Conn, wave: Wave, now: datetime) -> Counts:
        """What would happen if it went out now; of a planned one, on its day."""
        now = self._out_at(wave, now)
        verdicts: list[Hold | None] = []
        async for page in self.everybody(conn, wave):
            verdicts += [held(who, self.rules, now) for who in page]
        return count(verdicts)

    async def deferred(self, conn: Conn, wave: Wave, now: datetime) -> list[tuple[Standing, Hold]]:
        """Who would be asked later by these counts, or, once it is out, who of it still waits for a rule; by names."""
        now = self._out_at(wave, now)
        found: list[tuple[Standing, Hold]] = []
        those = await waves.deferred(conn, wave.id) if wave.state is WaveState.SENT else None
        async for page in self.everybody(conn, wave) if those is None else self._these(conn, wave, those):
            verdicts = ((who, held(who, self.rules, now)) for who in page)
            found += [(who, hold) for who, hold in verdicts if hold is not None and hold.why not in OUT]
        return sorted(found, key=lambda pair: (pair[0].client, pair[0].client_id, pair[0].name))

    @staticmethod
    def _out_at(wave: Wave, now: datetime) -> datetime:
        return max(now, wave.at) if wave.state is WaveState.PLANNED else now

    async def _these(self, conn: Conn, wave: Wave, persons: list[PersonId]) -> AsyncIterator[list[Standing]]:
        for i in range(0, len(persons), _PAGE):
            yield list((await self._read(conn, persons[i : i + _PAGE], wave.programme)).values())

    async def _read(self, conn: Conn, persons: list[PersonId], programme: str) -> dict[PersonId, Standing]:
        return await waves.standings(conn, persons, programme, self.company.zone, self.company.country)

    # It goes out

    async def release(self, tx: Tx, wave: Wave, now: datetime, until: date | None = None) -> None:
        """One step of a round that goes out; the next comes by its alarm, also after a crash.

        First everybody is put into its queue, then everybody gets a place in order. `until`: the last day of the
        round's window, over which it is spread evenly.
        """
        await tx.by_index()
        found, complete = await waves.gather(tx, wave, _SLICE)
        more = True
        if complete and found <= _CHUNK:
            more = await self._place(tx, wave, now, until)
            if not more and not found:
                await outbox.redraw(tx, f"wave:{wave.id}", now=now)
        if more:
            await alarms.put(tx, f"wave:{wave.id}", "wave.release", now)

    async def _place(self, tx: Tx, wave: Wave, now: datetime, until: date | None) -> bool:
        """Places for whose turn it is; whether somebody is left."""
        turns = await waves.first(tx, wave.id, _CHUNK + 1)
        persons = [turn.person_id for turn in turns[:_CHUNK]]
        known = await self._read(tx, persons, wave.programme)
        there = await waves.placed(tx, wave.id, persons)
        load = await self._load(tx, known.values(), now)
        places: list[waves.Place] = []
        seen = unasked = asks = 0
        for person in persons:
            seen += 1
            who = known.get(person)
            hold = None if who is None else held(who, self.rules, now)
            if who is None or (hold is not None and hold.why in OUT):
                unasked += 1
            elif person not in there:
                places.append(self._find(who, wave.programme, hold, load, now, until))
                asks += places[-1].due <= now
                if asks == _ASKS:
                    break
        await self._hold(tx, wave.id, places, now)
        await waves.done(tx, wave.id, turns[:seen], unasked)
        return len(turns) > seen

    def _find(
        self, who: Standing, programme: str, hold: Hold | None, load: Load, now: datetime, until: date | None
    ) -> waves.Place:
        """Who waits for a larger form keeps it."""
        if who.waits is not None:
            programme = who.waits.programme if larger(who.waits.programme, programme) else programme
            if who.waits.day is not None:
                place = who.waits.manager_id or NOBODY, who.waits.day
                load[place] = load.get(place, 1) - 1
        if hold is not None:
            return waves.Place(who, programme, hold.until or now + RECHECK, hold.why, None)
        due, day = slot(who, self.rules, now, load, until)
        return waves.Place(who, programme, due, None, day)

    async def _load(self, conn: Conn, everybody: Iterable[Standing], now: datetime) -> Load:
        managers = {who.manager_id or NOBODY for who in everybody}
        return await waves.load(conn, managers, now.date() - timedelta(days=1))

    async def _hold(self, tx: Tx, wave_id: WaveId, places: list[waves.Place], now: datetime) -> None:
        """Ask whose time is now, set the alarms of the others."""
        if not places:
            return
        ids = await waves.put_held(tx, wave_id, places, now)
        later = {}
        for place in places:
            id_ = ids[place.who.person_id]
            if place.why is None and place.due <= now:
                await self._ask(tx, id_, place.who.person_id, now)
            else:
                later[f"invitation:{id_}"] = place.due
        await alarms.put_many(tx, "wave.next", later)

    async def _ask(self, tx: Tx, id_: InvitationId, person_id: PersonId, now: datetime) -> None:
        if not await waves.ask(tx, id_, now):
            return
        await figures.asked(tx, id_, self.company.zone)
        thing = f"invitation:{id_}"
        letter = Letter(
            "survey.card", person_id, f"survey.card:{id_}", {"invitation": id_}, Op.CARD, thing, Lane.WAVE,
            unasked=True,
        )  # fmt: skip
        await outbox.put(tx, letter, now=now)
        await alarms.put(tx, thing, "wave.next", now + timedelta(days=self.rules.remind_days))

    # One contact

    async def hold_for(
        self, tx: Tx, person_id: PersonId, programme: str, due: datetime, now: datetime
    ) -> InvitationId | None:
        """The question after a case (`RECHECK`): asked from `due` on, by all rules, unless another serves by then.

        Called again it waits for the later `due`. None: no contact any more.
        """
        day = local(due, self.company.zone).date()
        key = f"{programme}:{day.isoformat()}"
        await waves.add(
            tx, key=key, programme=programme, reach=Reach.ALL, team_id=None, state=WaveState.SENT, at=due, by=None,
            now=now,
        )  # fmt: skip
        wave = await waves.by_key(tx, key)
        assert wave is not None
        id_ = await waves.hold_again(tx, wave.id, person_id, due, now)
        if id_ is not None:
            await alarms.put(tx, f"invitation:{id_}", "wave.next", due)
        return id_

    async def _is_served(self, tx: Tx, invitation: Invitation) -> bool:
        """Whether the question after a case has become needless."""
        since = await waves.since(tx, invitation.id) if invitation.programme == AGAIN else None
        return since is not None and await waves.served(tx, invitation.id, since)

    async def next(self, tx: Tx, id_: InvitationId, now: datetime) -> None:
        loaded = await surveys.get(tx, id_)
        if loaded is None:
            return
        invitation, _ = loaded
        who = (await self._read(tx, [invitation.person_id], invitation.programme)).get(invitation.person_id)
        if who is None:  # left the company, or deleted
            await surveys.set_stage(tx, id_, invitation.stage, Stage.DROPPED, now)
        elif invitation.stage is Stage.HELD:
            await self._try(tx, invitation, who, now)
        elif invitation.stage is Stage.OPEN:
            await self._nudge(tx, invitation, who, now)

    async def _try(self, tx: Tx, invitation: Invitation, who: Standing, now: datetime) -> None:
        """The time of a question that waited: ask, or wait for what holds it now.

        Whoever cannot or does not want to be asked now is looked at again daily: they may come back.
        """
        if await self._is_served(tx, invitation):
            await surveys.set_stage(tx, invitation.id, Stage.HELD, Stage.DROPPED, now)
            return None
        hold = held(who, self.rules, now)
        if hold is None and await self._has_place(tx, invitation, who, now):
            return await self._ask(tx, invitation.id, who.person_id, now)
        if hold is not None:
            place = waves.Place(who, invitation.programme, hold.until or now + RECHECK, hold.why, None)
        else:
            await waves.one_at_a_time(tx)
            due, day = slot(who, self.rules, now, await self._load(tx, [who], now))
            place = waves.Place(who, invitation.programme, due, None, day)
        await waves.move_held(tx, invitation.id, place)
        if place.why is None and place.due <= now:
            return await self._ask(tx, invitation.id, who.person_id, now)
        return await alarms.put(tx, f"invitation:{invitation.id}", "wave.next", place.due)

    async def _has_place(self, tx: Tx, invitation: Invitation, who: Standing, now: datetime) -> bool:
        """Whether this is the day and hour that was found for the question; else its place is free for others."""
        place = await waves.place_of(tx, invitation.id)
        here = (who.manager_id or NOBODY, local(now, who.zone).date())
        if place == here and asking_now(who, self.rules, now):
            return True
        await waves.leave_place(tx, invitation.id)
        return False

    async def _nudge(self, tx: Tx, invitation: Invitation, who: Standing, now: datetime) -> None:
        alone = bool({hold.why for hold in holds(who, self.rules, now)} & _LEFT_ALONE)
        assert invitation.asked_at is not None
        answered = who.answered is not None and who.answered >= invitation.asked_at  # on another card
        for nudge in nudges(invitation, self.rules, now):
            if nudge is Nudge.REMIND and not alone and not answered:
                await self._remind(tx, invitation, who, now)
            elif nudge is Nudge.PHONE and await surveys.mark_nudged(tx, invitation.id, "phoned_at", now):
                if not alone and not answered:
                    await self._phone(tx, invitation, now)
            elif nudge is Nudge.CLOSE:
                await surveys.set_stage(tx, invitation.id, Stage.OPEN, Stage.CLOSED, now)
                await outbox.redraw(tx, f"invitation:{invitation.id}", now=now)
                await outbox.redraw(tx, f"reminder:{invitation.id}", now=now)
                return
        at = next_nudge(invitation, self.rules, now)
        if at is not None:
            await alarms.put(tx, f"invitation:{invitation.id}", "wave.next", at)

    async def _remind(self, tx: Tx, invitation: Invitation, who: Standing, now: datetime) -> None:
        if not await surveys.mark_nudged(tx, invitation.id, "reminded_at", now):
            return
        due = window(
            now, who.zone, who.country, self.rules.days, start=self.rules.closes, end=self.rules.opens
        )
        letter = Letter(
            "survey.again", who.person_id, f"survey.again:{invitation.id}", {"invitation": invitation.id},
            Op.CARD, f"reminder:{invitation.id}", Lane.WAVE, due, unasked=True,
        )  # fmt: skip
        await outbox.put(tx, letter, now=now)

    async def _phone(self, tx: Tx, invitation: Invitation, now: datetime) -> None:
        await calls.plan(
            tx, key=f"silence:{invitation.id}", client_id=invitation.client_id, person_id=invitation.person_id,
            cause="silence", due_at=now, now=now, cause_thing=f"invitation:{invitation.id}",
        )  # fmt: skip
