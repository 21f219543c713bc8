"""Finding clients by name, contact or phone, within what the actor may see. Not: what the words mean."""

from dataclasses import dataclass

from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Scope
from bot.domain.searching import Query, escaped, like
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE

_DIGITS = "p.phone"
for _sign in (" ", "-", "(", ")", ".", "/", "+"):
    _DIGITS = f"REPLACE({_DIGITS}, '{_sign}', '')"
_CONTACT = """SELECT 1 FROM contacts k JOIN people p ON p.id = k.person_id
    WHERE k.client_id = c.id AND p.left_at IS NULL AND"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A client that was found, and the contact by whom, if it was one."""

    id: ClientId
    name: str
    city: str | None
    manager: str | None
    contact: str | None


async def hits(conn: Conn, scope: Scope, query: Query, *, limit: int, offset: int) -> list[Hit]:
    """Clients that fit, those whose own name begins with the search first."""
    where, params = _where(query)
    first = query.words[0] if query.words else ""
    rows = await conn.all(
        f"""SELECT c.id, c.name, c.city, m.name AS manager, ({_named_contact(query)}) AS contact
        FROM clients c LEFT JOIN people m ON m.id = c.manager_id WHERE {VISIBLE} AND {where}
        ORDER BY CASE WHEN c.folded LIKE :start ESCAPE '!' THEN 0 ELSE 1 END, c.folded, c.id
        LIMIT :limit OFFSET :offset""",
        **scope.params(),
        **params,
        start=f"{escaped(first)}%",
        limit=limit,
        offset=offset,
    )
    return [_hit(row) for row in rows]


async def count(conn: Conn, scope: Scope, query: Query) -> int:
    """How many clients fit."""
    where, params = _where(query)
    found = await conn.value(
        f"SELECT COUNT(*) FROM clients c WHERE {VISIBLE} AND {where}", **scope.params(), **params
    )
    return int(found)


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


def _where(query: Query) -> tuple[str, dict[str, str]]:
    if query.digits is not None:
        return f"EXISTS ({_CONTACT} {_DIGITS} LIKE :digits)", {"digits": like(query.digits)}
    params = {f"w{place}": like(word) for place, word in enumerate(query.words)}
    each = [
        f"(c.folded LIKE :{name} ESCAPE '!' OR EXISTS ({_CONTACT} p.folded LIKE :{name} ESCAPE '!'))"
        for name in params
    ]
    return f"(({' AND '.join(each)}) OR c.external_id = :exact)", {**params, "exact": query.exact}


def _named_contact(query: Query) -> str:
    """The name of the contact who fits, when one does."""
    fits = "p.folded LIKE :w0 ESCAPE '!'" if query.digits is None else f"{_DIGITS} LIKE :digits"
    return f"""SELECT p.name FROM contacts k JOIN people p ON p.id = k.person_id WHERE k.client_id = c.id
        AND p.left_at IS NULL AND {fits} ORDER BY p.folded, p.id LIMIT 1"""


def _hit(row: Row) -> Hit:
    return Hit(ClientId(row["id"]), row["name"], row["city"], row["manager"], row["contact"])
