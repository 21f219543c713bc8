"""Data of the buttons about calls. Not: what they do."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.calls import Outcome


class CallData(CallbackData, prefix="ca"):
    """A press on a call's card; `at` is an instant in minutes since 1970, `to` a person."""

    action: str
    id: int
    at: int = 0
    to: int = 0


class OutcomeData(CallbackData, prefix="co"):
    """How a call ended."""

    id: int
    outcome: Outcome


class PlanData(CallbackData, prefix="cp"):
    """Which of several clients /call meant; `at` in minutes since 1970; `person`: the contact, or 0."""

    client: int
    at: int
    timed: bool
    person: int = 0
