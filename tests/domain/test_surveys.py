"""What may be done with an answer, and what silence calls for."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import AnswerId, ClientId, InvitationId, PersonId
from bot.domain.nps import Group
from bot.domain.surveys import (
    Answer,
    Invitation,
    Nudge,
    Stage,
    SurveyRules,
    Words,
    letters,
    listens,
    may_change,
    next_nudge,
    nudges,
    pieces,
)

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
R = SurveyRules()


def answer(score: int) -> Answer:
    return Answer(
        AnswerId(1), InvitationId(1), PersonId(1), ClientId(1), None, None, score, False, False, None, NOW, None, 1
    )  # fmt: skip


def invitation(stage: Stage = Stage.OPEN, **times: datetime) -> Invitation:
    filled = {"asked_at": NOW, "reminded_at": None, "phoned_at": None, "closed_at": None, **times}
    return Invitation(
        InvitationId(1), None, "monthly", PersonId(1), ClientId(1), None, None, stage, None, None,
        filled["asked_at"], filled["reminded_at"], filled["phoned_at"], filled["closed_at"],
    )  # fmt: skip


@pytest.mark.parametrize(("score", "group"), [(6, Group.DETRACTOR), (7, Group.PASSIVE), (9, Group.PROMOTER)])
def test_a_score_has_its_group(score: int, group: Group) -> None:
    assert answer(score).group is group
    assert answer(score).low is (group is Group.DETRACTOR)


def test_a_score_can_be_changed_for_seven_days() -> None:
    assert may_change(answer(3), R, NOW + timedelta(days=7, microseconds=-1))
    assert not may_change(answer(3), R, NOW + timedelta(days=7))


def test_plain_words_belong_to_the_answer_for_an_hour_after_the_last_one() -> None:
    minute = timedelta(minutes=1)
    assert listens(NOW, None, NOW + 59 * minute)
    assert not listens(NOW, None, NOW + 60 * minute)
    assert listens(NOW, NOW + 50 * minute, NOW + 100 * minute)


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (2.9, []),
        (3, [Nudge.REMIND]),
        (7, [Nudge.PHONE]),
        (14, [Nudge.PHONE, Nudge.CLOSE]),
        (400, [Nudge.PHONE, Nudge.CLOSE]),
    ],
)
def test_silence_calls_for_a_reminder_then_a_call_then_the_end(days: float, due: list[Nudge]) -> None:
    assert nudges(invitation(), R, NOW + timedelta(days=days)) == due


def test_each_nudge_comes_once_and_an_answer_ends_them() -> None:
    later = NOW + timedelta(days=8)
    assert nudges(invitation(phoned_at=NOW), R, later) == []
    assert nudges(invitation(reminded_at=NOW), R, NOW + timedelta(days=4)) == []
    assert nudges(invitation(Stage.ANSWERED), R, later) == []


def test_silence_is_looked_at_after_3_7_and_14_days() -> None:
    looks, at = [], NOW
    while (found := next_nudge(invitation(), R, at)) is not None:
        looks.append((found - NOW).days)
        at = found
    assert looks == [3, 7, 14]


def test_a_text_of_5000_characters_is_shown_in_pieces_that_fit_and_lose_nothing() -> None:
    said = Words("text", "ж" * 5000, None, 1, 2)
    assert [len(piece) for piece in pieces(said)] == [4000, 1000]
    assert "".join(pieces(said)) == said.text


def test_a_file_carries_its_short_text_and_sends_a_long_one_after_it() -> None:
    short, long = Words("photo", "see", "id", 1, 2), Words("photo", "x" * 1000, "id", 1, 3)
    parts = [letter.args["part"] for letter in letters([short, long], PersonId(9), 77)]
    assert parts == [-1, -1, 0]
