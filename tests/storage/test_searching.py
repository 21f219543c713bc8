"""The index and the search over it: what the plain rule of the domain says of every client, the database says too."""

from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Role, Scope
from bot.domain.searching import Fit, Kind, entries, judge, read_query
from storage import clients, people, searching
from storage.database import Database, Tx
from tests.cast import MONDAY

HEAD = Scope(PersonId(1), Role.HEAD, None)
NAMES = [
    "Acme",
    "Bērziņa",
    "Ёлка",
    "Елена",
    "Bersina",
    "SIA",
    "O'Brien",
    "כהן",
    "כהנא",
    "A",
    "Akme",
    "tech",
    "Biotech",
]
NAMES += ["2000", "Acme-Lat", "Öljy", "Øre", "жёлудь", "Berzinna", "Xyz"]
PHONES = ["+37126123456", "26 123 457", "8 (912) 345-67-89", "+79123456789", "040 1234567", "12"]
NOTES = ["wants prices for Q1", "цены на ёлки", "call Anna", "Acme owes"]
QUERIES = [
    *NAMES,
    *PHONES,
    "berzina",
    "елка",
    "acne",
    "acmee",
    "cme",
    "ame",
    "caem",
    "26123",
    "3456",
    "8-26123456",
]
QUERIES += [
    "anna@acme.lv",
    "price",
    "acme prices",
    "sia a",
    "tec",
    "iot",
    "כהו",
    "елна",
    "+371 26 123 456",
    "%",
    "b 3456",
]

_name = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map(" ".join)


def _maybe(values: list[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), st.sampled_from(values))


_contact = st.tuples(_name, _maybe(PHONES), _maybe(["anna@acme.lv", "x.y@berzina.fi"]), _maybe(NOTES))
_client = st.tuples(
    _name,
    _maybe(["C-1", "2000", "acme"]),
    _maybe(["Rīga", "Akme"]),
    _maybe(NOTES),
    st.lists(_contact, max_size=3),
)
Base = Sequence[
    tuple[str, str | None, str | None, str | None, list[tuple[str, str | None, str | None, str | None]]]
]


async def put(tx: Tx, base: Base) -> dict[ClientId, tuple[str, str | None, list[tuple[Kind, str | None]]]]:
    """Store clients; by id: folded name, number, texts."""
    made = {}
    used: set[str] = set()
    for name, number, city, notes, contacts in base:
        number = None if number in used else number
        used.add(number or "")
        client = await clients.add(tx, name=name, now=MONDAY, external_id=number, city=city, notes=notes)
        texts = [(Kind.NAME, name), (Kind.ID, number), (Kind.CITY, city), (Kind.NOTE, notes)]
        for who, phone, email, likes in contacts:
            person = await people.add(
                tx, role=Role.CONTACT, name=who, now=MONDAY, client_id=client, phone=phone, email=email
            )
            await tx.execute(
                "UPDATE contacts SET likes = :likes WHERE person_id = :id", likes=likes, id=person
            )
            texts += [(Kind.CONTACT, who), (Kind.PHONE, phone), (Kind.EMAIL, email), (Kind.NOTE, likes)]
        await searching.index(tx, [client])
        folded = await tx.value("SELECT folded FROM clients WHERE id = :id", id=client)
        made[client] = (str(folded), number, texts)
    return made


def expected(
    made: dict[ClientId, tuple[str, str | None, list[tuple[Kind, str | None]]]], text: str
) -> list[tuple[ClientId, Fit]]:
    """What a look at every client gives."""
    query = read_query(text)
    for typos in (False, True):
        found = []
        for client, (folded, number, texts) in made.items():
            fit = judge(query, folded, number, entries(texts), typos=typos)
            if fit is not None:
                found.append((fit, folded, client))
        if any(fit is not Fit.NOTE for fit, _, _ in found) and not typos:
            break
    return [(client, fit) for fit, _, client in sorted(found)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    base=st.lists(_client, min_size=1, max_size=8),
    asked=st.lists(st.sampled_from(QUERIES), min_size=6, max_size=12),
)
async def test_the_search_finds_what_a_look_at_every_client_finds_in_the_same_order(
    db: Database, base: Base, asked: list[str]
) -> None:
    async with db.transaction() as tx:
        made = await put(tx, base)
        for text in asked:
            found = await searching.find(tx, HEAD, read_query(text))
            assert list(found.hits) == expected(made, text), text
        for table in ("search_words", "search_tails", "contacts", "people", "clients"):
            await tx.execute(f"DELETE FROM {table}")
