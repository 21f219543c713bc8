"""Keeping the counts by day, in the transaction of each answer and question. Not: reading them."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from bot.domain.ids import AnswerId, InvitationId
from bot.domain.nps import Group
from bot.domain.time import from_us
from bot.domain.worktime import local
from storage.database import Conn, Row, Tx

NEVER = 9_999_999
"""The next day of a contact who has not answered again."""

_QUARTER = 15 * 60 * 1_000_000

COLUMNS = {Group.PROMOTER: "promoters", Group.PASSIVE: "passives", Group.DETRACTOR: "detractors"}

# The answer, the contact's own answer before it, when the next one came, and the question it belongs to.
_AROUND = """SELECT a.id, a.at, a.score, a.manager_id, a.team_id, a.by_manager,
    p.id AS p_id, p.at AS p_at, p.score AS p_score, p.manager_id AS p_manager_id, p.team_id AS p_team_id,
    (SELECT x.at FROM answers x WHERE x.person_id = a.person_id AND x.by_manager = 0
        AND (x.at > a.at OR (x.at = a.at AND x.id > a.id)) ORDER BY x.at, x.id LIMIT 1) AS next_at,
    i.id AS i_id, i.wave_id, i.asked_at, i.counted, i.manager_id AS i_manager_id, i.team_id AS i_team_id
    FROM answers a JOIN invitations i ON i.id = a.invitation_id
    LEFT JOIN answers p ON p.id = (SELECT x.id FROM answers x WHERE x.person_id = a.person_id AND x.by_manager = 0
        AND (x.at < a.at OR (x.at = a.at AND x.id < a.id)) ORDER BY x.at DESC, x.id DESC LIMIT 1)
    WHERE a.id = :id"""
_ADD = """INSERT INTO figure_answers (who, day, next_day, promoters, passives, detractors)
    VALUES (:who, :day, :next_day, :promoters, :passives, :detractors)
    ON CONFLICT (who, day, next_day) DO UPDATE SET promoters = figure_answers.promoters + excluded.promoters,
    passives = figure_answers.passives + excluded.passives, detractors = figure_answers.detractors + excluded.detractors"""
_ADD_REASON = """INSERT INTO figure_reasons (who, day, next_day, reason, n) VALUES (:who, :day, :next_day, :reason, :n)
    ON CONFLICT (who, day, next_day, reason) DO UPDATE SET n = figure_reasons.n + excluded.n"""
_ADD_ASKED = """INSERT INTO figure_asked (who, day, sent, answered) VALUES (:who, :day, :sent, :answered)
    ON CONFLICT (who, day) DO UPDATE SET sent = figure_asked.sent + excluded.sent,
    answered = figure_asked.answered + excluded.answered"""
_ASK = """UPDATE invitations SET counted = 1, team_id = (SELECT c.team_id FROM clients c WHERE c.id = invitations.client_id)
    WHERE id = :id AND counted = 0 AND wave_id IS NOT NULL AND asked_at IS NOT NULL
    RETURNING asked_at, manager_id, team_id"""


class Voice(NamedTuple):
    """An own answer as it is counted: whose it is, its day, the day of the contact's next one."""

    who: tuple[int, ...]
    day: int
    next_day: int
    group: Group
    reasons: tuple[str, ...] = ()


class Deltas:
    """Changes of the counts, gathered, then written in one order, so that two writers never wait for each other."""

    def __init__(self) -> None:
        self.answers: Counter[tuple[int, int, int, Group]] = Counter()
        self.reasons: Counter[tuple[int, int, int, str]] = Counter()
        self.asked: Counter[tuple[int, int, str]] = Counter()

    def voice(self, voice: Voice, sign: int = 1) -> None:
        """Count an answer, or take it away."""
        if voice.next_day == voice.day:  # answered again on the same day: no window of days can end between
            return
        for who in voice.who:
            self.answers[who, voice.day, voice.next_day, voice.group] += sign
        self.reason(voice, voice.reasons, sign)

    def reason(self, voice: Voice, reasons: Iterable[str], sign: int = 1) -> None:
        """Count reasons of an answer, or take them away; only those of 0-6 are."""
        if voice.group is Group.DETRACTOR and voice.next_day != voice.day:
            for who in voice.who:
                for reason in reasons:
                    self.reasons[who, voice.day, voice.next_day, reason] += sign

    def question(self, who: Iterable[int], day: int, what: str) -> None:
        """Count a question as "sent" or "answered"."""
        for one in who:
            self.asked[one, day, what] += 1

    async def write(self, tx: Tx) -> None:
        """Add them to the counts."""
        if rows := self._answer_rows():
            await tx.many(_ADD, rows)
        if self.reasons:
            await tx.many(
                _ADD_REASON,
                [
                    {"who": who, "day": day, "next_day": next_day, "reason": reason, "n": n}
                    for (who, day, next_day, reason), n in sorted(self.reasons.items())
                    if n
                ],
            )
        if rows := self._asked_rows():
            await tx.many(_ADD_ASKED, rows)

    def _answer_rows(self) -> list[dict[str, int]]:
        rows: dict[tuple[int, int, int], dict[str, int]] = {}
        for (who, day, next_day, group), n in self.answers.items():
            empty = {
                "who": who,
                "day": day,
                "next_day": next_day,
                "promoters": 0,
                "passives": 0,
                "detractors": 0,
            }
            rows.setdefault((who, day, next_day), empty)[COLUMNS[group]] += n
        return [row for _, row in sorted(rows.items()) if any(row[name] for name in COLUMNS.values())]

    def _asked_rows(self) -> list[dict[str, int]]:
        rows: dict[tuple[int, int], dict[str, int]] = {}
        for (who, day, what), n in self.asked.items():
            rows.setdefault((who, day), {"who": who, "day": day, "sent": 0, "answered": 0})[what] += n
        return [row for _, row in sorted(rows.items())]


def whose(manager_id: int | None, team_id: int | None) -> tuple[int, ...]:
    """In whose figures something counts: everybody's, the manager's, the team's."""
    return (0, *([manager_id] if manager_id else []), *([-team_id] if team_id else []))


def day_of(us: int, zone: str) -> int:
    """The number of the local day of an instant."""
    return _day_of_quarter(us // _QUARTER, zone)


@lru_cache(maxsize=100_000)
def _day_of_quarter(quarter: int, zone: str) -> int:
    # Zones differ from UTC by whole quarters of an hour, so no local midnight lies within one.
    return local(from_us(quarter * _QUARTER), zone).date().toordinal()


async def answered(tx: Tx, answer_id: AnswerId, zone: str) -> None:
    """A contact's own answer was stored just now: count it. Call it once, in the transaction that stored it."""
    row = await tx.one(_AROUND, id=answer_id)
    if row is None or row["by_manager"]:
        return
    deltas, next_day = Deltas(), _next_day(row, zone)
    mine = await _voice(tx, row, "", next_day, zone)
    deltas.voice(mine)
    if row["p_id"] is not None:
        earlier = await _voice(tx, row, "p_", next_day, zone)
        deltas.voice(earlier, -1)
        deltas.voice(earlier._replace(next_day=mine.day))
    if row["wave_id"] is not None and row["asked_at"] is not None:
        await _answered_question(tx, row, deltas, zone)
    await deltas.write(tx)


async def _answered_question(tx: Tx, row: Row, deltas: Deltas, zone: str) -> None:
    asked_of: Row | None = row
    who = whose(row["i_manager_id"], row["i_team_id"])
    day = day_of(row["asked_at"], zone)
    if not row["counted"] and (asked_of := await tx.one(_ASK, id=row["i_id"])) is not None:
        who = whose(asked_of["manager_id"], asked_of["team_id"])
        deltas.question(who, day, "sent")
    deltas.question(who, day, "answered")


async def changed(tx: Tx, answer_id: AnswerId, old: int, zone: str) -> None:
    """The score of an own answer was `old`: count the new one instead."""
    row = await tx.one(_AROUND, id=answer_id)
    if row is None or row["by_manager"] or Group.of(old) is Group.of(row["score"]):
        return
    voice = await _voice(tx, row, "", _next_day(row, zone), zone, always=Group.of(old) is Group.DETRACTOR)
    deltas = Deltas()
    deltas.voice(voice._replace(group=Group.of(old)), -1)
    deltas.voice(voice)
    await deltas.write(tx)


async def reasoned(tx: Tx, answer_id: AnswerId, reason: str, zone: str, *, on: bool) -> None:
    """A reason of an answer was ticked or unticked just now."""
    row = await tx.one(_AROUND, id=answer_id)
    if row is None or row["by_manager"]:
        return
    group = Group.of(row["score"])
    voice = Voice(
        whose(row["manager_id"], row["team_id"]), day_of(row["at"], zone), _next_day(row, zone), group
    )
    deltas = Deltas()
    deltas.reason(voice, [reason], 1 if on else -1)
    await deltas.write(tx)


async def asked(tx: Tx, invitation_id: InvitationId, zone: str) -> None:
    """A question of a wave went out just now. A second call changes nothing."""
    row = await tx.one(_ASK, id=invitation_id)
    if row is not None:
        deltas = Deltas()
        deltas.question(whose(row["manager_id"], row["team_id"]), day_of(row["asked_at"], zone), "sent")
        await deltas.write(tx)


def _next_day(row: Row, zone: str) -> int:
    return NEVER if row["next_at"] is None else day_of(row["next_at"], zone)


async def _voice(
    conn: Conn, row: Row, prefix: str, next_day: int, zone: str, *, always: bool = False
) -> Voice:
    group = Group.of(row[f"{prefix}score"])
    reasons: tuple[str, ...] = ()
    if always or group is Group.DETRACTOR:
        found = await conn.all(
            "SELECT reason FROM answer_reasons WHERE answer_id = :id", id=row[f"{prefix}id"]
        )
        reasons = tuple(one["reason"] for one in found)
    who = whose(row[f"{prefix}manager_id"], row[f"{prefix}team_id"])
    return Voice(who, day_of(row[f"{prefix}at"], zone), next_day, group, reasons)
