"""The last search of each person, so that its pages can be turned. Not: what was found."""

from bot.domain.ids import PersonId
from storage.database import Conn, Tx


async def remember(tx: Tx, person_id: PersonId, text: str) -> int:
    """Keep somebody's last search; its number stands in the buttons that turn its pages."""
    return int(
        await tx.value(
            "INSERT INTO searches (person_id, number, query) VALUES (:id, 1, :query) ON CONFLICT (person_id)"
            " DO UPDATE SET number = searches.number + 1, query = excluded.query RETURNING number",
            id=person_id,
            query=text,
        )
    )


async def recall(conn: Conn, person_id: PersonId, number: int) -> str | None:
    """The text of somebody's last search, if it is still the one with this number."""
    text = await conn.value(
        "SELECT query FROM searches WHERE person_id = :id AND number = :number", id=person_id, number=number
    )
    return None if text is None else str(text)
