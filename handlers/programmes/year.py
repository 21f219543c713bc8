"""The year ahead: the picture, and every date of it in words. Not: which days."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.charts import Mark, Month, Series, YearChart
from bot.domain.programmes import CODES, Round
from bot.i18n import Html, Translator
from bot.usecases.programmes import Delay, Shown, Year
from handlers.lists import cut

_TEAMS = 60
_MOST = 4
"""So many delays stand under the year: a caption has 1,024 signs. A survey's own screen names all of its."""


def chart(shown: Shown, t: Translator) -> YearChart:
    """The calendar of twelve months."""
    year, (first_weekday, names) = shown.year, t.weekdays()
    months = [_month(year, begin, first_weekday, t) for begin in _months(year)]
    return YearChart(
        title=t.plain("programmes-title"),
        subtitle=f"{_name(year.first, t)} – {_name(year.last, t)}",
        weekdays=tuple(names),
        months=tuple(months),
        series=tuple(Series(letter(code, t), t.plain(f"programme-short-{code}")) for code in CODES),
        note=t.plain(
            "programmes-chart-note-left"
            if any(one.behind for one in year.rounds)
            else "programmes-chart-note"
        ),
        rtl=t.catalog.rtl,
    )


def letter(code: str, t: Translator) -> str:
    """The one letter that stands for a programme."""
    return t.plain(f"programme-letter-{code}")


def words(shown: Shown, t: Translator) -> list[str]:
    """The dates of every programme, and what is left out."""
    every = shown.year.rounds
    lines: list[str] = [_dates(code, shown, t) for code in CODES]
    hand = [one for one in every if one.behind == one.programme]
    left = [one for one in every if one.behind and one not in hand]
    for key, found in (("programmes-left", left), ("programmes-by-hand", hand)):
        if found:
            names = [
                t("programmes-left-one", day=t.short(one.day), letter=letter(one.programme, t))
                for one in found
            ]
            lines.append(t(key, days=t.join(names)))
    lines += [
        t(
            "programmes-by-hand-teams",
            day=t.short(one.round.day),
            letter=letter(one.round.programme, t),
            teams=cut(", ".join(one.teams), _TEAMS),
        )
        for one in shown.year.served
    ]
    return [*lines, *later(shown.year.delays, _MOST, t)]


def later(found: Sequence[Delay], most: int, t: Translator) -> list[Html]:
    """Where the day of a round is none of asking, and on which they are asked; the first of them, when there are many."""
    if not found:
        return []
    said = [_delay(one, t) for one in found[:most]]
    text = Html(", ".join(said))
    return [t("programmes-later-more" if len(found) > most else "programmes-later", days=text)]


def _delay(one: Delay, t: Translator) -> Html:
    values = {
        "day": t.short(one.round.day),
        "letter": letter(one.round.programme, t),
        "to": t.short(one.to),
    }
    if not one.countries:
        return t("programmes-later-one", **values)
    return t("programmes-later-there", countries=t.join([t.country(c) for c in one.countries]), **values)


def days(found: Iterable[Round], t: Translator) -> str:
    """16 Dec, 18 Jan; windows as 4 Jan – 8 Jan."""
    return ", ".join(
        t.short(one.day) if one.day == one.last else f"{t.short(one.day)} – {t.short(one.last)}"
        for one in found
    )


def _dates(code: str, shown: Shown, t: Translator) -> Html:
    values = {"letter": letter(code, t), "survey": t.plain(f"programme-{code}")}
    if not shown.of(code).on:
        return t("programmes-off", **values)
    goes = [one for one in shown.year.rounds if one.programme == code and not one.behind]
    if not goes:
        return t("programmes-none", **values)
    return t("programmes-dates", days=days(goes, t), **values)


def _months(year: Year) -> list[date]:
    found = [year.first]
    while len(found) < 12:
        found.append((found[-1] + timedelta(days=31)).replace(day=1))
    return found


def _month(year: Year, begin: date, first_weekday: int, t: Translator) -> Month:
    days = ((begin + timedelta(days=31)).replace(day=1) - begin).days
    here = [begin + timedelta(days=n) for n in range(days)]
    marks = {mark.day: mark for one in year.rounds for mark in _marks(one, begin, year.off)}
    return Month(
        name=_name(begin, t),
        start=(begin.weekday() - first_weekday) % 7,
        days=days,
        off=tuple(day.day for day in here if day in year.off),
        marks=tuple(marks.values()),
        today=year.today.day if year.today in here else 0,
    )


def _marks(one: Round, begin: date, off: frozenset[date]) -> list[Mark]:
    span = [one.day + timedelta(days=n) for n in range((one.last - one.day).days + 1)]
    here = [day for day in span if (day.year, day.month) == (begin.year, begin.month) and day not in off]
    return [Mark(day.day, CODES.index(one.programme), one.behind is not None) for day in here]


def _name(month: date, t: Translator) -> str:
    """November 2026, as a heading."""
    name = t.catalog.locale.months["stand-alone"]["wide"][month.month]
    return f"{name[:1].upper()}{name[1:]} {month.year}"
