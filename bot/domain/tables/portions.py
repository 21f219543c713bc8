"""Reading a long table some rows at a time, with the same result as all at once. Not: single rows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from bot.domain.tables import cells
from bot.domain.tables.cells import Order
from bot.domain.tables.grid import Grid
from bot.domain.tables.layout import Kind, Layout
from bot.domain.tables.reading import DATES, duplicate, read
from bot.domain.tables.rows import ClientRow, Parsed

SIZE = 400


def portions(
    grid: Grid,
    layout: Layout,
    country: str | None,
    today: date,
    orders: Mapping[str, Order] | None = None,
    size: int = SIZE,
) -> Iterator[Parsed]:
    """Like `read`, in parts of `size` lines; a table of staff comes as a whole, as its rows speak of each other."""
    if layout.kind is Kind.STAFF:
        yield replace(read(grid, layout, country, today, orders), source=tuple(grid.lines))
        return
    # An order that nothing tells is none in every part as well: a part may not guess what the whole does not say.
    settled = _orders(grid, layout) | dict(orders or {})
    first: dict[tuple[str, ...], int] = {}
    lines = iter(grid.lines)
    while some := tuple(islice(lines, size)):
        parsed = read(replace(grid, lines=some), layout, country, today, settled)
        yield replace(_unrepeated(parsed, first), source=some)


def _orders(grid: Grid, layout: Layout) -> dict[str, Order | None]:
    """What comes first in dates with slashes of each column, from the whole table."""
    places = [
        (column.field, column.index) for column in layout.columns if column.field and column.field in DATES
    ]
    found: dict[str, set[str]] = {name: set() for name in DATES}
    for line in grid.lines:
        for name, place in places:
            if place < len(line.cells):
                found[name].add(line.cells[place])
    return {name: cells.slash_order(texts) for name, texts in found.items()}


def _unrepeated(parsed: Parsed, first: dict[tuple[str, ...], int]) -> Parsed:
    """Without the rows that stand in an earlier part; the first counts."""
    kept: list[ClientRow] = []
    problems = list(parsed.problems)
    for row in parsed.clients:
        earlier = first.setdefault(row.key, row.row)
        if earlier == row.row:
            kept.append(row)
        else:
            problems.append(duplicate(row, earlier, parsed.layout))
    problems.sort(key=lambda problem: problem.row)
    return replace(parsed, clients=tuple(kept), problems=tuple(problems))
