"""Who stands in at an instant: chains, overlaps, circles."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.absences import (
    Absence,
    Member,
    Rota,
    Typed,
    away,
    behind,
    check_days,
    circular,
    lent,
    read_typed,
    span,
)
from bot.domain.errors import BadInput
from bot.domain.ids import AbsenceId, PersonId, TeamId
from bot.domain.people import Role

DAY = timedelta(days=1)
START = datetime(2026, 8, 1, tzinfo=UTC)
A, B, C, D = (PersonId(n) for n in (1, 2, 3, 4))
LEAD, HEAD, TEAM = PersonId(10), PersonId(11), TeamId(1)


def absence(number: int, person: int, deputy: int, start: int, end: int) -> Absence:
    """From the start of day `start` to the end of day `end`."""
    first, last = START + DAY * start, START + DAY * (end + 1)
    return Absence(
        AbsenceId(number), PersonId(person), PersonId(deputy), first.date(), last.date(), first, last
    )


def rota(away_now: dict[PersonId, PersonId], *gone: PersonId) -> Rota:
    """Four managers, their lead and the head; `gone` cannot be reached."""
    roles = dict.fromkeys((A, B, C, D), Role.MANAGER) | {LEAD: Role.LEAD, HEAD: Role.HEAD}
    team = {who: None if who == HEAD else TEAM for who in roles}
    members = {who: Member(who, role, f"N{who}", team[who], who not in gone) for who, role in roles.items()}
    return Rota(members, away_now)


def test_whole_days_of_the_absent_persons_own_zone() -> None:
    starts, ends = span(date(2026, 8, 1), date(2026, 8, 14), "Europe/Riga")
    assert starts == datetime(2026, 7, 31, 21, tzinfo=UTC)
    assert ends == datetime(2026, 8, 14, 21, tzinfo=UTC)
    # The clocks go back on 25 October 2026: that day has 25 hours.
    starts, ends = span(date(2026, 10, 25), date(2026, 10, 25), "Europe/Riga")
    assert ends - starts == timedelta(hours=25)


def test_of_two_absences_at_once_the_one_entered_last_counts() -> None:
    every = [absence(1, A, B, 0, 13), absence(2, A, C, 4, 5)]
    assert away(every, START + DAY * 3)[A] == B
    assert away(every, START + DAY * 4)[A] == C
    assert away(every, START + DAY * 6)[A] == B
    assert A not in away(every, START + DAY * 14)


def test_deputies_of_deputies_take_over_and_a_present_one_ends_the_chain() -> None:
    assert rota({A: B, B: C}).stand_in(A) == C
    assert rota({A: B}).stand_in(A) == B
    assert rota({}).stand_in(A) == A
    assert behind({A: B, B: C}, C) == {A, B}
    assert behind({A: B}, C) == set()


def test_without_a_reachable_deputy_it_is_the_lead_then_the_head() -> None:
    assert rota({A: B}, B).stand_in(A) == LEAD
    assert rota({A: B}, B, LEAD).stand_in(A) == HEAD
    assert rota({A: B, LEAD: C}, B).stand_in(A) == C
    assert rota({}, A).stand_in(A) == LEAD


def test_when_nobody_else_is_there_the_absent_are_written_to_all_the_same() -> None:
    assert rota({A: B}, B, LEAD, HEAD).stand_in(A) == A
    assert rota({A: B}, A, B, LEAD, HEAD).stand_in(A) is None


def test_what_comes_for_a_leaver_goes_to_the_successor() -> None:
    one = rota({C: D})
    members = dict(one.members) | {A: Member(A, Role.MANAGER, "N1", TEAM, False, left=True, successor=C)}
    assert Rota(members, one.away).stand_in(A) == D


def test_covered_is_the_rule_turned_round() -> None:
    one = rota({A: B, B: C}, D)
    assert one.covered(C) == {A: "N1", B: "N2"}
    assert one.covered(LEAD) == {D: "N4"}
    assert one.answers_for(TEAM) == LEAD
    assert rota({LEAD: A}).answers_for(TEAM) == A
    assert rota({}).answers_for(None) == HEAD


def test_the_deputy_of_a_lead_sees_the_team_and_that_of_the_head_everything() -> None:
    one = rota({LEAD: A, HEAD: B, C: D})
    assert lent(one.away, A, one.members).teams == (TEAM,)
    assert lent(one.away, B, one.members).every
    assert lent(one.away, D, one.members).people == (C,)
    assert not lent(one.away, D, one.members).teams


def test_a_circle_is_one_only_where_the_days_meet() -> None:
    known = [absence(1, B, A, 0, 5)]
    assert circular(known, absence(2, A, B, 5, 9))
    assert not circular(known, absence(2, A, B, 6, 9))
    assert circular([absence(1, B, C, 0, 9), absence(2, C, A, 3, 3)], absence(3, A, B, 0, 9))
    assert circular([], absence(1, A, A, 0, 1))


ABSENCES = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(0, 8), st.integers(0, 4), st.booleans()),
    max_size=14,
)


@given(ABSENCES)
def test_what_was_let_in_never_goes_round_whatever_is_cancelled(
    wishes: list[tuple[int, int, int, int, bool]],
) -> None:
    known: list[Absence] = []
    kept: list[Absence] = []
    for number, (person, deputy, start, length, cancelled) in enumerate(wishes):
        new = absence(number, person, deputy, start, start + length)
        if not circular(known, new):
            known.append(new)
            if not cancelled:
                kept.append(new)
    people = {PersonId(n): Member(PersonId(n), Role.MANAGER, "", None, True) for n in range(1, 6)}
    for day in range(14):
        gone = away(kept, START + DAY * day)
        found = Rota(people, gone)
        for who in people:
            end = found.stand_in(who)
            assert end is not None
            assert end not in gone  # somebody who is there
            assert (who in behind(gone, end)) == (who in gone)


def test_an_absence_as_it_is_typed() -> None:
    today = date(2026, 11, 23)
    for text, who, first, last, deputy in (
        ("1.12-14.12 @paivi", "", (2026, 12, 1), (2026, 12, 14), "@paivi"),
        ("28.12 – 5.01 @paivi", "", (2026, 12, 28), (2027, 1, 5), "@paivi"),
        ("Jānis Bērziņš 24.11 Päivi", "Jānis Bērziņš", (2026, 11, 24), (2026, 11, 24), "Päivi"),
        ("2026-12-01-2026-12-03", "", (2026, 12, 1), (2026, 12, 3), ""),
        ("1.08.2027-14.08.2027 x", "", (2027, 8, 1), (2027, 8, 14), "x"),
        ("20.11-25.11 x", "", (2026, 11, 20), (2026, 11, 25), "x"),
        ("Jānis tomorrow Päivi", "Jānis", (2026, 11, 24), (2026, 11, 24), "Päivi"),
    ):
        assert read_typed(text, today) == Typed(who, date(*first), date(*last), deputy), text
    assert read_typed("Päivi", today) == Typed("", None, None, "Päivi")


def test_days_that_cannot_be_meant_are_refused() -> None:
    today = date(2026, 11, 23)
    for first, last, code in (
        (date(2026, 11, 20), date(2026, 11, 25), "away-past"),
        (date(2026, 12, 5), date(2026, 12, 1), "away-backwards"),
        (date(2026, 12, 1), date(2028, 12, 1), "away-long"),
    ):
        with pytest.raises(BadInput) as refused:
            check_days(first, last, today)
        assert refused.value.code == code
    check_days(today, today, today)
    with pytest.raises(BadInput):
        read_typed("31.02-5.03 x", today)
