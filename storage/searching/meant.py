"""Which contact of a found client was typed. Not: which clients fit."""

from collections.abc import Sequence

from bot.domain.ids import ClientId, PersonId
from bot.domain.searching import Word
from storage.database import Conn


async def meant(
    conn: Conn, ids: Sequence[ClientId], words: Sequence[Word]
) -> list[tuple[ClientId, str, PersonId | None]]:
    """These clients in this order: id, name, and the contact who was typed, where the words name one contact of the
    client and not the client."""
    clients = await conn.all("SELECT id, name, folded FROM clients WHERE id IN (:ids)", ids=list(ids))
    people = await conn.all(
        "SELECT k.client_id, p.id, p.folded FROM contacts k JOIN people p ON p.id = k.person_id"
        " WHERE k.client_id IN (:ids) AND p.left_at IS NULL ORDER BY p.id",
        ids=list(ids),
    )
    found = {row["id"]: row for row in clients}
    fitting: dict[int, list[PersonId]] = {}
    for row in people:
        if _names(row["folded"], words):
            fitting.setdefault(row["client_id"], []).append(PersonId(row["id"]))
    return [
        (one, found[one]["name"], _only(fitting.get(one, []), found[one]["folded"], words))
        for one in ids
        if one in found
    ]


def _names(folded: str, words: Sequence[Word]) -> bool:
    """Whether every typed word stands in a name."""
    return bool(words) and all(word.text in folded for word in words)


def _only(people: list[PersonId], client: str, words: Sequence[Word]) -> PersonId | None:
    return people[0] if len(people) == 1 and not _names(client, words) else None
