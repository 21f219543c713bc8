"""Changes of the counts, gathered, then written in one order. Not: what changed."""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.domain.figures import TIERS
from bot.domain.nps import Group
from storage.database import Tx
from storage.figures.questions import Question
from storage.figures.voices import GROUPS, Voice, Words

COLUMN = {
    (tier, group): f"{tier}_{name}"
    for tier in TIERS
    for group, name in zip(GROUPS, ("promoters", "passives", "detractors"), strict=True)
}
"""The column of figure_answers for a tier and a group."""

_VOICE_COLUMNS = tuple(COLUMN.values())
_ASKED_COLUMNS = tuple(f"{tier}_{what}" for tier in TIERS for what in ("sent", "answered"))
_VOICE_KEY = ("who", "segment", "programme", "reason", "day", "next_day")
_ASKED_KEY = ("who", "segment", "programme", "day")
_PLACE = {column: place for place, column in enumerate(_VOICE_COLUMNS)}
_ASKED_PLACE = {column: place for place, column in enumerate(_ASKED_COLUMNS)}


def _adding(table: str, key: tuple[str, ...], columns: tuple[str, ...]) -> str:
    names = (*key, *columns)
    sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in columns)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sums}"
    )


_ADD = _adding("figure_answers", _VOICE_KEY, _VOICE_COLUMNS)
_ADD_ASKED = _adding("figure_asked", _ASKED_KEY, _ASKED_COLUMNS)
_DROP = (
    "DELETE FROM figure_answers WHERE "
    + " AND ".join(f"{name} = :{name}" for name in _VOICE_KEY)
    + "".join(f" AND {name} = 0" for name in _VOICE_COLUMNS)
)


class Deltas:
    """What is added to the counts and taken out of them."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.answers: dict[tuple[int, ...], list[int]] = {}
        self.asked: dict[tuple[int, ...], list[int]] = {}

    def voice(self, voice: Voice, sign: int = 1) -> None:
        """Count an answer, or take it away."""
        place = _PLACE[COLUMN[voice.tier, voice.group]]
        for cell in self._cells(voice):
            self.answers.setdefault(cell, [0] * len(_VOICE_COLUMNS))[place] += sign

    def _cells(self, voice: Voice) -> Iterator[tuple[int, ...]]:
        """Every row an answer stands in: whose × segment × survey × reason, each of the last three also as any (0)."""
        words, day = self.words, voice.day
        reasons = (0, *(words.known("reason", reason) for reason in voice.reasons))
        segment = words.known("segment", voice.segment)
        everyone = {0, -voice.team, voice.manager}
        programme = words.known("programme", voice.programme)
        for survey, following in ((0, voice.next_day), (programme, voice.next_same)):
            if following == day:  # answered again on the same day: no window of days can end between
                continue
            for reason in reasons:
                for who in everyone:
                    yield (who, 0, survey, reason, day, following)
                    yield (who, segment, survey, reason, day, following)

    def question(self, question: Question) -> None:
        """Count what a question adds."""
        words = self.words
        segments = (0, words.known("segment", question.segment))
        programmes = (0, words.known("programme", question.programme))
        for who in {0, question.manager, -question.team}:
            for segment in segments:
                for programme in programmes:
                    cell = (who, segment, programme, question.day)
                    row = self.asked.setdefault(cell, [0] * len(_ASKED_COLUMNS))
                    row[_ASKED_PLACE[f"{question.tier}_sent"]] += question.sent
                    row[_ASKED_PLACE[f"{question.tier}_answered"]] += question.answered

    async def write(self, tx: Tx) -> None:
        """Add them to the counts; rows that count nothing any more go."""
        if self.answers:
            await tx.many(_ADD, _rows(self.answers, _VOICE_KEY, _VOICE_COLUMNS))
            less = {cell: row for cell, row in self.answers.items() if min(row) < 0}
            if less:
                await tx.many(_DROP, [dict(zip(_VOICE_KEY, cell, strict=True)) for cell in sorted(less)])
        if self.asked:
            await tx.many(_ADD_ASKED, _rows(self.asked, _ASKED_KEY, _ASKED_COLUMNS))


def _rows(
    cells: dict[tuple[int, ...], list[int]], key: tuple[str, ...], columns: tuple[str, ...]
) -> list[dict[str, Any]]:
    return [
        {**dict(zip(key, cell, strict=True)), **dict(zip(columns, row, strict=True))}
        for cell, row in sorted(cells.items())
        if any(row)
    ]


def tiers_of(tier: str | None) -> Iterable[str]:
    """The tiers a sum goes over."""
    return TIERS if tier is None else (tier,)


def total(tier: str | None, group: Group) -> str:
    """The columns of a group, summed in SQL."""
    return " + ".join(f"f.{COLUMN[one, group]}" for one in tiers_of(tier))


def asked_total(tier: str | None, what: str) -> str:
    """The columns of questions, summed in SQL."""
    return " + ".join(f"f.{one}_{what}" for one in tiers_of(tier))
