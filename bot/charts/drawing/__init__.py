"""Drawing with matplotlib. Imported in the worker process only."""

from bot.charts.drawing import year
from bot.charts.drawing.bars import draw_bars
from bot.charts.drawing.canvas import HEIGHT, Canvas
from bot.charts.drawing.nps import draw_nps
from bot.charts.specs import Chart, NpsChart, YearChart


def png(chart: Chart) -> bytes:
    """One chart as a PNG, 1200 pixels wide."""
    return sheet(chart).png()


def sheet(chart: Chart) -> Canvas:
    """One chart drawn on its sheet."""
    canvas = Canvas(chart.rtl, year.HEIGHT if isinstance(chart, YearChart) else HEIGHT)
    canvas.head(chart.title, chart.subtitle, chart.headline, chart.margin, chart.cut)
    canvas.foot(chart.note)
    if chart.empty:
        canvas.sentence(chart.empty)
    elif isinstance(chart, YearChart):
        year.draw_year(canvas, chart)
    elif isinstance(chart, NpsChart):
        draw_nps(canvas, chart)
    else:
        draw_bars(canvas, chart)
    return canvas
