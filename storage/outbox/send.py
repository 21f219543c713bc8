"""The sender's side of the outbox: claims with a lease, settling behind a fence. Not: what an outcome means."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.domain.ids import PersonId
from bot.domain.letters import Claimed, Lane
from bot.domain.time import maybe_from_us, to_us
from storage import cards
from storage.database import Conn, Database, Tx
from storage.outbox.doubt import doubted
from storage.outbox.rows import LETTER, claimed

LEASE = timedelta(seconds=60)  # twice the longest send

# Claims go one after another, also between replicas: two at once could take two letters of one person.
_GATE = (
    "INSERT INTO facts (name, value) VALUES ('outbox.claim', :claimer) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_CLAIM = (
    "UPDATE letters SET state = 'sending', attempts = attempts + 1, claimed_by = :claimer, lease_until = :lease "
    "WHERE state = 'queued' AND id IN (SELECT l.id FROM letters l WHERE l.state = 'queued' AND l.lane = :lane "
    "AND l.due_at <= :now "
    "AND NOT EXISTS (SELECT 1 FROM letters f WHERE f.person_id = l.person_id AND f.state = 'sending') "
    "AND NOT EXISTS (SELECT 1 FROM letters e WHERE e.person_id = l.person_id AND e.state = 'queued' "
    "AND e.due_at <= :now AND (e.lane, e.due_at, e.id) < (l.lane, l.due_at, l.id)) "
    "ORDER BY l.due_at, l.id LIMIT :limit)"
)
_CLAIMED = (
    f"{LETTER} WHERE l.state = 'sending' AND l.claimed_by = :claimer AND l.lease_until = :lease "
    "ORDER BY l.lane, l.due_at, l.id"
)
_FENCE = "WHERE id = :id AND state = 'sending' AND claimed_by = :claimer AND attempts = :attempts"
# An edit goes back only if no newer one waits: that one draws the same card.
_BACK = (
    "CASE WHEN op = 'edit' AND EXISTS (SELECT 1 FROM letters e WHERE e.card_id = letters.card_id "
    "AND e.op = 'edit' AND e.state = 'queued') THEN 'unwanted' ELSE 'queued' END"
)


async def claim(
    tx: Tx, claimer: str, now: datetime, most: Mapping[Lane, int], *, total: int = 1_000_000
) -> list[Claimed]:
    """Take due letters, lane by lane: up to `most` of each, up to `total` in all, at most one a person and none
    for a person with one in flight.

    `claimer` must be new for every page: it fences the settling. The lease lasts 60 s.
    """
    await tx.execute(_GATE, claimer=claimer)
    lease, at = to_us(now + LEASE), to_us(now)
    taken = 0
    for lane, limit in most.items():
        limit = min(limit, total - taken)
        if limit > 0:
            taken += await tx.execute(_CLAIM, claimer=claimer, lease=lease, now=at, limit=limit, lane=lane)
    if not taken:
        return []
    return [claimed(row) for row in await tx.all(_CLAIMED, claimer=claimer, lease=lease)]


async def finish(
    tx: Tx,
    letter: Claimed,
    claimer: str,
    state: str,
    now: datetime,
    *,
    why: str | None = None,
    chat_id: int | None = None,
    message_id: int | None = None,
) -> bool:
    """Settle: 'sent', 'unwanted', 'dead' or 'unknown'. False when the claim is not ours any more."""
    held = await tx.execute(
        "UPDATE letters SET state = :state, why = :why, chat_id = :chat_id, message_id = :message_id, "
        f"settled_at = :now, lease_until = NULL {_FENCE}",
        id=letter.id,
        claimer=claimer,
        attempts=letter.attempts,
        state=state,
        why=why,
        chat_id=chat_id,
        message_id=message_id,
        now=to_us(now),
    )
    if state == "unknown":
        tx.after_commit(doubted)
    return held == 1


async def requeue(tx: Tx, letter: Claimed, claimer: str, due: datetime, why: str | None = None) -> bool:
    """Put the letter back, due then. False when the claim is not ours any more."""
    held = await tx.execute(
        f"UPDATE letters SET state = {_BACK}, due_at = :due, why = :why, lease_until = NULL {_FENCE}",
        id=letter.id,
        claimer=claimer,
        attempts=letter.attempts,
        due=to_us(due),
        why=why,
    )
    return held == 1


async def expire(tx: Tx, now: datetime, *, every: bool = False) -> list[PersonId]:
    """Letters whose lease ended (`every`: all in flight, their sender is dead) go back, or into doubt.

    Returns for whom letters went into doubt. Their fate is unknown: those to clients wait for a word.
    """
    dead = "state = 'sending' AND (lease_until <= :now OR CAST(:every AS BIGINT) = 1)"
    params = {"now": to_us(now), "every": int(every)}
    rows = await tx.all(
        "UPDATE letters SET state = 'unknown', why = 'sender died', settled_at = :now, lease_until = NULL "
        f"WHERE park = 1 AND op <> 'edit' AND {dead} RETURNING person_id",
        **params,
    )
    if rows:
        tx.after_commit(doubted)
    await tx.execute(
        f"UPDATE letters SET state = {_BACK}, due_at = :now, why = 'sender died', lease_until = NULL "
        f"WHERE (park = 0 OR op = 'edit') AND {dead}",
        **params,
    )
    return [PersonId(row["person_id"]) for row in rows]


async def next_due(conn: Conn | Database) -> datetime | None:
    """When the next queued letter is due."""
    return maybe_from_us(await conn.value("SELECT min(due_at) FROM letters WHERE state = 'queued'"))


async def counts(conn: Conn | Database) -> Mapping[str, int]:
    """How many letters wait, travel and are in doubt."""
    rows = await conn.all(
        "SELECT state, count(*) AS n FROM letters WHERE state IN ('queued', 'sending', 'unknown') GROUP BY state"
    )
    return {"queued": 0, "sending": 0, "unknown": 0} | {row["state"]: row["n"] for row in rows}


async def about(conn: Conn, chat_id: int, message_id: int) -> str | None:
    """What the message, sent as a letter or standing as a card, is about: for replies to it."""
    copy = await cards.by_message(conn, chat_id, message_id)
    if copy is not None:
        return copy.thing
    thing = await conn.value(
        "SELECT thing FROM letters WHERE chat_id = :chat_id AND message_id = :message_id ORDER BY id DESC LIMIT 1",
        chat_id=chat_id,
        message_id=message_id,
    )
    return None if thing is None else str(thing)
