"""Charts as drawn: every word on the sheet, none over another, scales that do not lie."""

import io
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from typing import cast

import pytest
from matplotlib.font_manager import FontProperties, findfont
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from PIL import Image

from bot.charts import Bar, BarsChart, Chart, Group, Mark, Month, NpsChart, NpsPoint, Series, YearChart
from bot.charts.drawing import canvas as c
from bot.charts.drawing import png, sheet, year

LONG = "Päivi Kääriäinen-Korhonen-Virtanen of the Great Lakes Food Market and Sons"
GROUPS = (Group("9-10: 33", 33), Group("7-8: 15", 15), Group("0-6: 9", 9))


def points(count: int, gaps: frozenset[int] = frozenset()) -> tuple[NpsPoint, ...]:
    """So many periods between -80 and +95; those in gaps have too few answers."""
    return tuple(
        NpsPoint(f"{i + 1}.11", str(i + 7), None, None, None)
        if i in gaps
        else NpsPoint(
            f"{i + 1}.11",
            str(i + 7),
            score := (i * 37) % 176 - 80,
            max(-100, score - 25),
            min(100, score + 25),
        )
        for i in range(count)
    )


NAMES = (
    "Jānis Bērziņš",
    "Ёлкин Пётр",
    "Γιώργος Παπαδόπουλος",
    "נועה לוי",
    "محمد عبد الله",
    "Արամ Խաչատրյան",
    "გიორგი ბერიძე",
)


MONTHS = tuple(
    Month(
        f"September {2026 + n}",
        n % 7,
        31,
        tuple(range(6, 32, 7)),
        (Mark(1, 0), Mark(2, 1), Mark(30, 2, True)),
        n,
    )
    for n in range(12)
)
YEAR = YearChart(
    "Surveys: the year ahead", "November 2026 – October 2027", ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), MONTHS,
    (Series("M", "Ежемесячный"), Series("Q", LONG), Series("A", "Annual")), note=LONG * 3,
)  # fmt: skip

CHARTS: dict[str, Chart] = {
    "year": YEAR,
    "year right to left": replace(YEAR, weekdays=tuple("אבגדהוש"), rtl=True),
    "usual": NpsChart("NPS · all managers", "30 days · 57 of 130 answered", "+42", "+21 to +59", points(6), GROUPS, "Before: +35"),
    "one point": NpsChart("NPS · Jānis", "7 days", "+80", "+25 to +100", points(1), GROUPS),
    "no point": NpsChart("NPS · Jānis", "7 days", "+80", "+25 to +100", (), GROUPS),
    "gaps": NpsChart("NPS", "90 days", "−7", "от −28 до +14", points(13, frozenset({0, 4, 6, 12})), GROUPS),
    "many points": NpsChart("NPS", "a year", "0", "−3 to +3", points(53), GROUPS),
    "long words": NpsChart(LONG, LONG, "+42", "+21 to +59", points(5), tuple(Group(LONG, 5) for _ in range(3)), LONG * 3),
    "one group": NpsChart("NPS", "7 days", "+100", "+40 to +100", points(3), (Group("9-10: 9", 9), Group("7-8: 0", 0), Group("0-6: 0", 0))),
    "no groups": NpsChart("NPS", "7 days", points=points(3)),
    "cut": NpsChart("NPS · all managers", "30 days · 57 answers", "+42", "от +21 до +59", points(12), GROUPS, "Each point", cut=LONG * 2),
    "the whole scale": NpsChart(
        "NPS", "90 days", "−100", "−100 to −46", tuple(NpsPoint(f"{n} Nov", "9", v, v, v) for n, v in enumerate((100, -100, 100, -100))), GROUPS
    ),
    "six scripts": BarsChart("Ομάδα Αθήνας · محمد", "30 days", tuple(Bar(name, (40.0,), "40 of 100 (40 %)") for name in NAMES), limit=100, cut="Ķekava"),
    "empty": NpsChart("NPS", "7 days", empty="No answers in these 7 days. 12 surveys are out; the next go out on Monday. " * 2),
    "hebrew": NpsChart(
        "\u200fNPS · כל המנהלים", "\u200f30 ימים · ענו \u206857\u2069", "\u2068+42\u2069", "\u200fבין \u2068+21\u2069 ל-\u2068+59\u2069", points(6), GROUPS, rtl=True
    ),
    "strange signs": NpsChart("🎉 $x_1$ <b> \\frac{1}{2} \x00\n🎄", "%d {} \u202e", "+1", "🎄", points(2), GROUPS),
    "bars": BarsChart("Complaints", "90 days", (Bar("Delivery", (12, 6), "18"), Bar("Price", (4, 0), "4")), ("in time", "late"), note="kept 81 %"),
    "percent": BarsChart("Coverage", "30 days", tuple(Bar(name, (20.0 * i,), f"{20 * i} %") for i, name in enumerate((LONG, "Ёлкин", "נועה לוי"))), limit=100),
    "twelve bars": BarsChart(LONG, LONG, tuple(Bar(f"{LONG} {i}", (i, 2, 1), f"{i} of {i + 3}") for i in range(20)), (LONG, "б", "в"), headline="61 %", margin="of clients"),
    "zeros": BarsChart("Cases", "7 days", (Bar("Open", (0,), "0"), Bar("Overdue", (0,), "0"))),
    "no bars": BarsChart("Cases", "7 days"),
    "bars right to left": BarsChart("\u200fתלונות", "\u200f90 ימים", (Bar("משלוח", (12, 6), "18"), Bar("Acme", (4, 0), "4")), ("בזמן", "באיחור"), rtl=True),
    "no complaints": BarsChart("Complaints", "7 days", empty="No complaints in these 7 days."),
}  # fmt: skip


def written(chart: Chart) -> list[Text]:
    """Every word of a sheet that can be seen."""
    figure = sheet(chart).figure
    return [
        text
        for text in figure.findobj(Text)
        if isinstance(text, Text) and text.get_visible() and text.get_text().strip()
    ]


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_a_picture_1200_wide(name: str) -> None:
    picture = Image.open(io.BytesIO(png(CHARTS[name])))
    tall = isinstance(CHARTS[name], YearChart)
    assert (picture.format, picture.size) == ("PNG", (1200, year.HEIGHT if tall else 800))


@pytest.mark.parametrize("name", CHARTS)
def test_every_word_is_on_the_sheet_and_none_stands_on_another(name: str) -> None:
    boxes = [(text.get_text(), text.get_window_extent()) for text in written(CHARTS[name])]
    height = year.HEIGHT if isinstance(CHARTS[name], YearChart) else c.HEIGHT
    for word, box in boxes:
        assert box.x0 >= 0 and box.x1 <= c.WIDTH and box.y0 >= 0 and box.y1 <= height, word  # noqa: PT018
    apart = [
        (one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.padded(-2).overlaps(b.padded(-2))
    ]
    assert not apart


def test_the_scale_is_always_whole() -> None:
    (axes, *_) = sheet(CHARTS["usual"]).figure.axes
    low, high = axes.get_ylim()
    assert low == -high <= -100
    assert [label.get_text() for label in axes.get_yticklabels()] == ["−100", "−50", "0", "+50", "+100"]


def test_a_line_never_bridges_a_period_with_too_few_answers() -> None:
    (axes, *_) = sheet(CHARTS["gaps"]).figure.axes
    lines = [line for line in axes.lines if line.get_color() == c.DEEP]
    drawn = [[int(x) for x in cast("Iterable[float]", line.get_xdata())] for line in lines]
    assert drawn == [[1, 2, 3], [5], [7, 8, 9, 10, 11]]


def test_bars_begin_at_zero_and_end_at_the_limit() -> None:
    (axes,) = sheet(CHARTS["percent"]).figure.axes
    assert axes.get_xlim() == (0, 100)
    (axes,) = sheet(CHARTS["bars"]).figure.axes
    assert axes.get_xlim() == (0, 18)
    (axes,) = sheet(CHARTS["bars right to left"]).figure.axes
    assert axes.get_xlim() == (18, 0)


def test_at_most_twelve_bars_are_drawn() -> None:
    shown = [text.get_text() for text in written(CHARTS["twelve bars"])]
    assert "11 of 14" in shown
    assert "12 of 15" not in shown


def test_a_long_label_ends_in_an_ellipsis_and_a_short_one_does_not() -> None:
    labels = [text.get_text() for text in written(CHARTS["percent"])]
    assert any(label.startswith("Päivi") and label.endswith("…") for label in labels)
    assert "Ёлкин" in labels


def test_what_the_font_cannot_draw_is_left_out_and_nothing_is_taken_for_a_formula() -> None:
    words = [text.get_text() for text in written(CHARTS["strange signs"])]
    assert "$x_1$ <b> \\frac{1}{2}" in words


def test_names_in_six_scripts_and_one_more_are_drawn_as_they_are() -> None:
    words = [text.get_text() for text in written(CHARTS["six scripts"])]
    assert set(NAMES) <= set(words)
    assert "Ομάδα Αθήνας · محمد" in words
    for weight in ("normal", "bold"):
        font = FT2Font(findfont(FontProperties(family="DejaVu Sans", weight=weight)))
        known = set(font.get_charmap())
        assert {ord(sign) for name in NAMES for sign in name} <= known, weight


def test_a_word_in_letters_that_no_font_has_is_an_ellipsis_never_boxes() -> None:
    words = [text.get_text() for text in written(NpsChart("NPS · 𐎠𐎡 Ltd", "𐎠", points=points(2)))]
    assert "NPS · … Ltd" in words


@pytest.mark.parametrize("name", CHARTS)
def test_nothing_is_written_smaller_than_a_phone_shows(name: str) -> None:
    """A phone shows the picture about 400 pixels wide: the smallest type is nearly ten of them."""
    for text in written(CHARTS[name]):
        assert float(text.get_fontsize()) / 72 * c.DPI * 400 / c.WIDTH > 9.5, text.get_text()


def test_with_too_few_answers_only_the_sentence_is_drawn() -> None:
    canvas = sheet(CHARTS["empty"])
    assert canvas.figure.axes == []
    assert "12 surveys" in " ".join(text.get_text() for text in canvas.figure.texts)


def test_the_same_chart_is_the_same_picture() -> None:
    assert png(CHARTS["usual"]) == png(CHARTS["usual"])


@pytest.mark.parametrize(("value", "shown"), [(42.0, "+42"), (-7.4, "−7"), (0.2, "0"), (-0.2, "0")])
def test_a_score_has_its_sign(value: float, shown: str) -> None:
    assert c.signed(value) == shown


def test_in_a_year_every_marked_day_has_its_letter_and_reading_goes_from_the_right_in_hebrew() -> None:
    letters = [text.get_text() for text in written(YEAR)].count("M")
    assert letters == len(MONTHS) + 1  # and the key
    first = next(t for t in written(YEAR) if t.get_text() == "September 2026").get_window_extent()
    mirrored = next(t for t in written(CHARTS["year right to left"]) if t.get_text() == "September 2026")
    assert first.x0 < c.WIDTH / 3
    assert mirrored.get_window_extent().x1 > c.WIDTH * 2 / 3
