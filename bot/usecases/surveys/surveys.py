"""Surveys: a contact's score, its why, words and wishes. Not: who is asked when (waves), wording, SQL."""

from datetime import datetime

from bot.domain.letters import Claimed, Later, NotWanted, View
from bot.usecases.surveys.recommends import Recommends
from bot.usecases.surveys.starting import Starting
from bot.usecases.surveys.typed import Typed
from bot.usecases.surveys.wishes import Wishes
from storage.database import Conn


class Surveys(Typed, Wishes, Starting, Recommends):
    """Everything about answers."""

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted | Later:
        """The question, the reminder, or what a content client said, as it stands when it is sent."""
        return await self.reader.open_letter(conn, letter, now)
