"""One-time links. Only the hash of a token comes here. Not: what an opened link shows."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import LinkId, PersonId
from bot.domain.joining import Link
from bot.domain.time import from_us, maybe_from_us, to_us
from storage.database import Conn, Row, Tx

_COLUMNS = "id, person_id, created_by, expires_at, used_by, revoked_at, settled, settled_at"
_SETTLED = """SELECT l.settled, l.settled_at, p.name FROM links l LEFT JOIN people p ON p.id = l.settled_by
    WHERE l.id = :id"""


@dataclass(frozen=True, slots=True)
class Settled:
    """What staff said to a newly connected account: 'ok' or 'unlinked', who and when (UTC)."""

    what: str
    by: str
    at: datetime


async def add(
    tx: Tx, person_id: PersonId, token_hash: str, by: PersonId | None, now: datetime, expires: datetime
) -> LinkId:
    """A new link for a person; every earlier one of theirs that still works is revoked."""
    await revoke(tx, person_id, now)
    return LinkId(
        await tx.value(
            "INSERT INTO links (token_hash, person_id, created_by, created_at, expires_at)"
            " VALUES (:token_hash, :person_id, :by, :now, :expires) RETURNING id",
            token_hash=token_hash,
            person_id=person_id,
            by=by,
            now=to_us(now),
            expires=to_us(expires),
        )
    )


async def revoke(tx: Tx, person_id: PersonId, now: datetime) -> None:
    """No open link of this person works any more."""
    await tx.execute(
        "UPDATE links SET revoked_at = :now WHERE person_id = :id AND used_at IS NULL AND revoked_at IS NULL",
        id=person_id,
        now=to_us(now),
    )


async def by_hash(conn: Conn, token_hash: str) -> Link | None:
    """The link of a token's hash."""
    row = await conn.one(f"SELECT {_COLUMNS} FROM links WHERE token_hash = :hash", hash=token_hash)
    return None if row is None else _link(row)


async def get(conn: Conn, link_id: LinkId) -> Link | None:
    """A link by id."""
    row = await conn.one(f"SELECT {_COLUMNS} FROM links WHERE id = :id", id=link_id)
    return None if row is None else _link(row)


async def use(tx: Tx, link_id: LinkId, user_id: int, now: datetime) -> bool:
    """Use a link up; False when it does not work (any more): only one of two who press at once gets True."""
    return bool(
        await tx.execute(
            "UPDATE links SET used_at = :now, used_by = :user_id WHERE id = :id AND used_at IS NULL"
            " AND revoked_at IS NULL AND expires_at > :now",
            id=link_id,
            user_id=user_id,
            now=to_us(now),
        )
    )


async def settle(tx: Tx, link_id: LinkId, what: str, by: PersonId, now: datetime) -> bool:
    """Keep what staff said ('ok', 'unlinked'); an "ok" may still become "unlinked", nothing else changes."""
    return bool(
        await tx.execute(
            "UPDATE links SET settled = :what, settled_by = :by, settled_at = :now"
            " WHERE id = :id AND (settled IS NULL OR (settled = 'ok' AND :what = 'unlinked'))",
            id=link_id,
            what=what,
            by=by,
            now=to_us(now),
        )
    )


async def settled(conn: Conn, link_id: LinkId) -> Settled | None:
    """What staff said about who used this link."""
    row = await conn.one(_SETTLED, id=link_id)
    if row is None or row["settled"] is None:
        return None
    at = maybe_from_us(row["settled_at"])
    assert at is not None
    return Settled(row["settled"], row["name"] or "", at)


def _link(row: Row) -> Link:
    return Link(
        id=LinkId(row["id"]),
        person_id=PersonId(row["person_id"]),
        created_by=None if row["created_by"] is None else PersonId(row["created_by"]),
        expires_at=from_us(row["expires_at"]),
        used_by=row["used_by"],
        revoked=row["revoked_at"] is not None,
    )
