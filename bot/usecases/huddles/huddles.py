"""The huddle: a team's week in its clients' words, to its group or to each member. Not: counting, wording."""

from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.choices import path
from bot.domain.company import Company
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.figures import Option, View, of_team
from bot.domain.huddles import WEEK
from bot.domain.ids import PersonId, TeamId
from bot.domain.letters import Claimed, Later, Letter, NotWanted
from bot.domain.letters import View as Open
from bot.domain.people import Actor, Role
from bot.domain.worktime import instant, local
from bot.usecases.figures import Figures, NpsView
from bot.usecases.huddles.mondays import Mondays
from bot.usecases.huddles.views import Choice, Huddle
from storage import audit, groups, huddles, outbox, people, staff, teams
from storage.database import Conn, Database, Tx
from storage.staff import Team

OLDEST = timedelta(days=400)


class Huddles:
    """Everything about the huddle."""

    def __init__(self, db: Database, clock: Clock, company: Company, at: time, figures: Figures) -> None:
        self.db, self.clock, self.company = db, clock, company
        self.mondays, self.figures = Mondays(company, at), figures

    # By the clock

    async def ensure(self) -> None:
        """Every team's huddle is set, at start."""
        async with self.db.transaction() as tx:
            await self._look(tx, self.clock())

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """Monday morning of a team; a look for new teams."""
        if alarm.kind == "huddle.look":
            return await self._look(tx, now)
        team = TeamId(alarm.number)
        if team and await staff.team_name(tx, team) is None:
            return None
        monday = await self.mondays.rung(tx, alarm, await self._zone(tx, team), now)
        if monday is not None:
            await self._send(tx, alarm.thing, team, monday, now)
        return None

    async def _look(self, tx: Tx, now: datetime) -> None:
        for team in await huddles.teams_without_alarm(tx):
            await self.mondays.set_(tx, f"huddle:{team}", "huddle.due", await self._zone(tx, team), now)
        await self.mondays.look_again(tx, "huddle:0", "huddle.look", now)

    async def _zone(self, conn: Conn, team: TeamId) -> str:
        lead = await people.lead_of(conn, team or None)
        person = None if lead is None else await people.get(conn, lead)
        return (person.zone if person else None) or self.company.zone

    async def _send(self, tx: Tx, thing: str, team: TeamId, monday: date, now: datetime) -> None:
        """To the team's group, else to each member; whoever comes later finds it in /huddle."""
        if not await huddles.has_clients(tx, team):
            return await self.mondays.skip(tx, thing, monday, now)
        group = await groups.of_team(tx, team) if team else None
        speaker = await people.lead_of(tx, team or None)
        to_group = group is not None and speaker is not None
        if not await huddles.record(tx, thing, monday, "group" if to_group else "members", now):
            return None
        args = {"team": team, "monday": monday.toordinal()}
        key = f"huddle.week:{team}:{monday.isoformat()}"
        if group is not None and speaker is not None:
            letter = Letter("huddle.week", speaker, f"{key}:group", args, group=group.id)
            return await outbox.put(tx, letter, now=now)
        for one in await teams.members(tx, team, now):
            if one.person.reachable:
                await outbox.put(
                    tx, Letter("huddle.week", one.person.id, f"{key}:{one.person.id}", args), now=now
                )
        return None

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> Open | Later | NotWanted:
        """The week as it reads when it is sent; overdue is what is overdue then."""
        team = TeamId(int(letter.args["team"] or 0))
        monday = date.fromordinal(int(letter.args["monday"] or 1))
        if letter.group is None:
            held = await self._held(conn, letter.to, team, monday, now)
            if held is not None:
                return held
        return Open(await self._gather(conn, team, monday, now, in_group=letter.group is not None))

    async def _held(
        self, conn: Conn, to: PersonId, team: TeamId, monday: date, now: datetime
    ) -> Later | NotWanted | None:
        person = await people.get(conn, to)
        if person is None or not person.reachable or (person.team_id or 0) != team:
            return NotWanted("not of this team now")
        return await self.mondays.away(conn, to, person.zone or self.company.zone, monday, now)

    # By hand

    async def look(
        self, actor: Actor, team: TeamId | None = None, monday: date | None = None
    ) -> Huddle | Choice:
        """The huddle of the actor's team, for the head the one chosen, of last week or of another `monday`.

        Raises NotAllowed, NotFound.
        """
        now = self.clock()
        async with self.db.transaction() as tx:
            if team is None and actor.role is Role.HEAD and len(every := await self._teams(tx)) > 1:
                return Choice(tuple(every))
            chosen = await self._team(tx, actor, team)
            week = self._week(monday, now)
            await audit.add(tx, actor.id, "huddle.view", f"team:{chosen}", now, new=week.isoformat())
            return await self._gather(tx, chosen, week, now, in_group=False)

    async def _teams(self, conn: Conn) -> list[Team]:
        found = await staff.teams(conn)
        if await huddles.has_clients(conn, TeamId(0)):
            found.append(Team(TeamId(0), "", led=False))
        return found

    async def _team(self, conn: Conn, actor: Actor, team: TeamId | None) -> TeamId:
        if not actor.role.is_staff:
            raise NotAllowed
        if actor.role is not Role.HEAD:
            own = actor.team_id or TeamId(0)
            if team not in (None, own):
                raise NotFound
            return own
        every = [one.id for one in await self._teams(conn)]
        if team is None:
            return every[0] if every else TeamId(0)
        if team not in every:
            raise NotFound
        return team

    def _week(self, monday: date | None, now: datetime) -> date:
        today = local(now, self.company.zone).date()
        last = today - timedelta(days=today.weekday()) - WEEK
        if monday is None:
            return last
        if monday.weekday() or monday > last or last - monday > OLDEST:
            raise NotFound
        return monday

    # What it holds

    async def _gather(
        self, conn: Conn, team: TeamId, monday: date, now: datetime, *, in_group: bool
    ) -> Huddle:
        zone, last = self.company.zone, monday + timedelta(days=6)
        since, until = instant(monday, time(0), zone), instant(monday + WEEK, time(0), zone)
        name = await staff.team_name(conn, team) or ""
        causes = await huddles.causes(conn, team, since, until)
        changed = await huddles.changed(conn, team, since, until)
        return Huddle(
            team_id=team,
            team=name,
            first=monday,
            last=last,
            in_group=in_group,
            nps=await self._nps(conn, team, name, last),
            said=tuple(await huddles.said(conn, team, since, until)),
            causes=tuple((path(self.figures.lists.causes, cause), n) for cause, n in causes),
            late=tuple(await huddles.late(conn, team, now)),
            changed=tuple(title or path(self.figures.lists.causes, cause or "") for cause, title in changed),
            recovered=tuple(await huddles.recovered(conn, team, since, until)),
        )

    async def _nps(self, conn: Conn, team: TeamId, name: str, last: date) -> NpsView | None:
        """As /stats counts the team; those without one have no figures of their own."""
        if not team:
            return None
        shown = await self.figures.week(conn, Option(of_team(team), name, team), last, View.NPS)
        return shown if isinstance(shown, NpsView) else None
