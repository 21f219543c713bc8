"""Letters that may not have arrived: the manager's word, for all or one by one."""

import pytest

from bot.domain.errors import NotFound
from bot.domain.ids import LetterId, PersonId
from bot.domain.letters import Lane
from bot.i18n import translator
from bot.usecases.doubts import Doubt, Doubts
from handlers import doubts as screens
from storage import outbox
from tests.cast import Stage
from tests.delivery.conftest import put, states, to


@pytest.fixture
def doubts(stage: Stage) -> Doubts:
    return Doubts(stage.db, stage.clock)


@pytest.fixture
async def doubt(stage: Stage, doubts: Doubts) -> Doubt:
    """Two letters to Acme in doubt, and one to Levant."""
    for person in (stage.cast.anna, stage.cast.igor, stage.cast.noa):
        await put(stage, to(person.person_id, person.name.partition(" ")[0], "survey.card"))
    async with stage.db.transaction() as tx:
        await outbox.claim(tx, "dead", stage.clock(), {Lane.ONE: 9})
        await outbox.expire(tx, stage.clock(), every=True)
    return await doubts.show(stage.actor(stage.cast.janis), janis(stage))


def janis(stage: Stage) -> PersonId:
    assert stage.cast.janis.person_id is not None
    return stage.cast.janis.person_id


async def test_a_manager_sees_the_doubts_of_their_clients(stage: Stage, doubt: Doubt) -> None:
    assert [(letter.person, letter.client) for letter in doubt.letters] == [
        ("Anna Bērziņa", "Acme Ltd"),
        ("Igor Sokolov", "Acme Ltd"),
    ]


async def test_send_all_again_queues_them(stage: Stage, doubts: Doubts, doubt: Doubt) -> None:
    left = await doubts.settle(stage.actor(stage.cast.janis), janis(stage), arrived=False, upto=doubt.upto)
    assert not left.letters
    assert await states(stage) == {"Anna": "queued", "Igor": "queued", "Noa": "unknown"}


async def test_they_arrived_closes_them_and_a_second_tap_changes_nothing(
    stage: Stage, doubts: Doubts, doubt: Doubt
) -> None:
    for _ in range(2):
        await doubts.settle(stage.actor(stage.cast.janis), janis(stage), arrived=True, upto=doubt.upto)
    assert await states(stage) == {"Anna": "sent", "Igor": "sent", "Noa": "unknown"}


async def test_one_by_one_settles_one(stage: Stage, doubts: Doubts, doubt: Doubt) -> None:
    first = doubt.letters[0].id
    left = await doubts.settle(
        stage.actor(stage.cast.janis), janis(stage), arrived=True, upto=first, one=True
    )
    assert [letter.person for letter in left.letters] == ["Igor Sokolov"]


async def test_a_press_on_an_old_card_does_not_speak_for_later_letters(
    stage: Stage, doubts: Doubts, doubt: Doubt
) -> None:
    await doubts.settle(
        stage.actor(stage.cast.janis), janis(stage), arrived=True, upto=LetterId(doubt.upto - 1)
    )
    assert (await states(stage))["Igor"] == "unknown"


async def test_another_manager_finds_nothing_there(stage: Stage, doubts: Doubts, doubt: Doubt) -> None:
    with pytest.raises(NotFound):
        await doubts.show(stage.actor(stage.cast.paivi), janis(stage))


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_the_card_names_them_and_offers_three_ways(doubt: Doubt, language: str) -> None:
    screen = screens.card(doubt, translator(language, "Europe/Riga"))
    assert "Anna Bērziņa, Acme Ltd" in screen.text
    keyboard = screen.keyboard
    assert keyboard is not None
    assert [len(row) for row in keyboard.model_dump()["inline_keyboard"]] == [2, 1]
