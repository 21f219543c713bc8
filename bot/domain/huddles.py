"""The letters of Monday: when they come, which week they are about, what a huddle holds. Not: wording, rows."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.domain.worktime import Hours, instant, local, next_opening, workday_on_or_after

AT = time(9, 30)
WEEK = timedelta(days=7)
THANKS = 9
"""From this score on words are thanks."""

# In a group: a row of seven digits or more, and what has the form of an e-mail address, a link to an account or its name
# (which would also ring for that account, if it is there).
_NUMBER = re.compile(r"\+?\d(?:[\s().\-–/]{0,3}\d){6,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ACCOUNT = re.compile(r"(?:https?://)?\b(?:t|telegram)\.me/\S+|(?<![\w/])@[A-Za-z]\w{3,31}\b", re.IGNORECASE)
HIDDEN = "***"


def first_after(hours: Hours, at: time, after: datetime) -> datetime:
    """When the next letter after an instant is due (UTC): Monday at this local time, else the next working day."""
    day = local(after, hours.zone).date()
    monday = day - timedelta(days=day.weekday())
    while True:
        due = instant(workday_on_or_after(hours, monday), at, hours.zone)
        if due > after:
            return due
        monday += WEEK


def about(due: datetime, zone: str) -> date:
    """The Monday on which the week began that a letter due then is about: the one before its own."""
    day = local(due, zone).date()
    return day - timedelta(days=day.weekday()) - WEEK


def between(first: date, last: date) -> list[date]:
    """Mondays after `first` and before `last`: weeks whose letter never had a working day."""
    found, monday = [], first + WEEK
    while monday < last:
        found.append(monday)
        monday += WEEK
    return found


def late(hours: Hours, due: datetime, now: datetime) -> datetime | None:
    """When a letter that rings now goes: at once on its own day while there is work, else at the next opening of the same
    week; None: the week is over, so it is skipped."""
    first, today = local(due, hours.zone), local(now, hours.zone)
    if first.date() == today.date() and today.time() < hours.closes:
        return now
    opening = next_opening(hours, now)
    return opening if _week(local(opening, hours.zone)) == _week(first) else None


def _week(at: datetime) -> tuple[int, int]:
    year, week, _ = at.isocalendar()
    return year, week


def masked(text: str) -> str:
    """Words as a group may read them: without telephone numbers, e-mail addresses and names of accounts."""
    for pattern in (_MAIL, _ACCOUNT, _NUMBER):
        text = pattern.sub(HIDDEN, text)
    return text


@dataclass(frozen=True, slots=True)
class Said:
    """What one answer came with in the week. `voices`: messages without text; `by_manager`: noted down on the phone;
    `further`: to the other questions of a long form."""

    score: int
    person: str
    client: str
    words: tuple[str, ...]
    voices: int
    by_manager: bool
    further: bool = False

    @property
    def thanks(self) -> bool:
        """Why a high score was given; what somebody wishes besides is none, whatever the score."""
        return self.score >= THANKS and not self.further

    @property
    def text(self) -> str:
        """All words in one line, with a stroke between messages."""
        return " / ".join(" ".join(one.split()) for one in self.words)


@dataclass(frozen=True, slots=True)
class Late:
    """A case or complaint that is overdue now: of whom (`private`: a person, not a company), which clock, since when
    (UTC), whose turn it is."""

    noun: str
    number: int | None
    client: str
    clock: str
    due: datetime
    owner: str | None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Recovered:
    """Somebody who was asked again after a closed case: the score of the case, and the one of now."""

    person: str
    client: str
    before: int
    now: int


def in_group(person: str, client: str) -> tuple[str, str]:
    """The names a group may read: the first name, and the company; of a private client the first name alone."""
    first = person.split()[0] if person.split() else person
    return first, first if client == person else client
