"""What a case's card and a client's "settled?" show, read fresh. Not: wording."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.cases import Case, CaseRules, Clock, Question, Voice, may_undo
from bot.domain.ids import AnswerId, CaseId, PersonId
from bot.domain.letters import Claimed, NotWanted, Op, View
from storage import cases, complaints, notes, people
from storage.cases import Entry
from storage.database import Conn

UNDOABLE = ("take", "called")


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as its card shows it to one viewer. `line`, `about`: what rings for it and whose answer it is about;
    `note`: why a press did nothing."""

    case: Case
    owner: str
    voices: tuple[Voice, ...]
    scores: tuple[tuple[datetime, str, int], ...]
    complaints: tuple[int, ...]
    questions: tuple[Question, ...]
    log: tuple[Entry, ...]
    now: datetime
    rules: CaseRules
    last_note: str | None = None
    can_undo: bool = False
    line: str | None = None
    about: Voice | None = None
    note: str | None = None

    def overdue(self, clock: Clock) -> bool:
        """Whether this deadline is missed."""
        return self.case.runs(clock) and self.now >= self.case.span(clock)[1]


@dataclass(frozen=True, slots=True)
class Asked:
    """A "settled?" as its contact sees it; `contact_by` after a no that reopened the case, `late` when one came too late."""

    question: Question
    score: int
    since: datetime
    manager: str
    contact_by: datetime | None = None
    late: bool = False


async def shown(
    conn: Conn,
    rules: CaseRules,
    case: Case,
    viewer: PersonId,
    now: datetime,
    *,
    line: str | None = None,
    answer: int | None = None,
    note: str | None = None,
) -> Shown:
    """Everything about a case."""
    owner = None if case.owner_id is None else await people.get(conn, case.owner_id)
    voices = tuple(await cases.voices(conn, case.id))
    log = tuple(await cases.log(conn, case.id))
    last = log[0] if log else None
    return Shown(
        case=case,
        owner=owner.name if owner else "",
        voices=voices,
        scores=tuple(await cases.last_scores(conn, case.client_id)),
        complaints=tuple(b.number for b in await complaints.open_for(conn, case.client_id)),
        questions=tuple(await cases.questions(conn, case.id, case.round)),
        log=log,
        now=now,
        rules=rules,
        last_note=await notes.last_words(conn, case.thing),
        can_undo=last is not None
        and last.what in UNDOABLE
        and last.by_id == viewer
        and may_undo(last.at, now),
        line=line,
        about=next((v for v in voices if v.answer_id == answer), None),
        note=note,
    )


async def asked(conn: Conn, case: Case, question: Question, *, late: bool = False) -> Asked:
    """Everything about a "settled?"."""
    voices = await cases.voices(conn, case.id)
    voice = next(v for v in voices if v.answer_id == AnswerId(question.answer_id))
    owner = None if case.owner_id is None else await people.get(conn, case.owner_id)
    return Asked(
        question=question,
        score=voice.score,
        since=voice.at,
        manager=owner.name if owner else "",
        contact_by=case.contact_due if case.runs(Clock.CONTACT) else None,
        late=late,
    )


async def opened(conn: Conn, rules: CaseRules, letter: Claimed, now: datetime) -> View | NotWanted:
    """A letter of a case with the data of now."""
    if letter.kind == "case.settled":
        return await _question(conn, letter)
    case = await cases.load(conn, CaseId(int(letter.args["case"] or 0)))
    if case is None:
        return NotWanted("no case")
    answer = letter.args.get("answer")
    line = None if letter.op is Op.EDIT else str(letter.args.get("line"))
    about = None if answer is None else int(answer)
    return View(await shown(conn, rules, case, letter.to, now, line=line, answer=about))


async def _question(conn: Conn, letter: Claimed) -> View | NotWanted:
    question = await cases.question(conn, int(letter.args["question"] or 0))
    case = None if question is None else await cases.load(conn, question.case_id)
    if question is None or case is None:
        return NotWanted("no question")
    if question.reply is not None and letter.op is not Op.EDIT:
        return NotWanted("not needed")
    return View(await asked(conn, case, question))
