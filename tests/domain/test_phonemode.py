"""Phone mode: who may note over what, and what can be taken back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import AnswerId, ClientId, InvitationId, PersonId
from bot.domain.phonemode import Noted, Refusal, may_undo, refused
from bot.domain.surveys import Answer, Stage

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ME, MATE = PersonId(1), PersonId(2)
ANSWER = Answer(
    AnswerId(1), InvitationId(1), PersonId(9), ClientId(1), ME, None, 8, True, False, None, NOW, None, 3
)
NOTED = Noted(AnswerId(1), ME, "Jānis", 8, NOW, Stage.OPEN, NOW, None, None, None)


def test_a_contacts_own_answer_is_never_noted_over() -> None:
    own = replace(ANSWER, by_manager=False)
    assert refused(own, NOTED, ME, 3, changeable=True) is Refusal.OWN


def test_ones_own_note_can_be_changed_from_any_screen_a_colleagues_from_one_that_shows_it() -> None:
    assert refused(ANSWER, NOTED, ME, 0, changeable=True) is None
    assert refused(ANSWER, NOTED, MATE, 0, changeable=True) is Refusal.OTHER
    assert refused(ANSWER, NOTED, MATE, 3, changeable=True) is None


def test_after_the_days_of_changing_a_note_stands() -> None:
    assert refused(ANSWER, NOTED, ME, 3, changeable=False) is Refusal.LATE


@pytest.mark.parametrize(("minutes", "possible"), [(0, True), (9, True), (10, False)])
def test_a_note_can_be_taken_back_for_ten_minutes(minutes: int, *, possible: bool) -> None:
    later = NOW + timedelta(minutes=minutes)
    assert may_undo(ANSWER, NOTED, ME, later, in_case=False) is possible


def test_a_colleagues_a_changed_or_a_replaced_note_and_one_in_a_case_cannot() -> None:
    assert not may_undo(ANSWER, NOTED, MATE, NOW, in_case=False)
    assert not may_undo(ANSWER, NOTED, ME, NOW, in_case=True)
    assert not may_undo(replace(ANSWER, changed_at=NOW), NOTED, ME, NOW, in_case=False)
    assert not may_undo(replace(ANSWER, by_manager=False), NOTED, ME, NOW, in_case=False)
