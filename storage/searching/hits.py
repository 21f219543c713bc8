"""What a list of found clients shows of each. Not: which ones fit."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.ids import ClientId
from bot.domain.searching import Known, KnownContact, Query, Why, why
from storage.database import Conn, Row

_CLIENTS = """SELECT c.id, c.name, c.external_id, c.city, c.notes, m.name AS manager FROM clients c
    LEFT JOIN people m ON m.id = c.manager_id WHERE c.id IN (:ids)"""
_CONTACTS = """SELECT k.client_id, p.id, p.name, p.phone, p.email, k.likes, k.notes FROM contacts k
    JOIN people p ON p.id = k.person_id WHERE k.client_id IN (:ids) AND p.left_at IS NULL
    ORDER BY p.folded, p.id"""
_NOTES = """SELECT n.thing, NULL AS client_id, n.words FROM notes n
    WHERE n.thing IN (:things) AND n.words IS NOT NULL
    UNION ALL SELECT '', c.client_id, n.words FROM calls c JOIN notes n ON n.thing = 'call:' || c.id
    WHERE c.client_id IN (:ids) AND n.words IS NOT NULL
    UNION ALL SELECT '', t.client_id, t.note FROM touches t
    WHERE t.client_id IN (:ids) AND t.note IS NOT NULL AND t.undone_at IS NULL"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A client that was found, and what fitted besides its name."""

    id: ClientId
    name: str
    city: str | None
    manager: str | None
    why: Why


async def hits(conn: Conn, query: Query, ids: Sequence[ClientId]) -> list[Hit]:
    """These clients in this order; the caller has checked the scope."""
    if not ids:
        return []
    clients = {row["id"]: row for row in await conn.all(_CLIENTS, ids=ids)}
    contacts: defaultdict[int, list[Row]] = defaultdict(list)
    for row in await conn.all(_CONTACTS, ids=ids):
        contacts[row["client_id"]].append(row)
    notes = await _notes(conn, clients, contacts)
    return [_hit(query, clients[one], contacts[one], notes[one]) for one in ids if one in clients]


async def _notes(
    conn: Conn, clients: dict[int, Row], contacts: dict[int, list[Row]]
) -> defaultdict[int, list[str]]:
    homes = {f"client:{client}": client for client in clients}
    found: defaultdict[int, list[str]] = defaultdict(list)
    for client, row in clients.items():
        found[client] += [row["notes"]] if row["notes"] else []
    for client, people in contacts.items():
        for row in people:
            homes[f"person:{row['id']}"] = client
            found[client] += [text for text in (row["likes"], row["notes"]) if text]
    for row in await conn.all(_NOTES, things=list(homes), ids=list(clients)):
        found[row["client_id"] or homes[row["thing"]]].append(row["words"])
    return found


def _hit(query: Query, client: Row, contacts: Sequence[Row], notes: Sequence[str]) -> Hit:
    known = Known(
        name=client["name"],
        external_id=client["external_id"],
        city=client["city"],
        contacts=tuple(KnownContact(row["name"], row["phone"], row["email"]) for row in contacts),
        notes=tuple(notes),
    )
    return Hit(ClientId(client["id"]), client["name"], client["city"], client["manager"], why(query, known))
