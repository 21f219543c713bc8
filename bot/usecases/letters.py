"""Letters when they are sent: who gets it now, is it still wanted, with which fresh data. Not: wording, sending."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Protocol

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.groups import GROUP_GONE
from bot.domain.ids import GroupId, PersonId
from bot.domain.letters import Claimed, Later, NotWanted, Op, Opened, View
from bot.domain.people import Recipient, Role
from bot.domain.quiet import contact_zone, hold
from storage import cards, groups, outbox, people
from storage.database import Conn, Database


class Opener(Protocol):
    """What a noun's use case gives for its letters. It may read, never write."""

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | Later | NotWanted: ...


class Letters:
    """Opens letters by the noun before the dot of their kind."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        openers: Mapping[str, Opener],
        quiet: tuple[time, time],
    ) -> None:
        self.db, self.clock, self.company, self.openers = db, clock, company, openers
        self.quiet = quiet  # from and to, by the clock of the contact

    async def open(self, letter: Claimed) -> Opened | Later | NotWanted:
        """The letter with the recipient of now; never raises for what people did meanwhile."""
        now = self.clock()
        async with self.db.read() as conn:
            view = await self.openers[letter.kind.partition(".")[0]].open_letter(conn, letter, now)
            if not isinstance(view, View):
                return view
            to = await self._recipient(conn, letter, view, now)
            if to is None:
                return NotWanted("nobody to send to" if letter.group is None else GROUP_GONE)
            if letter.unasked and to.role is Role.CONTACT:
                refused = await self._unasked(conn, to, now)
                if refused is not None:
                    return refused
            to = await self._instead(conn, view, to, now)
            own = None
            if letter.thing is not None and to.id != letter.to and letter.op is not Op.EDIT:
                own = await cards.get(conn, letter.thing, to.id)
        return Opened(view.data, to, own)

    async def _recipient(self, conn: Conn, letter: Claimed, view: View, now: datetime) -> Recipient | None:
        if letter.group is not None:
            return await self._of_group(conn, letter.group, letter.to)
        # A drawn card stays with whoever has it; everything else goes to whom it concerns now.
        person = letter.to if letter.op is Op.EDIT or view.to is None else view.to
        if letter.op is Op.EDIT and letter.copy is not None and letter.copy.chat_id is not None:
            return await self._in_chat(conn, person, letter.copy.chat_id)
        return await people.recipient(
            conn, person, now, language=self.company.language, zone=self.company.zone
        )

    async def _of_group(self, conn: Conn, group_id: GroupId, speaker: PersonId) -> Recipient | None:
        """The group as the one who gets it, in the language and zone of who speaks for it."""
        group, person = await groups.get(conn, group_id), await people.get(conn, speaker)
        if group is None or group.ended is not None or person is None:
            return None
        language, zone = person.language or self.company.language, person.zone or self.company.zone
        return Recipient(person.id, person.role, group.title, group.chat_id, language, zone)

    async def _instead(self, conn: Conn, view: View, to: Recipient, now: datetime) -> Recipient:
        """Who stands in for whose thing it is has it as their own card too: there, too, it says for whom."""
        if view.of is None or view.of == to.id or to.instead_of is not None:
            return to
        of = await people.get(conn, view.of)
        stands_in = of is not None and await people.reader(conn, view.of, now) == to.id
        return replace(to, instead_of=of.name) if of is not None and stands_in else to

    async def _in_chat(self, conn: Conn, meant: PersonId, chat_id: int) -> Recipient | None:
        """Whose chat the card stands in; None when they left or cannot be reached, whoever stands in for them now.

        Otherwise the refusal to draw in a chat that blocked us would be taken for one of the stand-in's.
        """
        found = await people.by_user(conn, chat_id)
        if found is None or not found[0].reachable:
            return None
        other = None if found[0].id == meant else await people.get(conn, meant)
        return people.addressed(
            found[0],
            None if other is None else other.name,
            language=self.company.language,
            zone=self.company.zone,
        )

    async def _unasked(self, conn: Conn, to: Recipient, now: datetime) -> Later | NotWanted | None:
        person = await people.get(conn, to.id)
        if person is None or person.stopped:
            return NotWanted("stopped")
        country = to.country or self.company.country
        zone = contact_zone(person.zone, country, self.company.zone)
        start, end = person.quiet or self.quiet
        at = hold(now, zone, country, start=start, end=end)
        return Later(at) if at > now else None

    async def about(self, chat_id: int, message_id: int) -> str | None:
        """What a message of ours is about ("call:42"), for replies to cards, their ring lines and relayed words."""
        async with self.db.read() as conn:
            return await outbox.about(conn, chat_id, message_id)
