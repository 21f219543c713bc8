"""What is wrong with a file, row by row, until the time for its undo is over. Not: wording."""

import json
from collections.abc import Mapping, Sequence

from bot.domain.imports import Faulty
from bot.domain.tables import RowProblem, Severity
from storage.database import Conn, Row, Tx

_PUT = (
    "INSERT INTO import_problems (import_id, line, place, heading, code, severity, detail, cells)"
    " VALUES (:id, :line, :place, :heading, :code, :severity, :detail, :cells)"
)


async def put(
    tx: Tx, import_id: int, problems: Sequence[RowProblem], cells: Mapping[int, Sequence[str]]
) -> None:
    """Keep the problems of some rows, with the rows themselves by number."""
    places: dict[int, int] = {}
    kept = []
    for one in problems:
        place = places[one.row] = places.get(one.row, -1) + 1
        kept.append(
            {
                "id": import_id,
                "line": one.row,
                "place": place,
                "heading": one.column,
                "code": one.code,
                "severity": one.severity.value,
                "detail": json.dumps(dict(one.detail), ensure_ascii=False),
                "cells": None if place else json.dumps(list(cells.get(one.row, ())), ensure_ascii=False),
            }
        )
    await tx.many(_PUT, kept)


async def first(conn: Conn, import_id: int, count: int) -> tuple[RowProblem, ...]:
    """The first problems, errors before warnings where not all can be shown."""
    rows = await conn.all(
        "SELECT line, place, heading, code, severity, detail FROM import_problems WHERE import_id = :id"
        " ORDER BY CASE severity WHEN 'error' THEN 0 WHEN 'duplicate' THEN 1 ELSE 2 END, line, place LIMIT :count",
        id=import_id,
        count=count,
    )
    return tuple(sorted(map(_problem, rows), key=lambda one: one.row))


async def faulty(conn: Conn, import_id: int) -> list[Faulty]:
    """Every row with a problem, in the order of the file."""
    rows = await conn.all(
        "SELECT line, place, heading, code, severity, detail, cells FROM import_problems WHERE import_id = :id"
        " ORDER BY line, place",
        id=import_id,
    )
    found: list[Faulty] = []
    for row in rows:
        if row["place"] and found:
            before = found.pop()
            found.append(Faulty(before.row, before.cells, (*before.problems, _problem(row))))
        else:
            found.append(Faulty(row["line"], tuple(json.loads(row["cells"] or "[]")), (_problem(row),)))
    return found


def _problem(row: Row) -> RowProblem:
    return RowProblem(
        row["line"], row["heading"], row["code"], Severity(row["severity"]), json.loads(row["detail"])
    )
