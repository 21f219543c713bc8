"""What the letters of Monday hold. Not: how it is gathered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.domain.choices import Choice as Listed
from bot.domain.figures import View
from bot.domain.huddles import Late, Recovered, Said
from bot.domain.ids import TeamId
from bot.usecases.figures import Heading, NpsView, Shown
from storage.staff import Team

VIEWS = (View.NPS, View.CASES, View.COMPLAINTS, View.ACTIVITY)
"""What the week's figures hold."""


@dataclass(frozen=True, slots=True)
class Huddle:
    """A team's week (id 0: those without a team). `in_group`: a group reads it, so names are short and numbers hidden.

    `nps`: as /stats counts it. late: as things stand now. causes: path of the list, how many closed cases.
    changed: improvements that were finished, by their cause or by what they are called.
    """

    team_id: TeamId
    team: str
    first: date
    last: date
    in_group: bool
    nps: NpsView | None
    said: tuple[Said, ...]
    causes: tuple[tuple[tuple[Listed, ...], int], ...]
    late: tuple[Late, ...]
    recovered: tuple[Recovered, ...]
    changed: tuple[str | tuple[Listed, ...], ...]

    @property
    def words(self) -> tuple[Said, ...]:
        """What was said with 0-8, and to the other questions of long forms."""
        return tuple(one for one in self.said if not one.thanks)

    @property
    def thanks(self) -> tuple[Said, ...]:
        """What was said with 9-10."""
        return tuple(one for one in self.said if one.thanks)

    @property
    def empty(self) -> bool:
        """Nothing happened, and nothing is overdue."""
        heard = self.nps is not None and (self.nps.now.n or self.nps.by_managers)
        return not (self.said or self.causes or self.late or self.recovered or self.changed or heard)


@dataclass(frozen=True, slots=True)
class Choice:
    """Whose huddle? For the head."""

    teams: tuple[Team, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of a week as /stats shows them."""

    heading: Heading
    views: Mapping[View, Shown]
