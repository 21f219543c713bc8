"""Letters of the talk when they are sent, with the data of now. Not: wording."""

from datetime import datetime, timedelta

from bot.domain.complaints import Complaint
from bot.domain.ids import PersonId, WordId
from bot.domain.letters import Claimed, NotWanted, View
from bot.domain.scorewords import Certain, understand
from bot.domain.surveys import HIGHEST, LOWEST
from bot.domain.talk import Place, Word, count, joined, parts
from bot.usecases.talk.base import Base
from bot.usecases.talk.views import LooseView, OutgoingView, WordView
from storage import cards, clients, complaints, guesses, people, surveys, talk
from storage.database import Conn


class Opening(Base):
    """What the messenger asks before it sends."""

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The data of a letter, or why it is not wanted any more."""
        word_id = WordId(int(letter.args["word"] or 0))
        if letter.kind == "talk.loose":
            return View(await self.loose_view(conn, word_id))
        if letter.kind == "talk.outgoing":
            return View(await self.outgoing_view(conn, word_id))
        word = await talk.get(conn, word_id)
        if word is None:
            return NotWanted("no such word")
        complaint = None if word.complaint_id is None else await complaints.load(conn, word.complaint_id)
        to = await self._addressee(conn, letter, word, complaint)
        return View(await self._word_view(conn, letter, word, complaint, to), to)

    async def _addressee(
        self, conn: Conn, letter: Claimed, word: Word, complaint: Complaint | None
    ) -> PersonId:
        """Who gets it now: what is for the owner follows the complaint or the client."""
        if not letter.args.get("owner"):
            return letter.to
        if complaint is not None:
            return await self.complaints.owner(conn, complaint) or letter.to
        return await people.responsible(conn, word.client_id) or letter.to

    async def loose_view(self, conn: Conn, batch: WordId) -> LooseView:
        """A loose message, decided or not."""
        words = await talk.of_batch(conn, batch)
        first = words[0]
        mine = [
            brief
            for brief in await complaints.open_for(conn, first.client_id)
            if await complaints.mine(conn, first.author_id, brief.id) is not None
        ]
        since = self.clock() - timedelta(days=self.complaints.rules.reopen_days)
        closed = await complaints.closed_of(conn, first.author_id, since)
        belongs = first.complaint_id
        rating = await self.rating(conn, first.author_id, self.clock())
        return LooseView(
            batch=batch,
            place=first.place,
            text=joined(words),
            counts=count(words),
            manager=await self._manager(conn, first.client_id),
            open=mine,
            closed=closed,
            draft=await complaints.draft_of(conn, first.author_id),
            rating=None if rating is None else rating.score,
            complaint=None if belongs is None else await complaints.load(conn, belongs),
            scores=await self._scores(conn, batch, joined(words)),
            score=await self._score(conn, batch) if first.place is Place.RATING else None,
        )

    async def _score(self, conn: Conn, batch: WordId) -> int | None:
        guess = await guesses.get(conn, batch)
        found = None if guess is None else await surveys.get(conn, guess[0])
        if guess is None or found is None or found[1] is None:
            return None
        if guess[1] is None:
            return found[1].score
        given = (await surveys.given(conn, found[1].id)).get(guess[1])
        return None if given is None else given.score

    async def _scores(self, conn: Conn, batch: WordId, text: str) -> tuple[int, ...]:
        """The scores that the message may be, if it may be one."""
        if await guesses.get(conn, batch) is None:
            return ()
        meant = understand(text)
        if isinstance(meant, Certain):
            return (meant.score,)
        options = () if meant is None else meant.options
        return options or tuple(range(LOWEST, HIGHEST + 1))

    async def outgoing_view(self, conn: Conn, batch: WordId) -> OutgoingView:
        """A reply on its way."""
        words = await talk.of_batch(conn, batch)
        first = words[0]
        contact = await people.get(conn, first.contact_id)
        complaint = None if first.complaint_id is None else await complaints.load(conn, first.complaint_id)
        state = "sent" if first.sent_at else "dropped" if first.place is Place.DROPPED else "ready"
        return OutgoingView(
            batch=batch,
            contact=contact.name if contact else "",
            reachable=contact is not None and contact.reachable,
            number=None if complaint is None else complaint.number,
            text=joined(words),
            counts=count(words),
            state=state,
            sent_at=first.sent_at,
        )

    async def _word_view(
        self, conn: Conn, letter: Claimed, word: Word, complaint: Complaint | None, to: PersonId
    ) -> WordView:
        n = int(letter.args["part"] or 0)
        author = await people.get(conn, word.author_id)
        client = await clients.load(conn, word.client_id)
        return WordView(
            word=word,
            part=parts(word)[n],
            author=author.name if author else "",
            client=client.name if client else "",
            number=None if complaint is None else complaint.number,
            to_client=to == word.contact_id,
            first=n == 0,
            reply_to=await self._reply_to(conn, to, word, complaint),
        )

    async def _reply_to(
        self, conn: Conn, to: PersonId, word: Word, complaint: Complaint | None
    ) -> int | None:
        """The message it answers where it goes: the complaint's card, or what the client wrote last."""
        where = await people.recipient(
            conn, to, self.clock(), language=self.company.language, zone=self.company.zone
        )
        if where is None:
            return None
        if complaint is not None:
            copy = await cards.get(conn, complaint.thing, where.id)
            return copy.message_id if copy is not None and copy.chat_id == where.chat_id else None
        if to != word.contact_id:
            return None
        return await talk.last_said(conn, word.contact_id, before=word.id)
