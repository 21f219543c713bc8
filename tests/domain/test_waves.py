"""Who is asked, who is held back until when, and the day that suits everybody."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.ids import ClientId, InvitationId, PersonId
from bot.domain.surveys import SurveyRules
from bot.domain.waves import (
    OUT,
    RULES,
    Hold,
    Rule,
    Standing,
    Waiting,
    Why,
    asking_now,
    connected,
    count,
    held,
    no_case,
    no_complaint,
    not_after_invitation,
    not_the_same_again,
    not_too_often,
    order,
    postponed,
    preview_for,
    release_after,
    slot,
    willing,
)
from bot.domain.worktime import Hours, instant

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # Monday 10:00 in Riga
RIGA = Hours("Europe/Riga", country="LV")
ANNA = Standing(PersonId(1), "Anna", ClientId(1), "Acme", PersonId(9), False, "Europe/Riga", "LV")
R = SurveyRules()


def ago(**by: float) -> datetime:
    return NOW - timedelta(**by)


def test_who_is_free_of_everything_is_asked() -> None:
    assert held(ANNA, R, NOW) is None
    assert not [rule for rule in RULES if rule(ANNA, R, NOW)]


def test_only_who_sits_in_the_chat_is_asked() -> None:
    assert connected(replace(ANNA, connected=False), R, NOW) == Hold(Why.NOT_CONNECTED)
    assert connected(replace(ANNA, reachable=False), R, NOW) == Hold(Why.UNREACHABLE)


def test_only_who_wants_to_is_asked() -> None:
    assert willing(replace(ANNA, stopped=True), R, NOW) == Hold(Why.STOPPED)
    assert willing(replace(ANNA, consents=False), R, NOW) == Hold(Why.REFUSED)


def test_nobody_is_asked_by_the_same_survey_within_21_days() -> None:
    asked = ago(days=20, hours=23)
    assert not_the_same_again(replace(ANNA, asked_same=asked), R, NOW) == Hold(
        Why.ASKED_SAME, asked + timedelta(days=21)
    )
    assert not_the_same_again(replace(ANNA, asked_same=ago(days=21)), R, NOW) is None


def test_nobody_is_asked_by_any_survey_within_7_days() -> None:
    asked = ago(days=6)
    assert not_too_often(replace(ANNA, asked_any=asked), R, NOW) == Hold(
        Why.ASKED_ANY, asked + timedelta(days=7)
    )
    assert not_too_often(replace(ANNA, asked_any=ago(days=7)), R, NOW) is None


def test_nobody_is_asked_with_an_open_complaint_or_within_14_days_after_it() -> None:
    assert no_complaint(replace(ANNA, complaint_open=True), R, NOW) == Hold(Why.COMPLAINT)
    closed = ago(days=13)
    assert no_complaint(replace(ANNA, complaint_closed=closed), R, NOW) == Hold(
        Why.AFTER_COMPLAINT, closed + timedelta(days=14)
    )
    assert no_complaint(replace(ANNA, complaint_closed=ago(days=14)), R, NOW) is None


def test_nobody_is_asked_with_an_open_case_or_within_14_days_after_it() -> None:
    assert no_case(replace(ANNA, case_open=True), R, NOW) == Hold(Why.CASE)
    closed = ago(days=1)
    assert no_case(replace(ANNA, case_closed=closed), R, NOW) == Hold(
        Why.AFTER_CASE, closed + timedelta(days=14)
    )


def test_nobody_is_asked_within_7_days_of_an_invitation_to_an_exhibition() -> None:
    invited = ago(days=2)
    assert not_after_invitation(replace(ANNA, invited=invited), R, NOW) == Hold(
        Why.INVITED, invited + timedelta(days=7)
    )


def test_of_several_reasons_the_latest_date_counts_and_no_date_counts_more() -> None:
    who = replace(ANNA, asked_same=ago(days=8), asked_any=ago(days=1))
    assert held(who, R, NOW) == Hold(Why.ASKED_SAME, ago(days=8) + timedelta(days=21))
    assert held(replace(who, case_open=True), R, NOW) == Hold(Why.CASE)
    assert held(replace(who, case_open=True, stopped=True), R, NOW) == Hold(Why.STOPPED)


times = st.none() | st.integers(0, 80 * 24).map(lambda hours: NOW - timedelta(hours=hours))
people = st.builds(
    Standing,
    person_id=st.integers(1, 10**6).map(PersonId),
    name=st.just("Anna"),
    client_id=st.just(ClientId(1)),
    client=st.just("Acme"),
    manager_id=st.none() | st.integers(1, 3).map(PersonId),
    key=st.booleans(),
    zone=st.sampled_from(["Europe/Riga", "Asia/Jerusalem", "America/New_York", "Pacific/Auckland"]),
    country=st.sampled_from([None, "LV", "IL", "US"]),
    connected=st.booleans(),
    reachable=st.booleans(),
    stopped=st.booleans(),
    consents=st.booleans(),
    asked_same=times,
    asked_any=times,
    complaint_open=st.booleans(),
    complaint_closed=times,
    case_open=st.booleans(),
    case_closed=times,
)


@given(st.lists(people, max_size=30))
def test_the_counts_of_a_preview_add_up_to_everybody(everybody: list[Standing]) -> None:
    counts = count(held(who, R, NOW) for who in everybody)
    assert counts.total == len(everybody)
    assert not set(counts.deferred) & OUT
    assert set(counts.out) <= OUT


@given(people)
def test_a_hold_with_a_date_ends_on_it(who: Standing) -> None:
    found = held(who, R, NOW)
    if found is not None and found.until is not None:
        assert found.until > NOW
        assert held(who, R, found.until) is None


@settings(deadline=None)
@given(st.lists(people, min_size=1, max_size=60), st.integers(0, 14 * 24))
def test_a_question_goes_out_on_monday_to_thursday_from_10_to_16_at_most_20_a_day(
    everybody: list[Standing], hours: int
) -> None:
    now = NOW + timedelta(hours=hours)
    load: dict[tuple[PersonId, date], int] = {}
    for who in everybody:
        at, day = slot(who, R, now, load)
        local = at.astimezone(ZoneInfo(who.zone))
        assert at >= now
        assert local.date() == day
        assert local.weekday() < 4
        assert 10 <= local.hour < 16
    assert max(load.values()) <= 20


def test_the_21st_question_of_a_manager_waits_for_the_next_day() -> None:
    load: dict[tuple[PersonId, date], int] = {}
    days = [slot(replace(ANNA, person_id=PersonId(n)), R, NOW, load)[1] for n in range(41)]
    assert days == [date(2026, 11, 23)] * 20 + [date(2026, 11, 24)] * 20 + [date(2026, 11, 25)]


def test_a_days_questions_go_out_in_four_groups_and_the_first_at_once() -> None:
    load: dict[tuple[PersonId, date], int] = {}
    times = [slot(replace(ANNA, person_id=PersonId(n)), R, NOW, load)[0] for n in range(20)]
    hours = [at.astimezone(ZoneInfo("Europe/Riga")).strftime("%H:%M") for at in times]
    assert hours == ["10:00"] * 5 + ["11:30"] * 5 + ["13:00"] * 5 + ["14:30"] * 5
    late = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 14:00 in Riga: the first three groups go at once
    load = {}
    assert [slot(ANNA, R, late, load)[0] for _ in range(15)] == [late] * 15


def test_a_window_of_days_is_filled_evenly_and_what_does_not_fit_comes_after_it() -> None:
    load: dict[tuple[PersonId, date], int] = {}
    until = date(2026, 11, 27)
    days = [slot(ANNA, R, NOW, load, until)[1] for _ in range(8)]
    assert [day.day for day in days] == [23, 24, 25, 26] * 2
    for _ in range(72):
        slot(ANNA, R, NOW, load, until)
    assert slot(ANNA, R, NOW, load, until)[1] == date(2026, 11, 30)
    friday = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)  # the window has no hour left
    assert slot(ANNA, R, friday, {}, until)[1] == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("rule", "field", "days"),
    [
        (no_complaint, "complaint_closed", 14),
        (no_case, "case_closed", 14),
        (not_the_same_again, "asked_same", 21),
        (not_too_often, "asked_any", 7),
        (not_too_often, "answered", 7),
        (not_after_invitation, "invited", 7),
    ],
)
@pytest.mark.parametrize("zone", ["Europe/Riga", "America/New_York", "Asia/Jerusalem", "Pacific/Auckland"])
@pytest.mark.parametrize("month", [1, 3, 4, 9, 10, 11])
def test_a_rule_ends_at_the_same_clock_time_so_many_days_later_to_the_microsecond(
    rule: Rule, field: str, days: int, zone: str, month: int
) -> None:
    began = datetime(2026, month, 20, 10, 30, 15, 7, tzinfo=ZoneInfo(zone))
    ends = (began.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    times: dict[str, Any] = {field: began.astimezone(UTC)}
    who = replace(ANNA, zone=zone, **times)
    last = rule(who, R, ends - timedelta(microseconds=1))
    assert last is not None
    assert last.until == ends
    assert rule(who, R, ends) is None
    assert rule(who, R, began.astimezone(UTC)) == last


def test_days_are_counted_by_the_contacts_clock_over_a_change_of_the_clocks() -> None:
    asked = datetime(2026, 3, 23, 8, 0, tzinfo=UTC)  # 10:00 in Riga; summer time begins on the 29th
    found = not_too_often(replace(ANNA, asked_any=asked), R, asked)
    assert found == Hold(Why.ASKED_ANY, datetime(2026, 3, 30, 7, 0, tzinfo=UTC))


def test_the_hours_of_asking_begin_and_end_to_the_microsecond() -> None:
    tick = timedelta(microseconds=1)
    opens, closes = datetime(2026, 11, 23, 8, tzinfo=UTC), datetime(2026, 11, 23, 14, tzinfo=UTC)
    assert asking_now(ANNA, R, opens)
    assert not asking_now(ANNA, R, opens - tick)
    assert asking_now(ANNA, R, closes - tick)
    assert not asking_now(ANNA, R, closes)
    assert slot(ANNA, R, closes - tick, {})[0] == closes - tick
    assert slot(ANNA, R, closes, {})[0] == opens + timedelta(days=1)
    assert slot(ANNA, R, datetime(2026, 3, 29, 0, tzinfo=UTC), {})[0] == datetime(2026, 3, 30, 7, tzinfo=UTC)
    holiday = datetime(2026, 11, 18, 8, tzinfo=UTC)  # Proclamation Day in Latvia, a Wednesday
    assert slot(ANNA, R, holiday, {})[1] == date(2026, 11, 19)
    assert slot(replace(ANNA, country="FI"), R, holiday, {})[1] == date(2026, 11, 18)


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 120), st.integers(1, 6), st.lists(st.booleans(), min_size=120, max_size=120))
def test_whoever_is_free_is_asked_within_as_many_rounds_as_it_takes_to_ask_all(
    contacts: int, daily: int, keys: list[bool]
) -> None:
    """Rounds every four weeks, more contacts than places: nobody waits longer than all n contacts take by turns."""
    rules = replace(R, daily=daily)
    people = {
        PersonId(n): replace(ANNA, person_id=PersonId(n), key=keys[n], country=None) for n in range(contacts)
    }
    load: dict[tuple[PersonId, date], int] = {}
    bound = -(-contacts // (daily * 16)) + 1  # sixteen days of asking a round
    unasked = dict.fromkeys(people, 0)
    for number in range(3 * bound + 2):
        now = NOW + number * timedelta(weeks=4)
        for who in sorted(people.values(), key=order):
            found = held(who, rules, now)
            assert found is None
            if who.waits is not None and who.waits.day is not None:
                load[PersonId(9), who.waits.day] -= 1
            due, day = slot(who, rules, now, load)
            rounds = 0 if who.waits is None else who.waits.rounds + 1
            waits = Waiting(InvitationId(1), "monthly", due, None, PersonId(9), day, rounds)
            people[who.person_id] = replace(who, waits=waits)
        for who in list(people.values()):
            assert who.waits is not None
            unasked[who.person_id] += 1
            if who.waits.due < now + timedelta(weeks=4):
                asked = replace(who, waits=None, asked_any=who.waits.due, asked_same=None)
                people[who.person_id] = replace(asked, asked_any=min(who.waits.due, now + timedelta(days=20)))
                unasked[who.person_id] = 0
        assert max(unasked.values()) <= bound


def test_the_weekend_of_the_contacts_country_is_off_unless_nothing_is_left() -> None:
    friday = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    whole = replace(R, days=frozenset(range(5)))
    riyadh = replace(ANNA, zone="Asia/Riyadh", country="SA")
    assert slot(ANNA, whole, friday, {})[1] == date(2026, 11, 27)
    assert slot(riyadh, whole, friday, {})[1] == date(2026, 11, 30)
    assert not asking_now(riyadh, whole, friday)
    assert slot(riyadh, replace(R, days=frozenset({4})), friday, {})[1] == date(2026, 11, 27)


def test_key_clients_and_the_longest_unasked_go_first() -> None:
    key, never = replace(ANNA, key=True, asked_any=ago(days=30)), replace(ANNA, person_id=PersonId(2))
    long = replace(ANNA, person_id=PersonId(3), asked_any=ago(days=90))
    lately = replace(ANNA, person_id=PersonId(4), asked_any=ago(days=30))
    assert sorted([lately, long, never, key], key=order) == [key, never, long, lately]


def midnight(month: int, day: int) -> datetime:
    return instant(date(2026, month, day), time(0), "Europe/Riga")


def test_a_wave_is_seen_at_half_past_nine_on_the_working_day_before() -> None:
    seen = preview_for(RIGA, R, date(2026, 11, 16))  # a Monday
    assert seen.astimezone(ZoneInfo("Europe/Riga")).strftime("%Y-%m-%d %H:%M") == "2026-11-13 09:30"


def test_a_round_seen_late_goes_out_on_the_next_working_day() -> None:
    planned, seen = midnight(11, 16), preview_for(RIGA, R, date(2026, 11, 16))
    assert release_after(RIGA, planned, seen) == planned
    late = planned + timedelta(days=2, hours=9)  # Wednesday morning
    assert release_after(RIGA, planned, late) == planned + timedelta(days=3)


def test_a_round_is_put_off_by_working_days() -> None:
    riga, planned = ZoneInfo("Europe/Riga"), midnight(12, 16)
    assert postponed(RIGA, planned, NOW, 1).astimezone(riga).date() == date(2026, 12, 17)
    assert postponed(RIGA, planned, NOW, 5).astimezone(riga).date() == date(2026, 12, 23)
