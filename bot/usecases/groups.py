"""Groups of teams: connecting one, taking it away, losing it; whom a letter to a lost group goes to. Not: wording."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import Clock
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.folding import fold
from bot.domain.groups import End, Group, may_connect
from bot.domain.ids import GroupId, PersonId, TeamId
from bot.domain.letters import Claimed, Letter, NotWanted, View
from bot.domain.people import Actor, Role
from storage import audit, groups, outbox, people, staff, teams
from storage.database import Conn, Database, Tx
from storage.staff import Team

MOST = 20
"""Teams that one question offers; a name narrows them."""
_TITLE = 128


@dataclass(frozen=True, slots=True)
class Offer:
    """A group that could be connected: to which teams, and to which it is."""

    teams: tuple[Team, ...]
    current: Group | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A team and its group, if it has one."""

    team: Team
    group: Group | None


async def lost(tx: Tx, chat_id: int, why: End, now: datetime) -> None:
    """The bot cannot write to this chat any more: its team has no group now, and the lead hears of it."""
    ended = await groups.end_chat(tx, chat_id, why, now)
    if ended is not None:
        await _tell(tx, "group.lost", ended, None, now)


async def move(tx: Tx, old: int, new: int, now: datetime) -> None:
    """A group became a supergroup; one that was connected under both ids stays under the new one."""
    await groups.move(tx, old, new)
    await groups.end_chat(tx, old, End.REPLACED, now)


async def instead(tx: Tx, letter: Claimed, now: datetime) -> None:
    """The group of this letter is not connected any more: each member gets it in their own chat."""
    group = None if letter.group is None else await groups.get(tx, letter.group)
    for one in await teams.members(tx, group.team_id, now) if group else ():
        if one.person.reachable:
            key = f"{letter.kind}:instead:{letter.id}:{one.person.id}"
            await outbox.put(tx, Letter(letter.kind, one.person.id, key, letter.args), now=now)


async def _tell(tx: Tx, kind: str, group_id: GroupId, by: PersonId | None, now: datetime) -> None:
    """Tell the team's lead, unless it was they."""
    group = await groups.get(tx, group_id)
    lead = None if group is None else await people.lead_of(tx, group.team_id)
    if lead is not None and lead != by:
        await outbox.put(tx, Letter(kind, lead, f"{kind}:{group_id}", {"group": group_id}), now=now)


class Groups:
    """Everything about the groups of teams."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock

    # In the group

    async def offer(self, actor: Actor, chat_id: int, name: str = "") -> Offer:
        """To which teams this actor may connect the group; `name` narrows the head's.

        Raises NotAllowed, BadInput "group-no-team", "group-nobody", "group-taken".
        """
        async with self.db.read() as conn:
            found = await self._teams(conn, actor)
            current = await groups.of_chat(conn, chat_id)
        if current is not None and not may_connect(actor, current.team_id):
            raise BadInput("group-taken")
        named = [team for team in found if fold(name) in fold(team.name)]
        if not named:
            raise BadInput("group-nobody", name=name)
        return Offer(tuple(named[:MOST]), current)

    async def _teams(self, conn: Conn, actor: Actor) -> list[Team]:
        if not actor.role.at_least(Role.LEAD):
            raise NotAllowed
        found = [team for team in await staff.teams(conn) if may_connect(actor, team.id)]
        if not found:
            raise BadInput("group-no-team")
        return found

    async def connect(self, actor: Actor, chat_id: int, title: str, team_id: TeamId) -> Group:
        """Connect the group to the team; twice is once. Another group of the team, and another team of the group, end.

        Raises NotFound for a team that is not theirs, BadInput "group-taken", Changed.
        """
        now, title = self.clock(), title.strip()[:_TITLE]
        async with self.db.transaction() as tx:
            if not may_connect(actor, team_id) or await staff.team_name(tx, team_id) is None:
                raise NotFound
            here = await groups.of_chat(tx, chat_id)
            if here is not None and here.team_id == team_id:
                await groups.rename(tx, here.id, title)
                return replace(here, title=title)
            if here is not None and not may_connect(actor, here.team_id):
                raise BadInput("group-taken")
            for old in (here, await groups.of_team(tx, team_id)):
                if old is not None:
                    await self._end(tx, actor, old, End.REPLACED, now)
            return await self._connect(tx, actor, chat_id, title, team_id, now)

    async def _connect(
        self, tx: Tx, actor: Actor, chat_id: int, title: str, team_id: TeamId, now: datetime
    ) -> Group:
        new = await groups.connect(tx, team_id, chat_id, title, actor.id, now)
        group = None if new is None else await groups.get(tx, new)
        if group is None:
            raise Changed
        await audit.add(tx, actor.id, "team.connect", f"team:{team_id}", now, new=f"group:{group.id}")
        await _tell(tx, "group.connected", group.id, actor.id, now)
        return group

    async def leave(self, actor: Actor, chat_id: int) -> Group:
        """/disconnect in the group. Raises BadInput "group-none", NotFound for another team's."""
        async with self.db.transaction() as tx:
            group = await groups.of_chat(tx, chat_id)
            if group is None:
                raise BadInput("group-none")
            return await self._leave(tx, actor, group)

    async def disconnect(self, actor: Actor, group_id: GroupId) -> Group:
        """Take the group away, from anywhere; twice is once. Raises NotFound."""
        async with self.db.transaction() as tx:
            group = await groups.get(tx, group_id)
            if group is None:
                raise NotFound
            return await self._leave(tx, actor, group)

    async def _leave(self, tx: Tx, actor: Actor, group: Group) -> Group:
        if not may_connect(actor, group.team_id):
            raise NotFound
        now = self.clock()
        if await self._end(tx, actor, group, End.HAND, now):
            await _tell(tx, "group.lost", group.id, actor.id, now)
        return group

    async def _end(self, tx: Tx, actor: Actor, group: Group, why: End, now: datetime) -> bool:
        ended = await groups.end(tx, group.id, why, now)
        if ended:
            thing, old = f"team:{group.team_id}", f"group:{group.id}"
            await audit.add(tx, actor.id, "team.disconnect", thing, now, old=old)
        return ended

    # In private

    async def standing(self, actor: Actor) -> Sequence[Standing]:
        """The actor's teams and their groups. Raises NotAllowed, BadInput "group-no-team"."""
        async with self.db.read() as conn:
            found = (await self._teams(conn, actor))[:MOST]
            return [Standing(team, await groups.of_team(conn, team.id)) for team in found]

    # By Telegram

    async def removed(self, chat_id: int) -> None:
        """The bot was taken out of this chat."""
        async with self.db.transaction() as tx:
            await lost(tx, chat_id, End.REMOVED, self.clock())

    async def moved(self, old: int, new: int) -> None:
        """A group became a supergroup."""
        async with self.db.transaction() as tx:
            await move(tx, old, new, self.clock())

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """A group that was connected, or is not any more: as it stands."""
        group = await groups.get(conn, GroupId(int(letter.args["group"] or 0)))
        if group is None or (letter.kind == "group.connected" and group.ended is not None):
            return NotWanted("changed meanwhile")
        return View(group)
