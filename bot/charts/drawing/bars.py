"""Horizontal bars with their labels and numbers beside them."""

from matplotlib.axes import Axes

from bot.charts.drawing import canvas as c
from bot.charts.drawing.canvas import Canvas
from bot.charts.specs import MOST_BARS, BarsChart

_TOP, _BOTTOM, _KEY_TOP = 178, 738, 172
_TALLEST = 96
_LABELS = 0.4  # of the width at most
_GAP = 18


def draw_bars(canvas: Canvas, chart: BarsChart) -> None:
    """Draw the bars from the top; few bars stay as thick as many would allow, no thicker."""
    bars = chart.bars[:MOST_BARS]
    top = _TOP + (50 if chart.series else 0)
    _key(canvas, chart.series)
    row = min(_TALLEST, (_BOTTOM - top) / max(len(bars), 1))
    size = c.TEXT if row > 46 else c.SMALL
    middles = [top + row * (place + 0.5) for place in range(len(bars))]
    labels = [
        canvas.write(bar.label, c.EDGE, y + size * 0.75, size, c.INK)
        for bar, y in zip(bars, middles, strict=True)
    ]
    numbers = [
        canvas.write(bar.shown, c.WIDTH - c.EDGE, y + size * 0.75, size, c.INK, weight="bold", end=True)
        for bar, y in zip(bars, middles, strict=True)
    ]
    side = min(max((canvas.width(text) for text in labels), default=0), _LABELS * c.WIDTH)
    for text in labels:
        canvas.shorten(text, side)
    left = c.EDGE + side + _GAP
    right = c.WIDTH - c.EDGE - max((canvas.width(text) for text in numbers), default=0) - _GAP
    _plot(canvas, chart, left, top, right - left, row * len(bars))


def _plot(canvas: Canvas, chart: BarsChart, left: float, top: float, width: float, height: float) -> None:
    bars = chart.bars[:MOST_BARS]
    start = c.WIDTH - left - width if canvas.rtl else left
    axes = canvas.axes(start, top, width, max(height, 1))
    longest = chart.limit or max((sum(bar.values) for bar in bars), default=0) or 1
    axes.set_xlim((longest, 0) if canvas.rtl else (0, longest))
    axes.set_ylim(max(len(bars), 1) - 0.5, -0.5)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.axvline(0, color=c.FAINT, linewidth=1.4, zorder=3, clip_on=False)
    for place, bar in enumerate(bars):
        _bar(axes, place, bar.values, longest if chart.limit else None)


def _bar(axes: Axes, place: int, values: tuple[float, ...], track: float | None) -> None:
    if track:
        axes.barh(place, track, height=0.56, color="#EEF1F4", linewidth=0, zorder=1)
    start = 0.0
    for value, colour in zip(values, c.SERIES, strict=False):
        axes.barh(place, value, left=start, height=0.56, color=colour, linewidth=0, zorder=2)
        start += value


def _key(canvas: Canvas, series: tuple[str, ...]) -> None:
    """What the colours stand for."""
    room = (c.WIDTH - 2 * c.EDGE) / max(len(series), 1)
    for place, (name, colour) in enumerate(zip(series, c.SERIES, strict=False)):
        left = c.EDGE + min(room, 330) * place
        canvas.square(left, _KEY_TOP, 22, colour)
        canvas.write(name, left + 34, _KEY_TOP + 19, c.TEXT, c.INK, room=min(room, 330) - 44)
