"""Improvements in the chat: /improve, the card, "you said, we changed". Not: cases."""

from handlers.improvements.buttons import setup
from handlers.improvements.card import card, line
from handlers.improvements.ending import told
from handlers.letters import Renderer

__all__ = ["LETTERS", "setup"]

LETTERS: dict[str, Renderer] = {
    "improvement.card": card,
    "improvement.card.line": line,
    "improvement.told": told,
}
