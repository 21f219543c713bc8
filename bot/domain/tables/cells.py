"""Single cells: texts to dates, shares and choices. Not: rows, phones."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.domain import occasions
from bot.domain.dates import BadDate, day_of
from bot.domain.occasions import AnnualDate

NAME_LIMIT = 200
TEXT_LIMIT = 4000

_MIDNIGHT = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?$")
_PARTED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{1,4}))?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_NONE = re.compile(
    r"[0/.\-]*0[/.\-]0+[/.\-]0+(?: [0:]+)?"
)  # how programs write an empty date: 0/0/00, 0000-00-00
_SERIAL = re.compile(r"[1-6]\d{4}(?:\.\d+)?")  # a spreadsheet's date without its form: days, 1927 to 2091
_SERIAL_ZERO = date(1899, 12, 30)
_NO_YEAR = 1604  # what Apple's programs write for a birthday without a year
_EMAIL = re.compile(r"[^@\s,;<>()]+@[^@\s,;<>()]+\.[^@\s.,;<>()]{2,}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


class BadCell(Exception):
    """A cell that cannot be used; `code` and `detail` word it."""

    def __init__(self, code: str, **detail: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


class Order(StrEnum):
    """What comes first in dates like 03/04/1990 of one column."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


def clean(text: str) -> str:
    """One line without control characters and doubled spaces."""
    return " ".join(_CONTROL.sub(" ", text).split())


def name(text: str) -> str:
    """A name or other short text. Raises BadCell too-long."""
    return _limited(clean(text), NAME_LIMIT)


def note(text: str, *, limited: bool = True) -> str:
    """A longer text that keeps its lines. Raises BadCell too-long."""
    bare = _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return _limited(bare, TEXT_LIMIT) if limited else bare


def _limited(text: str, limit: int) -> str:
    if len(text) > limit:
        raise BadCell("too-long", length=len(text), limit=limit)
    return text


def slash_order(texts: Iterable[str]) -> Order | None:
    """The order of a column of dates written with slashes or dashes: set by any part above 12, None if nothing tells."""
    votes: Counter[Order] = Counter()
    for match in filter(None, map(_PARTED.fullmatch, map(_bare, texts))):
        first, second = int(match[1]) > 12, int(match[2]) > 12
        if first != second:
            votes[Order.DAY_FIRST if first else Order.MONTH_FIRST] += 1
    return next(iter(votes)) if len(votes) == 1 else None


def day(text: str, order: Order | None) -> date:
    """A full date: ISO, d.m.y, or with slashes in the column's order. Raises BadCell with a date code."""
    annual = birthday(text, order)
    if annual.year is None:
        raise BadCell("date-no-year", text=text)
    return annual.on(annual.year)


def birthday(text: str, order: Order | None) -> AnnualDate:
    """Like `day`, and the year may be missing."""
    found = _annual(text, order)
    return AnnualDate(found.day, found.month) if found.year == _NO_YEAR else found


def no_date(text: str) -> bool:
    """Whether a cell of dates is empty in all but its signs."""
    return bool(_NONE.fullmatch(clean(text)))


def _annual(text: str, order: Order | None) -> AnnualDate:
    bare = _bare(text)
    try:
        if _SERIAL.fullmatch(bare):
            return AnnualDate.of(_SERIAL_ZERO + timedelta(days=int(bare[:5])))
        if match := _YEAR_FIRST.fullmatch(bare):
            return AnnualDate.of(day_of(int(match[1]), int(match[2]), int(match[3])))
        if match := _PARTED.fullmatch(bare):
            return _parted(text, match, order)
        return occasions.parse(bare)
    except BadDate as wrong:
        raise BadCell(wrong.code, text=text) from None


def _bare(text: str) -> str:
    """Without the midnight that spreadsheets add, and the Russian «г.»."""
    return re.sub(r" ?г\.?$", "", _MIDNIGHT.sub("", clean(text)))


def _parted(text: str, match: re.Match[str], order: Order | None) -> AnnualDate:
    first, second, year = int(match[1]), int(match[2]), match[3]
    if year is not None and len(year) != 4:
        raise BadCell("date-short-year", text=text)
    if first == second or order is Order.DAY_FIRST or (order is None and first > 12 >= second):
        found = first, second
    elif order is Order.MONTH_FIRST or (order is None and second > 12):
        found = second, first
    else:
        raise BadCell("date-ambiguous", text=text)
    return AnnualDate(*found, None if year is None else int(year))


def share(text: str) -> float:
    """A share of sales in percent, 0-100. Raises BadCell share-unclear."""
    bare = clean(text).replace("%", "").replace(" ", "").replace(",", ".")
    try:
        value = float(bare)
    except ValueError:
        raise BadCell("share-unclear", text=text) from None
    if not 0 <= value <= 100:
        raise BadCell("share-unclear", text=text)
    return value


def email(text: str) -> str:
    """An address that could be one. Raises BadCell email-unclear."""
    bare = clean(text).removeprefix("mailto:")
    if not _EMAIL.fullmatch(bare):
        raise BadCell("email-unclear", text=text)
    return bare


def zone(text: str) -> str:
    """An IANA zone name. Raises BadCell zone-unknown."""
    bare = clean(text)
    try:
        return ZoneInfo(bare).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadCell("zone-unknown", text=text) from None
