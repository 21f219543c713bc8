"""Tables as files: CSV, XLSX, .xls, .ods and vCards read, CSV and XLSX written. Not: what the columns mean."""

from bot.files.tables.bad import SIZE_LIMIT, BadFile
from bot.files.tables.cards import grid as read_cards
from bot.files.tables.reading import read, readings
from bot.files.tables.streaming import SHEETS
from bot.files.tables.writing import Cell, csv_bytes, xlsx_bytes

__all__ = [
    "SHEETS",
    "SIZE_LIMIT",
    "BadFile",
    "Cell",
    "csv_bytes",
    "read",
    "read_cards",
    "readings",
    "xlsx_bytes",
]
