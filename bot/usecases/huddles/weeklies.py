"""The week's figures for leads and the head, as /stats counts them; switched on and off. Not: counting, wording."""

from datetime import date, datetime, time, timedelta

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.company import Company
from bot.domain.errors import NotAllowed
from bot.domain.figures import EVERYBODY, Option, View, of_team
from bot.domain.ids import PersonId
from bot.domain.letters import Claimed, Later, Letter, NotWanted
from bot.domain.letters import View as Open
from bot.domain.people import Actor, Person, Role
from bot.usecases.figures import Figures, Shown
from bot.usecases.huddles.mondays import Mondays
from bot.usecases.huddles.views import Week
from storage import huddles, outbox, people, staff
from storage.database import Conn, Database, Tx


class Weeklies:
    """Everything about the week's figures."""

    def __init__(self, db: Database, clock: Clock, company: Company, at: time, figures: Figures) -> None:
        self.db, self.clock, self.company, self.figures = db, clock, company, figures
        self.mondays = Mondays(company, at)

    async def ensure(self) -> None:
        """Every lead's letter is set, at start."""
        async with self.db.transaction() as tx:
            await self._look(tx, self.clock())

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """Monday morning of a lead or head; a look for new ones."""
        if alarm.kind == "weekly.look":
            return await self._look(tx, now)
        person = await people.get(tx, PersonId(alarm.number))
        if person is None or person.left or not person.role.at_least(Role.LEAD):
            return None
        monday = await self.mondays.rung(tx, alarm, person.zone or self.company.zone, now)
        if monday is None or not await huddles.wants_weekly(tx, person.id):
            return None
        if _option(person, "") is not None and await huddles.record(tx, alarm.thing, monday, "sent", now):
            key = f"weekly.figures:{person.id}:{monday.isoformat()}"
            letter = Letter("weekly.figures", person.id, key, {"monday": monday.toordinal()})
            await outbox.put(tx, letter, now=now)
        return None

    async def _look(self, tx: Tx, now: datetime) -> None:
        for person_id in await huddles.leads_without_alarm(tx):
            person = await people.get(tx, person_id)
            zone = (person.zone if person else None) or self.company.zone
            await self.mondays.set_(tx, f"weekly:{person_id}", "weekly.due", zone, now)
        await self.mondays.look_again(tx, "weekly:0", "weekly.look", now)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> Open | Later | NotWanted:
        """The figures of the week; who switched them off, left the role or is away does not get them."""
        person = await people.get(conn, letter.to)
        if person is None or not person.reachable or not await huddles.wants_weekly(conn, letter.to):
            return NotWanted("switched off")
        monday = date.fromordinal(int(letter.args["monday"] or 1))
        held = await self.mondays.away(conn, person.id, person.zone or self.company.zone, monday, now)
        if held is not None:
            return held
        option = _option(person, await staff.team_name(conn, person.team_id) or "")
        if option is None:
            return NotWanted("leads no team")
        return Open(await self.week(conn, option, monday + timedelta(days=6)))

    async def week(self, conn: Conn, option: Option, last: date) -> Week:
        """The figures of somebody for the seven days up to `last`."""
        views: dict[View, Shown] = {view: await self.figures.week(conn, option, last, view) for view in View}
        return Week(views[View.NPS].heading, views)

    async def switch(self, actor: Actor, *, on: bool) -> bool:
        """A lead or head wants the letter, or not; twice is once. Raises NotAllowed for others."""
        if not actor.role.at_least(Role.LEAD):
            raise NotAllowed
        async with self.db.transaction() as tx:
            await huddles.want_weekly(tx, actor.id, on=on)
        return on

    async def wanted(self, actor: Actor) -> bool | None:
        """Whether the actor gets it; None for who never does."""
        if not actor.role.at_least(Role.LEAD):
            return None
        async with self.db.read() as conn:
            return await huddles.wants_weekly(conn, actor.id)


def _option(person: Person, team: str) -> Option | None:
    """The head's figures are everybody's, a lead's the team's."""
    if person.role is Role.HEAD:
        return Option(EVERYBODY, "")
    if person.role is Role.LEAD and person.team_id is not None:
        return Option(of_team(person.team_id), team, person.team_id)
    return None
