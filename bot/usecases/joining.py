"""Joining: what an opened link shows, "Yes, connect me", and who is told of it. Not: who may make links (inviting)."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import BadInput, Changed, NotFound
from bot.domain.ids import LinkId, PersonId
from bot.domain.joining import Door, Link, Standing, Wants, door, token_hash
from bot.domain.letters import Args, Claimed, Letter, NotWanted, Op, View
from bot.domain.people import Actor, Person, Profile, Role, Step
from storage import audit, cards, contacts, links, outbox, people, staff, steps, teams
from storage import clients as client_rows
from storage.database import Conn, Database, Tx

TEAM_STEP = "joining.team"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Doorway:
    """What is behind a link. Names are empty where nothing may be told; `language` is the person's own, if known."""

    door: Door
    token: str
    company: str
    contact: str
    role: Role = Role.STRANGER
    first_name: str = ""
    manager: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Somebody is connected now. `team_wanted`: a new lead is asked what the team is called."""

    role: Role
    first_name: str
    language: str
    clients: int
    manager: str | None
    team_wanted: bool


@dataclass(frozen=True, slots=True)
class Connected:
    """For the card "Anna connected": who, by which account, and what staff said to it."""

    link_id: LinkId
    person_id: PersonId
    name: str
    username: str | None
    role: Role
    client: str | None
    settled: links.Settled | None


@dataclass(frozen=True, slots=True)
class Asked:
    """For the letter "asks for a new link": for whom, and the account that asks. `why`: its old link's end."""

    person_id: PersonId
    name: str
    username: str | None
    why: str


class Joining:
    """Everything that happens at the door."""

    def __init__(self, db: Database, clock: Clock, company: Company) -> None:
        self.db, self.clock, self.company = db, clock, company

    async def open(self, actor: Actor, token: str) -> Doorway:
        """Look at a link; nothing changes. A token that never was shows nothing."""
        async with self.db.read() as conn:
            link, person = await _of(conn, token)
            return await self._doorway(conn, actor, token, link, person)

    async def _doorway(
        self, conn: Conn, actor: Actor, token: str, link: Link | None, person: Person | None
    ) -> Doorway:
        which = door(link, person, actor, self.clock())
        if person is None or which not in (Door.WELCOME, Door.PREVIEW):
            return Doorway(which, token, self.company.name, self.company.contact)
        return Doorway(
            door=which,
            token=token,
            company=self.company.name,
            contact=self.company.contact,
            role=person.role,
            first_name=person.first_name,
            manager=await _manager(conn, person),
            language=person.language,
        )

    async def accept(
        self, actor: Actor, profile: Profile, token: str, wants: Wants, language: str
    ) -> Joined | Doorway:
        """Connect the account and use the link up; whoever comes too late gets what the link shows by now."""
        now = self.clock()
        async with self.db.transaction() as tx:
            link, person = await _of(tx, token)
            doorway = await self._doorway(tx, actor, token, link, person)
            if doorway.door is not Door.WELCOME or link is None or person is None:
                return doorway
            if not await links.use(tx, link.id, profile.user_id, now):
                link, person = await _of(tx, token)
                return await self._doorway(tx, actor, token, link, person)
            await people.free_account(tx, profile.user_id)
            if not await people.connect(tx, person.id, profile.user_id, profile.username, now):
                raise Changed
            await self._welcome(tx, person, profile, wants, language, now)
            await audit.add(
                tx, person.id, "person.connect", f"person:{person.id}", now, new=f"link:{link.id}"
            )
            await self._tell(tx, link, person, "joining.connected", f"link:{link.id}", {"link": link.id}, now)
            await self._bring_along(tx, link, person, now)
            return await self._joined(tx, person, profile, language, now)

    async def _welcome(
        self, tx: Tx, person: Person, profile: Profile, wants: Wants, language: str, now: datetime
    ) -> None:
        await people.set_language(tx, person.id, language)
        await people.stop(tx, person.id, None)
        if person.role is Role.CONTACT:
            await contacts.set_wants(tx, person.id, wants)
        if not person.name:
            await people.rename(tx, person.id, profile.name)

    async def _bring_along(self, tx: Tx, link: Link, person: Person, now: datetime) -> None:
        """Cards of an earlier account about what is still open come to the new chat."""
        for copy in await cards.left_behind(tx, person.id):
            unasked = copy.kind.startswith("survey.")
            key = f"{copy.kind}:along:{link.id}:{copy.id}"
            letter = Letter(copy.kind, person.id, key, copy.args, Op.CARD, copy.thing, unasked=unasked)
            await outbox.put(tx, letter, now=now)

    async def _joined(self, tx: Tx, person: Person, profile: Profile, language: str, now: datetime) -> Joined:
        team_wanted = person.role is Role.LEAD and person.team_id is None
        if team_wanted:
            await steps.open_(tx, person.id, Step(TEAM_STEP), now)
        return Joined(
            role=person.role,
            first_name=person.first_name or profile.name.split(" ")[0],
            language=language,
            clients=await staff.clients_of(tx, person.id),
            manager=await _manager(tx, person),
            team_wanted=team_wanted,
        )

    async def ask_team(self, actor: Actor) -> bool:
        """A lead who has no team yet is asked what it is called; whether this is one."""
        if actor.role is not Role.LEAD or actor.team_id is not None:
            return False
        async with self.db.transaction() as tx:
            await steps.open_(tx, actor.id, Step(TEAM_STEP), self.clock())
        return True

    async def name_team(self, actor: Actor, name: str) -> str:
        """A new lead starts a team. Raises BadInput, also for another team's name; the question stays open then."""
        cleaned = clean_name(name)
        now = self.clock()
        async with self.db.transaction() as tx:
            await steps.close(tx, actor.id)
            if actor.role is not Role.LEAD or actor.team_id is not None:
                raise Changed
            if await teams.named(tx, cleaned) is not None:
                raise BadInput("team-same-name", name=cleaned)
            team = await people.add_team(tx, cleaned, now)
            await staff.join_team(tx, actor.id, team)
            await audit.add(tx, actor.id, "team.start", f"team:{team}", now)
        return cleaned

    async def not_me(self, actor: Actor, profile: Profile, token: str) -> None:
        """The link reached somebody else: the manager learns it; the link goes on working for the right one."""
        await self._report(actor, profile, token, "not-me")

    async def ask(self, actor: Actor, profile: Profile, token: str) -> None:
        """Somebody with a link that no longer works asks for a new one; once an account and link."""
        await self._report(actor, profile, token, "asked")

    async def _report(self, actor: Actor, profile: Profile, token: str, why: str) -> None:
        now = self.clock()
        async with self.db.transaction() as tx:
            link, person = await _of(tx, token)
            if link is None or person is None or person.left:
                return
            standing = link.standing(now).value if why == "asked" else why
            if standing == Standing.OPEN:
                return
            args: Args = {"person": person.id, "username": profile.username, "why": standing}
            key = f"joining.asked:{link.id}:{profile.user_id}:{why}"
            await self._tell(tx, link, person, "joining.asked", None, args, now, key=key)

    async def _tell(
        self,
        tx: Tx,
        link: Link,
        person: Person,
        kind: str,
        thing: str | None,
        args: Args,
        now: datetime,
        *,
        key: str | None = None,
    ) -> None:
        to = await _to_tell(tx, link, person)
        if to is None or to == person.id:
            return
        op = Op.SEND if thing is None else Op.CARD
        letter = Letter(kind, to, key or f"{kind}:{link.id}", args, op=op, thing=thing)
        await outbox.put(tx, letter, now=now)

    async def settle(self, actor: Actor, link_id: LinkId, *, unlink: bool) -> Connected:
        """Staff said "OK" or "not them" to a new account. "Not them" ends its access with the next update."""
        now = self.clock()
        async with self.db.transaction() as tx:
            link = await links.get(tx, link_id)
            person = None if link is None else await people.get(tx, link.person_id)
            if link is None or person is None or not await may_manage(tx, actor, person):
                raise NotFound
            mine = person.user_id is not None and person.user_id == link.used_by
            if await links.settle(tx, link_id, "unlinked" if unlink else "ok", actor.id, now):
                action = "person.unlink" if unlink else "person.confirm"
                if unlink and mine:
                    await people.disconnect(tx, person.id)
                await audit.add(tx, actor.id, action, f"person:{person.id}", now, new=f"link:{link_id}")
            await outbox.redraw(tx, f"link:{link_id}", now=now, but=actor.id)
            return await _connected(tx, link, person)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """Fresh data for "joining.connected" and "joining.asked"."""
        if letter.kind == "joining.connected":
            link = await links.get(conn, LinkId(int(letter.args["link"] or 0)))
            person = None if link is None else await people.get(conn, link.person_id)
            if link is None or person is None:
                return NotWanted("deleted")
            return View(await _connected(conn, link, person))
        person = await people.get(conn, PersonId(int(letter.args["person"] or 0)))
        if person is None or person.left:
            return NotWanted("left")
        username = letter.args.get("username")
        return View(
            Asked(person.id, person.name, str(username) if username else None, str(letter.args["why"]))
        )


async def may_manage(conn: Conn, actor: Actor, person: Person) -> bool:
    """Whether the actor may invite and unlink this person: own contacts; a lead the team's managers; the head all."""
    if person.role is Role.CONTACT:
        assert person.client_id is not None
        return await client_rows.get(conn, actor.scope, person.client_id) is not None
    if not actor.role.at_least(Role.LEAD) or person.id == actor.id:
        return False
    return await staff.invitee(conn, actor, person.id) is not None


def clean_name(text: str) -> str:
    """A name as typed, spaces collapsed. Raises BadInput without a letter, or when longer than 100 characters."""
    name = " ".join(text.split())
    if not any(sign.isalpha() for sign in name):
        raise BadInput("name-empty")
    if len(name) > _LONGEST_NAME:
        raise BadInput("name-long", limit=_LONGEST_NAME)
    return name


async def _of(conn: Conn, token: str) -> tuple[Link | None, Person | None]:
    link = await links.by_hash(conn, token_hash(token))
    return link, None if link is None else await people.get(conn, link.person_id)


async def _manager(conn: Conn, person: Person) -> str | None:
    if person.client_id is None:
        return None
    owner = await people.responsible(conn, person.client_id)
    found = None if owner is None else await people.get(conn, owner)
    return found.name or None if found is not None else None


async def _to_tell(conn: Conn, link: Link, person: Person) -> PersonId | None:
    if person.client_id is not None:
        return await people.responsible(conn, person.client_id)
    maker = None if link.created_by is None else await people.get(conn, link.created_by)
    if maker is not None and not maker.left:
        return maker.id
    return await people.lead_of(conn, person.team_id)


async def _connected(conn: Conn, link: Link, person: Person) -> Connected:
    client = None if person.client_id is None else await client_rows.load(conn, person.client_id)
    return Connected(
        link_id=link.id,
        person_id=person.id,
        name=person.name,
        username=person.username,
        role=person.role,
        client=None if client is None else client.name,
        settled=await links.settled(conn, link.id),
    )
