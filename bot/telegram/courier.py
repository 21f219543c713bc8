"""Carries the file that a job has made to whoever asked for it. Not: making it, wording."""

from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.ids import PersonId
from bot.domain.jobs import File
from bot.i18n import translator
from storage import people
from storage.database import Database


class Courier:
    """A post that raises what Telegram refuses: the job is then done again."""

    def __init__(self, bot: Bot, db: Database, clock: Clock, company: Company) -> None:
        self._bot, self._db, self._clock, self._company = bot, db, clock, company

    async def post(self, to: PersonId, file: File) -> None:
        """Send a file; nobody gets it who left or blocked the bot meanwhile."""
        async with self._db.read() as conn:
            whom = await people.recipient(
                conn, to, self._clock(), language=self._company.language, zone=self._company.zone
            )
        if whom is None or whom.id != to:  # a file of one person's clients is not for who stands in
            return
        t = translator(whom.language, whom.zone)
        document = BufferedInputFile(file.data, file.name)
        await self._bot.send_document(whom.chat_id, document, caption=t(file.kind, **file.args))
