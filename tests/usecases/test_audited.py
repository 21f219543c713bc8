"""Every method that is to leave a line of the audit, played on a stage: the line is there."""

import pytest

from bot.app.nouns import usecases
from bot.charts import Charts
from bot.config import Settings
from bot.i18n import translator
from tests.cast import COMPANY, Stage
from tests.house.audited import AUDITED
from tests.usecases.plays import PLAYS, Play

WORDS = translator("en", "UTC")


@pytest.fixture
async def play(stage: Stage) -> Play:
    settings = Settings()
    made = usecases(settings, stage.db, stage.clock, COMPANY, Charts())
    await made["inviting"].know_bot("rapport_bot")
    return Play(stage, made)


def test_every_method_of_the_table_is_played() -> None:
    assert sorted({*AUDITED} - {*PLAYS}) == [], "write a play that proves its line"
    assert sorted({*PLAYS} - {*AUDITED}) == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # statements run on both in their noun's tests
@pytest.mark.parametrize("name", sorted(AUDITED))
async def test_it_leaves_its_line(play: Play, name: str) -> None:
    call = await PLAYS[name](play)
    async with play.stage.db.transaction() as tx:
        await tx.execute("DELETE FROM audit")  # what setting the stage left
    await call()
    found = {row["action"] for row in await play.stage.db.all("SELECT action FROM audit")}
    assert set(AUDITED[name]) <= found
    assert not [action for action in found if not WORDS.has(f"audit-did-{action.replace('.', '-')}")]
