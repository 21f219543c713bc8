"""Figures to PNG bytes, drawn in a process of their own. Labels come already worded. Not: queries, texts."""

from bot.charts.specs import (
    MOST_BARS,
    Bar,
    BarsChart,
    Chart,
    Group,
    Mark,
    Month,
    NpsChart,
    NpsPoint,
    Series,
    YearChart,
)
from bot.charts.worker import Charts

__all__ = [
    "MOST_BARS",
    "Bar",
    "BarsChart",
    "Chart",
    "Charts",
    "Group",
    "Mark",
    "Month",
    "NpsChart",
    "NpsPoint",
    "Series",
    "YearChart",
]
