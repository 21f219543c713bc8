"""A leaver: everything of theirs becomes somebody else's, in one transaction. Not: who may do it, who is told."""

from datetime import datetime

from bot.domain.ids import AbsenceId, PersonId
from bot.domain.time import to_us
from storage.cases.log import MOVED
from storage.database import Tx

_TEAM = "(SELECT COALESCE(n.team_id, clients.team_id) FROM people n WHERE n.id = :to)"
_OWNED = {
    "case": ("cases", "state <> 'closed'"),
    "complaint": ("complaints", "state IN ('received', 'work', 'solved')"),
    "call": ("calls", "state = 'open'"),
}
_AUDIT = """INSERT INTO audit (at, actor_id, action, kind, thing, client_id, person_id, old, new)
    SELECT CAST(:now AS BIGINT), CAST(:by AS BIGINT), 'client.hand-all', 'access', 'client:' || c.id, c.id, NULL,
    CAST(:old AS TEXT), CAST(:new AS TEXT) FROM clients c WHERE c.manager_id = :id"""


async def things(tx: Tx, person_id: PersonId) -> list[str]:
    """What is about to change its owner and may stand on cards: open cases, complaints and calls, lists of exhibitions."""
    found: list[str] = []
    for noun, (table, open_) in _OWNED.items():
        rows = await tx.all(
            f"SELECT x.id FROM {table} x JOIN clients c ON c.id = x.client_id WHERE x.{open_}"
            " AND (x.owner_id = :id OR c.manager_id = :id) ORDER BY x.id",
            id=person_id,
        )
        found += [f"{noun}:{row['id']}" for row in rows]
    rows = await tx.all(
        "SELECT DISTINCT g.exhibition_id AS id FROM guests g JOIN clients c ON c.id = g.client_id"
        " JOIN exhibitions e ON e.id = g.exhibition_id WHERE c.manager_id = :id AND e.state = 'on' ORDER BY id",
        id=person_id,
    )
    found += [f"exhibition:{row['id']}" for row in rows]
    # Whose improvements show names of the leaver's clients, or are the leaver's own.
    rows = await tx.all(
        "SELECT i.id FROM improvements i WHERE i.state = 'open' AND (i.owner_id = :id OR EXISTS (SELECT 1 FROM"
        " improvement_cases j JOIN cases s ON s.id = j.case_id JOIN clients c ON c.id = s.client_id"
        " WHERE j.improvement_id = i.id AND c.manager_id = :id)) ORDER BY i.id",
        id=person_id,
    )
    return found + [f"improvement:{row['id']}" for row in rows]


async def move(tx: Tx, person_id: PersonId, to: PersonId, by: PersonId, now: datetime) -> None:
    """Clients with their exhibition lists, and whatever was handed to the leaver, go to `to`; a line of the audit each."""
    both = {"id": person_id, "to": to}
    audit = {"old": f"person:{person_id}", "new": f"person:{to}"}
    await tx.execute(_AUDIT, id=person_id, by=by, now=to_us(now), **audit)
    await tx.execute(
        f"UPDATE clients SET manager_id = :to, team_id = {_TEAM}, version = version + 1 WHERE manager_id = :id",
        **both,
    )
    await tx.execute(
        f"{MOVED} WHERE owner_id = :id AND state <> 'closed'",
        now=to_us(now),
        by=by,
        was=f'{{"to": {to}}}',
        id=person_id,
    )
    await tx.execute(
        "UPDATE cases SET taken_by = NULL, taken_at = NULL WHERE owner_id = :id AND taken_by = :id AND state <> 'closed'",
        id=person_id,
    )
    for table, open_ in _OWNED.values():
        await tx.execute(
            f"UPDATE {table} SET owner_id = :to, version = version + 1 WHERE owner_id = :id AND {open_}",
            **both,
        )
    await tx.execute(
        "UPDATE improvements SET owner_id = :to, version = version + 1 WHERE owner_id = :id AND state = 'open'",
        **both,
    )
    await tx.execute(
        "UPDATE exhibitions SET created_by = :to WHERE created_by = :id AND state IN ('draft', 'on')", **both
    )


async def leave(tx: Tx, person_id: PersonId, to: PersonId, version: int, now: datetime) -> bool:
    """The person has left: no access, no open step, no digest, no link; letters still addressed to them go to `to`.

    False when they changed since `version` or left: nothing was done.
    """
    gone = await tx.execute(
        "UPDATE people SET left_at = :now, successor_id = :to, version = version + 1"
        " WHERE id = :id AND version = :version AND left_at IS NULL AND role <> 'contact'",
        id=person_id,
        to=to,
        version=version,
        now=to_us(now),
    )
    if not gone:
        return False
    await tx.execute("DELETE FROM steps WHERE person_id = :id", id=person_id)
    await tx.execute(
        "DELETE FROM alarms WHERE thing = :digest OR thing IN"
        " (SELECT 'absence:' || a.id FROM absences a WHERE a.person_id = :id)",
        digest=f"digest:{person_id}",
        id=person_id,
    )
    # The successor has a digest of their own, and the leaver's return is nobody's news.
    await tx.execute(
        "UPDATE letters SET state = 'unwanted', why = 'left', settled_at = :now WHERE person_id = :id"
        " AND state = 'queued' AND (kind LIKE 'digest.%' OR kind LIKE 'absence.%' OR kind LIKE 'team.%')",
        id=person_id,
        now=to_us(now),
    )
    await tx.execute(
        "UPDATE links SET revoked_at = :now WHERE used_at IS NULL AND revoked_at IS NULL AND (person_id = :id"
        " OR (created_by = :id AND person_id IN (SELECT p.id FROM people p WHERE p.role <> 'contact')))",
        id=person_id,
        now=to_us(now),
    )
    return True


async def end_absences(tx: Tx, person_id: PersonId, now: datetime) -> list[tuple[AbsenceId, PersonId]]:
    """Their own absences and those in which they stand in do not count any more; gives the latter, with who is away."""
    await tx.execute(
        "UPDATE absences SET cancelled_at = :now, version = version + 1"
        " WHERE person_id = :id AND cancelled_at IS NULL AND ends_at > :now",
        id=person_id,
        now=to_us(now),
    )
    rows = await tx.all(
        "UPDATE absences SET cancelled_at = :now, version = version + 1"
        " WHERE deputy_id = :id AND cancelled_at IS NULL AND ends_at > :now RETURNING id, person_id",
        id=person_id,
        now=to_us(now),
    )
    return [(AbsenceId(row["id"]), PersonId(row["person_id"])) for row in rows]
