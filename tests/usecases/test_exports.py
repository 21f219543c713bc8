"""Exports: what was taken along comes in again without a change, whatever people wrote; nobody gets others' clients."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain import exports as columns
from bot.domain import phones
from bot.domain.clients import Status, Tier
from bot.domain.errors import NotAllowed
from bot.domain.folding import fold
from bot.domain.imports.clients import person_values
from bot.domain.jobs import Job
from bot.domain.tables import cells, layout_of, speaking
from bot.files import tables
from bot.usecases.exports import LARGE, Exports
from bot.usecases.imports import Imports
from storage.database import Database
from tests.cast import COMPANY, Stage

NASTY = (
    "=cmd|' /C calc'!A0", "+371 maybe", "-5", "@all", "'quoted", "''=x", 'a "b" c', "a;b,c\td", "line\nbreak\r\nmore",
    "000123", "1e5", "12.5", "שלום עולם", "😀🙂", "_x0041_", "a\ufffeb", " lead", "trail ", "two  spaces", "NULL", "true",
    "31.12.2020", "\u2028apart", "İstanbul ß", "bell\x07", "<b>&amp;", "{x}", "\\n", "«Рога и копыта»", "Bērziņš; SIA",
)  # fmt: skip
WORDS = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30),
)
NAMES = WORDS.filter(lambda text: bool(cells.clean(text)) and bool(fold(text)))
DAYS = st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2026, 10, 1)).map(str))
PHONES = st.sampled_from((None, "26 123 456", "+371 26123456", "2612345", "+358 40 1234567", "+972 52-123-4567", "call me", "=26123456", "0031 6 12345678", "26123457 доб. 12"))  # fmt: skip
CONTACTS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "phone": PHONES,
        "position": st.none() | WORDS,
        "email": st.sampled_from((None, "a@b.lv", "not an address", "=x@y.com")),
        "language": st.sampled_from((None, "en", "ru", "lv", "fi", "nb", "he", "de")),
        "zone": st.sampled_from((None, "Europe/Riga", "Asia/Jerusalem", "Mars/Base")),
        "birth": st.sampled_from(
            (None, (29, 2, None), (1, 1, 1900), (4, 5, 1890), (31, 12, 1990), (3, 4, None))
        ),
        "likes": st.none() | WORDS,
        "notes": st.none() | WORDS,
        "flags": st.tuples(*[st.integers(0, 1)] * 4),
        "user_id": st.sampled_from((None, None, 1)),
    }
)
CLIENTS = st.fixed_dictionaries(
    {
        "name": NAMES,
        "external_id": st.none() | NAMES,
        "country": st.sampled_from((None, "LV", "FI", "IL")),
        "city": st.none() | WORDS,
        "segment": st.none() | WORDS,
        "tier": st.sampled_from([tier.value for tier in Tier]),
        "status": st.sampled_from([status.value for status in Status]),
        "first_deal": DAYS,
        "last_deal": DAYS,
        "contract_signed": DAYS,
        "contract_ends": DAYS,
        "share": st.one_of(st.none(), st.sampled_from((12.5, 0.0, 100.0, 0.1 + 0.2)), st.floats(0, 100)),
        "notes": st.none() | WORDS,
        "manager": st.sampled_from((None, "janis", "paivi")),
        "contacts": st.lists(CONTACTS, max_size=3),
    }
)
Drawn = dict[str, Any]


def drawn(count: int) -> list[Drawn]:
    """So many clients as nobody would write them."""
    found: list[Drawn] = []

    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    @given(CLIENTS)
    def collect(client: Drawn) -> None:
        found.append(client)

    collect()
    return found


async def put(db: Database, stage: Stage, clients: list[Drawn]) -> None:
    accounts = iter(range(5_000_000, 6_000_000))
    staff = {"janis": stage.cast.janis.person_id, "paivi": stage.cast.paivi.person_id, None: None}
    async with db.transaction() as tx:
        for number, one in enumerate(clients):
            own = {name: value for name, value in one.items() if name not in ("manager", "contacts")}
            own |= {"folded": fold(one["name"]), "manager_id": staff[one["manager"]], "created_at": 1}
            if own["external_id"] is not None:
                own["external_id"] = f"{number}{own['external_id']}"
            own["team_id"] = await tx.value(
                "SELECT team_id FROM people WHERE id = :id", id=own["manager_id"] or -1
            )
            client = await tx.value(_insert("clients", own), **own)
            for contact in one["contacts"]:
                await _contact(tx, client, contact, one["country"] or COMPANY.country, accounts)


async def _contact(tx: Any, client: int, one: Drawn, country: str | None, accounts: Iterator[int]) -> None:
    phone = None if one["phone"] is None else phones.read(one["phone"], country)
    day, month, year = one["birth"] or (None, None, None)
    person = person_values(one["position"], phone, one["email"], None, one["language"], one["zone"]) | {
        "name": one["name"], "folded": fold(one["name"]), "role": "contact", "created_at": 1,
        "birth_day": day, "birth_month": month, "birth_year": year,
        "user_id": next(accounts) if one["user_id"] else None,
    }  # fmt: skip
    person_id = await tx.value(_insert("people", person), **person)
    names = ("decision_maker", "surveys", "invitations", "greetings")
    own = dict(zip(names, one["flags"], strict=True)) | {"likes": one["likes"], "notes": one["notes"]}
    own |= {"person_id": person_id, "client_id": client}
    await tx.execute(_insert("contacts", own).partition(" RETURNING")[0], **own)


def _insert(table: str, values: Drawn) -> str:
    marks = ", ".join(f":{name}" for name in values)
    return f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks}) RETURNING id"


@pytest.fixture
def exports(stage: Stage) -> Exports:
    return Exports(stage.db, stage.clock, tables.SHEETS)


@pytest.fixture
def imports(stage: Stage) -> Imports:
    return Imports(stage.db, stage.clock, COMPANY, tables.read, tables.xlsx_bytes)


def test_every_heading_of_every_language_is_read_as_its_field() -> None:
    for language in speaking.LANGUAGES:
        layout = layout_of(columns.headings(language))
        assert [column.field for column in layout.columns] == list(columns.FIELDS), language


@pytest.mark.parametrize("form", ["xlsx", "csv"])
async def test_what_is_exported_comes_in_again_without_a_change_in_every_language(
    exports: Exports, imports: Imports, stage: Stage, form: str
) -> None:
    await put(stage.db, stage, drawn(60))
    before = await everything(stage.db)
    for language in speaking.LANGUAGES:
        made = await exports.write(form, language)
        assert made.file is not None
        shown = await imports.offer(None, made.file.name, made.file.data)
        told = {problem.code for problem in shown.problems if problem.severity == "error"}
        assert not told - {"date-future"}, [p for p in shown.problems if p.severity == "error"][:3]
        changes = await changed(stage.db, imports, shown.id) if shown.counts.writes else []
        assert (shown.counts.writes, changes) == (0, []), "\n".join([language, *map(repr, changes)])
    assert await everything(stage.db) == before


async def changed(db: Database, imports: Imports, import_id: int) -> Sequence[object]:
    await imports.write(None, import_id)
    rows = await db.all("SELECT kind, old, new FROM import_changes WHERE import_id = :id", id=import_id)
    return [(row["kind"], row["old"] and json.loads(row["old"]), json.loads(row["new"])) for row in rows][:5]


async def everything(db: Database) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for table in ("clients", "people", "contacts", "teams"):
        found += [tuple(row) for row in await db.all(f"SELECT * FROM {table} ORDER BY 1")]
    return found


async def test_a_manager_takes_their_own_clients_along_and_nobody_elses(
    exports: Exports, stage: Stage
) -> None:
    ilze, janis, paivi = (stage.actor(who) for who in (stage.cast.ilze, stage.cast.janis, stage.cast.paivi))
    every = await exports.size(ilze)
    assert every == await exports.size(janis) + await exports.size(paivi)
    made = await exports.make(paivi, "csv")
    assert made.file is not None
    names = {line.cells[1] for line in tables.read(made.file.data).lines}
    assert names == {"Levant Trade"}
    row = await stage.db.one("SELECT actor_id, new FROM audit WHERE action = 'client.export'")
    assert row is not None
    assert (row["actor_id"], row["new"]) == (paivi.id, "1")
    with pytest.raises(NotAllowed):
        await exports.make(stage.actor(stage.cast.anna), "csv")


async def test_many_clients_are_a_job_that_whoever_left_meanwhile_gets_nothing_of(
    exports: Exports, stage: Stage
) -> None:
    janis = stage.actor(stage.cast.janis)
    async with stage.db.transaction() as tx:
        await tx.many(
            "INSERT INTO clients (name, folded, manager_id, created_at) VALUES (:name, :name, :id, 1)",
            [{"name": f"c {n}", "id": janis.id} for n in range(LARGE)],
        )
    for _ in range(2):  # a second tap asks for the same file
        made = await exports.make(janis, "csv")
        assert (made.clients, made.file) == (LARGE + 1, None)
    assert await stage.db.value("SELECT COUNT(*) FROM jobs") == 1
    job = Job(1, "export.csv", f"export:{janis.id}", janis.id, {"language": "ru"})
    file = await exports.work(job, ticks)
    assert file is not None
    grid = tables.read(file.data)
    assert (len(grid.lines), grid.header[1]) == (LARGE + 2, "Клиент")
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET left_at = 1 WHERE id = :id", id=janis.id)
    assert await exports.work(job, ticks) is None


async def ticks(_done: int, _total: int) -> None:
    return
