"""Surveys in the chat: the question 0-10, its why, what comes after. Not: waves."""

from handlers.surveys.buttons import setup
from handlers.surveys.screens import LETTERS

__all__ = ["LETTERS", "setup"]
