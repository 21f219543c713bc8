"""What a figure's screen shows: read once, drawn as picture, words or file. Not: how it is read."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.choices import Choice
from bot.domain.figures import Activity, Ask, Cases, Complaints, Option
from bot.domain.nps import Change, Figure
from storage.figures import AnswerRow, Asked, Low, Round, Tally

_NOBODY = Tally(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Heading:
    """The question and whose answer it is; `options` are everybody whose figures this actor may choose.

    `segment` is how the segment of the cut is written, `reason` its reason or cause.
    `weekly`: whether the actor gets the week's figures on Mondays; None for who never does.
    """

    ask: Ask
    option: Option
    options: tuple[Option, ...]
    first: date
    last: date
    segment: str = ""
    reason: tuple[Choice, ...] = ()
    weekly: bool | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the trend: the period that ends on `last`."""

    last: date
    figure: Figure


@dataclass(frozen=True, slots=True)
class Part:
    """The figure of a manager or team within the whole."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class NpsView:
    """NPS of a period. `top`: what the detractors name most. `apart`: pairs (higher, lower) beyond chance.

    `out` and `next_wave` are read only for an empty period.
    """

    heading: Heading
    now: Figure
    before: Figure
    change: Change | None
    asked: Asked
    top: tuple[Choice, int] | None
    by_managers: int
    step: int
    trend: tuple[Point, ...]
    parts: tuple[Part, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    out: int = 0
    next_wave: datetime | None = None
    noted: Tally = _NOBODY


@dataclass(frozen=True, slots=True)
class WavesView:
    """Who answered: of each survey in the period, and of each wave begun in it, the newest first; `more`: there are
    others; `edge`: the two differ, as a wave goes out over days, and who is held back later."""

    heading: Heading
    surveys: tuple[tuple[str, Asked], ...]
    rounds: tuple[Round, ...]
    more: int = 0
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Mean:
    """One further question of a survey: how it was answered on the average, 0-10; None under five answers."""

    programme: str
    question: str
    asked: str | None
    n: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The further questions of long forms."""

    heading: Heading
    means: tuple[Mean, ...]


@dataclass(frozen=True, slots=True)
class CasesView:
    """Cases opened in a period. `again`: contacts who were asked again after a case, in it: recovered, not, not answered
    yet."""

    heading: Heading
    cases: Cases
    causes: tuple[tuple[tuple[Choice, ...], int], ...]
    again: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class ComplaintsView:
    """Complaints filed in a period."""

    heading: Heading
    complaints: Complaints
    categories: tuple[tuple[Choice, int], ...]


@dataclass(frozen=True, slots=True)
class ActivityView:
    """Calls and touches of a period."""

    heading: Heading
    activity: Activity


Shown = NpsView | WavesView | QuestionsView | CasesView | ComplaintsView | ActivityView


@dataclass(frozen=True, slots=True)
class Choosing:
    """What a figure can be cut by: values of one kind with how they are written, for a list of buttons."""

    heading: Heading
    kind: str
    values: tuple[tuple[str, Choice], ...]


@dataclass(frozen=True, slots=True)
class LowPage:
    """Who answered 0-6, one page of it; `more`: there is another."""

    heading: Heading
    page: int
    found: tuple[Low, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Export:
    """The answers of a period for a file, the newest first; `total` is how many there are."""

    view: NpsView
    rows: tuple[AnswerRow, ...]
    reasons: dict[str, Choice]
    total: int
