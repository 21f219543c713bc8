"""Twelve small months with marked days. Not: which days."""

from matplotlib.patches import FancyBboxPatch

from bot.charts.drawing import canvas as c
from bot.charts.drawing.canvas import Canvas
from bot.charts.specs import Month, YearChart

HEIGHT = 1990
COLOURS = ("#1D4E7E", "#B3651B", "#7A2E6B")
"""Blue, ochre, plum: apart in lightness too, and white letters are readable on each."""
_EDGE, _GAP, _TOP = 40, 38, 150
_ACROSS, _DOWN = 3, 4
_CELL_HEIGHT, _HEAD, _BLOCK = 55, 82, 428
_NAME, _KEY = 15.5, 15.0
_SMALL = 13.8  # nothing is smaller: a phone shows it at a third
_LIGHT = "#A9B3BC"


def draw_year(canvas: Canvas, chart: YearChart) -> None:
    """The months in reading order, three a row, and the key of colours under them."""
    width = (c.WIDTH - 2 * _EDGE - (_ACROSS - 1) * _GAP) / _ACROSS
    for place, month in enumerate(chart.months[: _ACROSS * _DOWN]):
        left = _EDGE + (place % _ACROSS) * (width + _GAP)
        _month(canvas, chart, month, left, _TOP + place // _ACROSS * _BLOCK, width / 7)
    _key(canvas, chart)


def _month(canvas: Canvas, chart: YearChart, month: Month, left: float, top: float, cell: float) -> None:
    canvas.write(month.name, left + cell * 0.16, top + 24, _NAME, c.INK, weight="bold", room=cell * 6.8)
    for place, name in enumerate(chart.weekdays):
        _text(canvas, name, left + cell * (place + 0.5), top + 66, _SMALL, c.FAINT)
    marks = {mark.day: (mark.series, mark.given_way) for mark in month.marks}
    for day in range(1, month.days + 1):
        place = month.start + day - 1
        x, y = left + cell * (place % 7), top + _HEAD + place // 7 * _CELL_HEIGHT
        if day in marks:
            _marked(canvas, chart, day, (x, y), cell, *marks[day])
        else:
            colour = _LIGHT if day in month.off else c.INK
            _text(canvas, str(day), x + cell / 2, y + 38, _SMALL, colour)
        if day == month.today:
            _box(canvas, x + 3, y + 2, cell - 6, _CELL_HEIGHT - 4, edge=c.FAINT)


def _marked(
    canvas: Canvas,
    chart: YearChart,
    day: int,
    at: tuple[float, float],
    cell: float,
    series: int,
    given_way: bool,
) -> None:
    """A day of a round: its letter on its colour, the number small above; only the frame when it gives way."""
    (x, y), colour = at, COLOURS[series]
    ink = colour if given_way else c.PAPER
    fill = c.PAPER if given_way else colour
    _box(canvas, x + 2, y + 1, cell - 4, _CELL_HEIGHT - 2, fill=fill, edge=colour)
    _text(canvas, str(day), x + cell / 2, y + 25, _SMALL, ink)
    _text(canvas, chart.series[series].letter, x + cell / 2, y + 50, _SMALL, ink, bold=True)


def _key(canvas: Canvas, chart: YearChart) -> None:
    """What letters and colours stand for."""
    room = (c.WIDTH - 2 * _EDGE) / max(len(chart.series), 1)
    top = _TOP + _DOWN * _BLOCK + 8
    for place, series in enumerate(chart.series):
        left = _EDGE + room * place
        _box(canvas, left, top, 48, 44, fill=COLOURS[place], edge=COLOURS[place])
        _text(canvas, series.letter, left + 24, top + 34, _KEY, c.PAPER, bold=True)
        canvas.write(series.name, left + 62, top + 34, _KEY, c.INK, room=room - 76)


def _text(
    canvas: Canvas, text: str, x: float, y: float, size: float, colour: str, *, bold: bool = False
) -> None:
    """Around a middle that is measured from the reading edge."""
    line = canvas.at(text, c.WIDTH - x if canvas.rtl else x, y, size, colour)
    if bold:
        line.set_fontweight("bold")


def _box(
    canvas: Canvas, x: float, y: float, width: float, height: float, *, edge: str, fill: str = "none"
) -> None:
    """A box with round corners; `x` from the reading edge, `y` its top."""
    left = c.WIDTH - x - width if canvas.rtl else x
    canvas.figure.add_artist(
        FancyBboxPatch(
            (left, canvas.height - y - height), width, height, boxstyle="round,pad=0,rounding_size=9",
            facecolor=fill, edgecolor=edge, linewidth=1.4, transform=canvas.pixels,
        )
    )  # fmt: skip
