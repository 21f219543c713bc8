"""Working time: counted by hand, and laws that hold for any company."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import worktime as w
from bot.domain.worktime import Hours

RIGA = Hours("Europe/Riga", country="LV")
JERUSALEM = Hours("Asia/Jerusalem", frozenset({6, 0, 1, 2, 3}), country="IL")
OSLO_LATE = Hours("Europe/Oslo", frozenset({1, 5}), time(13, 30), time(21), country="NO")
NEW_YORK = Hours("America/New_York", frozenset(range(7)), time(0), time(23, 59), country=None)

everyone = st.sampled_from([RIGA, JERUSALEM, OSLO_LATE, NEW_YORK])
instants = st.integers(0, 5 * 366 * 24 * 60).map(
    lambda m: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
spans = st.integers(1, 60 * 80).map(lambda m: timedelta(minutes=m))
quick = settings(max_examples=60, deadline=None)


def at(text: str, zone: str = "Europe/Riga") -> datetime:
    """The UTC instant of a local clock time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def test_a_weekday_works_and_a_weekend_or_holiday_does_not() -> None:
    assert w.is_workday(RIGA, date(2026, 11, 23))
    assert not w.is_workday(RIGA, date(2026, 11, 22))
    assert not w.is_workday(RIGA, date(2026, 11, 18))  # the proclamation of the Republic of Latvia
    assert w.is_workday(Hours("Europe/Riga"), date(2026, 11, 18))


def test_the_week_of_israel_begins_on_sunday() -> None:
    assert w.is_workday(JERUSALEM, date(2026, 11, 22))
    assert not w.is_workday(JERUSALEM, date(2026, 11, 27))
    assert w.add_workdays(JERUSALEM, at("2026-11-26 10:00", "Asia/Jerusalem"), 1) == at(
        "2026-11-29 10:00", "Asia/Jerusalem"
    )


def test_a_country_without_a_calendar_has_no_holidays() -> None:
    assert w.public_holidays("ZZ", 2026) == frozenset()


@pytest.mark.parametrize(
    ("start", "opening"),
    [
        ("2026-11-23 08:59", "2026-11-23 09:00"),
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 16:59", "2026-11-23 16:59"),
        ("2026-11-23 17:00", "2026-11-24 09:00"),
        ("2026-11-20 18:00", "2026-11-23 09:00"),
        ("2026-11-17 17:30", "2026-11-19 09:00"),
        ("2026-12-23 17:00", "2026-12-28 09:00"),
    ],
)
def test_the_next_opening_skips_nights_weekends_and_holidays(start: str, opening: str) -> None:
    assert w.next_opening(RIGA, at(start)) == at(opening)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("2026-11-23 10:30", 1, "2026-11-24 10:30"),
        ("2026-11-20 10:30", 1, "2026-11-23 10:30"),
        ("2026-11-21 12:00", 1, "2026-11-24 09:00"),  # Saturday counts from Monday's opening
        ("2026-11-20 17:00", 2, "2026-11-25 09:00"),  # closed at that instant: counts from Monday
        ("2026-11-17 16:00", 1, "2026-11-19 16:00"),  # over the holiday
        ("2026-11-23 10:30", 5, "2026-11-30 10:30"),
        ("2026-11-23 10:30", 0, "2026-11-23 10:30"),
        ("2026-03-27 10:00", 1, "2026-03-30 10:00"),  # over the change to summer time
    ],
)
def test_working_days_keep_the_clock_time(start: str, n: int, end: str) -> None:
    assert w.add_workdays(RIGA, at(start), n) == at(end)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23 10:00", 2, "2026-11-23 12:00"),
        ("2026-11-23 16:00", 2, "2026-11-24 10:00"),
        ("2026-11-20 16:00", 8, "2026-11-23 16:00"),
        ("2026-11-21 03:00", 8, "2026-11-23 17:00"),
        ("2026-11-23 09:00", 16, "2026-11-24 17:00"),
        ("2026-11-17 15:00", 4, "2026-11-19 11:00"),
    ],
)
def test_working_hours_run_only_while_open(start: str, hours: int, end: str) -> None:
    assert w.add_working_time(RIGA, at(start), timedelta(hours=hours)) == at(end)


def test_working_time_between_two_instants_is_counted_by_hand() -> None:
    assert w.working_between(RIGA, at("2026-11-20 15:00"), at("2026-11-23 10:30")) == timedelta(hours=3.5)
    assert w.working_between(RIGA, at("2026-11-21 10:00"), at("2026-11-22 10:30")) == timedelta(0)
    assert w.working_between(RIGA, at("2026-11-23 12:00"), at("2026-11-23 10:00")) == timedelta(0)


@pytest.mark.parametrize(
    ("part", "instant"),
    [
        (0.5, "2026-11-23 14:00"),
        (0.75, "2026-11-23 16:00"),
        (1.0, "2026-11-24 10:00"),
        (1.5, "2026-11-24 14:00"),
        (2.0, "2026-11-25 10:00"),
    ],
)
def test_half_three_quarters_and_one_and_a_half_are_of_the_working_hours(part: float, instant: str) -> None:
    assert w.fraction(RIGA, at("2026-11-23 10:00"), at("2026-11-24 10:00"), part) == at(instant)


def test_the_whole_of_a_deadline_at_opening_is_that_very_instant() -> None:
    start, deadline = at("2026-11-21 12:00"), at("2026-11-24 09:00")
    assert w.fraction(RIGA, start, deadline, 1) == deadline
    assert w.fraction(RIGA, start, deadline, 1.5) == at("2026-11-24 13:00")


def test_working_days_before_and_after_skip_what_is_off() -> None:
    assert w.next_workday(RIGA, date(2026, 11, 20)) == date(2026, 11, 23)
    assert w.previous_workday(RIGA, date(2026, 11, 23)) == date(2026, 11, 20)
    assert w.next_workday(RIGA, date(2026, 11, 17), 2) == date(2026, 11, 20)
    assert w.workday_on_or_after(RIGA, date(2026, 11, 18)) == date(2026, 11, 19)
    assert w.workday_on_or_before(RIGA, date(2026, 11, 18)) == date(2026, 11, 17)
    assert w.workdays_between(RIGA, date(2026, 11, 16), date(2026, 11, 23)) == 4


def test_a_local_hour_that_summer_time_skips_moves_forward() -> None:
    assert w.instant(date(2026, 3, 29), time(3, 30), "Europe/Riga") == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
    assert w.local(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "Europe/Riga").time() == time(4, 30)


def test_a_local_hour_that_comes_twice_takes_the_first() -> None:
    assert w.instant(date(2026, 10, 25), time(3, 30), "Europe/Riga") == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": frozenset()},
        {"days": frozenset({7})},
        {"opens": time(17), "closes": time(9)},
        {"zone": "Mars/Olympus"},
    ],
)
def test_hours_in_which_nobody_ever_works_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises((ValueError, KeyError)):
        Hours(**({"zone": "Europe/Riga"} | wrong))  # type: ignore[arg-type]


@quick
@given(everyone, instants)
def test_an_opening_is_open_and_never_earlier_than_asked(hours: Hours, start: datetime) -> None:
    opening = w.next_opening(hours, start)
    assert opening >= start
    assert w.is_open(hours, opening)
    assert w.is_workday(hours, w.local(opening, hours.zone).date())


@quick
@given(everyone, instants, st.integers(0, 15))
def test_a_deadline_in_working_days_is_on_a_working_day_inside_hours(
    hours: Hours, start: datetime, n: int
) -> None:
    end = w.local(w.add_workdays(hours, start, n), hours.zone)
    assert w.is_workday(hours, end.date())
    assert hours.opens <= end.time() <= hours.closes


@quick
@given(everyone, instants, instants, st.integers(0, 10))
def test_who_starts_later_ends_no_earlier(hours: Hours, a: datetime, b: datetime, n: int) -> None:
    a, b = min(a, b), max(a, b)
    assert w.add_workdays(hours, a, n) <= w.add_workdays(hours, b, n)
    assert w.add_working_time(hours, a, timedelta(hours=n)) <= w.add_working_time(
        hours, b, timedelta(hours=n)
    )


@quick
@given(everyone, instants, spans, spans)
def test_two_spans_one_after_the_other_are_one_long_span(
    hours: Hours, start: datetime, one: timedelta, two: timedelta
) -> None:
    step = w.add_working_time(hours, start, one)
    assert w.add_working_time(hours, step, two) == w.add_working_time(hours, start, one + two)


@quick
@given(everyone, instants, spans)
def test_the_time_that_was_added_is_the_time_that_lies_between(
    hours: Hours, start: datetime, span: timedelta
) -> None:
    end = w.add_working_time(hours, start, span)
    assert w.working_between(hours, start, end) == span
    assert w.is_workday(hours, w.local(end, hours.zone).date())


@quick
@given(everyone, instants, st.integers(0, 400), st.integers(0, 400))
def test_working_time_adds_up_over_any_midpoint(hours: Hours, start: datetime, one: int, two: int) -> None:
    middle, end = start + timedelta(hours=one), start + timedelta(hours=one + two)
    parts = w.working_between(hours, start, middle) + w.working_between(hours, middle, end)
    assert parts == w.working_between(hours, start, end)


@quick
@given(everyone, instants, st.integers(1, 8))
def test_the_parts_of_a_deadline_come_in_order(hours: Hours, start: datetime, n: int) -> None:
    deadline = w.add_workdays(hours, start, n)
    marks = [w.fraction(hours, start, deadline, part) for part in (0.25, 0.5, 0.75, 1, 1.5, 2)]
    assert marks == sorted(marks)
    assert marks[3] == deadline


@quick
@given(everyone, days)
def test_stepping_forward_and_back_returns_to_a_working_day(hours: Hours, day: date) -> None:
    work = w.workday_on_or_after(hours, day)
    assert w.previous_workday(hours, w.next_workday(hours, work)) == work
