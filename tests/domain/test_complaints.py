"""Clocks of a complaint, counted by hand in Riga's working time (Monday-Friday, 9-17)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.complaints import (
    Clock,
    Complaint,
    ComplaintRules,
    Kind,
    State,
    Which,
    answer_clock,
    name,
    reopens_until,
    solve_clock,
)
from bot.domain.duty import Turns
from bot.domain.ids import ClientId, ComplaintId, PersonId
from bot.domain.worktime import Hours

RIGA = Turns.always(Hours("Europe/Riga", country="LV"))
RULES = ComplaintRules()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Riga")).astimezone(UTC)


MONDAY = at("2026-11-23 10:00")


def complaint(**more: object) -> Complaint:
    made = Complaint(
        id=ComplaintId(1), number=1, client_id=ClientId(1), person_id=PersonId(1), kind=Kind.COMPLAINT,
        category="delivery", state=State.RECEIVED, wishing=False, owner_id=None, previous_id=None, created_at=MONDAY,
        filed_at=MONDAY, taken_at=None, answered_at=None, answer=answer_clock(RULES, RIGA, MONDAY),
        solve=solve_clock(RULES, RIGA, MONDAY), waiting_from=None, solved_at=None, closed_at=None, closed_how=None,
        reopened=0, handling=None, version=1,
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def test_a_number_has_four_digits_at_least() -> None:
    assert [name(7), name(142), name(12345)] == ["C-0007", "C-0142", "C-12345"]


@pytest.mark.parametrize(
    ("filed", "answer", "solve"),
    [
        ("2026-11-23 10:00", "2026-11-24 10:00", "2026-11-30 10:00"),
        ("2026-11-23 18:30", "2026-11-24 17:00", "2026-12-01 09:00"),
        ("2026-11-21 12:00", "2026-11-23 17:00", "2026-11-30 09:00"),
        ("2026-11-17 10:00", "2026-11-19 10:00", "2026-11-25 10:00"),  # the 18th is a holiday
    ],
)
def test_eight_working_hours_to_the_first_answer_and_five_days_to_the_solution(
    filed: str, answer: str, solve: str
) -> None:
    assert answer_clock(RULES, RIGA, at(filed)).by == at(answer)
    assert solve_clock(RULES, RIGA, at(filed)).by == at(solve)


def test_stages_come_once_and_in_order() -> None:
    clock = answer_clock(RULES, RIGA, MONDAY)
    assert clock.next(RIGA) == at("2026-11-23 16:00")
    assert clock.reached(RIGA, at("2026-11-23 15:59")) == ()
    assert clock.reached(RIGA, at("2026-11-23 16:00")) == (75,)
    warned = replace(clock, stage=75)
    assert warned.next(RIGA) == at("2026-11-24 10:00")
    assert warned.reached(RIGA, at("2026-11-24 14:00")) == (100, 150)
    assert replace(clock, stage=150).next(RIGA) is None


def test_after_a_long_stop_nobody_is_warned_of_what_is_overdue_already() -> None:
    assert answer_clock(RULES, RIGA, MONDAY).reached(RIGA, at("2026-11-24 11:00")) == (100,)


def test_a_clock_that_stood_still_goes_on_with_what_was_left() -> None:
    clock = Clock(MONDAY, at("2026-11-24 10:00"))
    resumed = clock.resumed(RIGA, at("2026-11-23 12:00"), at("2026-11-25 12:00"))
    assert resumed.by == at("2026-11-26 10:00")
    assert clock.resumed(RIGA, at("2026-11-23 18:00"), at("2026-11-24 08:00")).by == clock.by


def test_no_clock_runs_while_the_client_is_waited_for_or_when_it_was_met() -> None:
    assert complaint().running(Which.ANSWER) is not None
    assert complaint(waiting_from=MONDAY).running(Which.SOLVE) is None
    assert complaint(answered_at=MONDAY).running(Which.ANSWER) is None
    assert complaint(state=State.CLOSED).running(Which.SOLVE) is None


def test_the_first_missed_date_is_the_one_to_move() -> None:
    late = at("2026-12-07 10:00")
    assert complaint().missed_first(MONDAY) is None
    assert complaint().missed_first(late) is Which.ANSWER
    assert complaint(answered_at=MONDAY).missed_first(late) is Which.SOLVE


def test_writing_reopens_it_for_thirty_days() -> None:
    closed = complaint(state=State.CLOSED, closed_at=MONDAY)
    assert closed.reopens(RULES, MONDAY + timedelta(days=29, hours=23))
    assert not closed.reopens(RULES, MONDAY + timedelta(days=30))
    assert reopens_until(complaint(), RULES) is None
    assert not complaint().reopens(RULES, MONDAY)
