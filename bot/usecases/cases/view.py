"""What a case's card and a client's "settled?" show, read fresh. Not: wording."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.cases import Again, Case, CaseRules, CaseState, Clock, Entry, Question, Voice, may_undo
from bot.domain.ids import AnswerId, CaseId, PersonId
from bot.domain.letters import Claimed, NotWanted, Op, View
from bot.domain.spread import WITHIN, Spread, spread
from bot.usecases.duty import Duty
from bot.usecases.programmes.wording import known
from storage import absences, cases, complaints, notes, people, surveys
from storage.database import Conn

UNDOABLE = ("take", "called", "handed")
_MOVES = (*UNDOABLE, "close", "reopened", "erased", "merged")
"""After what of these nothing before can be undone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A case as its card shows it to one viewer. `stand_in`: who does the owner's work now, `instead_of`: the owner,
    when that is the viewer; `line`, `about`: what rings for it and whose answer it is about; `into`: the case into
    which it went, and whose that is; `note`: why a press did nothing. `hidden`: the
    viewer may not see it any more."""

    case: Case
    owner: str
    voices: tuple[Voice, ...]
    scores: tuple[tuple[datetime, int, bool], ...]
    complaints: tuple[int, ...]
    questions: tuple[Question, ...]
    log: tuple[Entry, ...]
    now: datetime
    rules: CaseRules
    again: tuple[Again, ...] = ()
    last_note: str | None = None
    undoable: Entry | None = None
    stand_in: str | None = None
    instead_of: str | None = None
    line: str | None = None
    about: Voice | Again | None = None
    into: tuple[int, str] | None = None
    note: str | None = None
    apart: Spread | None = None
    hidden: bool = False

    def overdue(self, clock: Clock) -> bool:
        """Whether this deadline is missed."""
        return self.case.runs(clock) and self.now >= self.case.span(clock).due


@dataclass(frozen=True, slots=True)
class History:
    """Everything that happened to a case: its log, who was meant where it names somebody, and the notes of staff
    (when, whose, the words)."""

    case: Case
    log: tuple[Entry, ...]
    names: Mapping[int, str]
    notes: tuple[tuple[datetime, str, str | None], ...]


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
    duty: Duty,
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
    voices, again = tuple(await cases.voices(conn, case.id)), tuple(await cases.rechecks(conn, case.id))
    log = tuple(await cases.log(conn, case.id))
    reader = None if case.state is CaseState.CLOSED else await duty.reads(conn, case.owner_id, now)
    away = reader is not None and reader != case.owner_id
    stand_in = await people.get(conn, reader) if away and reader is not None else None
    about: list[Voice | Again] = [*voices, *again]
    return Shown(
        case=case,
        owner=owner.name if owner else "",
        voices=voices,
        scores=tuple(await cases.last_scores(conn, case.client_id)),
        complaints=tuple(b.number for b in await complaints.open_for(conn, case.client_id)),
        questions=tuple(await cases.questions(conn, case.id, case.round)),
        log=log,
        now=now,
        rules=replace(rules, reasons=await known(conn, rules.reasons)),
        again=again,
        last_note=await notes.last_words(conn, case.thing),
        undoable=_undoable(log, viewer, now),
        stand_in=stand_in.name if stand_in else None,
        instead_of=owner.name if owner and away and reader == viewer else None,
        line=line,
        about=next((one for one in about if answer is not None and one.answer_id == answer), None),
        into=await _into(conn, log),
        note=note,
        apart=spread(await surveys.opinions(conn, case.client_id, now - WITHIN)),
    )


async def _into(conn: Conn, log: tuple[Entry, ...]) -> tuple[int, str] | None:
    went = next((entry.was["into"] for entry in log if entry.what == "merged" and entry.was), None)
    case = None if went is None else await cases.load(conn, CaseId(went))
    owner = None if case is None or case.owner_id is None else await people.get(conn, case.owner_id)
    return None if case is None else (case.id, owner.name if owner else "")


def _undoable(log: tuple[Entry, ...], viewer: PersonId, now: datetime) -> Entry | None:
    """What the viewer did last, while nothing else was done since."""
    last = next((e for e in log if e.what in _MOVES or e.what.startswith("closed-")), None)
    if last is None or last.what not in UNDOABLE or last.by_id != viewer or not may_undo(last.at, now):
        return None
    return last


async def asked(
    conn: Conn, duty: Duty, case: Case, question: Question, now: datetime, *, late: bool = False
) -> Asked:
    """Everything about a "settled?". Who asks is who finished the case, while they are here; who comes back to it does
    the owner's work now, as in the promise."""
    voices = await cases.voices(conn, case.id)
    voice = next(v for v in voices if v.answer_id == AnswerId(question.answer_id))
    waits = question.reply is None and case.state is CaseState.ASKED
    manager = await people.get(conn, case.done_by) if waits and case.done_by is not None else None
    if manager is None or manager.left:
        named = await duty.reads(conn, case.owner_id, now) or case.owner_id
        manager = None if named is None else await people.get(conn, named)
    return Asked(
        question=question,
        score=voice.score,
        since=voice.at,
        manager=manager.name if manager else "",
        contact_by=case.contact_due if case.runs(Clock.CONTACT) else None,
        late=late,
    )


async def opened(
    conn: Conn, duty: Duty, rules: CaseRules, letter: Claimed, now: datetime
) -> View | NotWanted:
    """A letter of a case with the data of now."""
    if letter.kind == "case.settled":
        return await _question(conn, duty, letter, now)
    case = await cases.load(conn, CaseId(int(letter.args["case"] or 0)))
    if case is None:
        return NotWanted("no case")
    answer = letter.args.get("answer")
    line = None if letter.op is Op.EDIT else str(letter.args.get("line"))
    about = None if answer is None else int(answer)
    view = await shown(conn, duty, rules, case, letter.to, now, line=line, answer=about)
    if letter.op is Op.EDIT and not await _seen(conn, case, letter.to, now):
        return View(replace(view, hidden=True))
    return View(view, of=None if case.state is CaseState.CLOSED else case.owner_id)


async def _seen(conn: Conn, case: Case, viewer: PersonId, now: datetime) -> bool:
    """Whether who has a copy of the card may still see the case: it was handed on, or they stood in for somebody."""
    person = await people.get(conn, viewer)
    scope = None if person is None or person.left else await absences.scope(conn, person, now)
    return scope is not None and await cases.get(conn, scope, case.id) is not None


async def _question(conn: Conn, duty: Duty, letter: Claimed, now: datetime) -> View | NotWanted:
    question = await cases.question(conn, int(letter.args["question"] or 0))
    case = None if question is None else await cases.load(conn, question.case_id)
    if question is None or case is None:
        return NotWanted("no question")
    if question.reply is not None and letter.op is not Op.EDIT:
        return NotWanted("not needed")
    return View(await asked(conn, duty, case, question, now))
