"""Scores typed instead of tapped: understood, asked back, never lost; contacts of one client who disagree."""

import pytest

from bot.domain.time import to_us
from tests.chats.test_forms import ask, tap
from tests.chats.world import World


async def scores(world: World) -> list[int]:
    """Every score there is."""
    return [row["score"] for row in await world.app.db.all("SELECT score FROM answers ORDER BY id")]


async def test_a_score_in_words_is_taken_below_the_question_and_in_reply_to_it(world: World) -> None:
    await ask(world, "monthly")
    card = world.anna.last
    world.anna.say("call me at 12")
    await world.settle()
    assert "What is it?" in world.anna.last.text
    world.anna.say("девять")  # the question is not the last thing any more: asked like anything else
    await world.settle()
    assert await scores(world) == []
    world.anna.say("10!", reply_to=card)
    await world.settle()
    live = world.anna.last
    assert "Your answer: 10 of 10" in live.text
    assert "↩ Change answer" in str(live.buttons)
    assert not card.buttons
    assert await scores(world) == [10]
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_words") == 0
    world.anna.say("8")  # a slip put right? asked, never guessed
    await world.settle()
    assert "Did you mean the score 8?" in world.anna.last.text
    assert await scores(world) == [10]
    await world.anna.press("8", world.anna.last)
    await world.settle()
    assert await scores(world) == [8]
    assert "8 of 10" in live.text
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_changes") == 1


async def test_what_may_be_a_score_is_asked_back_and_a_comment_goes_its_way(world: World) -> None:
    await ask(world, "monthly")
    world.anna.say("8-9")
    await world.settle()
    asked = world.anna.last
    assert "Which score from 0 to 10 is it?" in asked.text
    assert asked.buttons[0] == ["8", "9"]
    told = await world.igor.press_data(asked.rows[0][0]["callback_data"], asked)
    assert told.text
    assert await scores(world) == []
    await world.restart()
    nine = asked.rows[0][1]["callback_data"]
    await world.anna.press_data(nine, asked)
    await world.anna.press_data(nine, asked)
    await world.settle()
    assert await scores(world) == [9]
    assert "Your score: 9 of 10. What you wrote is kept with it." in asked.text
    assert await world.app.db.value("SELECT text FROM answer_words") == "8-9"
    await world.jump(days=1)
    await ask(world, "quarterly")
    world.anna.say("👍")
    await world.settle()
    assert sum(len(row) for row in world.anna.last.buttons[:2]) == 11
    await world.jump(minutes=11)  # nobody said what it is: the manager has it
    assert "👍" in world.janis.last.text
    assert await scores(world) == [9]


async def test_i_give_you_a_two_because_is_a_score_and_its_words(world: World) -> None:
    await ask(world, "monthly")
    world.anna.say("I give you a 2 because the truck was late")
    await world.settle()
    assert await scores(world) == [2]
    case = next(m for m in world.janis.messages if "2 of 10" in m.text)
    assert "the truck was late" in case.text
    assert "What went wrong?" in world.anna.last.text


async def test_rate_twice_leaves_one_screen_with_buttons(world: World) -> None:
    for _ in range(2):
        world.anna.say("/rate")
        await world.settle()
    assert world.anna.last.text == "↑ The question is here."
    await world.anna.press("9")
    await world.settle()
    world.anna.say("Fine trucks")
    await world.settle()
    for _ in range(2):
        world.anna.say("/rate")
        await world.settle()
    assert world.anna.last.text == "↑ Your answer, 9 of 10, is here."
    assert len([m for m in world.anna.messages if m.from_bot and m.rows]) == 1


async def test_contacts_of_one_client_who_disagree_are_told_once(world: World) -> None:
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("10")
    await world.settle()
    assert not [m for m in world.janis.messages if "far apart" in m.text]
    world.igor.say("/rate")
    await world.settle()
    await world.igor.press("3")
    await world.settle()
    case = next(m for m in world.janis.messages if "3 of 10" in m.text)
    assert "Opinions at the client are far apart: Igor" in case.text
    lines = [m for m in world.janis.messages if "opinions are far apart. Igor" in m.text]
    assert len(lines) == 1
    card = next(m for m in world.anna.messages if "10 of 10" in m.text)
    await tap(world, card, "↩ Change answer", "9")
    assert len([m for m in world.janis.messages if "opinions are far apart." in m.text]) == 1
    await tap(world, card, "↩ Change answer", "5")
    assert "far apart" not in case.text


async def test_a_late_answer_is_taken_and_says_so(world: World) -> None:
    await ask(world, "monthly")
    card = world.anna.last
    async with world.app.db.transaction() as tx:
        from bot.domain.time import to_us

        await tx.execute(
            "UPDATE invitations SET stage = 'closed', closed_at = :now", now=to_us(world.clock())
        )
    await world.jump(hours=1)
    world.anna.say("9", reply_to=card)
    await world.settle()
    assert "The round had closed on Mon 23 Nov; your answer counts all the same." in world.anna.last.text
    assert await scores(world) == [9]


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_typed_score_and_words_follow_when_their_message_is_changed(world: World) -> None:
    await ask(world, "monthly")
    typed = world.anna.say("2")
    await world.settle()
    words = world.anna.say("The truk was late")
    await world.settle()
    world.anna.edit(words, "The truck was late")
    await world.settle()
    assert await world.app.db.value("SELECT text FROM answer_words") == "The truck was late"
    case = next(m for m in world.janis.messages if "2 of 10" in m.text)
    assert "The truck was late" in case.text
    world.anna.edit(typed, "9")
    await world.settle()
    assert "Did you mean the score 9?" in world.anna.last.text
    assert await scores(world) == [2]
    await world.anna.press("9", world.anna.last)
    await world.settle()
    assert await scores(world) == [9]


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_tap_on_the_card_of_an_earlier_round_is_seen_on_the_card_of_this_one(world: World) -> None:
    first = await ask(world, "monthly")
    old = world.anna.last
    now = world.clock()
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE invitations SET stage = 'closed', closed_at = :now", now=to_us(now))
    second = await ask(world, "quarterly")
    card = world.anna.last
    await world.anna.press_data(f"sv:score:{first}:8:1", old)
    await world.settle()
    row = await world.app.db.one("SELECT invitation_id, score FROM answers")
    assert row is not None
    assert (row["invitation_id"], row["score"]) == (second, 8)
    assert "Your answer: 8 of 10" in card.text
