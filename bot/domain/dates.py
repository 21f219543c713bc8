"""Dates and times as people type them: strict forms and a few words of six languages. Not: how dates are shown."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.datewords import DAYS_AHEAD, IN_DAYS, IN_WEEKS, NEEDS_TIME, WEEKDAYS
from bot.domain.errors import BadInput
from bot.domain.folding import fold

_LONGEST = 6  # words of the longest form: "in 3 days at 11 :00" and its like
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTS = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{1,4}))?\.?(?: ?г)?")
_CLOCK = r"(?:(?:at|kl\.?|klo|plkst\.?|в|во) (\d{1,2})(?:[:.](\d{2}))?|ב?-?(\d{1,2}):(\d{2}))"
_TIME_LAST = re.compile(rf"(?:(.*?),? )?{_CLOCK}")
_TIME_FIRST = re.compile(rf"{_CLOCK},? (.*)")
_LEADING = re.compile(r"\A(?:(?:on|this|в|во|на|pa|til|den) |ב-?(?=יום |\d))")
_DAY = timedelta(days=1)
YEARS = range(1000, 9000)
"""Years that a day may have: at the ends of the calendar the day after, or its hour in another zone, is none."""


class BadDate(BadInput):
    """A text that is no date or time we take.

    Codes: date-unclear (no form we know), date-short-year (two digits), date-impossible (31.02.), time-impossible (25:00).
    """


@dataclass(frozen=True, slots=True)
class When:
    """A local date, with or without a time of day."""

    day: date
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """A text without the when at its end, and the when."""

    rest: str
    day: date
    clock: time | None


def read_when(text: str, local_now: datetime) -> When:
    """Read `dd.mm[.yyyy] [hh:mm]`, ISO, a time alone, or words ("tomorrow 11:00", "пн 15:30", "in 3 days").

    Without a year it is the next such date from today on; a weekday is the next one, never today unless its time is
    still to come; a time alone is today, else tomorrow. Raises BadDate.
    """
    when = _when(text, local_now)
    if when is None:
        raise BadDate("date-unclear", text=text.strip()[:50])
    return when


def split_when(text: str, local_now: datetime) -> Split | None:
    """Take the when from the end of a text ("Acme tomorrow 11:00"); None without one.

    Raises BadDate if what stands there has the form of a date or time, but there is none such.
    """
    words = text.split()
    for start in range(max(0, len(words) - _LONGEST), len(words)):
        when = _when(" ".join(words[start:]), local_now)
        if when is not None:
            return Split(" ".join(words[:start]).rstrip(" ,;"), when.day, when.clock)
    return None


def read_day(text: str, today: date) -> date:
    """Read a date without a time. Raises BadDate."""
    day = _day(_plain(text), datetime.combine(today, time.max), None)
    if day is None:
        raise BadDate("date-unclear", text=text.strip()[:50])
    return day


def day_of(year: int, month: int, day: int) -> date:
    """The date of three numbers. Raises BadDate if the calendar has none such."""
    try:
        if year in YEARS:
            return date(year, month, day)
    except ValueError:
        pass
    raise BadDate("date-impossible", text=f"{day:02}.{month:02}.{year}")


def _plain(text: str) -> str:
    return re.sub(r"(?<=\d)t(?=\d)", " ", fold(text)).strip(" ,;")


def _when(text: str, now: datetime) -> When | None:
    plain = _plain(text)
    if match := _TIME_LAST.fullmatch(plain):
        said, *digits = match.groups()
    elif match := _TIME_FIRST.fullmatch(plain):
        *digits, said = match.groups()
    else:
        day = _day(plain, now, None)
        return None if day is None else When(day)
    return _timed(said, digits, now)


def _timed(said: str | None, digits: list[str | None], now: datetime) -> When | None:
    """A time, with a day said beside it or not."""
    if said is None:
        clock = _clock(digits)
        return When(now.date() if clock > now.time() else now.date() + _DAY, clock)
    # The clock is judged only beside a day: "Bar 51 30:00" is a name until a date stands there.
    day = _day(said, now, digits)
    return None if day is None else When(day, _clock(digits))


def _clock(digits: list[str | None]) -> time:
    hour, minute = digits[0] or digits[2] or "", digits[1] or digits[3] or "0"
    try:
        return time(int(hour), int(minute))
    except ValueError:
        raise BadDate("time-impossible", text=f"{hour}:{minute.zfill(2)}") from None


def _day(plain: str, now: datetime, clock: list[str | None] | None) -> date | None:
    said = _LEADING.sub("", plain, count=1)
    if match := _ISO.fullmatch(said):
        return day_of(*(int(part) for part in match.groups()))
    if match := _DOTS.fullmatch(said):
        return _dotted(*match.groups(), today=now.date())
    return _worded(said.rstrip("."), now, clock)


def _dotted(day: str, month: str, year: str | None, *, today: date) -> date:
    if year is None:
        this = day_of(today.year, int(month), int(day))
        return this if this >= today else day_of(today.year + 1, int(month), int(day))
    if len(year) != 4:
        raise BadDate("date-short-year", text=f"{day}.{month}.{year}")
    return day_of(int(year), int(month), int(day))


def _worded(said: str, now: datetime, clock: list[str | None] | None) -> date | None:
    today = now.date()
    if said in DAYS_AHEAD:
        return today + _DAY * DAYS_AHEAD[said]
    for pattern, days in ((IN_DAYS, 1), (IN_WEEKS, 7)):
        if match := pattern.fullmatch(said):
            count = next((part for part in match.groups() if part), "1")
            return today + _DAY * days * int(count)
    weekday = WEEKDAYS.get(said)
    if weekday is None and clock is not None:
        weekday = NEEDS_TIME.get(said)
    return None if weekday is None else _next(weekday, now, clock)


def _next(weekday: int, now: datetime, clock: list[str | None] | None) -> date:
    ahead = (weekday - now.weekday()) % 7
    if ahead == 0 and (clock is None or _clock(clock) <= now.time()):
        ahead = 7
    return now.date() + _DAY * ahead
