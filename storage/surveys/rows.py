"""Invitations and answers as rows. Not: who is asked (waves), rollups (figures)."""

from datetime import datetime

from bot.domain.ids import AnswerId, ClientId, InvitationId, PersonId
from bot.domain.surveys import NOTHING, Answer, Invitation, Stage, Wish
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx

_INVITATION = """i.id, i.wave_id, i.programme, i.person_id, i.client_id, i.stage, i.why, i.due_at, i.asked_at,
    i.reminded_at, i.phoned_at, i.closed_at, c.manager_id, c.team_id"""
_ANSWER = """a.id, a.invitation_id, a.person_id, a.client_id, a.manager_id, a.team_id, a.score, a.by_manager,
    a.said, a.wish, a.at, a.changed_at, a.version"""
# What the head changed of the reasons: read with the question, so that a tap waits for nothing more.
_SHARED = """(SELECT x.changes FROM programme_changes x WHERE x.code = 'all' ORDER BY x.version DESC LIMIT 1) AS shared"""
_JOINED = ", ".join(f"a.{name} AS a_{name}" for name in (part.strip()[2:] for part in _ANSWER.split(",")))
_FROM = (
    "FROM invitations i JOIN clients c ON c.id = i.client_id LEFT JOIN answers a ON a.invitation_id = i.id"
)
_BY_ID = f"SELECT {_INVITATION}, {_SHARED}, {_JOINED} {_FROM} WHERE i.id = :id"
# What /rate goes on with: a question that waits for an answer, else the latest answer.
_WAITING = f"""SELECT {_INVITATION}, {_SHARED}, {_JOINED} {_FROM} WHERE i.person_id = :person_id AND i.stage = 'open'
    ORDER BY i.id DESC LIMIT 1"""
_LATEST = f"""SELECT {_INVITATION}, {_SHARED}, {_JOINED} {_FROM} WHERE i.person_id = :person_id AND a.id IS NOT NULL
    ORDER BY a.at DESC, a.id DESC LIMIT 1"""
Loaded = tuple[Invitation, Answer | None]


def invitation(row: Row, shared: str = NOTHING) -> Invitation:
    """A row of _INVITATION."""
    return Invitation(
        id=InvitationId(row["id"]),
        wave_id=row["wave_id"],
        programme=row["programme"],
        person_id=PersonId(row["person_id"]),
        client_id=ClientId(row["client_id"]),
        manager_id=row["manager_id"],
        team_id=row["team_id"],
        stage=Stage(row["stage"]),
        why=row["why"],
        due_at=maybe_from_us(row["due_at"]),
        asked_at=maybe_from_us(row["asked_at"]),
        reminded_at=maybe_from_us(row["reminded_at"]),
        phoned_at=maybe_from_us(row["phoned_at"]),
        closed_at=maybe_from_us(row["closed_at"]),
        shared=shared,
    )


def answer(row: Row, prefix: str = "") -> Answer:
    """A row that has the columns of answers, each after `prefix`."""
    wish = row[f"{prefix}wish"]
    return Answer(
        id=AnswerId(row[f"{prefix}id"]),
        invitation_id=InvitationId(row[f"{prefix}invitation_id"]),
        person_id=PersonId(row[f"{prefix}person_id"]),
        client_id=ClientId(row[f"{prefix}client_id"]),
        manager_id=row[f"{prefix}manager_id"],
        team_id=row[f"{prefix}team_id"],
        score=row[f"{prefix}score"],
        by_manager=bool(row[f"{prefix}by_manager"]),
        said=bool(row[f"{prefix}said"]),
        wish=None if wish is None else Wish(wish),
        at=from_us(row[f"{prefix}at"]),
        changed_at=maybe_from_us(row[f"{prefix}changed_at"]),
        version=row[f"{prefix}version"],
    )


def _loaded(row: Row | None) -> Loaded | None:
    if row is None:
        return None
    asked = invitation(row, row["shared"] or NOTHING)
    return asked, None if row["a_id"] is None else answer(row, "a_")


async def get(conn: Conn, id_: InvitationId) -> Loaded | None:
    """An invitation and its answer, if there is one."""
    return _loaded(await conn.one(_BY_ID, id=id_))


async def waiting(conn: Conn, person_id: PersonId) -> Loaded | None:
    """The contact's question that waits for an answer."""
    return _loaded(await conn.one(_WAITING, person_id=person_id))


async def latest(conn: Conn, person_id: PersonId) -> Loaded | None:
    """The contact's latest answer and its invitation."""
    return _loaded(await conn.one(_LATEST, person_id=person_id))


async def get_answer(conn: Conn, id_: AnswerId) -> Answer | None:
    """One answer."""
    row = await conn.one(f"SELECT {_ANSWER} FROM answers a WHERE a.id = :id", id=id_)
    return None if row is None else answer(row)


async def own(
    tx: Tx, person_id: PersonId, client_id: ClientId, programme: str, now: datetime
) -> InvitationId:
    """The invitation of somebody who rates unasked; the open one if there is one already."""
    found = await tx.value(
        "INSERT INTO invitations (programme, person_id, client_id, stage, created_at) "
        "VALUES (:programme, :person_id, :client_id, 'open', :now) "
        "ON CONFLICT (person_id) WHERE stage = 'open' AND wave_id IS NULL "
        "DO UPDATE SET programme = excluded.programme RETURNING id",
        programme=programme,
        person_id=person_id,
        client_id=client_id,
        now=to_us(now),
    )
    return InvitationId(found)


async def set_stage(tx: Tx, id_: InvitationId, old: Stage, new: Stage, now: datetime) -> bool:
    """Move an unanswered invitation on; False when it is not where it was."""
    return bool(
        await tx.execute(
            "UPDATE invitations SET stage = :new, closed_at = :closed WHERE id = :id AND stage = :old",
            id=id_,
            old=old,
            new=new,
            closed=None if new in (Stage.OPEN, Stage.HELD) else to_us(now),
        )
    )


async def mark_nudged(tx: Tx, id_: InvitationId, column: str, now: datetime) -> bool:
    """Once: the reminder went out ("reminded_at"), the call is planned ("phoned_at")."""
    assert column in ("reminded_at", "phoned_at")
    return bool(
        await tx.execute(
            f"UPDATE invitations SET {column} = :now WHERE id = :id AND {column} IS NULL AND stage = 'open'",
            id=id_,
            now=to_us(now),
        )
    )


async def asked_last(conn: Conn, person_id: PersonId, chat_id: int) -> Invitation | None:
    """The contact's unanswered question, if nothing was sent to them after it: what they type then may answer it."""
    last = await conn.value(
        "SELECT MAX(message_id) FROM letters WHERE chat_id = :chat AND message_id IS NOT NULL", chat=chat_id
    )
    things = [] if last is None else await conn.all(
        "SELECT thing FROM cards WHERE chat_id = :chat AND message_id = :message AND person_id = :person",
        chat=chat_id, message=last, person=person_id,
    )  # fmt: skip
    for row in things:
        noun, _, number = row["thing"].partition(":")
        found = await get(conn, InvitationId(int(number))) if noun in ("invitation", "reminder") else None
        if found is not None and found[1] is None and found[0].stage in (Stage.OPEN, Stage.CLOSED):
            return found[0]
    return None
