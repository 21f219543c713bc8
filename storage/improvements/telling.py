"""What is written to those who raised an improvement, to whom it went, how far it is. Not: who they are, wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import ImprovementId, PersonId
from bot.domain.time import to_us
from storage.database import Conn, Tx


@dataclass(frozen=True, slots=True)
class Progress:
    """Of the messages: how many arrived, are on their way, were not wanted or could not be sent any more."""

    arrived: int = 0
    waiting: int = 0
    lost: int = 0

    @property
    def all(self) -> int:
        """How many were written."""
        return self.arrived + self.waiting + self.lost


async def texts(conn: Conn, id_: ImprovementId) -> Mapping[str, str]:
    """What was changed, in words for clients, by language ("": for everybody)."""
    rows = await conn.all(
        "SELECT language, text FROM improvement_texts WHERE improvement_id = :id ORDER BY language", id=id_
    )
    return {row["language"]: row["text"] for row in rows}


async def set_text(tx: Tx, id_: ImprovementId, language: str, text: str) -> None:
    """These words from now on."""
    await tx.execute(
        "INSERT INTO improvement_texts (improvement_id, language, text) VALUES (:id, :language, :text) "
        "ON CONFLICT (improvement_id, language) DO UPDATE SET text = excluded.text",
        id=id_,
        language=language,
        text=text,
    )


async def tell(tx: Tx, id_: ImprovementId, person_id: PersonId, letter: str, now: datetime) -> bool:
    """This contact is written to, by the letter of this key; False when they were before."""
    return bool(
        await tx.execute(
            "INSERT INTO improvement_told (improvement_id, person_id, letter, told_at) "
            "VALUES (:id, :person, :letter, :now) ON CONFLICT DO NOTHING",
            id=id_,
            person=person_id,
            letter=letter,
            now=to_us(now),
        )
    )


async def progress(conn: Conn, id_: ImprovementId) -> Progress:
    """How far the messages are."""
    rows = await conn.all(
        "SELECT l.state, COUNT(*) AS n FROM improvement_told w JOIN letters l ON l.key = w.letter"
        " WHERE w.improvement_id = :id GROUP BY l.state",
        id=id_,
    )
    by = {row["state"]: int(row["n"]) for row in rows}
    waiting = by.get("queued", 0) + by.get("sending", 0) + by.get("unknown", 0)
    return Progress(by.get("sent", 0), waiting, by.get("unwanted", 0) + by.get("dead", 0))
