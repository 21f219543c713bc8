"""/why in words: every rule that can hold a contact, with its date or with what would end it, in both languages."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.domain.ids import ClientId, PersonId
from bot.domain.surveys import SurveyRules
from bot.domain.waves import RULES, Standing, Why, holds
from bot.i18n import translator
from bot.usecases import waves
from bot.usecases.waves import Explained
from handlers.waves.why import explained

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
FREE = Standing(
    PersonId(1), "Anna Bērziņa", ClientId(1), "Acme", PersonId(2), key=False, zone="Europe/Riga", country="LV"
)
AGO = NOW - timedelta(days=2)
HELD: dict[Why, dict[str, Any]] = {
    Why.NOT_CONNECTED: {"connected": False},
    Why.UNREACHABLE: {"reachable": False},
    Why.STOPPED: {"stopped": True},
    Why.REFUSED: {"consents": False},
    Why.COMPLAINT: {"complaint_open": True},
    Why.AFTER_COMPLAINT: {"complaint_closed": AGO},
    Why.CASE: {"case_open": True},
    Why.AFTER_CASE: {"case_closed": AGO},
    Why.ASKED_SAME: {"asked_same": AGO},
    Why.ASKED_ANY: {"asked_any": AGO},
    Why.INVITED: {"invited": AGO},
}
ENDS = {
    Why.AFTER_COMPLAINT: 14, Why.AFTER_CASE: 14, Why.ASKED_SAME: 21, Why.ASKED_ANY: 7, Why.INVITED: 7,
}  # fmt: skip
"""Days after which a rule with a date ends."""


def said(why: Why, language: str) -> str:
    """The line about the rule."""
    found = tuple(holds(replace(FREE, **HELD[why]), SurveyRules(), NOW))
    assert [hold.why for hold in found] == [why]
    one = Explained(FREE, found, SurveyRules().after_trouble_days, None, None)
    text = explained(waves.Why(ClientId(1), "Acme", (one,)), translator(language, "Europe/Riga")).text
    return text.splitlines()[-1]


def test_every_reason_is_provoked_and_every_rule_has_one() -> None:
    assert set(HELD) == set(Why)
    assert {rule for rule in RULES for change in HELD.values() if rule(replace(FREE, **change), SurveyRules(), NOW)} == set(
        RULES
    )  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("why", list(Why), ids=str)
def test_why_names_the_rule_and_its_date_or_what_would_end_it(why: Why, language: str) -> None:
    line, t = said(why, language), translator(language, "Europe/Riga")
    assert line.startswith("· ")
    if why in ENDS:
        assert t.plain(f"why-rule-{why}") in line
        assert line.endswith(t.when(AGO + timedelta(days=ENDS[why])))
    else:
        assert len(line.split(". ")) > 1, "the rule, then who or what can change it"
