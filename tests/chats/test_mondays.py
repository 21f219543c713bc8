"""The letters of Monday: the huddle to a group or to each member, the week's figures to lead and head."""

from datetime import UTC, datetime

from playground.model import Chat, Message
from playground.phone import Phone
from tests.chats.world import World

TEAM = -1001
MONDAY = datetime(2026, 11, 30, 7, 40, tzinfo=UTC)
"""Monday 30 November, 09:40 in Riga."""


def said(group: Chat) -> list[Message]:
    return [message for message in group.messages.values() if message.from_bot and not message.deleted]


def huddles(phone: Phone) -> list[Message]:
    return [one for one in phone.messages if one.from_bot and "Huddle" in one.text]


async def says(world: World, phone: Phone, words: str) -> str:
    phone.say(words)
    await world.settle()
    return str(phone.last.text)


async def press(world: World, phone: Phone, what: str) -> None:
    await phone.press(what)
    await world.settle()


async def rates(world: World, phone: Phone, score: int, words: str) -> None:
    await says(world, phone, "/rate")
    await press(world, phone, str(score))
    await says(world, phone, words)


async def a_week(world: World) -> None:
    """Three voices, one of them low and left alone."""
    await rates(world, world.anna, 3, "Late again, call me on +371 26 123 456 or anna@acme.example")
    await rates(world, world.noa, 10, "Päivi is a treasure")
    await world.jump(days=1)
    await rates(world, world.igor, 8, "Склад далеко")
    await world.jump(MONDAY)


async def test_the_huddle_goes_to_each_member_and_the_absent_reads_it_when_back(world: World) -> None:
    await says(world, world.paivi, "/away 27.11-1.12 @janis_b")
    await a_week(world)
    for phone in (world.oskars, world.janis):
        (letter,) = huddles(phone)
        assert "23 Nov – 29 Nov 2026" in letter.text
        assert "3 · Anna Bērziņa, Acme Ltd: “Late again, call me on +371 26 123 456" in letter.text
        assert "10 · Noa Levi, Levant Trade: “Päivi is a treasure”" in letter.text
        assert "Overdue now (1)" in letter.text
    assert not huddles(world.paivi)
    assert not huddles(world.ilze)
    await world.jump(datetime(2026, 12, 2, 8, 0, tzinfo=UTC))
    assert len(huddles(world.paivi)) == 1
    assert len(huddles(world.janis)) == 1
    assert "Late again" in await says(world, world.paivi, "/huddle")


async def test_a_connected_group_gets_it_without_numbers_and_surnames(world: World) -> None:
    group = world.playground.group(TEAM, "Riga people", world.oskars, world.janis)
    world.oskars.say("/connect", chat=TEAM)
    await world.settle()
    await world.oskars.press("Connect to team Riga", said(group)[-1])
    await a_week(world)
    (letter,) = said(group)[1:]
    assert "3 · Anna, Acme Ltd: “Late again, call me on *** or ***”" in letter.text
    assert not huddles(world.janis)
    world.ilze.bring(TEAM)
    await world.jump(days=7)
    assert len(said(group)) == 2
    assert "A quiet week" not in huddles(world.janis)[-1].text
    assert "Overdue now" in huddles(world.janis)[-1].text


async def test_a_group_that_takes_nothing_any_more_is_let_go_and_each_member_gets_the_letter(
    world: World,
) -> None:
    group = world.playground.group(TEAM, "Riga people", world.oskars, world.janis)
    world.oskars.say("/connect", chat=TEAM)
    await world.settle()
    await world.oskars.press("Connect to team Riga", said(group)[-1])
    await world.settle()
    text = "Bad Request: not enough rights to send text messages to the chat"
    world.playground.faults.error(400, text, chat=TEAM)
    await a_week(world)
    assert len(huddles(world.janis)) == len(huddles(world.oskars)) == 1
    assert any("I cannot write to the group “Riga people”" in one.text for one in world.oskars.messages)
    assert await world.app.db.value("SELECT why FROM team_groups") == "gone"


async def test_a_letter_to_a_group_whose_fate_is_unknown_is_sent_again(world: World) -> None:
    group = world.playground.group(TEAM, "Riga people", world.oskars)
    world.oskars.say("/connect", chat=TEAM)
    await world.settle()
    await world.oskars.press("Connect to team Riga", said(group)[-1])
    await world.settle()
    world.playground.faults.lose_answer("sendMessage", chat=TEAM)
    await a_week(world)
    assert [message.text for message in said(group)[1:]] == [said(group)[-1].text] * 2


async def test_the_weeks_figures_are_those_that_stats_shows(world: World) -> None:
    await a_week(world)
    for phone, whose in ((world.oskars, "team Riga"), (world.ilze, "all managers")):
        letter = next(one for one in phone.messages if "The week of" in one.text)
        assert f"The week of {whose} · 23 Nov – 29 Nov 2026" in letter.text
        lines = [line for line in letter.text.split("\n")[2:] if line]
        shown = []
        for view in ("NPS", "Cases", "Complaints", "Activity"):
            await phone.press(view, letter)
            await world.settle()
            shown += phone.last.text.split("\n")
        missing = [
            line
            for line in lines
            if line not in shown and line not in ("NPS", "Cases", "Complaints", "Activity")
        ]
        assert missing == []
    await press(world, world.oskars, "🔔 Mondays: on")
    assert "🔔 Mondays: off" in world.oskars.last.labels
    await says(world, world.ilze, "/settings")
    await press(world, world.ilze, "🔔 Every Monday: on")
    assert "🔔 Every Monday: off" in world.ilze.last.labels
    await world.jump(days=7)
    assert sum("The week of" in one.text for one in world.oskars.messages) == 1
    assert sum("The week of" in one.text for one in world.ilze.messages) == 1
