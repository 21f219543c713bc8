"""Calls: planned by hand or by the rules, rung, finished, snoozed. Not: wording, SQL, the morning digest."""

from bot.usecases.calls.calls import Calls
from bot.usecases.calls.view import Found, Shown, card, overdue, standing

__all__ = ["Calls", "Found", "Shown", "card", "overdue", "standing"]
