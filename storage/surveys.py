"""Invitations, answers and words as rows. Not: who is asked (waves), rollups (figures)."""

from datetime import datetime

from bot.domain.ids import AnswerId, ClientId, InvitationId, PersonId
from bot.domain.surveys import Answer, Invitation, Stage, Wish, Words
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx

_INVITATION = """i.id, i.wave_id, i.programme, i.person_id, i.client_id, i.stage, i.why, i.due_at, i.asked_at,
    i.reminded_at, i.phoned_at, i.closed_at, c.manager_id, c.team_id"""
_ANSWER = """a.id, a.invitation_id, a.person_id, a.client_id, a.manager_id, a.team_id, a.score, a.by_manager,
    a.said, a.wish, a.at, a.changed_at, a.version"""
_JOINED = ", ".join(f"a.{name} AS a_{name}" for name in (part.strip()[2:] for part in _ANSWER.split(",")))
_FROM = (
    "FROM invitations i JOIN clients c ON c.id = i.client_id LEFT JOIN answers a ON a.invitation_id = i.id"
)
_BY_ID = f"SELECT {_INVITATION}, {_JOINED} {_FROM} WHERE i.id = :id"
# What /rate goes on with: a question that waits for an answer, else the latest answer.
_WAITING = f"""SELECT {_INVITATION}, {_JOINED} {_FROM} WHERE i.person_id = :person_id AND i.stage = 'open'
    ORDER BY i.id DESC LIMIT 1"""
_LATEST = f"""SELECT {_INVITATION}, {_JOINED} {_FROM} WHERE i.person_id = :person_id AND a.id IS NOT NULL
    ORDER BY a.at DESC, a.id DESC LIMIT 1"""
_PUT = """INSERT INTO answers (invitation_id, person_id, client_id, manager_id, team_id, score, at)
    SELECT i.id, i.person_id, i.client_id, c.manager_id, c.team_id, CAST(:score AS BIGINT), CAST(:now AS BIGINT)
    FROM invitations i JOIN clients c ON c.id = i.client_id WHERE i.id = :id
    ON CONFLICT (invitation_id) DO NOTHING RETURNING id, invitation_id, person_id, client_id, manager_id, team_id,
    score, by_manager, said, wish, at, changed_at, version"""

Loaded = tuple[Invitation, Answer | None]


def invitation(row: Row) -> Invitation:
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
    return invitation(row), None if row["a_id"] is None else answer(row, "a_")


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


async def put_answer(tx: Tx, id_: InvitationId, score: int, now: datetime) -> Answer | None:
    """The one answer of an invitation; None when there is one. An invitation nobody sent counts as asked now."""
    row = await tx.one(_PUT, id=id_, score=score, now=to_us(now))
    if row is None:
        return None
    await tx.execute(
        "UPDATE invitations SET stage = 'answered', asked_at = COALESCE(asked_at, :now) WHERE id = :id",
        id=id_,
        now=to_us(now),
    )
    return answer(row)


async def change(tx: Tx, before: Answer, score: int, now: datetime) -> bool:
    """Another score for the answer, the old one into its history; False when it changed meanwhile."""
    done = await tx.execute(
        "UPDATE answers SET score = :score, changed_at = :now, said = 0, wish = NULL, version = version + 1 "
        "WHERE id = :id AND version = :version",
        id=before.id,
        score=score,
        version=before.version,
        now=to_us(now),
    )
    if done:
        await tx.execute(
            "INSERT INTO answer_changes (answer_id, at, old, new) VALUES (:id, :now, :old, :new)",
            id=before.id,
            now=to_us(now),
            old=before.score,
            new=score,
        )
    return bool(done)


async def set_reason(tx: Tx, id_: AnswerId, reason: str, *, on: bool) -> bool:
    """Tick or untick a reason; False when it was so already."""
    sql = (
        "INSERT INTO answer_reasons (answer_id, reason) VALUES (:id, :reason) ON CONFLICT DO NOTHING"
        if on
        else "DELETE FROM answer_reasons WHERE answer_id = :id AND reason = :reason"
    )
    return bool(await tx.execute(sql, id=id_, reason=reason))


async def reasons(conn: Conn, id_: AnswerId) -> frozenset[str]:
    """The ticked reasons."""
    rows = await conn.all("SELECT reason FROM answer_reasons WHERE answer_id = :id", id=id_)
    return frozenset(row["reason"] for row in rows)


async def said(tx: Tx, id_: AnswerId) -> bool:
    """The why is finished; False when it was."""
    return bool(await tx.execute("UPDATE answers SET said = 1 WHERE id = :id AND said = 0", id=id_))


async def set_wish(tx: Tx, id_: AnswerId, wish: Wish) -> bool:
    """What a detractor wants next; False when it was so already."""
    return bool(
        await tx.execute(
            "UPDATE answers SET wish = :wish, said = 1 WHERE id = :id AND (wish IS NULL OR wish <> :wish)",
            id=id_,
            wish=wish,
        )
    )


async def add_words(tx: Tx, id_: AnswerId, words: Words, now: datetime) -> bool:
    """One more message to an answer; False when this very message is kept already."""
    kept = await tx.value(
        "INSERT INTO answer_words (answer_id, chat_id, message_id, kind, text, file_id, at) "
        "VALUES (:id, :chat_id, :message_id, :kind, :text, :file_id, :now) "
        "ON CONFLICT (chat_id, message_id) DO NOTHING RETURNING id",
        id=id_,
        chat_id=words.chat_id,
        message_id=words.message_id,
        kind=words.kind,
        text=words.text,
        file_id=words.file_id,
        now=to_us(now),
    )
    return kept is not None


async def words(conn: Conn, id_: AnswerId) -> list[Words]:
    """Everything said with an answer, in order."""
    rows = await conn.all(
        "SELECT kind, text, file_id, chat_id, message_id FROM answer_words WHERE answer_id = :id ORDER BY id",
        id=id_,
    )
    return [Words(r["kind"], r["text"], r["file_id"], r["chat_id"], r["message_id"]) for r in rows]


async def word(conn: Conn, chat_id: int, message_id: int) -> Words | None:
    """One message that was said."""
    row = await conn.one(
        "SELECT kind, text, file_id FROM answer_words WHERE chat_id = :chat AND message_id = :message",
        chat=chat_id,
        message=message_id,
    )
    return None if row is None else Words(row["kind"], row["text"], row["file_id"], chat_id, message_id)


async def last_word(conn: Conn, id_: AnswerId) -> datetime | None:
    """When the last words came."""
    return maybe_from_us(await conn.value("SELECT MAX(at) FROM answer_words WHERE answer_id = :id", id=id_))


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


async def set_consent(tx: Tx, person_id: PersonId, *, on: bool) -> bool:
    """Whether the contact takes surveys; False when it was so already."""
    return bool(
        await tx.execute(
            "UPDATE contacts SET surveys = :on WHERE person_id = :id AND surveys <> :on",
            id=person_id,
            on=int(on),
        )
    )


async def consents(conn: Conn, person_id: PersonId) -> bool:
    """Whether the contact takes surveys."""
    return bool(await conn.value("SELECT surveys FROM contacts WHERE person_id = :id", id=person_id))


async def drop_held(tx: Tx, person_id: PersonId) -> None:
    """A contact who does not want to be asked waits for no question."""
    await tx.execute(
        "UPDATE invitations SET stage = 'dropped' WHERE person_id = :id AND stage = 'held'", id=person_id
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
