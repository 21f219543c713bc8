"""Improvements as rules: which causes open one, whose they are, by when, who is told."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.cases import CHANGED, CaseRules
from bot.domain.errors import BadInput
from bot.domain.ids import ImprovementId, PersonId, TeamId
from bot.domain.improvements import (
    Improvement,
    ImprovementRules,
    Left,
    Reader,
    State,
    checked_date,
    clean,
    count,
    left_out,
    may_lead,
    may_see,
    may_work,
    missed_at,
    near,
    presets,
    team_of_most,
)
from bot.domain.people import Actor, Lent, Role
from bot.domain.worktime import Hours

HOURS = Hours("Europe/Riga", country="LV")
RULES = ImprovementRules(causes=CaseRules().causes)
NORTH, SOUTH = TeamId(1), TeamId(2)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def improvement(
    *,
    team: TeamId | None = NORTH,
    owner: int | None = None,
    due: date | None = None,
    state: State = State.OPEN,
) -> Improvement:
    owner_id = None if owner is None else PersonId(owner)
    return Improvement(
        ImprovementId(1),
        "late",
        None,
        team,
        state,
        owner_id,
        None,
        due,
        NOW,
        None,
        None,
        None,
        None,
        0,
        1,
        3,
        2,
    )


def actor(role: Role, team: TeamId | None = NORTH, lent: Lent | None = None) -> Actor:
    return Actor(PersonId(7), role, "", "en", "UTC", 1, team, lent=lent or Lent())


@pytest.mark.parametrize(
    ("cause", "opens"),
    [("late", True), ("carrier", True), ("unknown", False), ("misunderstanding", False), (CHANGED, False)],
)
def test_causes_that_tell_nothing_of_us_open_nothing(cause: str, opens: bool) -> None:
    assert RULES.opens(cause) is opens


def test_a_cause_of_the_first_level_spares_all_under_it() -> None:
    rules = ImprovementRules(never=("outside",), causes=CaseRules().causes)
    assert not rules.opens("carrier")
    assert rules.opens("unknown-to-the-list")


def test_it_goes_to_the_team_with_most_cases_of_two_to_the_first() -> None:
    assert team_of_most([SOUTH, NORTH, NORTH]) == NORTH
    assert team_of_most([SOUTH, NORTH]) == SOUTH
    assert team_of_most([None, None, NORTH]) is None


@pytest.mark.parametrize(
    ("who", "lead", "work", "see"),
    [
        (actor(Role.HEAD, None), True, True, True),
        (actor(Role.LEAD), True, True, True),
        (actor(Role.LEAD, SOUTH), False, False, True),
        (actor(Role.MANAGER), False, False, False),
        (actor(Role.MANAGER, SOUTH, Lent(teams=(NORTH,))), True, True, True),
        (actor(Role.MANAGER, SOUTH, Lent(people=(PersonId(9),))), False, True, True),
        (actor(Role.MANAGER, SOUTH, Lent(every=True)), True, True, True),
        (actor(Role.CONTACT), False, False, False),
    ],
)
def test_who_answers_for_it_works_on_it_and_sees_it(who: Actor, lead: bool, work: bool, see: bool) -> None:
    one = improvement(owner=9)
    assert (may_lead(who, one), may_work(who, one), may_see(who, one)) == (lead, work, see)


def test_the_owner_works_on_it_and_without_a_team_it_is_the_heads() -> None:
    assert may_work(actor(Role.MANAGER), improvement(owner=7))
    assert not may_lead(actor(Role.MANAGER), improvement(owner=7))
    assert not may_lead(actor(Role.LEAD, None), improvement(team=None))
    assert may_lead(actor(Role.HEAD), improvement(team=None))


def test_a_date_is_still_to_come_and_its_end_is_told_at_the_next_opening() -> None:
    today = date(2026, 11, 23)
    assert checked_date(today, today) == today
    for day, code in ((date(2026, 11, 22), "past"), (date(2029, 1, 1), "far")):
        with pytest.raises(BadInput) as error:
            checked_date(day, today)
        assert error.value.code == f"improvement-{code}"
    assert missed_at(HOURS, date(2026, 12, 11)) == datetime(
        2026, 12, 14, 7, tzinfo=UTC
    )  # a Friday: Monday 09:00
    assert [day.isoformat() for day in presets(HOURS, today)] == [
        "2026-11-30", "2026-12-07", "2026-12-21", "2027-02-22",
    ]  # fmt: skip


def test_the_morning_names_it_without_owner_or_date_and_from_three_days_before() -> None:
    today = date(2026, 11, 23)
    assert near(improvement(), today, RULES)
    assert near(improvement(owner=1), today, RULES)
    assert near(improvement(owner=1, due=date(2026, 11, 26)), today, RULES)
    assert near(improvement(owner=1, due=date(2026, 11, 1)), today, RULES)
    assert not near(improvement(owner=1, due=date(2026, 11, 27)), today, RULES)


def test_told_and_left_out_add_up_to_everybody() -> None:
    fine = {"left": False, "reachable": True, "stopped": False, "surveys": True}
    assert left_out(**fine) is None
    assert left_out(**fine | {"left": True, "reachable": False}) is Left.GONE
    assert left_out(**fine | {"reachable": False}) is Left.NOT_CONNECTED
    assert left_out(**fine | {"stopped": True, "surveys": False}) is Left.STOPPED
    assert left_out(**fine | {"surveys": False}) is Left.REFUSED
    readers = [
        Reader(PersonId(n), "en", left) for n, left in enumerate((None, Left.GONE, Left.STOPPED, None))
    ]
    counts = count(readers)
    assert (counts.told, counts.left) == (2, {Left.GONE: 1, Left.STOPPED: 1})
    assert counts.told + counts.not_told == len(readers)


def test_words_are_needed_and_not_too_many() -> None:
    assert clean("  so \n", 5, "improvement-why") == "so"
    for text, code in (
        (" ", "improvement-why"),
        (None, "improvement-why"),
        ("123456", "improvement-why-long"),
    ):
        with pytest.raises(BadInput) as error:
            clean(text, 5, "improvement-why")
        assert error.value.code == code
