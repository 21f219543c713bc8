"""The letters of Monday on both databases: what they hold, counted by hand and as the figures count it; their clock."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.domain.alarms import Alarm
from bot.domain.errors import NotAllowed, NotFound
from bot.domain.figures import Ask, Option, View, of_team
from bot.domain.huddles import AT
from bot.domain.ids import AlarmId, AnswerId, PersonId, TeamId
from bot.domain.time import to_us
from bot.i18n import translator
from bot.usecases.figures import CasesView, ComplaintsView, Figures, NpsView
from bot.usecases.huddles import VIEWS, Choice, Huddle, Huddles, Weeklies
from handlers.huddles import week as drawn
from handlers.screen import fitted
from storage import clients, people
from storage import figures as count
from tests.cast import COMPANY, Stage
from tests.usecases.answers import Book, figures_of

MONDAY = date(2026, 11, 16)
RIGA = ZoneInfo("Europe/Riga")


@pytest.fixture
def figures(stage: Stage) -> Figures:
    return figures_of(stage)


@pytest.fixture
def huddles(stage: Stage, figures: Figures) -> Huddles:
    return Huddles(stage.db, stage.clock, COMPANY, AT, figures)


@pytest.fixture
def book(stage: Stage) -> Book:
    return Book(stage)


def janis(stage: Stage) -> PersonId:
    assert stage.cast.janis.person_id is not None
    return stage.cast.janis.person_id


async def words(stage: Stage, answer: AnswerId, text: str | None, ago: float) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO answer_words (answer_id, chat_id, message_id, kind, text, file_id, at)"
            " VALUES (:answer, 1, :n, :kind, CAST(:text AS TEXT), 'f', :at)",
            answer=answer,
            n=await tx.value("SELECT COUNT(*) FROM answer_words"),
            kind="text" if text else "voice",
            text=text,
            at=to_us(stage.clock() - timedelta(days=ago)),
        )


async def case(
    stage: Stage, ago: float, *, contact: float, close: float, done: float | None = None, cause: str = "late"
) -> None:
    """A case at a client of its own: opened so many days ago, with deadlines and an end at so many days ago."""
    now = stage.clock()
    at = {
        name: to_us(now - timedelta(days=days))
        for name, days in (("ago", ago), ("contact", contact), ("close", close))
    }
    async with stage.db.transaction() as tx:
        client = await clients.add(tx, name="Case Ltd", now=now, manager_id=janis(stage))
        await tx.execute(
            "INSERT INTO cases (client_id, owner_id, state, opened_at, contact_from, contact_due, close_from, close_due,"
            " cause, done_at, closed_at) VALUES (:client, :owner, :state, :ago, :ago, :contact, :ago, :close,"
            " CAST(:cause AS TEXT), CAST(:done AS BIGINT), CAST(:done AS BIGINT))",
            client=client,
            owner=janis(stage),
            state="open" if done is None else "closed",
            cause=None if done is None else cause,
            done=None if done is None else to_us(now - timedelta(days=done)),
            **at,
        )


async def test_a_week_counted_by_hand_is_what_huddle_letter_and_stats_tell(
    stage: Stage, book: Book, figures: Figures, huddles: Huddles
) -> None:
    """Sunday 22 back to Monday 16 November; it is Monday the 23rd, 10:00."""
    for n, score in enumerate([10, 9, 9, 8, 7, 3, 0]):
        answer = await book.answer(
            await book.contact(janis(stage), f"Contact{n}"), score, ago=2 + n / 2, asked=6
        )
        await words(stage, answer, f"Words of {score}, {n}", ago=2 + n / 2)
    await book.answer(await book.contact(janis(stage)), 0, ago=9)  # the week before
    await book.answer(await book.contact(janis(stage)), 10, ago=0.1)  # today: not last week's
    older = await book.answer(await book.contact(janis(stage), "Late"), 10, ago=12)
    await words(stage, older, "Said in the week after", ago=3)
    await words(stage, older, None, ago=2.9)
    await case(stage, 6, contact=5, close=3)  # overdue
    await case(stage, 6, contact=-1, close=-2)  # not yet
    await case(stage, 20, contact=19, close=17, done=4)
    await case(stage, 21, contact=19, close=17, done=12)  # closed a week before
    oskars = stage.actor(stage.cast.oskars)

    found = await huddles.look(oskars)
    assert isinstance(found, Huddle)
    assert (found.first, found.last, found.team) == (MONDAY, date(2026, 11, 22), "Riga")
    assert [one.score for one in found.words] == [0, 3, 7, 8]
    assert sorted(one.person for one in found.thanks) == ["Contact0", "Contact1", "Contact2", "Late"]
    assert [(one.text, one.voices) for one in found.thanks if one.person == "Late"] == [
        ("Said in the week after", 1)
    ]
    assert [(one.noun, one.clock) for one in found.late] == [("case", "contact")]
    assert [([step.id for step in steps], n) for steps, n in found.causes] == [(["late"], 1)]
    assert found.nps is not None
    assert (found.nps.now.n, found.nps.now.promoters, found.nps.now.detractors, found.nps.before.n) == (
        7,
        3,
        2,
        2,
    )
    assert found.nps.asked == (7, 7)

    letter = Weeklies(stage.db, stage.clock, COMPANY, AT, figures)
    async with stage.db.read() as conn:
        told = await letter.week(conn, Option(of_team(stage.cast.team), "Riga", stage.cast.team), found.last)
    for view in VIEWS:
        ask = Ask(view, 7, of_team(stage.cast.team), found.last.toordinal())
        shown, mine = await figures.look(oskars, ask), told.views[view]
        for name in mine.__dataclass_fields__:
            if name not in ("heading", "parts", "apart"):  # the letter names no managers
                assert getattr(mine, name) == getattr(shown, name), (view, name)
    nps, cases, complaints = (told.views[view] for view in (View.NPS, View.CASES, View.COMPLAINTS))
    assert isinstance(nps, NpsView)
    assert isinstance(cases, CasesView)
    assert isinstance(complaints, ComplaintsView)
    assert nps == found.nps
    assert (cases.cases.opened, cases.cases.open, cases.cases.overdue) == (2, 2, 1)
    assert cases.cases.overdue + complaints.complaints.overdue == len(found.late)
    assert cases.causes == found.causes  # also of what was opened before


async def test_what_is_overdue_is_what_the_figures_count(
    stage: Stage, figures: Figures, huddles: Huddles
) -> None:
    for contact, close in ((2, 1), (2, -1), (-1, -2)):
        await case(stage, 4, contact=contact, close=close)
    now, day = to_us(stage.clock()), 86_400_000_000
    ids = {"client": stage.cast.acme, "person": stage.cast.anna.person_id, "now": now}
    async with stage.db.transaction() as tx:
        for n, (state, answered, answer, solve, waiting) in enumerate(
            [
                ("received", None, -1, 2, None),
                ("work", -2, -3, -1, None),
                ("work", -2, -3, 1, None),
                ("work", -2, -3, -1, -1),
                ("solved", -2, -3, -1, None),
                ("closed", -2, -3, -1, None),
            ],
            1,
        ):
            at = {"answer": answer, "solve": solve, "answered": answered, "waiting": waiting}
            await tx.execute(
                "INSERT INTO complaints (number, client_id, person_id, kind, category, state, created_at, filed_at,"
                " answer_from, answer_by, solve_from, solve_by, answered_at, waiting_from) VALUES (:n, :client, :person,"
                " 'complaint', 'delivery', :state, :now, :now, :now, :answer, :now, :solve, CAST(:answered AS BIGINT),"
                " CAST(:waiting AS BIGINT))",
                n=n,
                state=state,
                **ids,
                **{name: None if value is None else now + value * day for name, value in at.items()},
            )
    found = await huddles.look(stage.actor(stage.cast.paivi))
    assert isinstance(found, Huddle)
    assert [(one.noun, one.number or 0, one.clock) for one in found.late if one.noun == "complaint"] == [
        ("complaint", 1, "answer"),
        ("complaint", 2, "solve"),
    ]
    head, whose = stage.actor(stage.cast.ilze), of_team(stage.cast.team)
    cases = await figures.look(head, Ask(View.CASES, 7, whose))
    complaints = await figures.look(head, Ask(View.COMPLAINTS, 7, whose))
    assert isinstance(cases, CasesView)
    assert isinstance(complaints, ComplaintsView)
    assert cases.cases.overdue + complaints.complaints.overdue == len(found.late) == 4


async def test_a_wish_in_a_long_form_is_no_thanks(stage: Stage, book: Book, huddles: Huddles) -> None:
    person = await book.contact(janis(stage), "Wisher")
    answer = await book.answer(person, 10, ago=4)
    await words(stage, answer, "Wonderful", 4)
    await words(stage, answer, "Others deliver on Saturdays", 4)
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE answer_words SET question = 'competitors' WHERE text LIKE 'Others%'")
    found = await huddles.look(stage.actor(stage.cast.oskars))
    assert isinstance(found, Huddle)
    assert [one.text for one in found.thanks] == ["Wonderful"]
    assert [one.text for one in found.words] == ["Others deliver on Saturdays"]


async def test_who_has_recovered_and_what_was_changed_stand_in_the_week_it_happened(
    stage: Stage, book: Book, huddles: Huddles
) -> None:
    now = stage.clock()
    for n, (again, ago) in enumerate([(9, 3), (7, 4), (5, 3), (10, 9)]):
        person = await book.contact(janis(stage), f"Back{n}")
        low, heard = await book.answer(person, 3, ago=40), await book.answer(person, again, ago=ago)
        await case(stage, 39, contact=38, close=37, done=36)
        async with stage.db.transaction() as tx:
            await tx.execute(
                "INSERT INTO case_rechecks (case_id, answer_id, due_at, heard_id)"
                " VALUES ((SELECT MAX(id) FROM cases), :low, 0, :heard)",
                low=low,
                heard=heard,
            )
    async with stage.db.transaction() as tx:
        for cause, title, team, ago in (
            ("late", None, None, 3),
            (None, "Two drivers more", stage.cast.team, 4),
            ("late", None, None, 9),
            (None, "Of others", None, 3),
        ):
            id_ = await tx.value(
                "INSERT INTO improvements (cause, title, team_id, state, opened_at, ended_at) VALUES (CAST(:cause AS TEXT),"
                " CAST(:title AS TEXT), CAST(:team AS BIGINT), 'done', 0, :at) RETURNING id",
                cause=cause,
                title=title,
                team=team,
                at=to_us(now - timedelta(days=ago)),
            )
            if cause:
                await tx.execute(
                    "INSERT INTO improvement_cases (improvement_id, case_id, joined_at)"
                    " VALUES (:id, (SELECT MAX(id) FROM cases), 0)",
                    id=id_,
                )
    found = await huddles.look(stage.actor(stage.cast.oskars))
    assert isinstance(found, Huddle)
    assert [(one.person, one.before, one.now) for one in found.recovered] == [
        ("Back1", 3, 7),
        ("Back0", 3, 9),
    ]
    since = datetime.combine(found.first, time(0), RIGA)
    async with stage.db.read() as conn:
        shown = await count.recovery(conn, of_team(stage.cast.team), since, since + timedelta(days=7))
    assert shown == (2, 1, 0), "as /stats counts them"
    assert [one if isinstance(one, str) else one[-1].id for one in found.changed] == [
        "Two drivers more",
        "late",
    ]
    text = drawn(found, translator("en", "Europe/Riga")).text
    assert "Back0, Case Ltd: 3 → 9" in text
    assert "🛠 Two drivers more" in text


async def test_a_loud_week_fits_one_message_and_the_rest_is_counted(
    stage: Stage, book: Book, huddles: Huddles
) -> None:
    long = "Слова & слова <без конца> " * 40
    for n in range(40):
        answer = await book.answer(
            await book.contact(janis(stage), f"Очень Длинное Имя {n} " * 3), n % 11, ago=3
        )
        await words(stage, answer, long, ago=3)
        await case(stage, 6, contact=5, close=3)
    found = await huddles.look(stage.actor(stage.cast.oskars))
    assert isinstance(found, Huddle)
    screen = drawn(found, translator("ru", "Europe/Riga"))
    assert fitted(screen).text == screen.text
    shown = len(re.findall(r"^(?:<blockquote expandable>)?<b>\d+</b> ·", screen.text, re.MULTILINE))
    assert 4 < shown < 40
    assert f"… и ещё {40 - shown}\n" in screen.text
    assert "Просрочено сейчас</b> (40)" in screen.text
    assert isinstance(screen.keyboard, InlineKeyboardMarkup)
    assert screen.keyboard.inline_keyboard[0][0].text == f"Показать остальные: {40 - shown}"


async def test_whose_week_one_may_read(stage: Stage, huddles: Huddles) -> None:
    async with stage.db.transaction() as tx:
        south = await people.add_team(tx, "South", stage.clock())
    choice = await huddles.look(stage.actor(stage.cast.ilze))
    assert isinstance(choice, Choice)
    assert [team.name for team in choice.teams] == ["Riga", "South"]
    for account in (stage.cast.oskars, stage.cast.janis):
        with pytest.raises(NotFound):
            await huddles.look(stage.actor(account), south)
    for monday in (date(2026, 11, 23), date(2026, 11, 17), date(2020, 11, 16)):
        with pytest.raises(NotFound):
            await huddles.look(stage.actor(stage.cast.oskars), stage.cast.team, monday)
    with pytest.raises(NotAllowed):
        await huddles.look(stage.actor(stage.cast.anna))
    with pytest.raises(NotFound):
        await huddles.look(stage.actor(stage.cast.ilze), TeamId(99))


async def ring(stage: Stage, huddles: Huddles, at: datetime) -> None:
    async with stage.db.transaction() as tx:
        await huddles.ring(
            tx, Alarm(AlarmId(1), "huddle.due", f"huddle:{stage.cast.team}", at), stage.clock()
        )


async def state(stage: Stage) -> list[tuple[str, str]]:
    rows = await stage.db.all("SELECT monday, state FROM mondays ORDER BY monday")
    return [(row["monday"], row["state"]) for row in rows]


async def test_once_a_week_whatever_rings_and_weeks_of_downtime_are_written_down(
    stage: Stage, huddles: Huddles
) -> None:
    due = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    for _ in range(2):
        await ring(stage, huddles, due)
    assert await state(stage) == [("2026-11-16", "members")]
    letters = await stage.db.all("SELECT person_id FROM letters WHERE kind = 'huddle.week'")
    assert len(letters) == 3  # lead and two managers
    stage.clock.set(datetime(2026, 12, 8, 8, tzinfo=UTC))  # a Tuesday, two weeks later
    await ring(stage, huddles, due + timedelta(days=7))
    await ring(stage, huddles, due + timedelta(days=14))
    assert await state(stage) == [
        ("2026-11-16", "members"),
        ("2026-11-23", "skipped"),
        ("2026-11-30", "members"),
    ]
