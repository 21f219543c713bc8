"""Phone mode in the chat: staff note what a contact says to a question. Not: what follows from it."""

from handlers.letters import Renderer
from handlers.phonemode.buttons import setup
from handlers.phonemode.screens import line, screen

__all__ = ["LETTERS", "setup"]

LETTERS: dict[str, Renderer] = {"phone.card": screen, "phone.card.line": line}
