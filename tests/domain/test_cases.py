"""The clocks of a case and how it ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.cases import (
    MARKS,
    Case,
    CaseRules,
    CaseState,
    Clock,
    Outcome,
    Question,
    Reply,
    Voice,
    deadlines,
    ending,
    hurried,
    next_mark,
    nobody_waits,
    recovered,
    ring,
    sooner,
    without_question,
)
from bot.domain.duty import Turns
from bot.domain.ids import AnswerId, CaseId, ClientId, PersonId
from bot.domain.worktime import Hours

RIGA = Turns.always(Hours("Europe/Riga", country="LV"))
R = CaseRules()
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 10:00 in Riga


def riga(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026, two hours before Riga's clock."""
    return datetime(2026, 11, day, hour - 2, minute, tzinfo=UTC)


def case(start: datetime = MONDAY, *, key: bool = False) -> Case:
    due = deadlines(RIGA, start, R, key=key)
    return Case(
        id=CaseId(1), client_id=ClientId(1), client="Acme", team_id=None, key=key, owner_id=PersonId(1),
        state=CaseState.OPEN, opened_at=start, taken_by=None, taken_at=None, calls=0, contact_from=start,
        contact_due=due.contact.due, contact_mark=0, contacted_at=None, close_from=start, close_due=due.close.due,
        close_mark=0, cause=None, done=None, done_by=None, done_at=None, round=0, reopened=0, outcome=None,
        closed_at=None, version=1, waits_from=start,
        contact_after=start, turns=None,
    )  # fmt: skip


def test_first_contact_in_one_working_day_and_the_close_in_two_more() -> None:
    due = deadlines(RIGA, MONDAY, R, key=False)
    assert (due.contact.due, due.close.due) == (riga(24, 10), riga(26, 10))


def test_key_clients_wait_half_of_the_working_time() -> None:
    due = deadlines(RIGA, MONDAY, R, key=True)
    assert (due.contact.due, due.close.due) == (riga(23, 14), riga(24, 14))


def test_a_score_on_friday_evening_counts_from_monday_morning() -> None:
    due = deadlines(RIGA, riga(20, 18), R, key=False)
    assert (due.contact.due, due.close.due) == (riga(24, 9), riga(26, 9))


def test_call_me_sooner_is_two_working_hours() -> None:
    assert sooner(RIGA, riga(23, 16), R).due == riga(24, 10)


def test_a_clock_warns_at_75_and_tells_at_100_and_150_percent_once_each() -> None:
    open_, told, at = case(), [], MONDAY
    while (mark := next_mark(RIGA, open_, Clock.CONTACT)) is not None:
        at = mark
        told += [(mark, at) for mark in ring(RIGA, open_, Clock.CONTACT, at).tell]
        open_ = replace(open_, contact_mark=ring(RIGA, open_, Clock.CONTACT, at).reached)
    assert told == [(75, riga(23, 16)), (100, riga(24, 10)), (150, riga(24, 14))]


def test_a_warning_that_comes_after_the_deadline_is_not_given() -> None:
    assert ring(RIGA, case(), Clock.CONTACT, riga(24, 11)).tell == (100,)
    assert ring(RIGA, case(), Clock.CONTACT, riga(27, 11)).tell == (100, 150)


def test_clocks_stand_still_while_the_client_is_asked_and_after_the_first_contact() -> None:
    assert case().runs(Clock.CONTACT)
    assert not replace(case(), contacted_at=MONDAY).runs(Clock.CONTACT)
    assert replace(case(), contacted_at=MONDAY).runs(Clock.CLOSE)
    assert not replace(case(), state=CaseState.ASKED).runs(Clock.CLOSE)


@given(
    st.integers(0, 700 * 24 * 60),
    st.booleans(),
    st.integers(0, 24 * 30),
    st.sampled_from(Clock),
)
def test_marks_never_go_back_and_a_clock_ends(start: int, key: bool, hours: int, clock: Clock) -> None:
    open_ = case(MONDAY + timedelta(minutes=start), key=key)
    at = open_.opened_at + timedelta(hours=hours)
    rung = ring(RIGA, open_, clock, at)
    assert open_.opened_at < open_.contact_due < open_.close_due
    assert rung.reached in (0, *MARKS)
    rest = next_mark(RIGA, replace(open_, contact_mark=rung.reached, close_mark=rung.reached), clock)
    assert (rest is None) is (rung.reached == 150)
    assert rest is None or rest > at


def test_a_mark_that_passed_untold_is_still_the_next_one() -> None:
    assert next_mark(RIGA, case(), Clock.CONTACT) == riga(23, 16)
    assert next_mark(RIGA, replace(case(), contact_mark=75), Clock.CONTACT) == riga(24, 10)


def test_a_wish_to_be_called_sooner_does_not_shorten_how_long_the_client_has_waited() -> None:
    assert hurried(case(), RIGA, riga(23, 12), R).waits_from == MONDAY


def question(reply: Reply | None) -> Question:
    return Question(1, CaseId(1), 1, PersonId(1), "Anna", AnswerId(1), reply, MONDAY, None)


@pytest.mark.parametrize(
    ("replies", "end"),
    [
        ([Reply.YES, Reply.YES], Outcome.SETTLED),
        ([Reply.YES, None], None),
        ([Reply.YES, Reply.SILENT], Outcome.UNCONFIRMED),
        ([Reply.SILENT], Outcome.UNCONFIRMED),
        ([Reply.YES, Reply.VOID], Outcome.SETTLED),
    ],
)
def test_everybody_who_was_asked_decides_how_a_case_ends(
    replies: list[Reply | None], end: Outcome | None
) -> None:
    assert ending([question(reply) for reply in replies]) is end


def voice(score: int, wish: str | None = None) -> Voice:
    return Voice(AnswerId(1), PersonId(1), "Anna", score, 3, MONDAY, wish, (), (), 0)


def test_a_case_is_recovered_when_nobody_is_low_any_more() -> None:
    assert recovered([voice(8), voice(7)])
    assert not recovered([voice(8), voice(6)])


def test_nobody_waits_when_every_low_voice_wants_no_contact() -> None:
    assert nobody_waits([voice(3, "none"), voice(9)])
    assert not nobody_waits([voice(3, "none"), voice(2)])
    assert not nobody_waits([voice(9)])


def test_without_anybody_to_ask_a_case_ends_by_what_is_known() -> None:
    assert without_question([voice(8)]) is Outcome.CHANGED
    assert without_question([voice(3, "none")]) is Outcome.SPARED
    assert without_question([voice(3)]) is Outcome.UNCONFIRMED
