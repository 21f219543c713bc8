"""Asking to recommend us: promoters only, once in 180 days, never in trouble."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.ids import AnswerId, PersonId
from bot.domain.nps import Group
from bot.domain.recommending import RecommendRules, Reply, Request, may_ask, may_show

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
RULES = RecommendRules()


def asked(days: int, reply: Reply | None = None, replied: int | None = None) -> Request:
    """Asked so many days ago; what was pressed, so many days ago."""
    at = None if replied is None else NOW - timedelta(days=replied)
    return Request(AnswerId(1), PersonId(1), "Anna", NOW - timedelta(days=days), reply, at)


@pytest.mark.parametrize("group", Group)
def test_only_promoters_are_asked(group: Group) -> None:
    assert may_ask(group, None, RULES, NOW, trouble=False) is (group is Group.PROMOTER)


def test_nobody_is_asked_while_a_complaint_or_case_is_open() -> None:
    assert not may_ask(Group.PROMOTER, None, RULES, NOW, trouble=True)


@pytest.mark.parametrize(("days", "again"), [(0, False), (179, False), (180, True), (400, True)])
def test_nobody_is_asked_twice_within_180_days_whatever_they_said(days: int, *, again: bool) -> None:
    for reply in (None, *Reply):
        last = asked(days, reply, None if reply is None else days)
        assert may_ask(Group.PROMOTER, last, RULES, NOW, trouble=False) is again


def test_a_no_said_later_counts_from_then() -> None:
    late = asked(200, Reply.DECLINED, replied=100)
    assert not may_ask(Group.PROMOTER, late, RULES, NOW, trouble=False)


def test_the_days_are_a_setting() -> None:
    assert may_ask(Group.PROMOTER, asked(30), RecommendRules(days=30), NOW, trouble=False)


def test_a_request_stands_until_it_is_declined_the_score_falls_or_trouble_comes() -> None:
    assert may_show(Group.PROMOTER, asked(1), trouble=False)
    assert may_show(Group.PROMOTER, asked(1, Reply.TAKEN, 1), trouble=False)
    assert not may_show(Group.PROMOTER, asked(1, Reply.DECLINED, 1), trouble=False)
    assert not may_show(Group.PASSIVE, asked(1), trouble=False)
    assert not may_show(Group.PROMOTER, asked(1), trouble=True)
    assert may_show(
        Group.PROMOTER, asked(1, Reply.TAKEN, 1), trouble=True
    )  # they pressed it: the button acts
