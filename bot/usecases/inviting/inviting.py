"""Links for one person: made, made anew, revoked; accounts taken away and replaced. Not: sheets of many."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.ids import PersonId, TeamId
from bot.domain.joining import JoinRules, Made, Standing, token_hash
from bot.domain.people import Actor, Person, Role, Step
from bot.usecases.inviting.making import Invitation, make, url_of
from bot.usecases.joining import clean_name, may_manage
from storage import audit, facts, links, people, staff, steps
from storage.database import Conn, Database, Tx

NAME_STEP, ROLE_STEP, TEAM_STEP = "invite.name", "invite.role", "invite.team"
PAGE = 8


@dataclass(frozen=True, slots=True)
class Account:
    """How somebody is connected: by an account or not, and their newest link."""

    person: Person
    link: Made | None


@dataclass(frozen=True, slots=True)
class Invitees:
    """A page of staff who wait for their link."""

    people: tuple[Person, ...]
    page: int
    more: bool


@dataclass(frozen=True, slots=True)
class TeamChoice:
    """The next question about a new person: which team. A lead may also start one."""

    name: str
    role: Role
    teams: tuple[staff.Team, ...]


class Inviting:
    """Everything about making links."""

    def __init__(
        self, db: Database, clock: Clock, draw: Callable[[str], bytes], rules: JoinRules | None = None
    ) -> None:
        self.db, self.clock = db, clock
        self.draw = draw  # a link as a QR code in PNG
        self.rules = rules or JoinRules()

    async def know_bot(self, name: str) -> None:
        """Keep the bot's username; links are made of it."""
        async with self.db.transaction() as tx:
            await facts.put(tx, facts.BOT_NAME, name)

    async def owner_link(self, *, replace: bool = False) -> str:
        """A link by which the head joins; the person is made if there is none yet.

        A head who is connected invites everybody else: BadInput owner-connected, unless `replace` takes the
        account away first (a lost phone).
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            found = await people.head(tx)
            if found is None:
                found = await people.add(tx, role=Role.HEAD, name="", now=now)
            person = await people.get(tx, found)
            assert person is not None
            if person.user_id is not None:
                if not replace:
                    raise BadInput("owner-connected")
                await people.disconnect(tx, person.id)
                await audit.add(tx, None, "person.unlink", f"person:{person.id}", now)
            return (await make(tx, self.rules, None, person, now)).url

    async def account(self, actor: Actor, person_id: PersonId) -> Account:
        """How a person is connected, and what became of their newest link. Raises NotFound."""
        async with self.db.read() as conn:
            person = await self._managed(conn, actor, person_id)
            return Account(person, await links.newest(conn, person_id, self.clock()))

    async def make(self, actor: Actor, person_id: PersonId) -> Invitation:
        """A link for somebody who is not connected; an earlier one of theirs stops working."""
        now = self.clock()
        async with self.db.transaction() as tx:
            person = await self._managed(tx, actor, person_id)
            if person.user_id is not None:
                raise BadInput("invite-connected", name=person.name)
            return await make(tx, self.rules, actor.id, person, now)

    async def revoke(self, actor: Actor, person_id: PersonId) -> Account:
        """The link that is out works no more; again: nothing. Raises NotFound."""
        now = self.clock()
        async with self.db.transaction() as tx:
            person = await self._managed(tx, actor, person_id)
            if await links.revoke(tx, person_id, now):
                await audit.add(tx, actor.id, "person.revoke", f"person:{person_id}", now)
            return Account(person, await links.newest(tx, person_id, now))

    async def relink(self, actor: Actor, person_id: PersonId) -> Invitation:
        """Another phone or account: the old one loses its access with the next update, and a new link is made.

        What is open goes on in the new chat. Raises NotFound, BadInput "invite-no-account" when none is connected
        (any more), as after a second tap.
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            person = await self._managed(tx, actor, person_id)
            if await people.disconnect(tx, person_id) is None:
                raise BadInput("invite-no-account", name=person.name)
            await audit.add(tx, actor.id, "person.relink", f"person:{person_id}", now)
            return await make(tx, self.rules, actor.id, person, now)

    async def unlink(self, actor: Actor, person_id: PersonId) -> None:
        """Take the account away from a person; their access ends with the next update."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await self._managed(tx, actor, person_id)
            await links.revoke(tx, person_id, now)
            if await people.disconnect(tx, person_id) is not None:
                await audit.add(tx, actor.id, "person.unlink", f"person:{person_id}", now)

    async def _managed(self, conn: Conn, actor: Actor, person_id: PersonId) -> Person:
        person = await people.get(conn, person_id)
        if person is None or person.left or not await may_manage(conn, actor, person):
            raise NotFound
        return person

    async def picture(self, actor: Actor, token: str) -> bytes:
        """The link as a QR code (PNG), while it works and only for who may make it."""
        async with self.db.read() as conn:
            link = await links.by_hash(conn, token_hash(token))
            person = None if link is None else await people.get(conn, link.person_id)
            if link is None or person is None or not await may_manage(conn, actor, person):
                raise NotFound
            if link.standing(self.clock()) is not Standing.OPEN:
                raise BadInput("invite-closed")
            url = await url_of(conn, token)
        return self.draw(url)

    async def invitees(self, actor: Actor, page: int = 0) -> Invitees:
        """Staff who are not connected and whom the actor may invite."""
        _leads(actor)
        async with self.db.read() as conn:
            found = await staff.invitees(conn, actor, page * PAGE, PAGE + 1)
        return Invitees(tuple(found[:PAGE]), page, len(found) > PAGE)

    async def ask_name(self, actor: Actor) -> None:
        """A new person is to be invited: the next message is the name."""
        _leads(actor)
        async with self.db.transaction() as tx:
            await steps.open_(tx, actor.id, Step(NAME_STEP), self.clock())

    async def take_name(self, actor: Actor, text: str) -> Invitation | None:
        """The name of a new person. A lead's becomes a manager of the own team at once; the head is asked the role."""
        _leads(actor)
        name, now = clean_name(text), self.clock()
        async with self.db.transaction() as tx:
            if actor.role is Role.HEAD:
                await steps.open_(tx, actor.id, Step(ROLE_STEP, {"name": name}), now)
                return None
            return await self._add(tx, actor, name, Role.MANAGER, actor.team_id, now)

    async def take_role(self, actor: Actor, role: Role) -> TeamChoice | Invitation:
        """The role of a new person; another head needs no team."""
        name, now = _typed(actor, ROLE_STEP), self.clock()
        if actor.role is not Role.HEAD or not role.is_staff:
            raise NotAllowed
        async with self.db.transaction() as tx:
            every = await staff.teams(tx)
            fitting = tuple(team for team in every if role is Role.MANAGER or not team.led)
            if role is Role.HEAD or not (fitting or role is Role.LEAD):
                return await self._add(tx, actor, name, role, None, now)
            await steps.open_(tx, actor.id, Step(TEAM_STEP, {"name": name, "role": role.value}), now)
            return TeamChoice(name, role, fitting)

    async def take_team(self, actor: Actor, team_id: TeamId | None) -> Invitation:
        """The team of a new person; None: a manager without one, a lead who will start one."""
        name, now = _typed(actor, TEAM_STEP), self.clock()
        if actor.role is not Role.HEAD:
            raise NotAllowed
        assert actor.step is not None
        async with self.db.transaction() as tx:
            if team_id is not None and await staff.team_name(tx, team_id) is None:
                raise NotFound
            return await self._add(tx, actor, name, Role(str(actor.step.args["role"])), team_id, now)

    async def _add(
        self, tx: Tx, actor: Actor, name: str, role: Role, team_id: TeamId | None, now: datetime
    ) -> Invitation:
        if not await steps.close(tx, actor.id):
            raise Changed
        person_id = await people.add(tx, role=role, name=name, now=now, team_id=team_id)
        await audit.add(tx, actor.id, "person.add", f"person:{person_id}", now, new=role.value)
        person = await people.get(tx, person_id)
        assert person is not None
        return await make(tx, self.rules, actor.id, person, now)


def _leads(actor: Actor) -> None:
    if not actor.role.at_least(Role.LEAD):
        raise NotAllowed


def _typed(actor: Actor, step: str) -> str:
    if actor.step is None or actor.step.name != step:
        raise Changed
    return str(actor.step.args["name"])
