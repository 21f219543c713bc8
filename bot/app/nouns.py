"""Builds every use case from settings, and says who opens which letters and who answers which alarms. Not: running."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.app import rules as rules_of
from bot.charts import Charts
from bot.clock import Clock
from bot.config import Settings
from bot.domain.company import Company
from bot.domain.joining import JoinRules
from bot.domain.talk import TalkRules
from bot.files import qr, slips, tables
from bot.files.tables import xlsx_bytes
from bot.i18n import LANGUAGES
from bot.usecases.absences import Absences
from bot.usecases.additions import Additions
from bot.usecases.audit import Audits
from bot.usecases.cadence import Cadences
from bot.usecases.calls import Calls
from bot.usecases.cases import Cases
from bot.usecases.clients import Clients
from bot.usecases.clients.editing import Editing
from bot.usecases.clients.effects import Effects
from bot.usecases.clients.history import Histories
from bot.usecases.clients.leaving import Leaving
from bot.usecases.complaints import Complaints
from bot.usecases.digests import Digests
from bot.usecases.doubts import Doubts
from bot.usecases.exhibitions import Exhibitions
from bot.usecases.exports import Exports
from bot.usecases.figures import Figures, Pictures
from bot.usecases.groups import Groups
from bot.usecases.huddles import Huddles, Weeklies
from bot.usecases.imports import Imports
from bot.usecases.improvements import Improvements
from bot.usecases.inviting import Inviting, Sheets
from bot.usecases.jobs import Worker
from bot.usecases.joining import Joining
from bot.usecases.letters import Letters, Opener
from bot.usecases.merging import Merging
from bot.usecases.mydata import MyData
from bot.usecases.occasions import Occasions
from bot.usecases.people import People
from bot.usecases.planner import Ringer
from bot.usecases.programmes import Programmes
from bot.usecases.searching import Searching
from bot.usecases.surveys import PhoneMode, Surveys
from bot.usecases.system import System
from bot.usecases.talk import Talk
from bot.usecases.teams import Teams
from bot.usecases.waves import Waves
from bot.usecases.waves.asking import Asking
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Nouns:
    """What the handlers get by name, who opens letters and rings alarms, does jobs (by noun), what is set at start,
    and the process that draws, which the app closes."""

    people: People
    inviting: Inviting
    letters: Letters
    handlers: Mapping[str, Any]
    ringers: Mapping[str, Ringer]
    workers: Mapping[str, Worker]
    at_start: tuple[Callable[[], Awaitable[None]], ...]
    tidy: Callable[[], Awaitable[None]]
    settle: Callable[[], Awaitable[None]]
    charts: Charts


# Who opens the letters whose kind begins so, …
_OPENERS = {
    "absence": "absences",
    "call": "calls",
    "case": "cases",
    "client": "edits",
    "complaint": "complaints",
    "digest": "digests",
    "doubt": "doubts",
    "exhibition": "exhibitions",
    "group": "groups",
    "huddle": "huddles",
    "import": "imports",
    "improvement": "improvements",
    "joining": "joining",
    "mydata": "mydata",
    "occasion": "occasions",
    "phone": "phonemode",
    "survey": "surveys",
    "talk": "talk",
    "team": "teams",
    "wave": "waves",
    "weekly": "weeklies",
}
# … who does the jobs …
_WORKERS = {"export": "exports", "import": "imports"}
# … who answers the alarms, and whose alarms are set at start.
_RINGERS = {
    "merge": "merging",
    "absence": "absences",
    "cadence": "cadences",
    "call": "calls",
    "case": "cases",
    "complaint": "complaints",
    "digest": "digests",
    "exhibition": "exhibitions",
    "improvement": "improvements",
    "huddle": "huddles",
    "mydata": "mydata",
    "occasion": "occasions",
    "survey": "surveys",
    "talk": "talk",
    "wave": "waves",
    "weekly": "weeklies",
}
_AT_START = (
    "searching",
    "imports",
    "cadences",
    "digests",
    "figures",
    "huddles",
    "occasions",
    "waves",
    "weeklies",
)


def build(settings: Settings, db: Database, clock: Clock) -> Nouns:
    """Every use case, made once."""
    company, quiet = settings.company.domain(), settings.quiet.hours
    charts = Charts()
    made = usecases(settings, db, clock, company, charts)
    openers: dict[str, Opener] = {kind: made[name] for kind, name in _OPENERS.items()}
    openers["system"] = System()
    return Nouns(
        people=made["people"],
        inviting=made["inviting"],
        letters=Letters(db, clock, company, openers, (quiet.start, quiet.end)),
        handlers=made,
        workers={kind: made[name] for kind, name in _WORKERS.items()},
        ringers={kind: made[name] for kind, name in _RINGERS.items()},
        at_start=tuple(made[name].ensure for name in _AT_START),
        tidy=made["mydata"].tidy,
        settle=made["figures"].settle,
        charts=charts,
    )


def _files(
    settings: Settings, db: Database, clock: Clock, company: Company, joins: JoinRules
) -> dict[str, Any]:
    undo = timedelta(hours=settings.clients.undo_hours)
    given = (tables.read, tables.xlsx_bytes, undo, tables.readings, tables.SHEETS, joins)
    return {
        "exports": Exports(db, clock, tables.SHEETS),
        "imports": Imports(db, clock, company, *given),
    }


def _phone(
    settings: Settings, db: Database, clock: Clock, company: Company, surveys: Surveys
) -> dict[str, Any]:
    calls = Calls(db, clock, company, rules_of.cadence(settings), rules_of.cases(settings).reasons)
    return {"calls": calls, "phonemode": PhoneMode(db, clock, surveys, calls)}


def _joining(db: Database, clock: Clock, company: Company, joins: JoinRules) -> dict[str, Any]:
    return {
        "joining": Joining(db, clock, company),
        "inviting": Inviting(db, clock, qr.png, joins),
        "sheets": Sheets(db, clock, company, slips.Slip, slips.page, joins),
    }


def _figures(
    settings: Settings, db: Database, clock: Clock, company: Company, charts: Charts
) -> dict[str, Any]:
    """The figures, and the letters of Monday that tell them."""
    drawn, at = Pictures(db, clock, charts.draw), settings.huddle.at
    figures = Figures(db, clock, company, rules_of.lists(settings), drawn, xlsx_bytes)
    return {
        "figures": figures,
        "huddles": Huddles(db, clock, company, at, figures),
        "weeklies": Weeklies(db, clock, company, at, figures),
    }


def usecases(
    settings: Settings, db: Database, clock: Clock, company: Company, charts: Charts
) -> dict[str, Any]:
    """Every use case by the name that handlers call it."""
    occasion_rules = rules_of.occasions(settings)
    joins, cadence = rules_of.joining(settings), rules_of.cadence(settings)
    exhibitions = Exhibitions(db, clock, company, settings.exhibitions.list_days)
    asking = rules_of.surveys(settings)
    improvements = Improvements(db, clock, company, rules_of.improvements(settings), LANGUAGES)
    cases = Cases(db, clock, company, rules_of.cases(settings), Asking(company, asking), improvements)
    quiet, kept = (settings.quiet.hours.start, settings.quiet.hours.end), rules_of.privacy(settings)
    complaints = Complaints(db, clock, company, rules_of.complaints(settings), quiet)
    cadences, occasions = Cadences(db, clock, company, cadence), Occasions(db, clock, company, occasion_rules)
    programmes = Programmes(db, clock, company, asking, rules_of.programmes(settings), LANGUAGES)
    surveys = Surveys(db, clock, company, asking, cases, programmes, rules_of.recommending(settings))
    of_clients = _clients(db, clock, company, Effects(occasions, cadences, (cases, complaints)), cases)
    due = complaints.lines, exhibitions.due_lines, cases.lines, improvements.due_lines
    ended = (complaints, cases, improvements, Doubts(db, clock)), rules_of.choices(settings)
    return {
        "absences": Absences(db, clock, company, settings.digest.at, (cases, complaints)),
        "people": People(db, clock, company, joins, quiet, kept),
        **_joining(db, clock, company, joins),
        "searching": Searching(db, clock),
        "additions": Additions(db, clock, company, tables.read_cards),
        **_files(settings, db, clock, company, joins),
        **of_clients,
        **_phone(settings, db, clock, company, surveys),
        "cases": cases,
        "complaints": complaints,
        "talk": Talk(db, clock, company, TalkRules(), complaints, surveys, quiet),
        "surveys": surveys,
        "teams": Teams(db, clock, company, (cases, complaints)),
        "programmes": programmes,
        "waves": Waves(db, clock, company, asking, programmes),
        "mydata": MyData(db, clock, company, kept, *ended, of_clients["edits"]),
        "exhibitions": exhibitions,
        "improvements": improvements,
        **_figures(settings, db, clock, company, charts),
        "digests": Digests(db, clock, company, settings.digest.at, due, cadence),
        "doubts": Doubts(db, clock),
        "groups": Groups(db, clock),
        "audits": Audits(db, clock, xlsx_bytes),
    }


def _clients(db: Database, clock: Clock, company: Company, effects: Effects, cases: Cases) -> dict[str, Any]:
    """What is done with clients, and what follows from it."""
    return {
        "clients": Clients(db, clock, company),
        "editing": Editing(db, clock, company, LANGUAGES, effects),
        "edits": effects,
        "leaving": Leaving(db, clock, effects),
        "histories": Histories(db, clock),
        "merging": Merging(db, clock, company, effects, cases.joined),
        "cadences": effects.cadences,
        "occasions": effects.occasions,
    }
