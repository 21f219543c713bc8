"""People: who is writing, what they set and switch. Not: how they join, wording, SQL."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed, NotFound
from bot.domain.ids import NOBODY
from bot.domain.joining import JoinRules, Wants
from bot.domain.mydata import PrivacyRules
from bot.domain.people import Actor, Lent, Person, Profile, Role, Step
from bot.domain.quiet import END, PRESETS, START, contact_zone
from bot.domain.zones import find_zones, is_zone
from storage import absences, audit, contacts, groups, huddles, mydata, people, steps
from storage.database import Conn, Database, Tx

ZONE_STEP = "people.zone"


class Canceller(Protocol):
    """What a noun gives to tidy up when one of its open steps is cancelled."""

    async def cancel(self, tx: Tx, actor: Actor, step: Step, now: datetime) -> None: ...


@dataclass(frozen=True, slots=True)
class Home:
    """What /start shows: whose home it is. `manager` is a contact's; `contact` tells how to reach the company."""

    role: Role
    first_name: str
    company: str
    contact: str
    manager: str | None
    stopped: bool
    erase_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What /settings shows; `wants` is None for staff."""

    language: str
    zone: str
    wants: Wants | None
    stopped: bool
    at: datetime
    quiet: tuple[time, time] | None = None  # of a contact; staff have working hours
    weekly: bool | None = None  # of leads and the head: the week's figures on Mondays


@dataclass(frozen=True, slots=True)
class Privacy:
    """What /privacy tells, out of the live settings. `manager` is a contact's; `group`: their words of the week are
    read in a group of Telegram, too."""

    role: Role
    company: str
    contact: str
    manager: str | None
    link_days: int
    staff_link_hours: int
    kept: PrivacyRules
    url: str
    group: bool = False


class People:
    """Everything about who somebody is and what they chose."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        rules: JoinRules | None = None,
        quiet: tuple[time, time] = (START, END),
        privacy: PrivacyRules | None = None,
        cancellers: Mapping[str, Canceller] | None = None,
    ) -> None:
        self.db, self.clock, self.company = db, clock, company
        self.rules, self.kept = rules or JoinRules(), privacy or PrivacyRules()
        self.quiet = quiet  # of the company
        self.cancellers = cancellers or {}

    async def whoami(self, user_id: int, language: str, profile: Profile | None = None) -> Actor:
        """The actor behind a Telegram account; a leaver is a stranger. `language` is used until one is chosen.

        A @username that `profile` shows to have changed is kept: colleagues are named by it.
        """
        now = self.clock()
        found = await people.acting(self.db, user_id, now)
        if found is None or found[0].left:
            return Actor(NOBODY, Role.STRANGER, "", language, self.company.zone, user_id)
        person, step, deputy = found
        if profile is not None and profile.username != person.username:
            async with self.db.transaction() as tx:
                await people.set_username(tx, person.id, profile.username)
        return Actor(
            id=person.id,
            role=person.role,
            name=person.name,
            language=person.language or language,
            zone=self._zone(person),
            chat_id=user_id,
            team_id=person.team_id,
            client_id=person.client_id,
            step=step,
            lent=await absences.lent_to(self.db, person.id, now) if deputy else Lent(),
        )

    def _zone(self, person: Person) -> str:
        if person.role is Role.CONTACT:
            return contact_zone(person.zone, person.country, self.company.zone)
        return person.zone or self.company.zone

    async def home(self, actor: Actor) -> Home:
        """What belongs on the actor's first screen."""
        async with self.db.read() as conn:
            person = await people.get(conn, actor.id)
            manager = await _manager(conn, person)
            erase_at = (await mydata.grace(conn, actor.id)).at
        return Home(
            role=actor.role,
            first_name="" if person is None else person.first_name,
            company=self.company.name,
            contact=self.company.contact,
            manager=manager,
            stopped=person is not None and person.stopped,
            erase_at=erase_at,
        )

    async def privacy(self, actor: Actor) -> Privacy:
        """What is kept, how long, who sees it."""
        async with self.db.read() as conn:
            person = await people.get(conn, actor.id)
            manager, group = await _manager(conn, person), await _grouped(conn, person)
        hours, days = self.rules.staff.total_seconds() / 3600, self.rules.contact.days
        return Privacy(
            role=actor.role,
            company=self.company.name,
            contact=self.company.contact,
            manager=manager,
            link_days=days,
            staff_link_hours=int(hours),
            kept=self.kept,
            url=self.company.privacy_url,
            group=group,
        )

    async def settings(self, actor: Actor) -> Settings:
        """What the actor has set."""
        async with self.db.read() as conn:
            return await self._settings(conn, actor)

    async def _settings(self, conn: Conn, actor: Actor) -> Settings:
        person = await people.get(conn, actor.id)
        if person is None:
            raise NotFound
        contact = await contacts.load(conn, actor.id)
        return Settings(
            language=person.language or actor.language,
            zone=self._zone(person),
            wants=None if contact is None else contact.wants,
            stopped=person.stopped,
            at=self.clock(),
            quiet=None if contact is None else person.quiet or self.quiet,
            weekly=await huddles.wants_weekly(conn, person.id) if person.role.at_least(Role.LEAD) else None,
        )

    async def set_language(self, actor: Actor, language: str) -> Settings:
        """Choose a language; the caller has checked that there are texts in it."""
        async with self.db.transaction() as tx:
            await people.set_language(tx, actor.id, language)
            return await self._settings(tx, actor)

    async def ask_zone(self, actor: Actor) -> None:
        """The next message is the name of a city."""
        async with self.db.transaction() as tx:
            await steps.open_(tx, actor.id, Step(ZONE_STEP), self.clock())

    async def find_zone(self, actor: Actor, text: str) -> list[str]:
        """Zones that fit a city; a single one is set at once. Raises BadInput when none fits."""
        found = find_zones(text)
        if not found:
            raise BadInput("zone-unknown")
        if len(found) == 1:
            await self.set_zone(actor, found[0])
        return found

    async def set_zone(self, actor: Actor, zone: str) -> Settings:
        """Choose an IANA zone."""
        if not is_zone(zone):
            raise BadInput("zone-unknown")
        async with self.db.transaction() as tx:
            await people.set_zone(tx, actor.id, zone)
            if actor.step is not None and actor.step.name == ZONE_STEP:
                await steps.close(tx, actor.id)
            return await self._settings(tx, actor)

    async def set_quiet(self, actor: Actor, chosen: str) -> Settings:
        """A contact chooses quiet hours: "22-8", or empty for the company's. Raises BadInput for others."""
        presets = {f"{start.hour}-{end.hour}": (start, end) for start, end in PRESETS}
        if chosen and chosen not in presets:
            raise BadInput("quiet-unknown")
        async with self.db.transaction() as tx:
            if await contacts.load(tx, actor.id) is None:
                raise NotAllowed
            await people.set_quiet(tx, actor.id, presets.get(chosen))
            await audit.add(
                tx, actor.id, "person.quiet", f"person:{actor.id}", self.clock(), new=chosen or None
            )
            return await self._settings(tx, actor)

    async def want(self, actor: Actor, what: Wants, *, on: bool) -> Settings:
        """A contact switches one kind of letters on or off; doing it twice is doing it once."""
        async with self.db.transaction() as tx:
            contact = await contacts.load(tx, actor.id)
            if contact is None:
                raise NotAllowed
            wants = contact.wants | what if on else contact.wants & ~what
            if wants != contact.wants:
                await contacts.set_wants(tx, actor.id, wants)
                await self._audit(tx, actor, "person.switch", int(contact.wants), int(wants))
            return await self._settings(tx, actor)

    async def stop(self, actor: Actor) -> Settings:
        """Nothing that was not asked for any more; answers on an open complaint still come."""
        now = self.clock()
        async with self.db.transaction() as tx:
            person = await people.get(tx, actor.id)
            if person is not None and not person.stopped:
                await people.stop(tx, actor.id, now)
                await self._audit(tx, actor, "person.stop", 0, 1)
            return await self._settings(tx, actor)

    async def resume(self, actor: Actor) -> Settings:
        """Take /stop back; the single switches are as they were. Raises BadInput while they are to be deleted."""
        async with self.db.transaction() as tx:
            if (await mydata.grace(tx, actor.id)).waits:
                raise BadInput("mydata-waits")
            person = await people.get(tx, actor.id)
            if person is not None and person.stopped:
                await people.stop(tx, actor.id, None)
                await self._audit(tx, actor, "person.stop", 1, 0)
            return await self._settings(tx, actor)

    async def _audit(self, tx: Tx, actor: Actor, action: str, old: int, new: int) -> None:
        await audit.add(tx, actor.id, action, f"person:{actor.id}", self.clock(), old=str(old), new=str(new))

    async def cancel(self, actor: Actor) -> str | None:
        """Close the open step; its name, or None when nothing was open. Its noun tidies up in the same transaction."""
        if actor.step is None:
            return None
        canceller = self.cancellers.get(actor.step.name.partition(".")[0])
        now = self.clock()
        async with self.db.transaction() as tx:
            closed = await steps.close(tx, actor.id)
            if closed and canceller is not None:
                await canceller.cancel(tx, actor, actor.step, now)
        return actor.step.name if closed else None


async def _grouped(conn: Conn, person: Person | None) -> bool:
    if person is None or person.client_id is None:
        return False
    return await groups.of_client(conn, person.client_id) is not None


async def _manager(conn: Conn, person: Person | None) -> str | None:
    if person is None or person.client_id is None:
        return None
    owner = await people.responsible(conn, person.client_id)
    found = None if owner is None else await people.get(conn, owner)
    return None if found is None else found.name or None
