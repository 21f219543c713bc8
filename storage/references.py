"""Which columns of any table point at a table, read from the migrations, so that no noun can be forgotten. No queries."""

import re
from functools import lru_cache

from storage.migrator import shipped

_CREATE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*?)^\)", re.DOTALL | re.MULTILINE)
_COLUMN = re.compile(r"^ {4}(\w+) [^,\n]*REFERENCES (\w+) \(id\)", re.MULTILINE)
_ADDED = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+) [^;\n]*REFERENCES (\w+) \(id\)")


@lru_cache(maxsize=16)
def references(table: str) -> tuple[tuple[str, str], ...]:
    """Every (table, column) that points at this table's id."""
    found: list[tuple[str, str]] = []
    for migration in shipped():
        for name, body in _CREATE.findall(migration.text):
            found += [(name, column) for column, target in _COLUMN.findall(body) if target == table]
        found += [
            (name, column) for name, column, target in _ADDED.findall(migration.text) if target == table
        ]
    return tuple(found)
