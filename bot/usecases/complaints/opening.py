"""Letters about complaints when they are sent, with the data of now. Not: wording."""

from dataclasses import replace
from datetime import datetime

from bot.domain.choices import Choice, find
from bot.domain.complaints import OVER, Complaint, State, Which, reopens_until
from bot.domain.ids import ComplaintId, PersonId
from bot.domain.letters import Claimed, NotWanted, Op, View
from bot.domain.talk import Place, WordKind, count, joined
from bot.usecases.complaints.base import Base
from bot.usecases.complaints.views import ClientView, LineView, StaffView
from storage import absences, clients, complaints, mydata, people, talk
from storage.database import Conn

# A line is told only while it is still so.
_STILL = {
    "work": {State.WORK},
    "going": {State.WORK},
    "waiting": {State.WORK},
    "solved": {State.SOLVED},
    "warning": {State.RECEIVED, State.WORK},
    "overdue": {State.RECEIVED, State.WORK},
}


class Opening(Base):
    """What the messenger asks before it sends."""

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """The data of a letter, or why it is not wanted any more."""
        complaint = await complaints.load(conn, ComplaintId(int(letter.args["complaint"] or 0)))
        if complaint is None:
            return NotWanted("no such complaint")
        if letter.kind == "complaint.draft":
            if complaint.state is not State.DRAFT and letter.op is not Op.EDIT:
                return NotWanted("no draft any more")
            return View(await self.draft_view(conn, complaint))
        if letter.kind == "complaint.client":
            return View(await self.client_view(conn, complaint))
        if letter.kind == "complaint.card":
            to = await self._addressee(conn, letter, complaint)
            owner = await self.owner(conn, complaint) if complaint.open else None
            view = await self.staff_view(conn, complaint, to, now)
            if letter.op is Op.EDIT and not await self._seen(conn, complaint, to, now):
                return View(replace(view, hidden=True))
            return View(view, to, of=owner)
        return await self._line(conn, letter, complaint)

    async def _seen(self, conn: Conn, complaint: Complaint, viewer: PersonId, now: datetime) -> bool:
        """Whether who has a copy of the card may still see it: it was handed on, or they stood in for somebody."""
        person = await people.get(conn, viewer)
        scope = None if person is None or person.left else await absences.scope(conn, person, now)
        return scope is not None and await complaints.get(conn, scope, complaint.id) is not None

    async def _addressee(self, conn: Conn, letter: Claimed, complaint: Complaint) -> PersonId:
        """Who gets it now: what is for the owner follows the complaint; a card that is drawn anew stays."""
        if letter.op is Op.EDIT or not letter.args.get("owner"):
            return letter.to
        return await self.owner(conn, complaint) or letter.to

    async def _line(self, conn: Conn, letter: Claimed, complaint: Complaint) -> View | NotWanted:
        what = str(letter.args["what"])
        if complaint.state not in _STILL.get(what, {complaint.state}):
            return NotWanted("moved on")
        stage, which, by = letter.args.get("stage"), letter.args.get("which"), letter.args.get("by")
        clock = None if which is None else complaint.running(Which(str(which)))
        if what in ("warning", "overdue") and clock is None:
            return NotWanted("met")
        solution = await complaints.last_solution(conn, complaint.id) if what == "solved" else None
        moved = await complaints.last_missed(conn, complaint.id) if what == "date" else None
        client = await clients.load(conn, complaint.client_id)
        whose = self.acting if letter.to == complaint.person_id else self.owner
        line = LineView(
            what=what,
            complaint=complaint,
            owner=await self.name_of(conn, PersonId(int(by)) if by else await whose(conn, complaint)),
            client=client.name if client else "",
            contact=await self.name_of(conn, complaint.person_id),
            which=None if which is None else Which(str(which)),
            stage=int(stage or 0),
            by=moved.new_by if moved else clock.by if clock else None,
            text=(solution.done if solution else moved.reason if moved else "") or "",
        )
        return View(line, await self._addressee(conn, letter, complaint))

    async def client_view(self, conn: Conn, complaint: Complaint) -> ClientView:
        """A complaint as its client sees it."""
        words = await talk.of_complaint(conn, complaint.id, Place.WHAT, Place.MORE)
        return ClientView(
            complaint=complaint,
            owner=await self.name_of(conn, await self.acting(conn, complaint)),
            category=self._category(complaint),
            counts=count(words),
            solution=await complaints.last_solution(conn, complaint.id),
            missed=await complaints.last_missed(conn, complaint.id),
            reopens_until=reopens_until(complaint, self.rules) if complaint.state in OVER else None,
        )

    async def staff_view(
        self, conn: Conn, complaint: Complaint, viewer: PersonId, now: datetime
    ) -> StaffView:
        """A complaint as a member of staff sees it."""
        words = await talk.of_complaint(conn, complaint.id, Place.WHAT, Place.WISH, Place.MORE, Place.NOTE)
        by_place = {
            place: [word for word in words if word.place is place]
            for place in (Place.WHAT, Place.WISH, Place.MORE, Place.NOTE)
        }
        owner = await self.owner(conn, complaint)
        client = await clients.load(conn, complaint.client_id)
        contact = await people.get(conn, complaint.person_id)
        previous = (
            None if complaint.previous_id is None else await complaints.load(conn, complaint.previous_id)
        )
        said = by_place[Place.WHAT] + by_place[Place.WISH] + by_place[Place.MORE]
        return StaffView(
            complaint=complaint,
            now=now,
            viewer=viewer,
            owner_id=owner,
            owner=await self.name_of(conn, owner),
            client=client.name if client else "",
            contact=contact.name if contact else "",
            reachable=contact is not None and contact.reachable,
            category=self._category(complaint),
            counts=count(by_place[Place.WHAT]),
            text=joined(by_place[Place.WHAT]),
            wish=joined(by_place[Place.WISH]),
            more=count(by_place[Place.MORE]),
            notes=len(by_place[Place.NOTE]),
            files=sum(word.kind is not WordKind.TEXT for word in said),
            previous=None if previous is None else previous.number,
            solution=await complaints.last_solution(conn, complaint.id),
            missed=await complaints.last_missed(conn, complaint.id),
            instead_of=await self._instead_of(conn, complaint, owner, viewer, now),
            erased=(await mydata.grace(conn, complaint.person_id)).done,
        )

    async def _instead_of(
        self, conn: Conn, complaint: Complaint, owner: PersonId | None, viewer: PersonId, now: datetime
    ) -> str | None:
        if not complaint.open or owner in (None, viewer) or await self.duty.reads(conn, owner, now) != viewer:
            return None
        return await self.name_of(conn, owner)

    def _category(self, complaint: Complaint) -> Choice | None:
        if complaint.category is None:
            return None
        return find(self.rules.categories, complaint.category) or Choice(complaint.category)
