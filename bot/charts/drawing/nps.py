"""NPS over time with its interval, and the strip of who answered how."""

from itertools import groupby
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patheffects import withStroke

from bot.charts.drawing import canvas as c
from bot.charts.drawing.canvas import Canvas
from bot.charts.specs import Group, NpsChart

_LEFT, _TOP, _WIDTH, _HEIGHT = 146, 172, 998, 372
_STRIP_TOP, _STRIP_HEIGHT = 636, 44
_GROUPS = (c.DEEP, c.PALE, c.WARM)
_TICKS = (-100, -50, 0, 50, 100)
_ROOM = 30  # points of the scale above +100 and below −100, for the numbers there
_VALUES_SHOWN = 8  # more would touch each other: then only the last is written


_HALO = withStroke(linewidth=2.5, foreground="white")  # keeps numbers readable across the lines of the scale


class _Dot(NamedTuple):
    place: int
    nps: float
    low: float
    high: float


def draw_nps(canvas: Canvas, chart: NpsChart) -> None:
    """Draw the line with its band, the labels under it and the strip of groups."""
    axes = _scale(canvas, len(chart.points))
    for run in _runs(chart):
        _line(axes, run, size=62 if len(chart.points) <= 20 else 22)
    dots = [dot for run in _runs(chart) for dot in run]
    for place, dot in enumerate(dots):
        if len(dots) <= _VALUES_SHOWN or place == len(dots) - 1:
            beside = [other.nps for other in dots if abs(other.place - dot.place) == 1]
            _value(axes, dot, above=not beside or dot.nps >= sum(beside) / len(beside))
    _labels(canvas, chart)
    _strip(canvas, chart.groups)


def _scale(canvas: Canvas, count: int) -> Axes:
    """The whole scale, always: a cut axis would make waves of ripples."""
    axes = canvas.axes(_LEFT, _TOP, _WIDTH, _HEIGHT)
    axes.set_ylim(-100 - _ROOM, 100 + _ROOM)
    axes.set_xlim(-0.5, max(count, 1) - 0.5)
    axes.set_yticks(_TICKS, [c.signed(tick) for tick in _TICKS], fontsize=c.SMALL, color=c.SOFT)
    axes.set_xticks([])
    for tick in _TICKS:
        axes.axhline(
            tick, color=c.FAINT if tick == 0 else c.LINE, linewidth=1.1 if tick == 0 else 0.9, zorder=0
        )
    return axes


def _runs(chart: NpsChart) -> list[list[_Dot]]:
    """Points in a row that have a score: a line never bridges a gap."""
    dots = [
        _Dot(place, point.nps, point.low, point.high)
        if point.nps is not None and point.low is not None and point.high is not None
        else None
        for place, point in enumerate(chart.points)
    ]
    runs = groupby(dots, key=lambda dot: dot is not None)
    return [[dot for dot in run if dot is not None] for there, run in runs if there]


def _line(axes: Axes, run: list[_Dot], size: float) -> None:
    places, scores = [dot.place for dot in run], [dot.nps for dot in run]
    lows, highs = [dot.low for dot in run], [dot.high for dot in run]
    if len(run) == 1:
        axes.vlines(places, lows, highs, color=c.BAND, linewidth=26, zorder=0)
    else:
        axes.fill_between(places, lows, highs, color=c.BAND, linewidth=0, zorder=0)
    axes.plot(places, scores, color=c.DEEP, linewidth=2.6, zorder=3, solid_capstyle="round")
    axes.scatter(
        places, scores, s=size, color=c.DEEP, edgecolor="white", linewidth=1.6, zorder=4, clip_on=False
    )


def _value(axes: Axes, dot: _Dot, *, above: bool) -> None:
    """The score beside its point, where the line is not: above a peak, below a valley."""
    axes.annotate(
        c.signed(dot.nps),
        (dot.place, dot.nps),
        xytext=(0, 9 if above else -9),
        textcoords="offset points",
        ha="center",
        va="bottom" if above else "top",
        fontsize=c.TEXT,
        fontweight="bold",
        color=c.INK,
        zorder=5,
        path_effects=[_HALO],
    )


def _labels(canvas: Canvas, chart: NpsChart) -> None:
    """Periods and their numbers of answers; as many as stand apart, the last always among them."""
    room = _WIDTH / max(len(chart.points), 1)
    places = [_LEFT + room * (place + 0.5) for place in range(len(chart.points))]
    lines = [
        (
            canvas.at(point.label, place, 574, c.SMALL, c.INK),
            canvas.at(point.under, place, 606, c.SMALL, c.SOFT),
        )
        for point, place in zip(chart.points, places, strict=True)
    ]
    widest = max((canvas.width(text) for pair in lines for text in pair), default=0)
    step = max(1, -(-int(widest + 14) // max(int(room), 1)))
    for place, pair in enumerate(lines):
        for text in pair:
            text.set_visible((len(lines) - 1 - place) % step == 0)


def _strip(canvas: Canvas, groups: tuple[Group, ...]) -> None:
    """One bar of all answers cut by group, and what each part is below it."""
    total = sum(group.count for group in groups)
    if not total:
        return
    axes = canvas.axes(c.EDGE, _STRIP_TOP, c.WIDTH - 2 * c.EDGE, _STRIP_HEIGHT)
    axes.set_xlim((1, 0) if canvas.rtl else (0, 1))
    axes.set_ylim(0, 1)
    axes.set_axis_off()
    start, third = 0.0, (c.WIDTH - 2 * c.EDGE) / 3
    for place, (group, colour) in enumerate(zip(groups, _GROUPS, strict=False)):
        share = group.count / total
        axes.barh(0.5, share, left=start, height=1, color=colour, linewidth=0)
        if 0 < start < 1:
            axes.axvline(start, color="white", linewidth=1.5)
        start += share
        left = c.EDGE + third * place
        canvas.square(left, _STRIP_TOP + _STRIP_HEIGHT + 20, 24, colour)
        canvas.write(group.label, left + 36, _STRIP_TOP + _STRIP_HEIGHT + 43, c.TEXT, c.INK, room=third - 44)
