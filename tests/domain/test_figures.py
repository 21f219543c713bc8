"""Which figures are asked for, in words; which days they mean; sums counted by hand."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from bot.domain.errors import BadInput
from bot.domain.figures import (
    EVERYBODY,
    CaseRow,
    Kept,
    Option,
    Typed,
    View,
    Whose,
    Window,
    before,
    cases,
    current,
    find,
    person,
    read,
    trend,
)

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
OPTIONS = (
    Option(EVERYBODY, ""),
    Option(Whose(-1), "Riga"),
    Option(Whose(3), "Jānis Bērziņš"),
    Option(Whose(4), "Jānis Kalniņš"),
    Option(Whose(5), "Päivi Korhonen"),
)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("", Typed()),
        ("30d janis", Typed(None, 30, ("janis",))),
        ("janis 1y", Typed(None, 365, ("janis",))),
        ("90", Typed(None, 90)),
        ("90 days", Typed(None, 90)),
        ("4 w", None),
        ("12 months", Typed(None, 365)),
        ("1 week", Typed(None, 7)),
        ("month", Typed(None, 30)),
        ("complaints 90 дней", Typed(View.COMPLAINTS, 90)),
        ("жалобы за_год", Typed(View.COMPLAINTS, None, ("за_год",))),
        ("год Янис", Typed(None, 365, ("янис",))),
        ("NPS, all", Typed(View.NPS)),
        ("14d", None),
        ("99999d", None),
        ("Compl. 30 дн.", Typed(View.COMPLAINTS, 30)),
        ("разборы год", Typed(View.CASES, 365)),
        ("30d month", Typed(None, 30)),
        ("30 minutes", Typed(None, 30, ("minutes",))),
        ("30minutes", None),
        ("Jānis Bērziņš", Typed(rest=("janis", "berzins"))),
    ],
)
def test_a_typed_question_is_read_in_any_order(text: str, typed: Typed | None) -> None:
    if typed is None:
        with pytest.raises(BadInput) as refused:
            read(text)
        assert refused.value.code == "stats-period"
    else:
        assert read(text) == typed


def test_a_name_may_be_shortened_but_must_mean_one() -> None:
    names = [person(option) for option in OPTIONS if option.name]
    for said, whose in (("paivi", 5), ("janis k", 4), ("riga", -1)):
        found = find(said.split(), names)["whose"].value
        assert isinstance(found, Option)
        assert found.whose == whose
    for said, code in (("janis", "stats-several"), ("oskars", "stats-unknown")):
        with pytest.raises(BadInput) as refused:
            find([said], names)
        assert refused.value.code == code


def test_a_period_ends_today_and_the_one_before_ends_the_day_before_it_begins() -> None:
    window = current(TODAY, 7)
    assert (window.first_day, window.last_day) == (date(2026, 11, 17), TODAY)
    earlier = before(window)
    assert (earlier.first_day, earlier.last_day) == (date(2026, 11, 10), date(2026, 11, 16))


@pytest.mark.parametrize("days", [7, 30, 90, 365])
def test_the_points_of_a_trend_touch_and_the_last_ends_today(days: int) -> None:
    points = trend(TODAY, days)
    assert points[-1].last_day == TODAY
    assert all(a.end == b.first for a, b in pairwise(points))
    if days != 365:
        assert points[-1] == current(TODAY, days)
        assert points[-2] == before(current(TODAY, days))


def test_a_window_knows_its_days() -> None:
    assert Window(TODAY.toordinal(), TODAY.toordinal() + 1).last_day == TODAY


def hours(n: float) -> datetime:
    return NOW + timedelta(hours=n)


def case(**more: object) -> CaseRow:
    usual = {
        "opened_at": hours(-100),
        "contacted_at": None,
        "contact_due": hours(-76),
        "closed_at": None,
        "close_due": hours(-28),
        "done_at": None,
        "outcome": None,
        "reopened": 0,
    }
    return CaseRow(**{**usual, **more})  # type: ignore[arg-type]


def test_cases_are_summed_as_by_hand() -> None:
    rows = [
        case(contacted_at=hours(-90), done_at=hours(-50), closed_at=hours(-40), outcome="settled"),
        case(contacted_at=hours(-70), done_at=hours(-20), closed_at=hours(-10), outcome="unconfirmed"),
        case(contacted_at=hours(-80), reopened=1),
        case(),
        case(contact_due=hours(5), close_due=hours(50)),
    ]
    causes = (("late", 4), ("tone", 3), ("price", 2), ("defect", 1))
    found = cases(rows, open_=3, overdue=2, now=NOW, finished=causes)
    assert (found.opened, found.open, found.overdue) == (5, 3, 2)
    assert found.contact == Kept(2, 4)  # the fifth is not due yet
    assert found.close == Kept(1, 4)
    assert found.to_contact == timedelta(hours=20)  # of 10, 20, 30
    assert found.to_close == timedelta(hours=75)  # of 60 and 90
    assert (found.settled, found.unconfirmed, found.reopened) == (1, 1, 1)
    assert found.causes == causes[:3]


def test_no_cases_have_no_medians_and_no_shares() -> None:
    found = cases([], 0, 0, NOW)
    assert found.contact.share is None
    assert found.to_close is None
