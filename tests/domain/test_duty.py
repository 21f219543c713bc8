"""Working time in which one person stands in for another."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import worktime
from bot.domain.duty import Span, Turns
from bot.domain.worktime import Hours

RIGA, DUBAI, LONDON = (Hours(zone, country="LV") for zone in ("Europe/Riga", "Asia/Dubai", "Europe/London"))
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 10:00 in Riga, 12:00 in Dubai, 8:00 in London
ALONE = Turns.always(RIGA)


def november(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def test_hours_left_of_the_owner_are_left_to_the_deputy() -> None:
    """Due on Tuesday at 10:00 in Riga; from Tuesday on somebody in London works, whose day begins two hours later."""
    turns = Turns.of([(MONDAY, RIGA), (november(23, 22), LONDON)])
    span = Span(MONDAY, november(24, 8)).carried(ALONE, turns, MONDAY)
    assert span.due == november(24, 10)  # 7 hours on Monday, the eighth from 9:00 in London
    assert turns.between(span.start, span.due) == timedelta(hours=8)


def test_who_comes_back_early_gets_the_deadline_back() -> None:
    away = Turns.of([(MONDAY, RIGA), (november(23, 22), LONDON)])
    moved = Span(MONDAY, november(24, 8)).carried(ALONE, away, MONDAY)
    assert moved.carried(away, ALONE, november(23, 9)).due == november(24, 8)


def test_a_deadline_that_has_passed_stays() -> None:
    span = Span(MONDAY, november(24, 8))
    assert span.carried(ALONE, Turns.always(DUBAI), november(24, 9)).due == span.due


def test_an_opening_becomes_an_opening() -> None:
    span = Span(november(23, 7), november(24, 7))  # 9:00 to 9:00 in Riga
    assert span.carried(ALONE, Turns.always(LONDON), november(23, 7)).due == november(24, 9)


def test_nothing_moves_when_the_same_hours_count() -> None:
    span = Span(MONDAY, november(24, 8))
    assert span.carried(ALONE, Turns.of([(MONDAY, RIGA), (november(24, 0), RIGA)]), MONDAY) == span


def test_turns_are_read_as_they_were_written() -> None:
    turns = Turns.of([(MONDAY, RIGA), (november(24, 0), DUBAI)])
    assert Turns.read(turns.text(), lambda zone: Hours(zone, country="LV")) == turns


_PARTS = st.lists(
    st.tuples(st.integers(0, 500), st.sampled_from([RIGA, DUBAI, LONDON])), min_size=1, max_size=4
)


@given(_PARTS, st.integers(0, 400), st.integers(1, 60 * 8 * 6))
def test_what_is_added_lies_between_and_what_is_taken_away_is_left(
    parts: list[tuple[int, Hours]], start: int, minutes: int
) -> None:
    turns = Turns.of(sorted(((MONDAY + timedelta(hours=at), h) for at, h in parts), key=lambda part: part[0]))
    begin, span = MONDAY + timedelta(hours=start), timedelta(minutes=minutes)
    end = turns.plus(begin, span)
    assert turns.between(begin, end) == span
    back = turns.minus(end, span)
    assert turns.between(back, end) == span
    assert back <= turns.opening(begin)


@given(st.integers(0, 24 * 30), st.integers(1, 5), st.sampled_from([75, 100, 150]))
def test_with_nobody_away_marks_are_those_of_the_owners_hours(start: int, days: int, mark: int) -> None:
    begin = MONDAY + timedelta(hours=start)
    due = worktime.add_workdays(RIGA, begin, days)
    assert Span(begin, due).reaches(ALONE, mark) == worktime.fraction(RIGA, begin, due, mark / 100)
