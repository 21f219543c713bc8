"""Asking contacts, by the rules: who gets a place in a wave, and what silence calls for. Not: who decides on waves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import programmes
from bot.domain.company import Company
from bot.domain.ids import NOBODY, InvitationId, PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.quiet import hold as window
from bot.domain.surveys import Invitation, Nudge, Stage, SurveyRules, next_nudge, nudges
from bot.domain.waves import (
    OUT,
    RECHECK,
    Hold,
    Load,
    Reach,
    Standing,
    Wave,
    WaveState,
    Why,
    held,
    holds,
    order,
    slot,
)
from bot.domain.worktime import local
from storage import alarms, calls, complaints, figures, outbox, surveys, waves
from storage.database import Conn, Tx

_CHUNK = 200
"""Contacts placed in one transaction, so that nobody's tap waits for a large wave."""
_LEFT_ALONE = frozenset(
    {Why.COMPLAINT, Why.CASE, Why.STOPPED, Why.REFUSED, Why.UNREACHABLE, Why.NOT_CONNECTED}
)
"""Who is not asked again, nor called about it; for the unreachable there is a call already."""


class Asking:
    """Works inside the transactions of `Waves`."""

    def __init__(self, company: Company, rules: SurveyRules) -> None:
        self.company, self.rules = company, rules

    async def everybody(self, conn: Conn, wave: Wave, now: datetime) -> list[Standing]:
        found = await waves.in_reach(conn, wave, self.company.zone, self.company.country)
        return await self.with_complaints(conn, found, now)

    async def with_complaints(self, conn: Conn, found: Iterable[Standing], now: datetime) -> list[Standing]:
        since = now - timedelta(days=self.rules.after_trouble_days)
        trouble = await complaints.open_or_recent(conn, since)
        return [
            replace(
                who,
                complaint_open=who.client_id in trouble and trouble[who.client_id] is None,
                complaint_closed=trouble.get(who.client_id),
            )
            for who in found
        ]

    async def release(self, tx: Tx, wave: Wave, now: datetime) -> None:
        everybody = await self.everybody(tx, wave, now)
        placed, load = await waves.placed(tx, wave.id), await self._load(tx, now)
        verdicts = [(who, held(who, self.rules, now)) for who in everybody if who.person_id not in placed]
        todo = [(who, hold) for who, hold in verdicts if hold is None or hold.why not in OUT]
        todo.sort(key=lambda pair: order(pair[0]))
        for who, hold in todo[:_CHUNK]:
            await self._place(tx, wave, who, hold, load, now)
        if len(todo) > _CHUNK:
            await alarms.put(tx, f"wave:{wave.id}", "wave.release", now)

    async def _load(self, conn: Conn, now: datetime) -> Load:
        return await waves.load(conn, now.date() - timedelta(days=1))

    async def _place(
        self, tx: Tx, wave: Wave, who: Standing, hold: Hold | None, load: Load, now: datetime
    ) -> None:
        if hold is None:
            due, day = slot(who, self.rules, now, load)
            id_ = await waves.put_held(tx, wave, who, due=due, why=None, day=day, now=now)
        else:
            due = hold.until or now + RECHECK
            id_ = await waves.put_held(tx, wave, who, due=due, why=hold.why, day=None, now=now)
        if hold is None and due <= now:
            await self._ask(tx, id_, who.person_id, now)
        else:
            await alarms.put(tx, f"invitation:{id_}", "wave.next", due)

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
        since = await waves.since(tx, invitation.id) if invitation.programme == programmes.RECHECK else None
        return since is not None and await waves.served(tx, invitation.id, since)

    async def next(self, tx: Tx, id_: InvitationId, now: datetime) -> None:
        loaded = await surveys.get(tx, id_)
        if loaded is None:
            return
        invitation, _ = loaded
        who = await waves.standing(
            tx, invitation.person_id, invitation.programme, self.company.zone, self.company.country
        )
        if who is None:  # left the company, or deleted
            await surveys.set_stage(tx, id_, invitation.stage, Stage.DROPPED, now)
            return
        who = (await self.with_complaints(tx, [who], now))[0]
        if invitation.stage is Stage.HELD:
            await self._try(tx, invitation, who, now)
        elif invitation.stage is Stage.OPEN:
            await self._nudge(tx, invitation, who, now)

    async def _try(self, tx: Tx, invitation: Invitation, who: Standing, now: datetime) -> None:
        """The time of a question that waited: ask, or wait for what holds it now."""
        if await self._is_served(tx, invitation):
            await surveys.set_stage(tx, invitation.id, Stage.HELD, Stage.DROPPED, now)
            return
        hold = held(who, self.rules, now)
        if hold is not None and hold.why in OUT:
            await surveys.set_stage(tx, invitation.id, Stage.HELD, Stage.DROPPED, now)
            return
        if hold is not None:
            due, why, day = hold.until or now + RECHECK, hold.why.value, None
        else:
            load = await self._load(tx, now)
            self._give_back(load, invitation, who)
            (due, day), why = slot(who, self.rules, now, load), None
        await waves.move_held(tx, invitation.id, due, why, day)
        if hold is None and due <= now:
            await self._ask(tx, invitation.id, who.person_id, now)
        else:
            await alarms.put(tx, f"invitation:{invitation.id}", "wave.next", due)

    def _give_back(self, load: Load, invitation: Invitation, who: Standing) -> None:
        """A question that had a place keeps it."""
        if invitation.why is None and invitation.due_at is not None:
            place = (who.manager_id or NOBODY, local(invitation.due_at, who.zone).date())
            load[place] = load.get(place, 1) - 1

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
