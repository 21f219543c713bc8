"""The inbox: updates are stored before Telegram is told "received", then handled, one chat in order. Not: handlers."""

from bot.telegram.inbox.handling import Handling
from bot.telegram.inbox.intake import Inbox

__all__ = ["Handling", "Inbox"]
