"""The audit: kinds of actions, what a filter asks for, how one is typed. Not: how lines are stored or worded."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.dates import YEARS, read_day
from bot.domain.errors import BadInput
from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId
from bot.domain.worktime import instant, local


class Kind(StrEnum):
    """What sort of action a line is about."""

    VIEW = "view"
    CHANGE = "change"
    EXPORT = "export"
    ACCESS = "access"
    DELETION = "deletion"


# By the last word of an action, then by its noun; whatever else is done is a change.
_BY_VERB = {
    Kind.VIEW: "view search history list words files why words today show timeline",
    Kind.EXPORT: "export sheet print download file",
    Kind.ACCESS: "connect unlink invite revoke relink role team hand-all leave left join deputy away",
    Kind.DELETION: "delete erase erased remove purge restore undelete merge forget",
}
_VERBS = {verb: kind for kind, verbs in _BY_VERB.items() for verb in verbs.split()}
_NOUNS = {"team": Kind.ACCESS, "absence": Kind.ACCESS, "link": Kind.ACCESS, "erasure": Kind.DELETION}
_WHOLE = {"import.undo": Kind.DELETION, "person.add": Kind.ACCESS, "person.confirm": Kind.ACCESS}


def kind_of(action: str) -> Kind:
    """The kind of an action such as "client.view"."""
    noun, _, verb = action.partition(".")
    return _WHOLE.get(action) or _VERBS.get(verb) or _NOUNS.get(noun) or Kind.CHANGE


@dataclass(frozen=True, slots=True)
class Entry:
    """One line as stored: ids and codes. `client_id` and `person_id`: whom it concerned when it was written."""

    id: int
    at: datetime
    actor_id: PersonId | None
    action: str
    kind: Kind
    thing: str | None
    client_id: ClientId | None
    person_id: PersonId | None
    old: str | None
    new: str | None


PERIODS = ("today", "7d", "30d")


@dataclass(frozen=True, slots=True)
class Asked:
    """A filter; every part of it narrows. `period`: empty, one of PERIODS, or two ordinals of days with a dash."""

    person: PersonId | None = None
    client: ClientId | None = None
    kind: Kind | None = None
    period: str = ""

    def days(self, today: date) -> tuple[date, date] | None:
        """First and last day, None for all time. Raises BadInput for a period nobody made."""
        if not self.period:
            return None
        if self.period in PERIODS:
            back = {"today": 0, "7d": 6, "30d": 29}[self.period]
            return today - timedelta(days=back), today
        first, _, last = self.period.partition("-")
        try:
            days = date.fromordinal(int(first)), date.fromordinal(int(last))
        except (ValueError, OverflowError):
            raise BadInput("audit-period") from None
        if any(one.year not in YEARS for one in days):
            raise BadInput("audit-period")
        return days

    def instants(self, now: datetime, zone: str) -> tuple[datetime, datetime] | None:
        """From when to before when (UTC), by the days of a zone."""
        days = self.days(local(now, zone).date())
        if days is None:
            return None
        return instant(days[0], time(0), zone), instant(days[1] + timedelta(days=1), time(0), zone)


@dataclass(frozen=True, slots=True)
class Typed:
    """What followed /audit: the filter, and a name (as typed) that is still to be found."""

    asked: Asked
    name: str | None


def _table(**lines: str) -> dict[str, str]:
    return {fold(word): name for name, words in lines.items() for word in words.split()}


_KINDS = _table(
    view="views view viewed просмотр просмотры",
    change="changes change changed изменения изменение правки",
    export="exports export exported выгрузка выгрузки экспорт",
    access="access links доступ доступы",
    deletion="deletion deletions deleted удаление удаления",
)
_TODAY = {fold(word) for word in ("today", "сегодня")}
_DAYS = re.compile(r"(7|30) ?(?:d|day|days|д|дн|дней)")
_DATE = r"\d{1,2}\.\d{1,2}(?:\.\d{4})?\.?|\d{4}-\d{1,2}-\d{1,2}"
_RANGE = re.compile(rf"(?P<first>{_DATE})(?: ?[-–—] ?(?P<last>{_DATE}))?")
_PIECES = re.compile(rf"(?<!\S)(?:{_RANGE.pattern}|(?P<days>{_DAYS.pattern})|\S+)(?!\S)", re.IGNORECASE)


def read(text: str, today: date) -> Typed:
    """Read "janis exports 7d", "Acme 1.11-15.11". Dates without a year are the last such. Raises BadDate, BadInput."""
    asked, name = Asked(), []
    for piece in _PIECES.finditer(text.strip()[:200]):
        word = fold(piece[0])
        if piece["first"]:
            asked = replace(asked, period=_period(piece["first"], piece["last"], today))
        elif piece["days"]:
            asked = replace(asked, period="7d" if word.startswith("7") else "30d")
        elif word in _TODAY:
            asked = replace(asked, period="today")
        elif word in _KINDS:
            asked = replace(asked, kind=Kind(_KINDS[word]))
        else:
            name.append(piece[0])
    return Typed(asked, " ".join(name) or None)


def _period(first: str, last: str | None, today: date) -> str:
    begins = _past(first, today)
    ends = begins if last is None else _past(last, today)
    if ends < begins:
        raise BadInput("audit-period")
    return f"{begins.toordinal()}-{ends.toordinal()}"


def _past(text: str, today: date) -> date:
    day = read_day(text, today)
    if _no_year(text) and day > today:
        return read_day(f"{text.rstrip('.')}.{day.year - 1}", today)
    return day


def _no_year(text: str) -> bool:
    return not re.search(r"\d{4}", text)
