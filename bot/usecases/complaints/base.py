"""What every part of complaints needs: who owns one, its alarms, its letters. Not: steps."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time
from typing import TypeVar

from bot.clock import Clock as Now
from bot.domain.company import Company
from bot.domain.complaints import Clock, Complaint, ComplaintRules, State, Which
from bot.domain.duty import Turns
from bot.domain.errors import Changed, NotFound
from bot.domain.ids import ComplaintId, PersonId
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Actor
from bot.domain.quiet import END, START, contact_zone, is_quiet
from bot.domain.talk import Place, count, joined
from bot.domain.worktime import Hours, add_workdays
from bot.usecases.complaints.views import DraftView
from bot.usecases.duty import Duty
from storage import alarms, cards, complaints, outbox, people, talk
from storage.database import Conn, Database, Tx

T = TypeVar("T")
_TRIES = 5


class Base:
    """The parts of `Complaints` build on this."""

    def __init__(
        self,
        db: Database,
        clock: Now,
        company: Company,
        rules: ComplaintRules,
        quiet: tuple[time, time] = (START, END),
    ) -> None:
        self.db, self.clock, self.company, self.rules = db, clock, company, rules
        self.duty = Duty(company)
        self.quiet = quiet  # from and to, by the clock of the contact

    # Who

    async def owner(self, conn: Conn, complaint: Complaint) -> PersonId | None:
        """Whose it is now: who took it or got it, unless they left; else whoever answers for the client."""
        if complaint.owner_id is not None:
            person = await people.get(conn, complaint.owner_id)
            if person is not None and not person.left:
                return person.id
        return await people.responsible(conn, complaint.client_id)

    async def acting(self, conn: Conn, complaint: Complaint) -> PersonId | None:
        """Who works on it now: its owner, or who stands in for them. Clients read this name."""
        owner = await self.owner(conn, complaint)
        return await self.duty.reads(conn, owner, self.clock()) or owner

    async def name_of(self, conn: Conn, person_id: PersonId | None) -> str:
        person = None if person_id is None else await people.get(conn, person_id)
        return self.company.name if person is None else person.name

    async def hours(self, conn: Conn, complaint: Complaint) -> Hours:
        """Its owner's own working time."""
        owner = await self.owner(conn, complaint)
        person = None if owner is None else await people.get(conn, owner)
        return self.company.hours(None if person is None else person.zone)

    async def turns(self, conn: Conn, complaint: Complaint, now: datetime) -> Turns:
        """Whose hours count for it from now on: its owner's, or those of who stands in."""
        return await self.duty.turns(conn, await self.owner(conn, complaint), now)

    async def seated(self, conn: Conn, complaint: Complaint, now: datetime) -> tuple[Complaint, Turns]:
        """Its clocks in the hours that count from now on, and these. A date given by hand stays."""
        return await self.reseated(conn, complaint, await self.turns(conn, complaint, now), now)

    async def reseated(
        self, conn: Conn, complaint: Complaint, fresh: Turns, now: datetime
    ) -> tuple[Complaint, Turns]:
        """The same when it is known whose hours count."""
        if complaint.turns is None:
            return replace(complaint, turns=fresh.text()), fresh
        kept = Turns.read(complaint.turns, self.company.hours)
        if kept.same(fresh, now):
            return complaint, kept
        given = await complaints.last_missed(conn, complaint.id)
        at = complaint.waiting_from or now

        def moved(clock: Clock | None) -> Clock | None:
            by_hand = given is not None and clock is not None and given.new_by == clock.by
            return clock if clock is None or by_hand else clock.carried(kept, fresh, at)

        answer, solve = moved(complaint.answer), moved(complaint.solve)
        return replace(complaint, turns=fresh.text(), answer=answer, solve=solve), fresh

    async def silent(self, conn: Conn, person_id: PersonId, now: datetime) -> bool:
        """Whether a letter that a client asked for comes without sound now."""
        person = await people.get(conn, person_id)
        country = (person.country if person else None) or self.company.country
        zone = contact_zone(person.zone if person else None, country, self.company.zone)
        start, end = (person.quiet if person else None) or self.quiet
        return is_quiet(now, zone, country, start=start, end=end)

    # Loading and changing

    async def staff_one(self, conn: Conn, actor: Actor, complaint_id: ComplaintId) -> Complaint:
        """One that the member of staff may see. Raises NotFound."""
        found = await complaints.get(conn, actor.scope, complaint_id)
        if found is None:
            raise NotFound
        return found

    async def own_one(self, conn: Conn, actor: Actor, complaint_id: ComplaintId) -> Complaint:
        """One that the contact filed. Raises NotFound."""
        found = await complaints.mine(conn, actor.id, complaint_id)
        if found is None:
            raise NotFound
        return found

    async def change(self, tx: Tx, complaint: Complaint, **columns: object) -> Complaint:
        """Change it. Raises Changed when somebody was faster."""
        changed = await complaints.change(tx, complaint, **columns)
        if changed is None:
            raise Changed
        return changed

    async def draft_view(self, conn: Conn, draft: Complaint) -> DraftView:
        """The draft with what it holds."""
        words = await talk.of_complaint(conn, draft.id, Place.WHAT, Place.WISH)
        what = [word for word in words if word.place is Place.WHAT]
        wish = joined(word for word in words if word.place is Place.WISH)
        return DraftView(draft, count(what), wish, self.rules.categories)

    async def until_done(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do it again when somebody else was faster: what a client says is never refused for that."""
        for _ in range(_TRIES - 1):
            try:
                return await work()
            except Changed:
                continue
        return await work()

    # Alarms

    async def arm(self, tx: Tx, complaint: Complaint) -> None:
        """Set the alarms of its clocks and of the client's silence as they must be now."""
        seated, turns = await self.seated(tx, complaint, self.clock())
        if seated != complaint:
            await complaints.seat(tx, seated)
        for which in Which:
            clock = seated.running(which)
            at = None if clock is None else clock.next(turns)
            await _set(tx, complaint.thing, f"complaint.{which}", at)
        if complaint.state is State.SOLVED and complaint.waiting_from is not None:
            await self.await_answer(tx, complaint, complaint.waiting_from)
        else:
            await alarms.clear(tx, complaint.thing, "complaint.settle")

    async def await_answer(self, tx: Tx, complaint: Complaint, since: datetime) -> None:
        """So long a silence from `since` on closes a solved complaint."""
        hours = await self.hours(tx, complaint)
        at = add_workdays(hours, since, self.rules.settled_days)
        await alarms.put(tx, complaint.thing, "complaint.settle", at)

    # Letters

    async def tell_client(
        self, tx: Tx, complaint: Complaint, what: str, now: datetime, **args: int | str
    ) -> None:
        """Draw the client's card anew and reply to it with a line."""
        letter = Letter(
            "complaint.told",
            complaint.person_id,
            f"complaint.told:{complaint.id}:{complaint.version}:{what}",
            {"complaint": complaint.id, "what": what, **args},
            op=Op.RING,
            thing=complaint.thing,
            lane=Lane.ANSWER,
            silent=await self.silent(tx, complaint.person_id, now),
        )
        await outbox.put(tx, letter, now=now)

    async def ring_owner(
        self, tx: Tx, complaint: Complaint, what: str, now: datetime, **args: int | str
    ) -> None:
        """Ring for the card of whoever is the owner when it is sent."""
        await self.ring_staff(tx, complaint, await self.owner(tx, complaint), what, now, owner=True, **args)

    async def ring_staff(
        self,
        tx: Tx,
        complaint: Complaint,
        to: PersonId | None,
        what: str,
        now: datetime,
        *,
        owner: bool = False,
        **args: int | str,
    ) -> None:
        """Ring for somebody's card about it; who has none yet gets the card first."""
        if to is None:
            return
        if await cards.get(tx, complaint.thing, to) is None:
            await outbox.put(tx, staff_card(complaint, to, owner=owner), now=now)
        letter = Letter(
            "complaint.ring",
            to,
            f"complaint.ring:{complaint.id}:{complaint.version}:{what}:{to}",
            {"complaint": complaint.id, "what": what, "owner": owner, **args},
            op=Op.RING,
            thing=complaint.thing,
        )
        await outbox.put(tx, letter, now=now)

    async def redraw(self, tx: Tx, complaint: Complaint, now: datetime, but: PersonId | None = None) -> None:
        """Draw every copy anew, silently."""
        await outbox.redraw(tx, complaint.thing, now=now, but=but)


def staff_card(
    complaint: Complaint, to: PersonId, occurrence: str = "first", *, owner: bool = False
) -> Letter:
    """The letter that brings the card to a member of staff, or rings for it. `owner`: to whoever owns it when it is
    sent; `to` is only who that is now."""
    return Letter(
        "complaint.card",
        to,
        f"complaint.card:{complaint.id}:{to}:{occurrence}",
        {"complaint": complaint.id, "owner": owner},
        op=Op.CARD,
        thing=complaint.thing,
    )


def client_card(complaint: Complaint, occurrence: str = "first", *, silent: bool = False) -> Letter:
    """The letter that acknowledges it to the client, or rings for their card."""
    return Letter(
        "complaint.client",
        complaint.person_id,
        f"complaint.client:{complaint.id}:{occurrence}",
        {"complaint": complaint.id},
        op=Op.CARD,
        thing=complaint.thing,
        lane=Lane.ANSWER,
        silent=silent,
    )


async def _set(tx: Tx, thing: str, kind: str, at: datetime | None) -> None:
    if at is None:
        await alarms.clear(tx, thing, kind)
    else:
        await alarms.put(tx, thing, kind, at)
