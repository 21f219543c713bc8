"""The rows of a PostgreSQL database as one zip file: what was applied, then a COPY text per table. Knows no table by name."""

import json
import sqlite3
import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import asyncpg

from storage.database.base import Tx
from storage.database.copies import Damaged, appearing, check_seal
from storage.database.postgres import SETTINGS, PostgresTx

_HEADER = "rapport.json"
_VERSIONS = "schema_version"
_TABLES = """
    SELECT c.relname AS name, array_agg(a.attname ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace AND c.relname <> $1
    GROUP BY c.relname ORDER BY c.relname
"""
_FOREIGN_KEYS = """
    SELECT conrelid::regclass::text AS owner, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
"""
_COUNTERS = """
    SELECT table_name AS owner, column_name AS name FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES'
"""


async def dump(url: str, target: Path) -> None:
    """Write every row, all of one moment, while others go on working."""
    settings = {**SETTINGS, "idle_in_transaction_session_timeout": "0"}
    connection = await asyncpg.connect(url, server_settings=settings)  # type: ignore[no-untyped-call]
    try:
        with appearing(target) as partial, ZipFile(partial, "w", ZIP_DEFLATED) as archive:
            async with connection.transaction(isolation="repeatable_read", readonly=True):
                await _write(connection, archive)
    finally:
        await connection.close()


async def _write(connection: Any, archive: ZipFile) -> None:
    versions = await connection.fetch(f"SELECT name, checksum FROM {_VERSIONS} ORDER BY name")
    tables = {row["name"]: row["columns"] for row in await connection.fetch(_TABLES, _VERSIONS)}
    header = {"format": 1, "migrations": {row["name"]: row["checksum"] for row in versions}, "tables": tables}
    archive.writestr(_HEADER, json.dumps(header))
    for table, columns in tables.items():
        with archive.open(f"{table}.copy", "w", force_zip64=True) as member:
            await connection.copy_from_table(table, columns=columns, output=member, format="text")


def migrations_in(source: Path) -> dict[str, str]:
    """Names and checksums of the migrations that the dumped database had; no whole dump: Damaged."""
    check_seal(source)
    try:
        with ZipFile(source) as archive:
            broken = archive.testzip()
            header = json.loads(archive.read(_HEADER))
            for table in header["tables"]:
                archive.getinfo(f"{table}.copy")
            version, migrations = header["format"], dict[str, str](header["migrations"])
    except (BadZipFile, KeyError, TypeError, ValueError, OSError, RuntimeError, zlib.error) as error:
        raise Damaged(f"{source} is no whole backup of a PostgreSQL database") from error
    if broken is not None or version != 1:
        raise Damaged(f"{source} is damaged or of a newer version")
    return migrations


async def load(tx: Tx, source: Path) -> None:
    """Fill freshly made tables from a dump. Foreign keys are taken off meanwhile and checked when they come back."""
    async with _without_foreign_keys(tx) as connection:
        with ZipFile(source) as archive:
            tables = json.loads(archive.read(_HEADER))["tables"]
            for table, columns in tables.items():
                with archive.open(f"{table}.copy") as member:
                    await connection.copy_to_table(table, columns=columns, source=member, format="text")


async def load_sqlite(tx: Tx, source: Path) -> None:
    """Fill freshly made tables from a SQLite file that had the same migrations."""
    async with _without_foreign_keys(tx) as connection:
        with closing(sqlite3.connect(source)) as raw:
            for row in await connection.fetch(_TABLES, _VERSIONS):
                names = ", ".join(f'"{column}"' for column in row["columns"])
                rows = raw.execute(f'SELECT {names} FROM "{row["name"]}"')
                await connection.copy_records_to_table(row["name"], columns=row["columns"], records=rows)


@asynccontextmanager
async def _without_foreign_keys(tx: Tx) -> AsyncIterator[Any]:
    assert isinstance(tx, PostgresTx)
    connection = tx.connection
    keys = await connection.fetch(_FOREIGN_KEYS)
    for key in keys:
        await connection.execute(f"ALTER TABLE {key['owner']} DROP CONSTRAINT {key['name']}")
    yield connection
    for key in keys:
        await connection.execute(
            f"ALTER TABLE {key['owner']} ADD CONSTRAINT {key['name']} {key['definition']}"
        )
    await _set_counters(connection)


async def _set_counters(connection: Any) -> None:
    """New keys begin behind the loaded ones."""
    for counter in await connection.fetch(_COUNTERS):
        owner, name = counter["owner"], counter["name"]
        highest = await connection.fetchval(f'SELECT MAX("{name}") FROM "{owner}"')
        if highest is not None:
            await connection.fetchval(
                "SELECT setval(pg_get_serial_sequence($1, $2), $3)", f'"{owner}"', name, highest
            )
