"""What the head is told about the program itself. Not: wording."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.letters import Claimed, View
from storage.database import Conn


@dataclass(frozen=True, slots=True)
class Failed:
    """Something failed for good: "update" or "letter", the code that is in the log, the kind of the letter."""

    what: str
    code: str
    about: str


class System:
    """Opens letters about the program."""

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View:
        """Nothing to look up: an alert says what it was queued with."""
        args = letter.args
        return View(Failed(str(args["what"]), str(args["code"]), str(args.get("about") or "")))
