"""One-time links. Only the hash of a token comes here. Not: what an opened link shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import LinkId, PersonId
from bot.domain.joining import Link, Made
from bot.domain.people import Person, Scope
from bot.domain.time import from_us, maybe_from_us, to_us
from storage import people
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE

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


async def add_many(
    tx: Tx, hashes: Mapping[int, str], by: PersonId | None, now: datetime, expires: datetime
) -> None:
    """New links for many people, by id; every earlier one of theirs that still works is revoked."""
    await tx.execute(
        "UPDATE links SET revoked_at = :now WHERE person_id IN (:ids) AND used_at IS NULL AND revoked_at IS NULL",
        ids=list(hashes),
        now=to_us(now),
    )
    own = {"by": by, "now": to_us(now), "expires": to_us(expires)}
    await tx.many(
        "INSERT INTO links (token_hash, person_id, created_by, created_at, expires_at)"
        " VALUES (:hash, :person, :by, :now, :expires)",
        [{"hash": hash_, "person": person, **own} for person, hash_ in hashes.items()],
    )


async def revoke(tx: Tx, person_id: PersonId, now: datetime) -> bool:
    """No link of this person that was not used works any more; whether there was one."""
    done = await tx.execute(
        "UPDATE links SET revoked_at = :now WHERE person_id = :id AND used_at IS NULL AND revoked_at IS NULL",
        id=person_id,
        now=to_us(now),
    )
    return done > 0


async def newest(conn: Conn, person_id: PersonId, now: datetime) -> Made | None:
    """What became of the newest link of a person."""
    row = await conn.one(
        f"SELECT {_COLUMNS}, created_at FROM links WHERE person_id = :id ORDER BY id DESC LIMIT 1",
        id=person_id,
    )
    if row is None:
        return None
    link = _link(row)
    return Made(from_us(row["created_at"]), link.expires_at, link.standing(now))


# Contacts who are not connected and may get a link, of the clients that the actor may see.
_WAITING = f"""FROM people p JOIN contacts k ON k.person_id = p.id JOIN clients c ON c.id = k.client_id
    JOIN clients kc ON kc.id = k.client_id
    WHERE p.user_id IS NULL AND p.left_at IS NULL AND p.erase_at IS NULL AND {VISIBLE}"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contact without an account. `has_link`: one is out that still works."""

    person: Person
    client_id: int
    client: str
    has_link: bool


async def waiting(conn: Conn, scope: Scope, manager: PersonId | None, now: datetime) -> list[Waiting]:
    """The contacts of this manager's clients (None: of clients without one) who are not connected, by client."""
    rows = await conn.all(
        f"""SELECT {people.COLUMNS}, c.id AS home, c.name AS client, (SELECT MAX(l.id) FROM links l
            WHERE l.person_id = p.id AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > :now) AS link
        {_WAITING} AND COALESCE(c.manager_id, 0) = :manager ORDER BY c.folded, c.id, p.folded, p.id""",
        **scope.params(),
        manager=manager or 0,
        now=to_us(now),
    )
    return [Waiting(people.person(row), row["home"], row["client"], row["link"] is not None) for row in rows]


async def waiting_by_manager(conn: Conn, scope: Scope) -> list[tuple[PersonId | None, str, int]]:
    """Managers (None: nobody) with contacts who are not connected: id, name, how many."""
    rows = await conn.all(
        f"""SELECT c.manager_id AS id, (SELECT m.name FROM people m WHERE m.id = c.manager_id) AS name, COUNT(*) AS n
        {_WAITING} GROUP BY c.manager_id ORDER BY 3 DESC, 1""",
        **scope.params(),
    )
    return [
        (None if row["id"] is None else PersonId(row["id"]), row["name"] or "", int(row["n"])) for row in rows
    ]


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
