"""Every text that people see comes through one Translator: Fluent files, plurals, dates, escapes, isolates. No text here."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import DateTimePattern
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.runtime.types import FluentFloat, FluentInt, FluentType
from fluent.syntax.ast import Junk

from bot.domain.choices import Choice

Value = str | int | float | dt.datetime | dt.date | dt.timedelta

LANGUAGES: tuple[str, ...] = ("en", "ru")
"""Languages whose catalogs are complete."""

FALLBACK = "en"
ALIASES = {"no": "nb", "nn": "nb", "iw": "he"}
"""Codes that Telegram's clients send for a language which we know by another one."""

# Babel's plain "en" writes American dates; Rapport's English is the international one (Tue 24 Nov, 16:00).
_BABEL = {"en": "en_GB"}
_WEEKS = {"he": "he_IL"}  # weeks begin by territory; a bare language has none
_LOCALES = Path(__file__).parent / "locales"
_FSI, _PDI, _RLM = "\u2068", "\u2069", "\u200f"

log = logging.getLogger(__name__)


class MissingText(KeyError):
    """A catalog lacks a text, or a call did not give one of its variables."""

    def __str__(self) -> str:
        return str(self.args[0])


class Html(str):
    """A value that is already safe HTML and must not be escaped again."""

    __slots__ = ()


class _Shown(FluentType, str):
    """A text value: selectors compare the raw string, placeables show the escaped and isolated one."""

    shown: str

    def format(self, locale: Locale) -> str:  # type: ignore[override]
        return self.shown


class _Int(FluentInt):
    def format(self, locale: Locale) -> str:
        return _inserted(int(self), locale)


class _Float(FluentFloat):
    def format(self, locale: Locale) -> str:
        return _inserted(float(self), locale)


class Catalog:
    """The compiled texts of one language."""

    def __init__(self, language: str, sources: Iterable[str]) -> None:
        # Fluent refuses placeables above 2,500 characters to guard against hostile catalogs. Ours are our own, and
        # people write messages of 4,096.
        resolver.MAX_PART_LENGTH = 100_000
        self.language = language
        self.locale = Locale.parse(_BABEL.get(language, language))
        self.rtl = self.locale.text_direction == "rtl"
        self._bundle = FluentBundle([str(self.locale)], use_isolating=False)
        for source in sources:
            self._add(source)
        self._dates: dict[str, DateTimePattern] = {}
        self._fixed: dict[str, str] = {}  # texts without values, worded once

    def _add(self, source: str) -> None:
        resource = FluentResource(source)
        if junk := [entry.content for entry in resource.body if isinstance(entry, Junk)]:
            raise ValueError(f"catalog {self.language} cannot be read at: {(junk[0] or '')[:80]!r}")
        self._bundle.add_resource(resource)

    def has(self, key: str) -> bool:
        return self._bundle.has_message(key)

    def format(self, key: str, values: Mapping[str, Any]) -> str:
        """Word one message. Raises MissingText for an unknown key or a variable that was not given."""
        if values:
            return self._format(key, values)
        text = self._fixed.get(key)
        if text is None:
            text = self._fixed[key] = self._format(key, values)
        return text

    def _format(self, key: str, values: Mapping[str, Any]) -> str:
        try:
            pattern = self._bundle.get_message(key).value
        except LookupError:
            raise MissingText(f"no text {key!r} in {self.language}") from None
        if pattern is None:
            raise MissingText(f"text {key!r} in {self.language} is empty")
        errors: list[Exception] = []
        now = resolver.CurrentEnvironment(args=dict(values))
        text = pattern(resolver.ResolverEnvironment(context=self._bundle, errors=errors, current=now))
        if isinstance(text, FluentType):
            text = text.format(self.locale)
        if errors:
            raise MissingText(f"text {key!r} in {self.language}: {errors[0]}")
        return _anchored(str(text)) if self.rtl else str(text)

    def moment(self, when: dt.date | dt.datetime, skeleton: str) -> str:
        """Word a date or time by a CLDR skeleton such as MMMEd."""
        pattern = self._dates.get(skeleton)
        if pattern is None:
            pattern = self._dates[skeleton] = self.locale.datetime_skeletons[skeleton]
        return pattern.apply(when, self.locale)


@dataclass(frozen=True, slots=True, eq=False)
class Translator:
    """Texts, dates and numbers for one reader: a language and an IANA zone."""

    catalog: Catalog
    zone: str

    @property
    def language(self) -> str:
        return self.catalog.language

    def __call__(self, key: str, /, **values: Value) -> Html:
        """Word a message as HTML: text values are escaped unless they are Html, as what this gives is."""
        return Html(self._word(key, values, html=True))

    def plain(self, key: str, /, **values: Value) -> str:
        """Word a button label, a toast or a heading: no markup, nothing escaped."""
        return self._word(key, values, html=False)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return self.catalog.has(key)

    def choice(self, family: str, choice: Choice) -> str:
        """Word an entry of a company's list, as `plain`: its own text, else the catalog's `family-id`."""
        key = f"{family}-{choice.id}"
        return choice.text(self.language, worded=self.has(key)) or self.plain(key)

    def date(self, day: dt.date) -> str:
        """24 Nov 2026."""
        return self.catalog.moment(self._local(day), "yMMMd")

    def day(self, day: dt.date) -> str:
        """Tue 24 Nov."""
        return self.catalog.moment(self._local(day), "MMMEd")

    def short(self, day: dt.date) -> str:
        """24 Nov: where the year is plain and room is scarce."""
        return self.catalog.moment(self._local(day), "MMMd")

    def annual(self, day: dt.date) -> str:
        """24 November: a date that comes every year."""
        return self.catalog.moment(self._local(day), "MMMMd")

    def months(self) -> list[str]:
        """Jan, Feb, …: short enough for buttons, three a row."""
        names = self.catalog.locale.months["stand-alone"]["abbreviated"]
        return [name.rstrip(".") for name in names.values()]

    def weekdays(self) -> tuple[int, list[str]]:
        """The weekday on which weeks begin (Monday = 0), and two-letter names of seven days from it on."""
        names = self.catalog.locale.days["stand-alone"]["short"]
        first = Locale.parse(_WEEKS.get(self.language, str(self.catalog.locale))).first_week_day
        return first, [names[(first + n) % 7][:2] for n in range(7)]

    def country(self, code: str) -> str:
        """The name of a country by its ISO code, else the code itself."""
        return str(self.catalog.locale.territories.get(code, code))

    def time(self, moment: dt.datetime) -> str:
        """16:00, in the reader's zone."""
        return self.catalog.moment(self._local(moment), "Hm")

    def when(self, moment: dt.datetime, *, with_year: bool = False) -> str:
        """Tue 24 Nov, 16:00, in the reader's zone."""
        local = self._local(moment)
        day = self.catalog.moment(local, "yMMMEd" if with_year else "MMMEd")
        return f"{day}, {self.catalog.moment(local, 'Hm')}"

    def number(self, number: float, digits: int = 0) -> str:
        """A number with exactly so many digits after the point."""
        return _number(number, str(self.catalog.locale), digits)

    def percent(self, share: float) -> str:
        """44 % for 0.44."""
        return str(format_percent(round(share, 2), locale=self.catalog.locale))

    def signed(self, number: float, digits: int = 0) -> str:
        """+42, -7, 0."""
        rounded = round(number, digits) or 0
        text = self.number(abs(rounded), digits)
        symbols = self.catalog.locale.number_symbols["latn"]
        sign = symbols["plusSign"] if rounded > 0 else symbols["minusSign"] if rounded < 0 else ""
        return f"{sign}{text}"

    def join(self, items: Iterable[str]) -> str:
        """A, B and C. Html when any item is, the others escaped."""
        parts = list(items)
        if any(isinstance(part, Html) for part in parts):
            parts = [part if isinstance(part, Html) else escape(part, quote=False) for part in parts]
            return Html(format_list(parts, locale=self.catalog.locale))
        return format_list(parts, locale=self.catalog.locale) if parts else ""

    def duration(self, length: dt.timedelta) -> str:
        """The two largest of days, hours and minutes in words: 1 day, 4 hours."""
        minutes = max(0, round(length.total_seconds() / 60))
        parts = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
        shown = [(unit, count) for unit, count in parts if count][:2] or [("minute", 0)]
        locale = self.catalog.locale
        words = [format_unit(count, f"duration-{unit}", "long", locale=locale) for unit, count in shown]
        return format_list(words, "unit-short", locale=locale)

    def _local(self, day: dt.date) -> dt.date:
        if not isinstance(day, dt.datetime):
            return day
        if day.tzinfo is None:
            raise ValueError("a time without zone cannot be told to anybody")
        return day.astimezone(_zone(self.zone))

    def _word(self, key: str, values: Mapping[str, Value], *, html: bool) -> str:
        wrapped = {name: self._wrap(value, html=html) for name, value in values.items()}
        try:
            return self.catalog.format(key, wrapped)
        except MissingText as gap:
            if not _forgiving or self.language == FALLBACK:
                raise
            log.error("missing text", extra={"text": key, "language": self.language, "gap": str(gap)})
            return _catalog(FALLBACK).format(key, wrapped)

    def _wrap(self, value: Value, *, html: bool) -> FluentType:
        if isinstance(value, bool):
            return _shown("yes" if value else "no", "")
        if isinstance(value, int):
            return _Int(value)
        if isinstance(value, float):
            return _Float(value)
        text = self._text(value)
        shown = escape(text, quote=False) if html and not isinstance(value, Html) else text
        return _shown(text, f"{_FSI}{shown}{_PDI}" if self.catalog.rtl and shown else shown)

    def _text(self, value: str | dt.datetime | dt.date | dt.timedelta) -> str:
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, dt.datetime):
            return self.when(value)
        if isinstance(value, dt.date):
            return self.date(value)
        return self.duration(value)


@lru_cache(maxsize=4096)
def translator(language: str, zone: str) -> Translator:
    """The Translator of a language (English where we have no catalog) and an IANA zone."""
    return Translator(_catalog(match_language(language, FALLBACK)), zone)


def match_language(code: str | None, default: str) -> str:
    """The language we have for a code such as pt-BR, no or iw, else the default."""
    short = (code or "").replace("_", "-").partition("-")[0].lower()
    known = ALIASES.get(short, short)
    return known if known in LANGUAGES else default


def forgive() -> None:
    """From now on a missing text is logged and told in English. For a running bot; tests stay strict."""
    global _forgiving
    _forgiving = True


_forgiving = False


@lru_cache(maxsize=16)
def _catalog(language: str) -> Catalog:
    files = sorted((_LOCALES / language).glob("*.ftl"))
    return Catalog(language, [file.read_text(encoding="utf-8") for file in files])


@lru_cache(maxsize=1024)
def _zone(name: str) -> dt.tzinfo:
    return dt.UTC if name == "UTC" else ZoneInfo(name)


@lru_cache(maxsize=8192)
def _number(number: float, locale: str, digits: int | None = None) -> str:
    if digits is None:
        return str(format_decimal(number, locale=locale))
    shape = "#,##0." + "0" * digits if digits else "#,##0"
    return str(format_decimal(round(number, digits), format=shape, locale=locale))


def _shown(raw: str, shown: str) -> _Shown:
    value = _Shown(raw)
    value.shown = shown
    return value


def _inserted(number: float, locale: Locale) -> str:
    text = _number(number, str(locale))
    return f"{_FSI}{text}{_PDI}" if locale.text_direction == "rtl" else text


def _anchored(text: str) -> str:
    """Begin each line right-to-left: one that opens with Latin, a digit or an emoji would turn round otherwise."""
    return "\n".join(
        _RLM + line if line and not "\u0590" <= line[0] <= "\u05ff" else line for line in text.split("\n")
    )
