"""Which figures are asked for: view, days, whose; buttons carry it whole, people type it. Not: who may see what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from bot.domain.errors import BadInput
from bot.domain.folding import fold
from bot.domain.ids import PersonId, TeamId

PERIODS = (7, 30, 90, 365)
"""Days that may be asked for; each period ends today."""

Whose = NewType("Whose", int)
"""0 everybody's, a manager's id, minus a team's id."""

EVERYBODY = Whose(0)


def of_manager(person_id: PersonId) -> Whose:
    """The figures of one manager."""
    return Whose(int(person_id))


def of_team(team_id: TeamId) -> Whose:
    """The figures of a team."""
    return Whose(-int(team_id))


class View(StrEnum):
    """What the picture is about."""

    NPS = "nps"
    CASES = "cases"
    COMPLAINTS = "complaints"
    ACTIVITY = "activity"


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: everything a button must remember. `until`: the last day of the period (0: today, whichever that is),
    as `date.toordinal` counts; so the letter of a week opens that very week."""

    view: View
    days: int
    whose: Whose
    until: int = 0


@dataclass(frozen=True, slots=True)
class Option:
    """Somebody whose figures the actor may see. `name` is empty for everybody; `team_id` is the team of either kind."""

    whose: Whose
    name: str
    team_id: TeamId | None = None

    @property
    def kind(self) -> str:
        """everybody, team or manager."""
        return "everybody" if self.whose == EVERYBODY else "team" if self.whose < 0 else "manager"


@dataclass(frozen=True, slots=True)
class Typed:
    """What followed the command: None where nothing was said. `name` is folded."""

    view: View | None = None
    days: int | None = None
    name: str | None = None
    everybody: bool = False


def _words(**lines: str) -> dict[str, str]:
    return {fold(word): name for name, words in lines.items() for word in words.split()}


_VIEWS = _words(
    nps="nps нпс score rating оценки оценка",
    cases="cases case обращения обращение кейсы",
    complaints="complaints complaint compl жалобы жалоба претензии",
    activity="activity calls активность звонки",
)
_EVERYBODY = {
    fold(word) for word in ["all", "everybody", "everyone", "все", "всё", "visi", "kaikki", "alle", "כולם"]
}
# Days of one unit, in the six languages.
_UNITS = {
    fold(word): days
    for days, words in {
        1: "d day days д дн день дня дней dienas diena päivä päivää pv dag dager יום ימים",
        7: "w wk week weeks н нед неделя недели недель неделю nedēļa nedēļas viikko viikkoa uke uker שבוע",
        30: "m mo month months м мес месяц месяца месяцев mēnesis mēneši kuukausi kk måned måneder חודש",
        90: "q quarter quarters кв квартал квартала ceturksnis kvartaali kvartal רבעון",
        365: "y yr year years г год года лет gads gadi vuosi år שנה",
    }.items()
    for word in words.split()
}
_COUNTED = re.compile(r"(\d{1,4})([^\W\d]*)")
_ALMOST_A_YEAR = 360  # twelve months


def read(text: str) -> Typed:
    """Read "30d janis", "complaints 1y", "90 дней". Raises BadInput "stats-period" for days that are not offered."""
    view: View | None = None
    days: int | None = None
    everybody, name = False, []
    words = fold(text).replace(",", " ").split()
    while words:
        word = words.pop(0)
        if counted := _COUNTED.fullmatch(word):
            days = _days(counted, words)
        elif word in _VIEWS:
            view = View(_VIEWS[word])
        elif word in _UNITS and len(word) > 1:
            days = _UNITS[word]
        elif word in _EVERYBODY:
            everybody = True
        else:
            name.append(word)
    return Typed(view, days, " ".join(name) or None, everybody)


def _days(counted: re.Match[str], rest: list[str]) -> int:
    number, unit = int(counted[1]), counted[2]
    if not unit and rest and rest[0] in _UNITS:
        unit = rest.pop(0)
    days = number * _UNITS.get(unit, 1 if not unit else 0)
    days = 365 if days == _ALMOST_A_YEAR else days
    if days not in PERIODS:
        raise BadInput("stats-period", typed=f"{counted[1]} {unit}".strip())
    return days


def find(options: Sequence[Option], name: str) -> Option:
    """Whom a folded name means. Raises BadInput "stats-nobody" or "stats-several"."""
    named = [(fold(option.name), option) for option in options if option.name]
    exact = [option for folded, option in named if folded == name]
    found = exact or [option for folded, option in named if _fits(folded, name)]
    if not found:
        raise BadInput("stats-nobody", name=name)
    if len(found) > 1:
        raise BadInput("stats-several", name=name, names=", ".join(option.name for option in found[:5]))
    return found[0]


def _fits(folded: str, name: str) -> bool:
    """Every typed word begins a word of the name."""
    return all(any(part.startswith(word) for part in folded.split()) for word in name.split())
