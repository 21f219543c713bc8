"""Groups of Telegram connected to teams. Not: who may connect one, what is sent there."""

from datetime import datetime

from bot.domain.groups import End, Group
from bot.domain.ids import ClientId, GroupId, PersonId, TeamId
from bot.domain.time import to_us
from storage.database import Conn, Row, Tx

_GROUP = """SELECT g.id, g.team_id, t.name AS team, g.chat_id, g.title, g.why
    FROM team_groups g JOIN teams t ON t.id = g.team_id"""
_END = (
    """UPDATE team_groups SET ended_at = :now, why = :why WHERE ended_at IS NULL AND {which} RETURNING id"""
)


async def get(conn: Conn, group_id: GroupId) -> Group | None:
    """One, connected or not."""
    row = await conn.one(f"{_GROUP} WHERE g.id = :id", id=group_id)
    return None if row is None else _group(row)


async def of_chat(conn: Conn, chat_id: int) -> Group | None:
    """The connected one that is this chat."""
    row = await conn.one(f"{_GROUP} WHERE g.chat_id = :chat AND g.ended_at IS NULL", chat=chat_id)
    return None if row is None else _group(row)


async def of_team(conn: Conn, team_id: TeamId) -> Group | None:
    """The group connected to a team."""
    row = await conn.one(f"{_GROUP} WHERE g.team_id = :team AND g.ended_at IS NULL", team=team_id)
    return None if row is None else _group(row)


async def of_client(conn: Conn, client_id: ClientId) -> Group | None:
    """The group in which the huddle about a client is read."""
    where = "WHERE g.ended_at IS NULL AND g.team_id = (SELECT c.team_id FROM clients c WHERE c.id = :client)"
    row = await conn.one(f"{_GROUP} {where}", client=client_id)
    return None if row is None else _group(row)


async def connect(
    tx: Tx, team_id: TeamId, chat_id: int, title: str, by: PersonId, now: datetime
) -> GroupId | None:
    """Connect a group to a team; None when either got another one just now."""
    id_ = await tx.value(
        "INSERT INTO team_groups (team_id, chat_id, title, connected_by, connected_at)"
        " VALUES (:team, :chat, :title, :by, :now) ON CONFLICT DO NOTHING RETURNING id",
        team=team_id,
        chat=chat_id,
        title=title,
        by=by,
        now=to_us(now),
    )
    return None if id_ is None else GroupId(id_)


async def rename(tx: Tx, group_id: GroupId, title: str) -> None:
    """What Telegram calls the group now."""
    await tx.execute(
        "UPDATE team_groups SET title = :title WHERE id = :id AND title <> :title", id=group_id, title=title
    )


async def end(tx: Tx, group_id: GroupId, why: End, now: datetime) -> bool:
    """It is not connected any more; False when it was not."""
    ended = await tx.value(_END.format(which="id = :id"), id=group_id, why=why.value, now=to_us(now))
    return ended is not None


async def end_chat(tx: Tx, chat_id: int, why: End, now: datetime) -> GroupId | None:
    """Nothing can be written to this chat any more; the group that was connected."""
    ended = await tx.value(_END.format(which="chat_id = :chat"), chat=chat_id, why=why.value, now=to_us(now))
    return None if ended is None else GroupId(ended)


async def move(tx: Tx, old: int, new: int) -> None:
    """A group became a supergroup: it is the same one, unless that is connected already."""
    await tx.execute(
        "UPDATE team_groups SET chat_id = :new WHERE chat_id = :old AND ended_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM team_groups n WHERE n.chat_id = :new AND n.ended_at IS NULL)",
        old=old,
        new=new,
    )


def _group(row: Row) -> Group:
    why = row["why"]
    return Group(
        id=GroupId(row["id"]),
        team_id=TeamId(row["team_id"]),
        team=row["team"],
        chat_id=row["chat_id"],
        title=row["title"],
        ended=None if why is None else End(why),
    )
