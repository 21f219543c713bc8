"""Which figures are asked for: view, days, whose, of which answers; buttons carry it whole. Not: who may see what."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

from bot.domain.figures.cut import WHOLE, Cut
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
    WAVES = "waves"
    QUESTIONS = "questions"
    CASES = "cases"
    COMPLAINTS = "complaints"
    ACTIVITY = "activity"


CUTS: dict[View, tuple[str, ...]] = {
    View.NPS: ("segment", "tier", "programme", "reason"),
    View.WAVES: ("segment", "tier", "programme"),
    View.QUESTIONS: ("segment", "tier", "programme"),
    View.CASES: ("segment", "tier", "reason"),
    View.COMPLAINTS: ("segment", "tier"),
    View.ACTIVITY: ("segment", "tier"),
}
"""What each view can be cut by."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: everything a button must remember. `until`: the last day of the period (0: today, whichever that is),
    as `date.toordinal` counts; so the letter of a week opens that very week."""

    view: View
    days: int
    whose: Whose
    until: int = 0
    cut: Cut = WHOLE

    def seen(self, view: View) -> "Ask":
        """The same question of another view, without what cannot be asked there."""
        kept = {kind: getattr(self.cut, kind) for kind in CUTS[view]}
        if view is not self.view:  # a reason of answers is no cause of cases
            kept.pop("reason", None)
        return replace(self, view=view, cut=Cut(**kept))


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
