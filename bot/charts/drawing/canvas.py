"""The sheet all charts share: size, colours, type, title, headline, foot. Places are pixels from the top left."""

import io
import unicodedata
from contextlib import suppress
from functools import lru_cache
from textwrap import wrap

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, findSystemFonts, fontManager
from matplotlib.ft2font import FT2Font
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

WIDTH, HEIGHT, DPI = 1200, 800, 150
EDGE = 56

INK, SOFT, FAINT, LINE, PAPER = "#1B2733", "#5B6875", "#8A95A0", "#DDE2E7", "#FFFFFF"
# Blue, grey, ochre: told apart by lightness too, in print and by colour-blind eyes.
DEEP, PALE, WARM, BAND = "#1D4E7E", "#B5C3D1", "#CC7A29", "#D6E3F0"
SERIES = (DEEP, WARM, PALE)

# Type in points at 150 dpi: a phone shows the picture at about a third of its width, so that the smallest is ten pixels high.
HUGE, TITLE, TEXT, SMALL = 36.0, 20.0, 15.0, 14.0

_MORE = (
    "Noto Sans CJK JP", "Noto Sans JP", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "Noto Sans Devanagari", "Noto Sans Thai",
)  # fmt: skip
_RLM = "\u200f"
_DIRECTIONS = frozenset("\u200e\u200f\u2066\u2067\u2068\u2069")  # shape the line, take no room


class Canvas:
    """One sheet being drawn. `rtl` turns the head and the text round, never a time axis."""

    def __init__(self, rtl: bool, height: int = HEIGHT) -> None:
        mpl.rcParams["font.family"] = list(_families())
        mpl.rcParams["text.parse_math"] = False  # a name may hold a dollar sign
        self.rtl, self.height = rtl, height
        self.figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(self.figure)
        # Pixels from the lower left, for what is not text.
        self.pixels = Affine2D().scale(1 / WIDTH, 1 / height) + self.figure.transFigure

    def head(self, title: str, subtitle: str, headline: str, margin: str, cut: str = "") -> None:
        """Title, subtitle and what is left out at the reading edge, the headline number at the other."""
        taken = self._headline(headline, margin)
        room = WIDTH - 2 * EDGE - taken
        self.write(title, EDGE, 66, TITLE, INK, weight="bold", room=room)
        self.write(subtitle, EDGE, 110, TEXT, SOFT, room=room)
        self.write(cut, EDGE, 157, TEXT, DEEP, room=WIDTH - 2 * EDGE)

    def _headline(self, headline: str, margin: str) -> float:
        """Draw the number; the width it needs, with the gap before it."""
        if not headline:
            return 0
        far = WIDTH - EDGE
        number = self.write(headline, far, 86, HUGE, DEEP, weight="bold", end=True)
        beside = self.write(margin, far, 126, SMALL, SOFT, end=True)
        return max(self.width(number), self.width(beside)) + 40

    def foot(self, note: str) -> None:
        """One line of small print."""
        self.write(note, EDGE, self.height - 26, SMALL, FAINT, room=WIDTH - 2 * EDGE)

    def sentence(self, text: str) -> None:
        """Instead of a chart: a sentence in the middle of the sheet."""
        mark = _RLM if self.rtl else ""
        lines = [mark + line for line in wrap(_drawable(text), 44)]
        for place, line in enumerate(lines):
            top = self.height / 2 + 40 + (place - (len(lines) - 1) / 2) * 46
            self._put(line, WIDTH / 2, top, TITLE * 0.9, SOFT, align="center")

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """A bare plot at a place in pixels."""
        place = (left / WIDTH, 1 - (top + height) / self.height, width / WIDTH, height / self.height)
        axes = self.figure.add_axes(place)
        axes.set_facecolor("none")
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0)
        return axes

    def write(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        colour: str,
        *,
        weight: str = "normal",
        room: float | None = None,
        end: bool = False,
    ) -> Text:
        """A line of text on a baseline. `x` is measured from the reading edge; `end`: the line ends there."""
        from_right = self.rtl
        align = "right" if end is not from_right else "left"
        line = self._put(
            _drawable(text), WIDTH - x if from_right else x, y, size, colour, align=align, weight=weight
        )
        if room is not None:
            self.shorten(line, room)
        return line

    def at(self, text: str, middle: float, y: float, size: float, colour: str) -> Text:
        """A line of text around a middle, which is always measured from the left."""
        return self._put(_drawable(text), middle, y, size, colour, align="center")

    def square(self, x: float, y: float, side: float, colour: str) -> None:
        """A filled square, its top edge at `y`; `x` from the reading edge."""
        left = WIDTH - x - side if self.rtl else x
        place = (left / WIDTH, 1 - (y + side) / self.height)
        self.figure.add_artist(Rectangle(place, side / WIDTH, side / self.height, color=colour, linewidth=0))

    def _put(
        self, text: str, x: float, y: float, size: float, colour: str, *, align: str, weight: str = "normal"
    ) -> Text:
        return self.figure.text(
            x / WIDTH,
            1 - y / self.height,
            text,
            fontsize=size,
            color=colour,
            ha=align,
            va="baseline",
            fontweight=weight,
        )

    def width(self, line: Text) -> float:
        """Pixels a text takes."""
        return line.get_window_extent().width if line.get_text() else 0

    def shorten(self, line: Text, room: float) -> None:
        """Cut a text that is too long and say so with an ellipsis."""
        text = line.get_text()
        fits, cut = 0, len(text)
        if self.width(line) <= room:
            return
        while fits < cut - 1:
            middle = (fits + cut) // 2
            line.set_text(text[:middle].rstrip() + "…")
            fits, cut = (middle, cut) if self.width(line) <= room else (fits, middle)
        line.set_text(text[:fits].rstrip() + "…")

    def png(self) -> bytes:
        """The sheet as PNG."""
        out = io.BytesIO()
        self.figure.savefig(out, format="png", dpi=DPI, metadata={"Software": None})
        return out.getvalue()


def signed(value: float) -> str:
    """+42, −7, 0: a score on an axis."""
    whole = round(value)
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    """DejaVu Sans, which comes with the drawing and has Latin, Cyrillic, Greek, Hebrew, Arabic, Armenian and Georgian, then
    what this machine has for the scripts that it lacks."""
    _learn_fonts()
    here = {entry.name for entry in fontManager.ttflist}
    return ("DejaVu Sans", *(family for family in _MORE if family in here))


def _learn_fonts() -> None:
    """Fonts installed since matplotlib listed them, which it does once a machine."""
    listed = {entry.fname for entry in fontManager.ttflist}
    for path in set(findSystemFonts()) - listed:
        with suppress(OSError, RuntimeError):  # not every font is for drawing: emoji, broken files
            fontManager.addfont(path)


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """Every sign that one of the fonts can draw, in both weights."""
    fonts = [FT2Font(findfont(FontProperties(family=family))) for family in _families()]
    return frozenset().union(*(font.get_charmap() for font in fonts))


def _drawable(text: str) -> str:
    """A text of one line without what no font here can draw: it would show as boxes. Emoji are left out; a word with a
    letter that cannot be drawn is an ellipsis, and stands whole in the caption."""
    words = (_word(word) for word in text.split())
    return " ".join(word for word in words if word)


def _word(word: str) -> str:
    known = _letters()
    if any(unicodedata.category(c).startswith("L") and ord(c) not in known for c in word):
        return "…"
    return "".join(c for c in word if c in _DIRECTIONS or (_plain(c) and ord(c) in known))


def _plain(sign: str) -> bool:
    return unicodedata.category(sign) not in ("Cf", "Cc")
