"""When a cell says what is stored already. Not: rows."""

from math import isclose

from bot.domain.tables import cells


def same(stored: str | int | float | None, said: str | int | float | None) -> bool:
    """Equal, or different only in what a file cannot carry: stray spaces and control characters, the last bit of a number."""
    if stored == said:
        return True
    if isinstance(stored, str) and isinstance(said, str):
        return _bare(stored) == _bare(said) or cells.clean(stored) == said
    if isinstance(stored, int | float) and isinstance(said, int | float):
        return isclose(stored, said, rel_tol=1e-12)
    return False


def _bare(text: str) -> str:
    """The lines, each as a cell gives it."""
    return "\n".join(cells.clean(line) for line in text.strip().splitlines())
