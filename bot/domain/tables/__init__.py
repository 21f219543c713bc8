"""Tables of clients and staff, from plain rows to typed ones with every problem named. Not: bytes, what is stored."""

from bot.domain.tables.cells import Order
from bot.domain.tables.grid import Grid, Line
from bot.domain.tables.heading import body, headings
from bot.domain.tables.layout import BadTable, Column, Kind, Layout, fields_of, layout_of
from bot.domain.tables.portions import portions
from bot.domain.tables.reading import read
from bot.domain.tables.rows import ClientRow, Parsed, Ref, RowProblem, Severity, StaffRow
from bot.domain.tables.staff import roles

__all__ = [
    "BadTable",
    "ClientRow",
    "Column",
    "Grid",
    "Kind",
    "Layout",
    "Line",
    "Order",
    "Parsed",
    "Ref",
    "RowProblem",
    "Severity",
    "StaffRow",
    "body",
    "fields_of",
    "headings",
    "layout_of",
    "portions",
    "read",
    "roles",
]
