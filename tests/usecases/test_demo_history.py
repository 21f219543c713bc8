"""The demo's history: always the same, over, and enough for every picture."""

import pytest

from bot.domain.figures import PERIODS, Ask, View, Whose
from bot.usecases.demo_history import put_history
from bot.usecases.figures import ActivityView, CasesView, ComplaintsView, NpsView
from storage.database import Database
from tests.cast import COMPANY, Stage, set_stage
from tests.usecases.answers import figures_of

COUNTS = [(11, 4, 1, 24, 15), (18, 6, 3, 72, 45)]  # promoters, passives, detractors, asked, answered


@pytest.fixture
async def stage(db: Database) -> Stage:
    """The cast with its history."""
    made = await set_stage(db)
    async with db.transaction() as tx:
        await put_history(tx, made.cast, made.clock(), COMPANY)
    return made


async def test_every_picture_has_something_to_show(stage: Stage) -> None:
    figures, head = figures_of(stage), stage.actor(stage.cast.ilze)
    for days in PERIODS:
        nps = await figures.look(head, Ask(View.NPS, days, Whose(0)))
        assert isinstance(nps, NpsView)
        assert nps.now.enough, days
        assert sum(point.figure.enough for point in nps.trend) >= (1 if days == 7 else 2), days
    cases = await figures.look(head, Ask(View.CASES, 365, Whose(0)))
    assert isinstance(cases, CasesView)
    assert cases.cases.opened >= 5
    assert cases.cases.open == 0
    complaints = await figures.look(head, Ask(View.COMPLAINTS, 365, Whose(0)))
    assert isinstance(complaints, ComplaintsView)
    assert (complaints.complaints.filed, complaints.complaints.open) == (6, 0)
    activity = await figures.look(head, Ask(View.ACTIVITY, 90, Whose(0)))
    assert isinstance(activity, ActivityView)
    assert activity.activity.due == 30
    assert activity.activity.weekly > 5


async def test_nobody_in_it_is_connected_and_nothing_is_to_come(stage: Stage) -> None:
    assert await stage.db.value("SELECT COUNT(*) FROM people WHERE user_id IS NOT NULL") == 7
    assert await stage.db.value("SELECT COUNT(*) FROM clients") == 32
    assert await stage.db.value("SELECT COUNT(*) FROM alarms") == 0
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 0
    now = int(stage.clock().timestamp() * 1_000_000)
    for column in ("answers.at", "cases.closed_at", "complaints.closed_at", "touches.at", "calls.done_at"):
        table, _, name = column.partition(".")
        assert await stage.db.value(f"SELECT MAX({name}) FROM {table}") <= now, column


async def test_it_is_the_same_every_time(stage: Stage) -> None:
    figures, head = figures_of(stage), stage.actor(stage.cast.ilze)
    found = []
    for days in (30, 90):
        nps = await figures.nps(head, Ask(View.NPS, days, Whose(0)))
        found.append((nps.now.promoters, nps.now.passives, nps.now.detractors, *nps.asked))
    assert found == COUNTS
