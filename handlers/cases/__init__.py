"""Cases in the chat: the card of staff, closing, the client's "settled?". Not: surveys."""

from handlers.cases.buttons import setup
from handlers.cases.screens import LETTERS

__all__ = ["LETTERS", "setup"]
