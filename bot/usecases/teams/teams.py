"""Teams: who is where, moved, given a role, let go with everything handed over. Not: inviting, being away."""

from collections.abc import Sequence
from datetime import datetime

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.ids import PersonId, TeamId
from bot.domain.letters import Args, Claimed, Letter, NotWanted, View
from bot.domain.people import Actor, Person, Role, Step
from bot.domain.teams import Load, check_leave, check_move, check_role, may_change, sees
from bot.domain.worktime import local
from bot.usecases.duty import OnDuty
from bot.usecases.joining import clean_name
from bot.usecases.teams.views import Handed, Leaving, Left, Moved, Overview, PersonPage, Picking, TeamPage
from storage import audit, groups, leaving, outbox, people, staff, steps, teams
from storage.database import Conn, Database, Tx

NAME_STEP, NEW_STEP = "team.name", "team.new"
PAGE = 8


class Teams:
    """Everything about who is in which team."""

    def __init__(self, db: Database, clock: Clock, company: Company, on_duty: Sequence[OnDuty] = ()) -> None:
        self.db, self.clock, self.company, self.on_duty = db, clock, company, on_duty

    # Looking

    async def overview(self, actor: Actor) -> Overview | TeamPage:
        """For the head every team, for a lead the own one. Raises NotAllowed, BadInput for a lead without a team."""
        if not actor.role.at_least(Role.LEAD):
            raise NotAllowed
        async with self.db.read() as conn:
            if actor.role is Role.HEAD:
                return Overview(tuple(await teams.every(conn)))
            if actor.team_id is None:
                raise BadInput("team-nameless")
            return await self._team(conn, actor, actor.team_id, 0)

    async def team(self, actor: Actor, team_id: TeamId, page: int = 0) -> TeamPage:
        """A team and its people. Raises NotFound."""
        async with self.db.read() as conn:
            return await self._team(conn, actor, team_id, page)

    async def _team(self, conn: Conn, actor: Actor, team_id: TeamId, page: int) -> TeamPage:
        name = await staff.team_name(conn, team_id) if team_id else ""
        if name is None or not sees(actor, team_id or None):
            raise NotFound
        everybody = await teams.members(conn, team_id, self.clock())
        pages = max(1, -(-len(everybody) // PAGE))
        page = min(max(page, 0), pages - 1)
        shown = tuple(everybody[page * PAGE : (page + 1) * PAGE])
        group = await groups.of_team(conn, team_id)
        return TeamPage(team_id, name, shown, page, pages, actor.id, actor.role is Role.HEAD, group)

    async def person(self, actor: Actor, person_id: PersonId) -> PersonPage:
        """One of the staff. Raises NotFound."""
        async with self.db.read() as conn:
            return await self._person(conn, actor, person_id)

    async def _person(self, conn: Conn, actor: Actor, person_id: PersonId) -> PersonPage:
        now = self.clock()
        found = await teams.member(conn, person_id, now)
        if found is None or not sees(actor, found.person.team_id):
            raise NotFound
        today = local(now, self.company.zone).date().isoformat()
        changes = may_change(actor, found.person)
        return PersonPage(
            person=found.person,
            version=found.version,
            team=await staff.team_name(conn, found.person.team_id),
            load=await teams.load(conn, person_id, today),
            away=found.away,
            may_away=changes or found.person.id == actor.id,
            may_change=changes,
            is_head=actor.role is Role.HEAD,
            mine=found.person.id == actor.id,
        )

    # Teams

    async def ask_name(self, actor: Actor, team_id: TeamId) -> str:
        """The next message renames a team (0: names a new one, the head's). Its name of now. Raises NotFound."""
        async with self.db.transaction() as tx:
            name = await staff.team_name(tx, team_id) if team_id else ""
            if name is None or not sees(actor, team_id or None):
                raise NotFound
            step = Step(NAME_STEP, {"team": team_id}) if team_id else Step(NEW_STEP)
            await steps.open_(tx, actor.id, step, self.clock())
            return name

    async def take_name(self, actor: Actor, text: str) -> TeamPage:
        """The typed name of a team. Raises BadInput when it is none, or another team's."""
        name, now = clean_name(text), self.clock()
        team_id = TeamId(int(actor.step.args.get("team") or 0)) if actor.step else TeamId(0)
        async with self.db.transaction() as tx:
            if not sees(actor, team_id or None):
                raise NotFound
            if await teams.named(tx, name) not in (None, team_id):
                raise BadInput("team-same-name", name=name)
            if not await steps.close(tx, actor.id):
                raise Changed
            if team_id:
                await teams.rename(tx, team_id, name)
                await audit.add(tx, actor.id, "team.rename", f"team:{team_id}", now)
            else:
                team_id = await people.add_team(tx, name, now)
                await audit.add(tx, actor.id, "team.start", f"team:{team_id}", now)
            return await self._team(tx, actor, team_id, 0)

    # People

    async def where(self, actor: Actor, person_id: PersonId) -> Picking:
        """Teams to which the head may move somebody. Raises NotFound."""
        async with self.db.read() as conn:
            page = await self._changeable(conn, actor, person_id, head=True)
            every = [one for one in await teams.every(conn) if one.id and one.id != page.person.team_id]
        return Picking(page, teams=tuple(every))

    async def move(self, actor: Actor, person_id: PersonId, team_id: TeamId, version: int) -> PersonPage:
        """Into another team, with all clients; twice is once. Raises NotFound, Changed, BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await teams.one_by_one(tx)
            page = await self._changeable(tx, actor, person_id, head=True)
            if page.person.team_id == (team_id or None):
                return page
            if team_id and await staff.team_name(tx, team_id) is None:
                raise NotFound
            check_move(page.person, led_by_another=bool(team_id and await teams.leads(tx, team_id)))
            if not await teams.claim(tx, person_id, version):
                raise Changed
            await staff.join_team(tx, person_id, team_id or None)
            old, new = f"team:{page.person.team_id or 0}", f"team:{team_id}"
            await audit.add(tx, actor.id, "person.team", f"person:{person_id}", now, old=old, new=new)
            await self._tell(tx, actor, person_id, version, now)
            return await self._person(tx, actor, person_id)

    async def give(self, actor: Actor, person_id: PersonId, role: Role, version: int) -> PersonPage:
        """Another role, by the head; twice is once. Raises NotFound, Changed, BadInput."""
        now = self.clock()
        async with self.db.transaction() as tx:
            await teams.one_by_one(tx)
            page = await self._changeable(tx, actor, person_id, head=True)
            person = page.person
            if person.role is role:
                return page
            leads = [] if person.team_id is None else await teams.leads(tx, person.team_id)
            another = any(lead != person_id for lead in leads)
            check_role(person, role, heads=len(await teams.heads(tx)), led_by_another=another)
            if not await teams.set_role(tx, person_id, role, version):
                raise Changed
            await audit.add(
                tx, actor.id, "person.role", f"person:{person_id}", now, old=person.role.value, new=role.value
            )
            await self._tell(tx, actor, person_id, version, now)
            return await self._person(tx, actor, person_id)

    async def _changeable(self, conn: Conn, actor: Actor, person_id: PersonId, *, head: bool) -> PersonPage:
        page = await self._person(conn, actor, person_id)
        if not page.may_change or (head and actor.role is not Role.HEAD):
            raise NotFound
        return page

    async def _tell(self, tx: Tx, actor: Actor, person_id: PersonId, version: int, now: datetime) -> None:
        if person_id != actor.id:
            key = f"team.changed:{person_id}:{version}"
            await outbox.put(tx, Letter("team.changed", person_id, key), now=now)

    # Leaving

    async def heirs(self, actor: Actor, person_id: PersonId) -> Picking:
        """To whom everything of a leaver may go: the team, its lead; for the head everybody. Raises NotFound."""
        async with self.db.read() as conn:
            page = await self._changeable(conn, actor, person_id, head=False)
            everybody = await staff.present_staff(conn)
        return Picking(
            page, people=tuple(one for one in everybody if self._may_inherit(actor, page.person, one))
        )

    @staticmethod
    def _may_inherit(actor: Actor, person: Person, one: Person) -> bool:
        return one.id != person.id and (actor.role is Role.HEAD or one.team_id == actor.team_id)

    async def before_leaving(self, actor: Actor, person_id: PersonId, heir_id: PersonId) -> Leaving:
        """What will go to whom. Raises NotFound, BadInput for the last head."""
        async with self.db.read() as conn:
            page = await self._changeable(conn, actor, person_id, head=False)
            heir = await self._heir(conn, actor, page.person, heir_id)
        return Leaving(page, heir)

    async def _heir(self, conn: Conn, actor: Actor, person: Person, heir_id: PersonId) -> Person:
        heir = await people.get(conn, heir_id)
        check_leave(person, heir, heads=len(await teams.heads(conn)))
        if heir is None or not self._may_inherit(actor, person, heir):
            raise NotFound
        return heir

    async def leave(self, actor: Actor, person_id: PersonId, heir_id: PersonId, version: int) -> Left:
        """Hand over everything and end the access, in one transaction; twice is once.

        Raises NotFound, Changed, BadInput for the last head.
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            await teams.one_by_one(tx)
            done = await self._left_before(tx, actor, person_id)
            if done is not None:
                return done
            page = await self._changeable(tx, actor, person_id, head=False)
            heir = await self._heir(tx, actor, page.person, heir_id)
            things = await leaving.things(tx, person_id)
            if not await leaving.leave(tx, person_id, heir_id, version, now):
                raise Changed
            await leaving.move(tx, person_id, heir_id, actor.id, now)
            await audit.add(tx, actor.id, "person.leave", f"person:{person_id}", now, new=f"person:{heir_id}")
            ended = await self._deputies(tx, actor, person_id, now)
            for noun in self.on_duty:
                await noun.turned(tx, now, heir_id)
            for thing in things:
                await outbox.redraw(tx, thing, now=now, but=actor.id)
            await self._tell_heir(tx, actor, page, heir, now)
            return Left(page.person.name, heir.name, page.load, ended, await self._leadless(tx, page.person))

    async def _left_before(self, tx: Tx, actor: Actor, person_id: PersonId) -> Left | None:
        person = await people.get(tx, person_id)
        if person is None or not person.left or not may_change(actor, person):
            return None
        heir = await people.successor(tx, person_id)
        return None if heir is None else Left(person.name, heir.name, None)

    async def _deputies(self, tx: Tx, actor: Actor, person_id: PersonId, now: datetime) -> int:
        """Who counted on the leaver as a deputy is told, and their lead."""
        ended = await leaving.end_absences(tx, person_id, now)
        for absence, absent in ended:
            person = await people.get(tx, absent)
            lead = await people.lead_of(tx, person.team_id if person else None)
            for to in dict.fromkeys(one for one in (absent, lead) if one not in (None, actor.id)):
                key = f"absence.lost:{absence}:{to}"
                await outbox.put(tx, Letter("absence.lost", to, key, {"absence": absence}), now=now)
        return len(ended)

    async def _tell_heir(self, tx: Tx, actor: Actor, page: PersonPage, heir: Person, now: datetime) -> None:
        if heir.id == actor.id:
            return
        load = page.load
        args: Args = {
            "person": page.person.id, "clients": load.clients, "cases": load.cases, "complaints": load.complaints,
            "calls": load.calls, "exhibitions": load.exhibitions,
        }  # fmt: skip
        await outbox.put(tx, Letter("team.handed", heir.id, f"team.handed:{page.person.id}", args), now=now)

    @staticmethod
    async def _leadless(tx: Tx, person: Person) -> str | None:
        if person.role is not Role.LEAD or person.team_id is None or await teams.leads(tx, person.team_id):
            return None
        return await staff.team_name(tx, person.team_id)

    # Letters

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """What somebody got, or became."""
        if letter.kind == "team.changed":
            person = await people.get(conn, letter.to)
            if person is None or person.left:
                return NotWanted("left")
            return View(Moved(person.role, await staff.team_name(conn, person.team_id)))
        leaver = await people.get(conn, PersonId(int(letter.args["person"] or 0)))
        load = Load(**{name: int(letter.args[name] or 0) for name in Load.__dataclass_fields__})
        return View(Handed(leaver.name if leaver else "", load))
