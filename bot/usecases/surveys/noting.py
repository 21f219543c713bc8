"""What the screen of phone mode shows, read fresh. Not: acts, wording."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.choices import Choice
from bot.domain.forms import Form
from bot.domain.ids import InvitationId, PersonId
from bot.domain.phonemode import Noted, Refusal, may_undo
from bot.domain.programmes import Programme
from bot.domain.surveys import Answer, Invitation, SurveyRules, change_until, may_change
from bot.usecases.surveys.reader import Reader
from storage import calls, cases, clients, people, phonemode, surveys
from storage.database import Conn


@dataclass(frozen=True, slots=True)
class Noting:
    """A question as it stands on the screen of whoever notes the score.

    `language`: the contact's. `chosen`, `words`: what was noted besides. `choosing`: another score is to be tapped.
    `in_case`: a case has come of it; `call_at`: by when a passive is to be called. `unwilling`: the contact wants no
    surveys. `refusal`: why the last tap changed nothing. `programme`: may word the question in the company's own words.
    `form`: the further questions, once they have begun.
    """

    invitation: Invitation
    person: str
    client: str
    phone: str | None
    language: str | None
    answer: Answer | None = None
    noted: Noted | None = None
    offered: tuple[Choice, ...] = ()
    chosen: frozenset[str] = frozenset()
    words: int = 0
    choosing: bool = False
    may_change: bool = False
    may_undo: bool = False
    in_case: bool = False
    call_at: datetime | None = None
    unwilling: bool = False
    refusal: Refusal | None = None
    until: datetime | None = None
    programme: Programme | None = None
    form: Form | None = None


@dataclass(frozen=True, slots=True)
class NotingReader:
    """Reads it."""

    rules: SurveyRules
    reader: Reader

    async def screen(
        self,
        conn: Conn,
        reader: PersonId,
        invitation_id: InvitationId,
        now: datetime,
        *,
        choosing: bool = False,
        refusal: Refusal | None = None,
    ) -> Noting:
        """For this reader, as it stands; the caller has checked the scope."""
        found = await surveys.get(conn, invitation_id)
        assert found is not None
        question, answer = found
        person, client = (
            await people.get(conn, question.person_id),
            await clients.load(conn, question.client_id),
        )
        assert person is not None
        assert client is not None
        willing = not person.stopped and await surveys.consents(conn, person.id)
        screen = Noting(
            question, person.name, client.name, person.phone, person.language, unwilling=not willing,
            refusal=refusal, programme=await self.reader.programmes.asked(conn, question),
        )  # fmt: skip
        if answer is None:
            return screen
        return await self._explained(conn, screen, answer, reader, now, choosing=choosing)

    async def _explained(
        self, conn: Conn, screen: Noting, answer: Answer, reader: PersonId, now: datetime, *, choosing: bool
    ) -> Noting:
        rules, noted = self.rules, await phonemode.get(conn, answer.id)
        in_case = await cases.of_answer(conn, answer.id) is not None
        call = await calls.open_for(conn, answer.client_id, f"answer:{answer.id}")
        due = None if call is None else await calls.load(conn, call)
        changeable = answer.by_manager and may_change(answer, rules, now)
        return Noting(
            screen.invitation, screen.person, screen.client, screen.phone, screen.language,
            answer=answer,
            noted=noted,
            offered=self.reader.offered(answer, screen.invitation),
            chosen=await surveys.reasons(conn, answer.id),
            words=len(await surveys.words(conn, answer.id)),
            choosing=choosing and changeable,
            may_change=changeable,
            may_undo=may_undo(answer, noted, reader, now, in_case=in_case),
            in_case=in_case,
            call_at=None if due is None else due.due_at,
            unwilling=screen.unwilling,
            refusal=screen.refusal,
            until=change_until(answer, rules),
            programme=screen.programme,
            form=await self.reader.form(conn, screen.invitation, answer, now) if answer.by_manager else None,
        )  # fmt: skip
