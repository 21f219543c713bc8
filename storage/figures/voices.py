"""What the counts are made of: own answers with their days, as they stand and as they were counted. Not: the counts."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.domain.figures import EVERYBODY, TIERS, Cut, Whose, Window
from bot.domain.folding import fold
from bot.domain.nps import Group
from bot.domain.time import from_us
from bot.domain.worktime import local
from storage.database import Conn, Row, Tx

NEVER = 9_999_999
"""The next day of a contact who has not answered again."""

GROUPS = (Group.PROMOTER, Group.PASSIVE, Group.DETRACTOR)
_QUARTER = 15 * 60 * 1_000_000
_AT_ONCE = 500

# A contact's own answers; segment and tier are the client's of that moment, or of now while it is not counted yet.
ANSWERS = """SELECT a.id, a.person_id, COALESCE(a.manager_id, 0) AS manager_id, COALESCE(a.team_id, 0) AS team_id, a.score,
    a.at, CASE WHEN a.tier IS NULL THEN 1 ELSE 0 END AS fresh, COALESCE(a.tier, c.tier) AS tier,
    CASE WHEN a.tier IS NULL THEN c.segment ELSE a.segment END AS segment, i.programme
    FROM answers a JOIN invitations i ON i.id = a.invitation_id JOIN clients c ON c.id = a.client_id
    WHERE a.by_manager = 0"""
REASONS = """SELECT r.answer_id, r.reason FROM answer_reasons r JOIN answers a ON a.id = r.answer_id
    WHERE a.by_manager = 0"""
_ORDER = " ORDER BY a.person_id, a.at, a.id"
_KEPT = """SELECT v.answer_id, v.person_id, v.manager_id, v.team_id, v.segment, v.tier, v.programme, v.voice, v.day,
    v.next_day, v.next_same, v.reasons FROM figure_voices v WHERE v.person_id IN (:ids)
    OR v.answer_id IN (SELECT a.id FROM answers a WHERE a.person_id IN (:ids))"""


class Voice(NamedTuple):
    """An own answer as it is counted: whose it is, of which client, its day, the days of the contact's next ones."""

    answer: int
    person: int
    manager: int
    team: int
    segment: str
    tier: str
    programme: str
    group: Group
    day: int
    next_day: int
    next_same: int
    reasons: tuple[str, ...] = ()

    def fits(self, whose: Whose, cut: Cut) -> bool:
        """Whether it belongs to them and to the cut."""
        return (
            whose in (EVERYBODY, self.manager or None, -self.team or None)
            and cut.segment in (None, self.segment)
            and cut.tier in (None, self.tier)
            and cut.programme in (None, self.programme)
            and (cut.reason is None or cut.reason in self.reasons)
        )

    def counts(self, window: Window, cut: Cut) -> bool:
        """Whether it is the contact's last one in a window (the last to that survey, where one is asked for)."""
        following = self.next_day if cut.programme is None else self.next_same
        return window.first <= self.day < window.end <= following


class Words:
    """The numbers of segments, surveys and reasons."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._words: dict[int, str] = {}
        for row in rows:
            self._learn(row["kind"], row["word"], row["id"])

    @classmethod
    async def load(cls, conn: Conn) -> "Words":
        """All of them: a few dozen."""
        return cls(await conn.all("SELECT id, kind, word FROM figure_words"))

    def _learn(self, kind: str, word: str, number: int) -> None:
        self._numbers[kind, word], self._words[number] = number, word

    async def ensure(self, tx: Tx, wanted: Iterable[tuple[str, str]]) -> None:
        """Give a number to what has none. Only whoever has the turn may."""
        for kind, word in sorted(set(wanted) - set(self._numbers)):
            number = await tx.value(
                "INSERT INTO figure_words (kind, word) VALUES (:kind, :word) RETURNING id",
                kind=kind,
                word=word,
            )
            self._learn(kind, word, number)

    def number(self, kind: str, word: str | None) -> int | None:
        """0 for any (None); None for what was never counted."""
        return 0 if word is None else self._numbers.get((kind, word))

    def known(self, kind: str, word: str) -> int:
        """The number of what is counted."""
        return self._numbers[kind, word]

    def word(self, number: int) -> str:
        """What a number stands for."""
        return self._words[number]

    def all(self, kind: str) -> list[str]:
        """Every word of a kind."""
        return sorted(word for one, word in self._numbers if one == kind)


def words_of(voices: Iterable[Voice]) -> set[tuple[str, str]]:
    """What needs a number before these can be counted."""
    found: set[tuple[str, str]] = set()
    for voice in voices:
        found |= {("segment", voice.segment), ("programme", voice.programme)}
        found |= {("reason", reason) for reason in voice.reasons}
    return found


async def standing(conn: Conn, persons: Sequence[int], zone: str) -> dict[int, Voice]:
    """The own answers of these contacts as they are, by id."""
    found: dict[int, Voice] = {}
    for some in _pages(persons):
        rows = await conn.all(ANSWERS + " AND a.person_id IN (:ids)" + _ORDER, ids=some)
        reasons = await conn.all(REASONS + " AND a.person_id IN (:ids)", ids=some)
        found |= voices(rows, gathered(reasons), zone)
    return found


async def counted(conn: Conn, persons: Sequence[int], words: Words) -> dict[int, Voice]:
    """The same as they stand in the counts."""
    found: dict[int, Voice] = {}
    for some in _pages(persons):
        rows = await conn.all(_KEPT, ids=some)
        found |= {row["answer_id"]: _kept(row, words) for row in rows}
    return found


def gathered(rows: Iterable[Row]) -> dict[int, list[str]]:
    """Reasons by answer."""
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(row["answer_id"], []).append(row["reason"])
    return found


def voices(rows: Sequence[Row], reasons: Mapping[int, Sequence[str]], zone: str) -> dict[int, Voice]:
    """Rows of ANSWERS, contact by contact in the order of time, as voices."""
    found: dict[int, Voice] = {}
    person, following, same = None, NEVER, dict[str, int]()
    for row in reversed(rows):
        if row["person_id"] != person:
            person, following, same = row["person_id"], NEVER, {}
        day, programme = day_of(row["at"], zone), row["programme"]
        found[row["id"]] = Voice(
            answer=row["id"],
            person=row["person_id"],
            manager=row["manager_id"],
            team=row["team_id"],
            segment=fold(row["segment"] or ""),
            tier=row["tier"],
            programme=programme,
            group=Group.of(row["score"]),
            day=day,
            next_day=following,
            next_same=same.get(programme, NEVER),
            reasons=tuple(sorted(reasons.get(row["id"], ()))),
        )
        following = same[programme] = day
    return found


def _kept(row: Row, words: Words) -> Voice:
    return Voice(
        answer=row["answer_id"],
        person=row["person_id"],
        manager=row["manager_id"],
        team=row["team_id"],
        segment=words.word(row["segment"]),
        tier=TIERS[row["tier"]],
        programme=words.word(row["programme"]),
        group=GROUPS[row["voice"]],
        day=row["day"],
        next_day=row["next_day"],
        next_same=row["next_same"],
        reasons=tuple(sorted(words.word(int(number)) for number in row["reasons"].split())),
    )


def day_of(us: int, zone: str) -> int:
    """The number of the local day of an instant."""
    return _day_of_quarter(us // _QUARTER, zone)


@lru_cache(maxsize=100_000)
def _day_of_quarter(quarter: int, zone: str) -> int:
    # Zones differ from UTC by whole quarters of an hour, so no local midnight lies within one.
    return local(from_us(quarter * _QUARTER), zone).date().toordinal()


def _pages(persons: Sequence[int]) -> list[list[int]]:
    return [list(persons[start : start + _AT_ONCE]) for start in range(0, len(persons), _AT_ONCE)]
