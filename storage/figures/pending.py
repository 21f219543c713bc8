"""What happened since the counts were brought up to date, for readers to add. Not: the counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.figures import Cut, Whose, Window
from bot.domain.nps import Group
from storage.database import Conn
from storage.figures.counting import difference
from storage.figures.questions import Question, uncounted
from storage.figures.voices import Voice, Words

_NEWS = "SELECT DISTINCT person_id, zone FROM figure_news"


@dataclass(frozen=True, slots=True)
class Pending:
    """Answers that still stand in the counts but are not so, answers not counted yet, questions likewise."""

    gone: Sequence[Voice] = ()
    come: Sequence[Voice] = ()
    questions: Sequence[Question] = ()

    @classmethod
    async def load(cls, conn: Conn) -> "Pending":
        """What waits; nothing, mostly."""
        news = await conn.all(_NEWS)
        if not news:
            return cls()
        persons, zone = sorted({row["person_id"] for row in news}), news[-1]["zone"]
        gone, come = await difference(conn, persons, zone, await Words.load(conn))
        return cls(gone, come, await uncounted(conn, persons, zone))

    def of(self, whose: Whose, cut: Cut) -> tuple[list[Voice], list[Voice]]:
        """The gone and the come of a choice."""
        gone = [voice for voice in self.gone if voice.fits(whose, cut)]
        return gone, [voice for voice in self.come if voice.fits(whose, cut)]

    def asked(self, whose: Whose, window: Window, cut: Cut) -> tuple[int, int]:
        """How many more were sent, and answered."""
        fitting = [one for one in self.questions if one.fits(whose, window, cut)]
        return sum(one.sent for one in fitting), sum(one.answered for one in fitting)


def within(voices: Sequence[Voice], window: Window, cut: Cut) -> dict[Group, int]:
    """How many of each group count in a window."""
    found = dict.fromkeys(Group, 0)
    for voice in voices:
        if voice.counts(window, cut):
            found[voice.group] += 1
    return found
