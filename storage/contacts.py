"""The contacts of clients, with what they want to receive. Not: the clients, joining."""

from bot.domain.contacts import Contact
from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId
from bot.domain.joining import Wants
from bot.domain.people import Scope
from bot.domain.time import maybe_from_us
from storage import people
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE
from storage.searching.index import homes, index

_SELECT = f"""SELECT {people.COLUMNS}, c.name AS client_name, k.decision_maker, k.likes, k.notes AS contact_notes,
    k.surveys, k.invitations, k.greetings, p.birth_day, p.birth_month, p.birth_year, p.version, p.erase_at,
    p.phone_key
    FROM people p JOIN contacts k ON k.person_id = p.id JOIN clients kc ON kc.id = k.client_id
    JOIN clients c ON c.id = k.client_id"""

_OF_PEOPLE = frozenset(
    {"name", "position", "phone", "phone_key", "email", "language", "zone"}
    | {"birth_day", "birth_month", "birth_year", "left_at"}
)
_OF_CONTACTS = frozenset(
    {"client_id", "decision_maker", "likes", "notes", "surveys", "invitations", "greetings"}
)
EDITABLE = _OF_PEOPLE | _OF_CONTACTS


async def get(conn: Conn, scope: Scope, person_id: PersonId, *, left: bool = False) -> Contact | None:
    """A contact of a client that the actor may see; None looks the same for "none" and "not yours".

    `left`: also one who has left the company.
    """
    row = await conn.one(
        f"{_SELECT} WHERE p.id = :id AND (CAST(:left AS BIGINT) = 1 OR p.left_at IS NULL) AND {VISIBLE}",
        id=person_id,
        left=int(left),
        **scope.params(),
    )
    return None if row is None else _contact(row)


async def load(conn: Conn, person_id: PersonId) -> Contact | None:
    """A contact for the program itself and for themselves, without anybody's scope."""
    row = await conn.one(f"{_SELECT} WHERE p.id = :id", id=person_id)
    return None if row is None else _contact(row)


async def of_client(conn: Conn, client_id: ClientId) -> list[Contact]:
    """The contacts of a client, who decides first."""
    rows = await conn.all(
        f"{_SELECT} WHERE k.client_id = :client AND p.left_at IS NULL"
        " ORDER BY k.decision_maker DESC, p.folded, p.id",
        client=client_id,
    )
    return [_contact(row) for row in rows]


async def with_phone(conn: Conn, scope: Scope, key: str, but: PersonId) -> Contact | None:
    """Another contact in sight with this phone."""
    row = await conn.one(
        f"{_SELECT} WHERE p.left_at IS NULL AND p.phone_key = :key AND p.id <> :but AND {VISIBLE}"
        " ORDER BY p.id LIMIT 1",
        key=key,
        but=but,
        **scope.params(),
    )
    return None if row is None else _contact(row)


async def update(tx: Tx, person_id: PersonId, version: int | None, **values: str | int | None) -> bool:
    """Write columns of one contact, of both tables; a new name is folded anew. Every edit goes through here.

    With `version` (that of the person) only if nobody wrote since; False when somebody did, or there is none such.
    """
    unknown = values.keys() - EDITABLE
    if unknown:
        raise ValueError(f"no such columns of contacts: {sorted(unknown)}")
    home = await homes(tx, [person_id])
    person = {name: value for name, value in values.items() if name in _OF_PEOPLE}
    if "name" in person:
        person["folded"] = fold(str(person["name"]))
    sets = "".join(f"{name} = :{name}, " for name in person)
    changed = await tx.execute(
        f"UPDATE people SET {sets}version = version + 1 WHERE id = :id AND role = 'contact'"
        " AND (CAST(:only AS BIGINT) IS NULL OR version = :only)",
        id=person_id,
        only=version,
        **person,
    )
    more = {name: value for name, value in values.items() if name in _OF_CONTACTS}
    if changed and more:
        sets = ", ".join(f"{name} = :{name}" for name in more)
        await tx.execute(f"UPDATE contacts SET {sets} WHERE person_id = :id", id=person_id, **more)
    if changed:
        await index(tx, home | await homes(tx, [person_id]))
    return bool(changed)


async def set_wants(tx: Tx, person_id: PersonId, wants: Wants) -> None:
    """What a contact agrees to receive unasked."""
    await tx.execute(
        "UPDATE contacts SET surveys = :surveys, invitations = :invitations, greetings = :greetings"
        " WHERE person_id = :id",
        id=person_id,
        surveys=int(Wants.SURVEYS in wants),
        invitations=int(Wants.INVITATIONS in wants),
        greetings=int(Wants.GREETINGS in wants),
    )


def _contact(row: Row) -> Contact:
    wants = Wants(0)
    for column, want in (
        ("surveys", Wants.SURVEYS),
        ("invitations", Wants.INVITATIONS),
        ("greetings", Wants.GREETINGS),
    ):
        if row[column]:
            wants |= want
    return Contact(
        person=people.person(row),
        client_id=ClientId(row["client_id"]),
        client_name=row["client_name"],
        decision_maker=bool(row["decision_maker"]),
        likes=row["likes"],
        notes=row["contact_notes"],
        wants=wants,
        birth_day=row["birth_day"],
        birth_month=row["birth_month"],
        birth_year=row["birth_year"],
        version=row["version"],
        erase_at=maybe_from_us(row["erase_at"]),
        phone_key=row["phone_key"],
    )
