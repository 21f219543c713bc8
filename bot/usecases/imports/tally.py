"""Counting what a file would do while it is read portion by portion. Not: reading it."""

from dataclasses import replace

from bot.domain.imports import Counts, Portion, Summary
from bot.domain.tables import Layout, Parsed, RowProblem, Severity

_SAMPLES = 2


class Tally:
    """The sums so far."""

    def __init__(self) -> None:
        self.counts = Counts(0, 0, 0, 0, 0, 0, 0, 0)
        self._names: dict[str, None] = {}
        self._where = ("", 1, "")

    @property
    def rows(self) -> int:
        """Rows read."""
        return self.counts.rows

    def add(self, parsed: Parsed, portion: Portion) -> list[RowProblem]:
        """One more portion; everything that is wrong with it, in the order of its rows."""
        problems = sorted((*parsed.problems, *portion.problems), key=lambda problem: problem.row)
        now = self.counts
        self.counts = replace(
            now,
            rows=now.rows + parsed.lines,
            new=now.new + portion.new,
            changed=now.changed + portion.changed,
            same=now.same + portion.same,
            duplicates=now.duplicates + parsed.count(Severity.DUPLICATE),
            warnings=now.warnings + sum(one.severity is Severity.WARNING for one in problems),
            errors=now.errors + parsed.count(Severity.ERROR),
            named=now.named + portion.named,
            problems=now.problems + len(problems),
        )
        self._sample(parsed)
        self._where = (parsed.sheet, parsed.header_row, parsed.encoding)
        return problems

    def _sample(self, parsed: Parsed) -> None:
        """Two names, those first that show whether the letters are right."""
        names = [row.contact or row.client for row in parsed.clients] or [row.name for row in parsed.staff]
        found = sorted(dict.fromkeys((*self._names, *(name[:40] for name in names))), key=str.isascii)
        self._names = dict.fromkeys(found[:_SAMPLES])

    def summary(self, layout: Layout) -> Summary:
        """All of it."""
        return Summary(layout.kind, layout.columns, self.counts, tuple(self._names), *self._where)
