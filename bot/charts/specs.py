"""What a chart shows: frozen, worded in the reader's language, small enough to hand to another process."""

from dataclasses import dataclass

MOST_BARS = 12
"""More are not drawn: no phone would show them."""


@dataclass(frozen=True, slots=True)
class NpsPoint:
    """One period on the time axis: its label, the words under it ("57 answers", "57"), the score and its interval in
    points. All three are None where there are too few answers to show."""

    label: str
    under: str
    nps: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Promoters, passives or detractors: how many, and the words for them ("9-10: 33")."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class NpsChart:
    """NPS over time with its 95 % interval, the headline of the whole period, and who answered how.

    `headline` is the score ("+42"), `margin` its interval ("+21 to +59"), `groups` are promoters, passives,
    detractors. With `empty` only that sentence is drawn under the title: no answers, or too few. `cut` says which answers
    alone it is about.
    """

    title: str
    subtitle: str
    headline: str = ""
    margin: str = ""
    points: tuple[NpsPoint, ...] = ()
    groups: tuple[Group, ...] = ()
    note: str = ""
    empty: str = ""
    rtl: bool = False
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a bar chart: its label, one value per series, and the words at its end ("12 of 40")."""

    label: str
    values: tuple[float, ...]
    shown: str


@dataclass(frozen=True, slots=True)
class BarsChart:
    """Horizontal bars, the first on top: complaints, cases, activity, coverage.

    `series` names the parts of each bar (none for one); bars always begin at zero and end at `limit` (100 for
    percent), else at the longest. At most MOST_BARS are drawn; say in `note` what was left out. `empty` and `cut` as in
    NpsChart.
    """

    title: str
    subtitle: str
    bars: tuple[Bar, ...] = ()
    series: tuple[str, ...] = ()
    limit: float | None = None
    headline: str = ""
    margin: str = ""
    note: str = ""
    empty: str = ""
    rtl: bool = False
    cut: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """What a mark stands for: one letter and its name."""

    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked day of a month; `given_way`: shown as left out."""

    day: int
    series: int
    given_way: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month: the column of its first day, how many it has, which are free, which is today (0: none)."""

    name: str
    start: int
    days: int
    off: tuple[int, ...] = ()
    marks: tuple[Mark, ...] = ()
    today: int = 0


@dataclass(frozen=True, slots=True)
class YearChart:
    """Twelve months, with days marked by up to three series. `weekdays`: the names of the seven columns.

    With `empty` only that sentence is drawn.
    """

    title: str
    subtitle: str
    weekdays: tuple[str, ...]
    months: tuple[Month, ...]
    series: tuple[Series, ...]
    headline: str = ""
    margin: str = ""
    note: str = ""
    empty: str = ""
    cut: str = ""
    rtl: bool = False


Chart = NpsChart | BarsChart | YearChart
