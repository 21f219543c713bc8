"""Programmes: the rounds of a year in many countries, and which of two that meet goes out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.choices import Choice
from bot.domain.nps import Group
from bot.domain.programmes import (
    ANNUAL,
    DEFAULTS,
    MONTHLY,
    QUARTERLY,
    Known,
    Programme,
    Question,
    Round,
    apply,
    changes,
    near,
    next_round,
    rounds,
    words_of,
)
from bot.domain.worktime import Hours, is_workday

RIGA = Hours("Europe/Riga", country="LV")
COUNTRIES = ("LV", "FI", "NO", "RU", "IL", "US", "JP", "KZ", None)
APART = 7
FIRST, LAST = date(2024, 1, 1), date(2053, 12, 31)


def year(hours: Hours, of: int, programmes: Iterable[Programme] = DEFAULTS.values()) -> list[Round]:
    return rounds(hours, programmes, APART, date(of, 1, 1), date(of, 12, 31))


def days(found: Iterable[Round], code: str) -> list[date]:
    return [one.day for one in found if one.programme == code and one.behind is None]


def test_a_year_in_riga() -> None:
    found = year(RIGA, 2026)
    assert days(found, MONTHLY) == [
        date(2026, 1, 16), date(2026, 2, 16), date(2026, 3, 16), date(2026, 4, 16), date(2026, 5, 18),
        date(2026, 6, 16), date(2026, 7, 16), date(2026, 8, 17), date(2026, 9, 16), date(2026, 10, 16),
        date(2026, 11, 16), date(2026, 12, 16),
    ]  # fmt: skip
    quarters = [(one.day, one.last) for one in found if one.programme == QUARTERLY]
    assert quarters == [
        (date(2026, 1, 5), date(2026, 1, 9)),  # the 2nd is a day off in Latvia, in exchange
        (date(2026, 4, 1), date(2026, 4, 9)),  # over Easter
        (date(2026, 7, 1), date(2026, 7, 7)),
        (date(2026, 10, 1), date(2026, 10, 7)),
    ]
    assert days(found, ANNUAL) == [date(2026, 12, 1)]
    assert not [one for one in found if one.behind]


def test_after_the_long_holidays_of_russia_the_monthly_round_of_january_gives_way() -> None:
    found = year(Hours("Europe/Moscow", country="RU"), 2026)
    assert next(one for one in found if one.key == "quarterly:2026-1").last == date(2026, 1, 16)
    assert next(one for one in found if one.key == "monthly:2026-01").behind == QUARTERLY


def test_on_the_same_day_only_the_largest_goes_out_and_one_that_gives_way_takes_nobodys_place() -> None:
    monthly = replace(DEFAULTS[MONTHLY], day=8)
    annual = replace(DEFAULTS[ANNUAL], month=10)
    found = year(RIGA, 2026, (monthly, DEFAULTS[QUARTERLY], annual))
    assert next(one for one in found if one.key == "quarterly:2026-4").behind == ANNUAL
    october = next(one for one in found if one.key == "monthly:2026-10")
    assert (october.day, october.behind) == (
        date(2026, 10, 8),
        None,
    )  # 7 days after the annual one, which is enough
    off = year(RIGA, 2026, (monthly, DEFAULTS[QUARTERLY], replace(annual, on=False)))
    assert next(one for one in off if one.key == "monthly:2026-10").behind == QUARTERLY


def test_what_is_off_is_nowhere() -> None:
    assert not year(RIGA, 2026, [replace(p, on=False) for p in DEFAULTS.values()])
    assert next_round(RIGA, [replace(p, on=False) for p in DEFAULTS.values()], APART, FIRST) is None


def test_the_next_round_is_none_that_is_done_or_gives_way() -> None:
    every = DEFAULTS.values()
    found = next_round(RIGA, every, APART, date(2026, 11, 24))
    assert found is not None
    assert found.key == "annual:2026"
    after = next_round(
        RIGA, every, APART, date(2026, 11, 24), {"annual:2026": Known(ANNUAL, date(2026, 12, 1))}
    )
    assert after is not None
    assert after.key == "monthly:2026-12"


def hand(code: str, day: date) -> dict[str, Known]:
    return {"hand:1:1": Known(code, day, out=True, by_hand=True)}


@pytest.mark.parametrize(
    ("code", "sent", "left_out"),
    [
        (QUARTERLY, date(2026, 12, 30), [date(2027, 1, 4)]),
        (QUARTERLY, date(2026, 11, 21), [date(2027, 1, 4)]),
        (QUARTERLY, date(2026, 11, 20), []),  # 45 days before: both go out
        (QUARTERLY, date(2027, 1, 5), []),  # after it: the next one is far away
        (MONTHLY, date(2027, 1, 29), [date(2027, 2, 16)]),
        (MONTHLY, date(2027, 1, 26), []),  # 21 days before: whoever was asked may be asked again
        (ANNUAL, date(2027, 9, 1), [date(2027, 12, 1)]),
        (ANNUAL, date(2027, 1, 11), []),  # of last December, made up for
    ],
)
def test_the_same_survey_sent_by_hand_stands_for_the_round_that_comes_soon_after(
    code: str, sent: date, left_out: list[date]
) -> None:
    found = rounds(RIGA, DEFAULTS.values(), APART, date(2026, 11, 1), date(2027, 12, 31), hand(code, sent))
    assert [one.day for one in found if one.behind == one.programme] == left_out
    there = next(one for one in found if one.key == "hand:1:1")
    assert there.behind is None


def test_a_larger_survey_sent_by_hand_takes_the_place_of_a_smaller_round_near_it() -> None:
    found = rounds(
        RIGA,
        DEFAULTS.values(),
        APART,
        date(2027, 2, 1),
        date(2027, 2, 28),
        hand(QUARTERLY, date(2027, 2, 15)),
    )
    assert [(one.programme, one.behind) for one in found] == [(QUARTERLY, None), (MONTHLY, QUARTERLY)]


def programme(code: str) -> st.SearchStrategy[Programme]:
    most = {MONTHLY: 28, QUARTERLY: 40, ANNUAL: 15}[code]
    return st.builds(
        replace,
        st.just(DEFAULTS[code]),
        on=st.booleans(),
        day=st.integers(1, most),
        month=st.integers(1, 12),
        days=st.integers(1, 20) if code == QUARTERLY else st.just(1),
    )


@pytest.mark.parametrize("country", COUNTRIES)
def test_over_thirty_years_rounds_fall_on_working_days_and_each_period_has_one(country: str | None) -> None:
    hours = Hours("Europe/Riga", country=country)
    found = rounds(hours, DEFAULTS.values(), APART, FIRST, LAST)
    assert all(is_workday(hours, one.day) and is_workday(hours, one.last) for one in found)
    assert len({one.key for one in found}) == len(found) == 30 * (12 + 4 + 1)
    for one in found:
        working = sum(is_workday(hours, one.day + timedelta(n)) for n in range((one.last - one.day).days + 1))
        assert working == DEFAULTS[one.programme].days
    for code in DEFAULTS:
        assert all(a < b for a, b in pairwise(days(found, code)))


@settings(max_examples=150, deadline=None)
@given(
    monthly=programme(MONTHLY),
    quarterly=programme(QUARTERLY),
    annual=programme(ANNUAL),
    country=st.sampled_from(COUNTRIES),
    of=st.integers(2024, 2053),
    workdays=st.sets(st.integers(0, 6), min_size=2),
)
def test_whatever_the_head_chooses_two_that_go_out_never_meet_and_nothing_gives_way_to_nothing(
    monthly: Programme,
    quarterly: Programme,
    annual: Programme,
    country: str | None,
    of: int,
    workdays: set[int],
) -> None:
    hours = Hours("Europe/Riga", frozenset(workdays), country=country)
    every = (monthly, quarterly, annual)
    found = year(hours, of, every)
    sent = [one for one in found if one.behind is None]
    for a, b in combinations(sent, 2):
        assert a.programme == b.programme or not near(a, b, APART)
    around = rounds(hours, every, APART, date(of - 1, 10, 1), date(of + 1, 3, 31))
    for one in found:
        above = [o for o in around if o.behind is None and o.programme == one.behind and near(one, o, APART)]
        assert bool(above) is (one.behind is not None)
    assert {one.programme for one in found} <= {p.code for p in every if p.on}


@settings(max_examples=100, deadline=None)
@given(programme(QUARTERLY), st.text(max_size=40), st.sampled_from(Group))
def test_what_was_changed_is_read_back_as_it_was(wanted: Programme, text: str, group: Group) -> None:
    own = Question("own-1", texts={"en": text})
    reasons = {**wanted.reasons, group: (Choice("own-2", {"ru": text}), Choice("price"))}
    wanted = replace(
        wanted, days=5, month=12, questions=(own, Question("terms")), intro={"ru": text}, reasons=reasons
    )
    assert apply(DEFAULTS[QUARTERLY], *changes(DEFAULTS[QUARTERLY], wanted)) == wanted
    assert changes(DEFAULTS[QUARTERLY], DEFAULTS[QUARTERLY]) == ("{}", "{}")


def test_words_of_what_was_taken_out_are_kept() -> None:
    config = DEFAULTS[MONTHLY]
    with_own = replace(config, reasons={**config.reasons, Group.PASSIVE: (Choice("own-1", {"en": "Speed"}),)})
    renamed = replace(config, reasons={**config.reasons, Group.PASSIVE: (Choice("own-1", {"en": "Pace"}),)})
    history = [changes(config, one)[1] for one in (with_own, renamed, config)]
    assert words_of(history) == {"own-1": {"en": "Pace"}}
