"""Clients and contacts that may be the same as one to be added, among those that the actor may see. Not: the rule."""

from dataclasses import dataclass

from bot.domain.duplicates import same_client, same_person, telling
from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Scope
from bot.domain.searching import Fit, Kind, read_query, tokens
from storage.database import Conn
from storage.scope import VISIBLE
from storage.searching.finding import find
from storage.searching.hits import Hit, hits

_LOOKED = 40
_SHOWN = 6
_AT_CLIENT = """SELECT p.id, p.name, c.id AS client_id, c.name AS client, p.email, p.folded FROM contacts k
    JOIN people p ON p.id = k.person_id JOIN clients c ON c.id = k.client_id
    WHERE p.left_at IS NULL AND {visible} AND {which} ORDER BY p.id LIMIT 200"""
_MAILED = (
    "k.client_id IN (SELECT w.client_id FROM search_words w WHERE w.word = :word AND (w.kinds & :email) <> 0)"
)


@dataclass(frozen=True, slots=True)
class Namesake:
    """A contact who may be meant."""

    id: PersonId
    name: str
    client_id: ClientId
    client: str


async def clients_like(conn: Conn, scope: Scope, name: str, *, but: ClientId | None = None) -> list[Hit]:
    """Clients whose name is likely the same, then such as share its first telling word."""
    query = read_query(telling(name)[0] if telling(name) else name)
    found = await find(conn, scope, query, most=_LOOKED)
    near = {client for client, fit in found.hits if fit in (Fit.EXACT, Fit.BEGINS, Fit.NAME, Fit.TYPO)}
    shown = await hits(conn, query, [client for client, _ in found.hits if client in near and client != but])
    same = [hit for hit in shown if same_client(name, hit.name)]
    word = telling(name)[0] if telling(name) else ""
    rest = [hit for hit in shown if hit not in same and len(word) > 2 and word in telling(hit.name)]
    return [*same, *rest][:_SHOWN]


async def contacts_like(
    conn: Conn, scope: Scope, *, client_id: ClientId | None, name: str, phone_key: str | None,
    email: str | None, account: int | None, but: PersonId | None = None,
) -> list[Namesake]:  # fmt: skip
    """Contacts with the same phone, e-mail or account anywhere, with such a name at this client, or just that name."""
    found: dict[int, Namesake] = {}

    async def look(which: str, **params: object) -> None:
        sql = _AT_CLIENT.format(visible=VISIBLE, which=which)
        for row in await conn.all(sql, **scope.params(), **params):
            at = ClientId(row["client_id"])
            if which == "k.client_id = :client" and not same_person(name, row["name"]):
                continue
            if which == _MAILED and (row["email"] or "").casefold() != (email or "").casefold():
                continue
            if row["id"] != but:
                found.setdefault(row["id"], Namesake(PersonId(row["id"]), row["name"], at, row["client"]))

    if account is not None:
        await look("p.user_id = :account", account=account)
    if phone_key is not None:
        await look("p.phone_key = :phone", phone=phone_key)
    if email and tokens(fold(email)):
        await look(_MAILED, word=max(tokens(fold(email)), key=len), email=int(Kind.EMAIL))
    if client_id is not None:
        await look("k.client_id = :client", client=client_id)
    if len(tokens(fold(name))) > 1:
        await look("p.folded = :folded", folded=fold(name))
    return list(found.values())[:_SHOWN]
