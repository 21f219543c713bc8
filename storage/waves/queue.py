"""The queue of a round that is going out: everybody in reach is put in, in slices, and taken out in order. Not: rules."""

from dataclasses import dataclass

from bot.domain.ids import PersonId, WaveId
from bot.domain.waves import Wave
from storage.database import Conn, Tx
from storage.waves.standing import IN_REACH

_ALL = 2**62  # no contact has a number as high
_BOUND = "SELECT person_id FROM contacts WHERE person_id > :after ORDER BY person_id LIMIT 1 OFFSET :size"
# The columns are `order` of the domain; a test holds the two together.
_GATHER = f"""INSERT INTO wave_queue (wave_id, manager_id, passed, later, asked_at, person_id)
    SELECT CAST(:wave AS BIGINT), COALESCE(c.manager_id, 0), -COALESCE(h.rounds + 1, 0),
        CASE WHEN c.tier = 'key' THEN 0 ELSE 1 END,
        COALESCE((SELECT MAX(i.asked_at) FROM invitations i WHERE i.person_id = p.id), 0), p.id
    FROM contacts k JOIN people p ON p.id = k.person_id JOIN clients c ON c.id = k.client_id
    LEFT JOIN invitations h ON h.person_id = p.id AND h.stage = 'held' AND h.programme <> 'again'
    WHERE {IN_REACH} AND k.person_id > :after AND k.person_id <= :bound ON CONFLICT DO NOTHING"""
_COLUMNS = "manager_id, passed, later, asked_at, person_id"
_FIRST = f"SELECT {_COLUMNS} FROM wave_queue WHERE wave_id = :wave ORDER BY {_COLUMNS} LIMIT :limit"
_GONE = """DELETE FROM wave_queue WHERE wave_id = :wave AND manager_id = :manager_id AND passed = :passed
    AND later = :later AND asked_at = :asked_at AND person_id = :person_id"""


@dataclass(frozen=True, slots=True)
class Turn:
    """One row of the queue."""

    manager_id: int
    passed: int
    later: int
    asked_at: int
    person_id: PersonId


async def gather(tx: Tx, of: Wave, size: int) -> tuple[int, bool]:
    """Put the next slice of contacts into the queue; how many came in, and whether all are in now."""
    after = int(await tx.value("SELECT gathered FROM waves WHERE id = :id", id=of.id))
    if after == _ALL:
        return 0, True
    bound = await tx.value(_BOUND, after=after, size=size - 1)
    found = await tx.execute(
        _GATHER, wave=of.id, reach=of.reach, team=of.team_id, after=after, bound=bound or _ALL
    )
    await tx.execute(
        "UPDATE waves SET gathered = :bound, total = total + :found WHERE id = :id",
        bound=bound or _ALL, found=found, id=of.id,
    )  # fmt: skip
    return found, bound is None


async def first(conn: Conn, of: WaveId, limit: int) -> list[Turn]:
    """Whose turn it is next."""
    rows = await conn.all(_FIRST, wave=of, limit=limit)
    return [
        Turn(r["manager_id"], r["passed"], r["later"], r["asked_at"], PersonId(r["person_id"])) for r in rows
    ]


async def done(tx: Tx, of: WaveId, turns: list[Turn], unasked: int) -> None:
    """These had their turn; so many of them are not asked at all."""
    rows = [
        {
            "wave": of,
            "manager_id": turn.manager_id,
            "passed": turn.passed,
            "later": turn.later,
            "asked_at": turn.asked_at,
            "person_id": turn.person_id,
        }
        for turn in turns
    ]
    await tx.many(_GONE, rows)
    if unasked:
        await tx.execute("UPDATE waves SET unasked = unasked + :n WHERE id = :id", n=unasked, id=of)
