"""The one Protocol of the house: whoever carries letters. Not: Telegram."""

from typing import Protocol

from bot.domain.letters import Claimed, Outcome


class Messenger(Protocol):
    """Carries one letter at a time, and says what became of it."""

    async def deliver(self, letter: Claimed) -> Outcome:
        """Open, word and send the letter. Never raises for what Telegram or people do."""

    async def alive(self) -> bool:
        """Whether Telegram answers us at the moment."""
