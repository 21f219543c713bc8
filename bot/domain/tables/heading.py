"""Where a table begins and ends within a sheet: titles above, headings repeated, a total below. Not: bytes, meaning."""

from collections.abc import Sequence

from bot.domain.tables import words
from bot.domain.tables.grid import Line

SEARCHED = 40
"""How many rows with any text are looked at for the headings."""
_TOTALS = (
    "total, totals, grand total, sum, итого, всего, итог, общий итог, kopa, pavisam, kopsumma, yhteensa, summa, totalt, sammenlagt,"
    " sum totalt, סה כ, סהכ, סך הכל"
)
_LAST = 3


def headings(lines: Sequence[Line]) -> int | None:
    """Which of the first lines holds the headings: the first of those with most known words; None if none has any."""
    scores = [len(_known(line)) for line in lines[:SEARCHED]]
    best = max(scores, default=0)
    if best == 1 and not scores[0] and len(lines[0].cells) > 1:
        return None  # one known word is more likely somebody's name or position
    return scores.index(best) if best else None


def _known(line: Line) -> set[str]:
    return {field for cell in line.cells if len(cell) <= 60 and (field := words.header(cell))}


def body(header: Sequence[str], lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines under the headings, without headings that a printed page repeats and without a total at the end."""
    wanted = tuple(word.strip() for word in header)
    while wanted and not wanted[-1]:
        wanted = wanted[:-1]
    first = wanted[0] if wanted else ""
    kept = [line for line in lines if line.cells[0].strip() != first or not _same(line, wanted)]
    for place in range(len(kept) - 1, max(len(kept) - 1 - _LAST, -1), -1):
        if _is_total(kept[place]):
            del kept[place]
    return tuple(kept)


def _same(line: Line, header: tuple[str, ...]) -> bool:
    return tuple(cell.strip() for cell in line.cells) == header


def _is_total(line: Line) -> bool:
    """A word for a total, and beside it nothing but numbers."""
    cells = [cell.strip() for cell in line.cells if cell.strip()]
    word = words.key_of(cells[0].rstrip(":")) if cells else ""
    bare = " ".join(part for part in word.split() if not part.isdigit())
    return bare in _total_words() and all(_is_number(cell) for cell in cells[1:])


def _total_words() -> frozenset[str]:
    return frozenset(words.key_of(word) for word in _TOTALS.split(","))


def _is_number(text: str) -> bool:
    return not any(c.isalpha() for c in text.replace("EUR", "").replace("USD", "").replace("руб", ""))
