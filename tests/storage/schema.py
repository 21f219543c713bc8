"""Reads the schema back from both databases in one form, to compare them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from storage.database import Database, Row

_INDEX = re.compile(
    r"\((?P<columns>[^()]*(?:\([^()]*\)[^()]*)*)\)(?:\s+WHERE\s+(?P<where>.*))?$", re.DOTALL | re.IGNORECASE
)


@dataclass
class Table:
    """One table: columns with kind and whether they may be empty, keys, indexes, and what they point to."""

    columns: dict[str, tuple[str, bool]] = field(default_factory=dict)
    key: list[str] = field(default_factory=list)
    indexes: set[tuple[bool, str, str]] = field(default_factory=set)
    foreign: set[tuple[str, str, str, str]] = field(default_factory=set)


async def schema(db: Database) -> dict[str, Table]:
    """All tables of this database."""
    tables: dict[str, Table] = defaultdict(Table)
    await (_of_sqlite(db, tables) if db.dialect == "sqlite" else _of_postgres(db, tables))
    return dict(tables)


async def _of_sqlite(db: Database, tables: dict[str, Table]) -> None:
    names = await db.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    for name in (row["name"] for row in names):
        table = tables[name]
        for column in await db.all("SELECT * FROM pragma_table_info(:name)", name=name):
            in_key = bool(column["pk"])
            table.columns[column["name"]] = (_kind(column["type"]), not (column["notnull"] or in_key))
        keys = await db.all("SELECT name FROM pragma_table_info(:name) WHERE pk > 0 ORDER BY pk", name=name)
        table.key = [row["name"] for row in keys]
        for link in await db.all("SELECT * FROM pragma_foreign_key_list(:name)", name=name):
            table.foreign.add((link["from"], link["table"], link["to"] or "id", link["on_delete"]))
        for index in await db.all("SELECT * FROM pragma_index_list(:name) WHERE origin <> 'pk'", name=name):
            table.indexes.add(await _sqlite_index(db, index))


async def _sqlite_index(db: Database, index: Row) -> tuple[bool, str, str]:
    text = await db.value("SELECT sql FROM sqlite_master WHERE name = :name", name=index["name"])
    if text is None:
        columns = await db.all("SELECT name FROM pragma_index_info(:name) ORDER BY seqno", name=index["name"])
        return True, _plain(",".join(row["name"] for row in columns)), ""
    match = _INDEX.search(text.split(" ON ", 1)[1])
    assert match is not None
    return bool(index["unique"]), _plain(match["columns"]), _plain(match["where"] or "")


async def _of_postgres(db: Database, tables: dict[str, Table]) -> None:
    here = "table_schema = 'public'"
    for row in await db.all(
        f"SELECT * FROM information_schema.columns WHERE {here} ORDER BY ordinal_position"
    ):
        kind = (_kind(row["data_type"]), row["is_nullable"] == "YES")
        tables[row["table_name"]].columns[row["column_name"]] = kind
    indexes = """
        SELECT t.relname AS owner, i.indisunique, i.indisprimary, pg_get_indexdef(i.indexrelid) AS text
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid WHERE t.relnamespace = 'public'::regnamespace
    """
    for row in await db.all(indexes):
        match = _INDEX.search(row["text"].split(" USING btree ", 1)[1])
        assert match is not None
        columns, where = _plain(match["columns"]), _plain(match["where"] or "")
        if row["indisprimary"]:
            tables[row["owner"]].key = columns.split(",")
        else:
            tables[row["owner"]].indexes.add((bool(row["indisunique"]), columns, where))
    for row in await db.all(
        "SELECT conrelid::regclass::text AS owner, confrelid::regclass::text AS other, * "
        "FROM pg_constraint WHERE contype = 'f'"
    ):
        await _postgres_link(db, tables[row["owner"]], row)


async def _postgres_link(db: Database, table: Table, row: Row) -> None:
    name = (
        "SELECT attname FROM pg_attribute WHERE attrelid = CAST(:owner AS TEXT)::regclass AND attnum = :place"
    )
    ours = await db.value(name, owner=row["owner"], place=row["conkey"][0])
    theirs = await db.value(name, owner=row["other"], place=row["confkey"][0])
    actions = {b"a": "NO ACTION", b"r": "RESTRICT", b"c": "CASCADE", b"n": "SET NULL", b"d": "SET DEFAULT"}
    table.foreign.add((ours, row["other"], theirs, actions[row["confdeltype"]]))


def _kind(name: str) -> str:
    kinds = {"bigint": "int", "integer": "int", "text": "text", "double precision": "real", "real": "real"}
    return kinds[name.lower()]


def _plain(text: str) -> str:
    """An expression without what the databases add or leave out: casts, brackets, spaces, quotes of names."""
    text = re.sub(r"::\w+(\[\])?", "", text.lower())
    text = re.sub(r"=\s*any\s*\(\(?array\[(.*?)\]\)?\)", r"in (\1)", text)
    text = re.sub(r'[()\s"]|collate\s+"c"', "", text)
    return text.replace("!=", "<>")
