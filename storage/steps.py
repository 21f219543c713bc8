"""The open step of each person's short form. Written in the transaction of the effect it belongs to."""

import json
from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.people import Step
from bot.domain.time import to_us
from storage.database import Tx

_OPEN = """INSERT INTO steps (person_id, name, args, at) VALUES (:id, :name, :args, :at)
    ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, args = excluded.args, at = excluded.at"""


async def open_(tx: Tx, person_id: PersonId, step: Step, now: datetime) -> None:
    """From now on this person's next message answers this step (replacing an earlier one)."""
    await tx.execute(_OPEN, id=person_id, name=step.name, args=json.dumps(dict(step.args)), at=to_us(now))


async def close(tx: Tx, person_id: PersonId, only: str | None = None) -> bool:
    """No step is open any more (`only`: if it has this name); False when none was."""
    closed = await tx.execute(
        "DELETE FROM steps WHERE person_id = :id AND (CAST(:only AS TEXT) IS NULL OR name = :only)",
        id=person_id,
        only=only,
    )
    return bool(closed)


async def close_about(tx: Tx, name: str, **about: int) -> None:
    """Nobody's step of this name is open any more whose arguments are these."""
    for row in await tx.all("SELECT person_id, args FROM steps WHERE name = :name", name=name):
        args = json.loads(row["args"])
        if all(args.get(key) == value for key, value in about.items()):
            await close(tx, row["person_id"], only=name)
