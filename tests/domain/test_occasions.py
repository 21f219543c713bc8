"""Dates that come every year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import occasions
from bot.domain.dates import BadDate
from bot.domain.occasions import AnnualDate, parse
from bot.domain.worktime import Hours, is_workday

RIGA = Hours("Europe/Riga", country="LV")
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("annual", "day", "following"),
    [
        (AnnualDate(24, 11), date(2026, 11, 24), date(2026, 11, 24)),
        (AnnualDate(24, 11), date(2026, 11, 25), date(2027, 11, 24)),
        (AnnualDate(1, 1, 1990), date(2026, 12, 31), date(2027, 1, 1)),
        (AnnualDate(29, 2, 1992), date(2026, 2, 1), date(2026, 2, 28)),
        (AnnualDate(29, 2), date(2026, 3, 1), date(2027, 2, 28)),
        (AnnualDate(29, 2), date(2027, 3, 1), date(2028, 2, 29)),
        (AnnualDate(29, 2), date(2028, 2, 28), date(2028, 2, 29)),
        (AnnualDate(28, 2), date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_the_next_occurrence_is_found_also_for_29_february(
    annual: AnnualDate, day: date, following: date
) -> None:
    assert annual.next_on_or_after(day) == following


@given(st.integers(1, 366).map(lambda n: date(2000, 1, 1) + timedelta(n - 1)), days)
def test_an_occasion_comes_exactly_once_a_year(born: date, day: date) -> None:
    annual = AnnualDate.of(born)
    found = annual.next_on_or_after(day)
    assert day <= found <= day + timedelta(366)
    assert found == annual.on(found.year)
    following = annual.next_on_or_after(found + timedelta(1))
    assert following.year == found.year + 1


def test_years_are_counted_where_the_first_is_known() -> None:
    assert AnnualDate(25, 8, 1997).years_on(date(2026, 8, 25)) == 29
    assert AnnualDate(25, 8).years_on(date(2026, 8, 25)) is None


@pytest.mark.parametrize(
    ("text", "annual"),
    [
        ("12.03.1990", AnnualDate(12, 3, 1990)),
        ("12.03.1990.", AnnualDate(12, 3, 1990)),
        (" 12. 3. 1990 ", AnnualDate(12, 3, 1990)),
        ("12.03", AnnualDate(12, 3)),
        ("12.03.", AnnualDate(12, 3)),
        ("29.02", AnnualDate(29, 2)),
        ("1990-03-12", AnnualDate(12, 3, 1990)),
        ("19900312", AnnualDate(12, 3, 1990)),
        ("--0312", AnnualDate(12, 3)),
        ("--03-12", AnnualDate(12, 3)),
    ],
)
def test_a_birthday_is_read_with_or_without_a_year(text: str, annual: AnnualDate) -> None:
    assert parse(text) == annual


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02", "date-impossible"),
        ("29.02.1990", "date-impossible"),
        ("00.13.1990", "date-impossible"),
        ("12.03.90", "date-short-year"),
        ("12/03/1990", "date-unclear"),
        ("March", "date-unclear"),
        ("", "date-unclear"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(BadDate) as refused:
        parse(text)
    assert refused.value.code == code


@given(st.builds(AnnualDate.of, days) | st.just(AnnualDate(29, 2)))
def test_what_is_written_can_be_read_again(annual: AnnualDate) -> None:
    assert parse(str(annual)) == annual


def test_on_a_day_off_the_manager_is_told_the_last_working_day_before() -> None:
    assert occasions.said_on(RIGA, date(2026, 11, 24)) == date(2026, 11, 24)
    assert occasions.said_on(RIGA, date(2026, 11, 22)) == date(2026, 11, 20)
    assert occasions.said_on(RIGA, date(2026, 11, 18)) == date(2026, 11, 17)


def test_there_is_a_week_to_prepare() -> None:
    assert occasions.prepare_on(RIGA, date(2026, 12, 1)) == date(2026, 11, 24)
    assert occasions.prepare_on(RIGA, date(2026, 11, 29)) == date(2026, 11, 20)
    assert occasions.prepare_on(RIGA, date(2026, 11, 25)) == date(2026, 11, 17)


@given(days)
def test_whoever_is_told_is_told_on_a_working_day(day: date) -> None:
    assert is_workday(RIGA, occasions.said_on(RIGA, day))
    assert occasions.prepare_on(RIGA, day) <= occasions.said_on(RIGA, day) <= day
