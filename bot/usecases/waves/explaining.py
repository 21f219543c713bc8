"""Why a contact is asked or not, and when next, for leads. Not: asking, wording."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed, NotFound
from bot.domain.ids import ClientId
from bot.domain.people import Actor, Role
from bot.domain.programmes import MONTHLY, Round
from bot.domain.surveys import SurveyRules
from bot.domain.waves import OUT, Hold, Standing, Wave, held, holds, slot
from bot.usecases.programmes import Programmes
from bot.usecases.waves.asking import Asking
from bot.usecases.waves.planning import Planning
from storage import audit, clients, waves
from storage.database import Database, Tx

_MOST = 8
"""So many clients are offered to choose from."""


@dataclass(frozen=True, slots=True)
class Next:
    """When a contact is asked next, as far as is known now: by which programme, not before `at`.

    kind: "day": a place is found for then; "rule": looked at again then; "open": waits for what has no end yet;
    "round": when the next round goes out; "after": the day to which that round would put them off;
    "earliest": that round, if what has no end yet is over in time.
    """

    programme: str
    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything that holds a contact back now. `days`: how long after trouble nobody is asked.

    next: None when no round is planned, or none would ask them. again: when the question after a case is due.
    """

    who: Standing
    holds: tuple[Hold, ...]
    days: int
    next: Next | None
    again: datetime | None


@dataclass(frozen=True, slots=True)
class Why:
    """One client's contacts; or `choices`, the clients that may be meant (`more`: there are others)."""

    id: ClientId
    client: str
    people: tuple[Explained, ...]
    choices: tuple[waves.Match, ...] = ()
    more: bool = False


class Explaining:
    """/why."""

    def __init__(
        self, db: Database, clock: Clock, company: Company, rules: SurveyRules, programmes: Programmes
    ) -> None:
        self.db, self.clock, self.company, self.rules, self.programmes = db, clock, company, rules, programmes
        self.asking = Asking(company, rules)
        self.planning = Planning(company, rules, programmes, self.asking)

    async def why(self, actor: Actor, typed: str) -> Why:
        """Who at the client of this name is held back, by what, until when; several such clients are offered.

        Raises BadInput, NotAllowed to those who lead nobody.
        """
        if not actor.role.at_least(Role.LEAD):
            raise NotAllowed
        name = typed.strip()
        if not name:
            raise BadInput("why-how")
        async with self.db.transaction() as tx:
            found = await waves.matching(tx, actor.scope, name, _MOST + 1)
            if not found:
                raise BadInput("why-nobody", name=name)
            exact = [one for one in found if one.exact] or found
            if len(exact) == 1:
                return await self._of(tx, actor, exact[0].id, exact[0].name)
            return Why(ClientId(0), "", (), tuple(exact[:_MOST]), more=len(exact) > _MOST)

    async def why_of(self, actor: Actor, client_id: ClientId) -> Why:
        """The same for one client. Raises NotFound, NotAllowed to those who lead nobody."""
        async with self.db.transaction() as tx:
            client = await clients.get(tx, actor.scope, client_id)
            if client is None:
                raise NotFound
            if not actor.role.at_least(Role.LEAD):
                raise NotAllowed
            return await self._of(tx, actor, client_id, client.name)

    async def _of(self, tx: Tx, actor: Actor, client_id: ClientId, name: str) -> Why:
        now = self.clock()
        await audit.seen(tx, actor.id, "answers.why", f"client:{client_id}", now)
        client = await clients.load(tx, client_id)
        assert client is not None
        following = await self.planning.following(tx, client.team_id, now)
        planned = await self._planned(tx, client_id, now)
        code = following.programme if following is not None else MONTHLY
        if planned is not None:
            code = planned.programme
        found = await waves.of_client(tx, client_id, code, self.company.zone, self.company.country)
        return Why(client_id, name, tuple(self._explained(who, planned, following, now) for who in found))

    async def _planned(self, tx: Tx, client_id: ClientId, now: datetime) -> Wave | None:
        """The next wave that leads have seen and that goes out."""
        for wave in await waves.upcoming(tx, client_id):
            if await self.planning.halted(tx, wave, now) is None:
                return wave
        return None

    def _explained(
        self, who: Standing, planned: Wave | None, following: Round | None, now: datetime
    ) -> Explained:
        found = tuple(holds(who, self.rules, now))
        out = any(hold.why in OUT for hold in found)
        if who.waits is not None:
            kind = "day" if who.waits.day is not None else "rule"
            kind = "open" if any(hold.until is None for hold in found) else kind
            upcoming: Next | None = Next(who.waits.programme, who.waits.due, kind)
        else:
            upcoming = self._round(who, planned, following)
        again = None if out else who.again
        return Explained(who, found, self.rules.after_trouble_days, None if out else upcoming, again)

    def _round(self, who: Standing, planned: Wave | None, following: Round | None) -> Next | None:
        """The next round, or the date to which it would defer them."""
        if planned is not None:
            programme, at = planned.programme, planned.at
        elif following is not None:
            programme, at = following.programme, self.programmes.out_at(following)
        else:
            return None
        hold = held(who, self.rules, at)
        if hold is None or hold.until is None:
            return Next(programme, at, "round" if hold is None else "earliest")
        return Next(programme, slot(who, self.rules, hold.until, {})[0], "after")
