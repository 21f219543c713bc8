"""The letters of Monday: when they go, which week they are about, what a group may read."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.huddles import AT, about, between, first_after, in_group, late, masked
from bot.domain.worktime import Hours, is_workday, local

RIGA = Hours("Europe/Riga", country="LV")
DUE = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
"""Monday 23 November, 09:30 in Riga."""


START = datetime(2026, 1, 1, tzinfo=UTC)


def riga(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour - 2, minute, tzinfo=UTC)


def test_it_comes_on_monday_at_half_past_nine() -> None:
    assert first_after(RIGA, AT, riga(19, 12)) == DUE
    assert first_after(RIGA, AT, DUE) == riga(30, 9, 30)
    assert first_after(RIGA, AT, DUE - timedelta(seconds=1)) == DUE


def test_a_monday_off_moves_it_to_the_next_working_day_of_the_same_week() -> None:
    christmas = replace(RIGA, country="LV")
    due = first_after(
        christmas, AT, datetime(2028, 12, 20, 12, tzinfo=UTC)
    )  # 25 and 26 December 2028: Monday, Tuesday
    assert local(due, "Europe/Riga") == local(datetime(2028, 12, 27, 7, 30, tzinfo=UTC), "Europe/Riga")
    assert about(due, "Europe/Riga") == date(2028, 12, 18)


def test_it_is_about_the_week_before_its_own() -> None:
    assert about(DUE, "Europe/Riga") == date(2026, 11, 16)
    assert about(riga(26, 9, 30), "Europe/Riga") == date(2026, 11, 16)
    assert between(date(2026, 11, 16), date(2026, 11, 23)) == []
    assert between(date(2026, 11, 16), date(2026, 12, 7)) == [date(2026, 11, 23), date(2026, 11, 30)]


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (riga(23, 9, 30), riga(23, 9, 30)),
        (riga(23, 16, 59), riga(23, 16, 59)),
        (riga(23, 17), riga(24, 9)),
        (riga(24, 3), riga(24, 9)),
        (riga(27, 12), riga(27, 12)),
        (riga(27, 18), None),
        (riga(29, 12), None),
        (riga(30, 9), None),
    ],
    ids=[
        "on time",
        "late that day",
        "that evening",
        "at night",
        "on Friday",
        "Friday evening",
        "Sunday",
        "next week",
    ],
)
def test_after_downtime_it_goes_while_its_week_is_at_work_else_it_is_skipped(
    now: datetime, goes: datetime | None
) -> None:
    assert late(RIGA, DUE, now) == goes


@given(st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: START + timedelta(minutes=minutes)))
def test_every_letter_comes_on_a_working_day_and_the_next_is_later_and_about_a_later_week(
    after: datetime,
) -> None:
    due = first_after(RIGA, time(9, 30), after)
    then = first_after(RIGA, time(9, 30), due)
    assert after < due < then
    assert is_workday(RIGA, local(due, "Europe/Riga").date())
    assert about(due, "Europe/Riga").weekday() == 0
    assert about(due, "Europe/Riga") < about(then, "Europe/Riga")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Call +371 26 123-456 now", "Call *** now"),
        ("8 (495) 123-45-67, или anna.b@acme.example.lv", "***, или ***"),
        ("Order 12345 came 3 days late, 10 of 12 boxes", "Order 12345 came 3 days late, 10 of 12 boxes"),
    ],
)
def test_a_group_reads_no_telephone_numbers_and_addresses(said: str, read: str) -> None:
    assert masked(said) == read


def test_a_group_reads_no_names_of_accounts() -> None:
    assert masked("write @anna_b, or t.me/anna_b https://t.me/+AbC today") == "write ***, or *** *** today"
    assert masked("5 @ 3 euro, a@b") == "5 @ 3 euro, a@b"


def test_a_group_reads_first_names_and_of_a_private_client_nothing_else() -> None:
    assert in_group("Anna Bērziņa", "Acme Ltd") == ("Anna", "Acme Ltd")
    assert in_group("Anna Bērziņa", "Anna Bērziņa") == ("Anna", "Anna")
