"""The cadence of calls."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cadence import Cadence, Due, due_on, late_on, standing

CAME = date(2026, 11, 2)


def test_each_tier_has_its_own_days() -> None:
    assert [Cadence().days(tier) for tier in ("key", "regular", "new")] == [7, 30, 14]
    with pytest.raises(ValueError):
        Cadence().days("gold")
    with pytest.raises(ValueError):
        Cadence(key=0)


def test_a_call_is_due_so_many_days_after_the_last_touch() -> None:
    assert due_on(7, date(2026, 11, 20), CAME, 5) == date(2026, 11, 27)


def test_clients_never_touched_are_spread_evenly_over_one_cadence() -> None:
    due = Counter(due_on(30, None, CAME, client_id) for client_id in range(1, 91))
    assert min(due) == CAME + timedelta(1)
    assert max(due) == CAME + timedelta(30)
    assert set(due.values()) == {3}


def test_it_is_yellow_when_due_and_red_at_one_and_a_half() -> None:
    touched = date(2026, 11, 1)
    due = due_on(30, touched, CAME, 1)
    stands = [standing(30, due, touched + timedelta(days)) for days in (29, 30, 44, 45, 400)]
    assert stands == [Due.NOT_YET, Due.DUE, Due.DUE, Due.OVERDUE, Due.OVERDUE]


def test_an_odd_cadence_is_red_on_the_first_day_that_is_late_enough() -> None:
    assert late_on(7, date(2026, 11, 8)) == date(2026, 11, 12)


@given(st.integers(1, 90), st.integers(1, 10**9))
def test_the_day_is_the_same_every_time_it_is_asked(days: int, client_id: int) -> None:
    due = due_on(days, None, CAME, client_id)
    assert due == due_on(days, None, CAME, client_id)
    assert CAME < due <= CAME + timedelta(days)
    assert standing(days, due, due) is Due.DUE
