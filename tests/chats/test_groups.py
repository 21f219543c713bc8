"""A team's group: connected, refused, moved, lost; in all else the bot is silent there."""

from playground import wire
from playground.model import Chat, Message
from playground.phone import Phone
from tests.chats.world import World

TEAM, OTHER = -1001, -1002


def said(group: Chat) -> list[Message]:
    """What the bot wrote in a group."""
    return [message for message in group.messages.values() if message.from_bot and not message.deleted]


async def says(world: World, phone: Phone, words: str, chat: int | None = None) -> str:
    """What the bot answers, where it was said."""
    phone.say(words, chat=chat)
    await world.settle()
    if chat is None:
        return str(phone.last.text)
    answers = said(world.playground.world.chats[chat])
    return answers[-1].text if answers else ""


async def press(world: World, phone: Phone, what: str, message: Message) -> str:
    toast = await phone.press(what, message)
    await world.settle()
    return str(toast.text)


async def teams(world: World) -> list[tuple[int, str]]:
    rows = await world.app.db.all("SELECT chat_id, title FROM team_groups WHERE ended_at IS NULL ORDER BY id")
    return [(row["chat_id"], row["title"]) for row in rows]


async def test_a_lead_connects_the_group_of_their_team_and_takes_it_away(world: World) -> None:
    group = world.playground.group(TEAM, "Riga people", world.oskars, world.janis, world.anna, with_bot=False)
    world.oskars.bring(TEAM)
    await world.settle()
    (offer,) = said(group)
    assert "Everybody in this group will read it" in offer.text
    assert offer.buttons == [["Connect to team Riga"], ["No, thanks"]]
    assert (
        "not for your role" in await press(world, world.janis, "Connect to team Riga", offer)
        or await teams(world) == []
    )
    await press(world, world.anna, "Connect to team Riga", offer)
    assert await teams(world) == []
    await press(world, world.oskars, "Connect to team Riga", offer)
    await press(world, world.oskars, "Connect", offer) if offer.buttons else None
    assert "connected to team Riga" in offer.text
    assert await teams(world) == [(TEAM, "Riga people")]
    assert "Group: “Riga people”" in await says(world, world.oskars, "/team")
    assert "“Riga people” gets the Monday huddle" in await says(world, world.ilze, "/connect")

    await world.restart()
    for words, phone in (("/today", world.janis), ("📋 Today", world.janis), ("hello", world.anna)):
        await says(world, phone, words, TEAM)
    assert [message.text for message in said(group)[1:]] == ["Please write to me privately."]
    assert (
        "not for your role" in (await says(world, world.janis, "/disconnect", TEAM), said(group)[-1].text)[1]
    )
    await says(world, world.anna, "/connect", TEAM)
    assert said(group)[-1].text == "Please write to me privately."
    await says(world, world.oskars, f"/disconnect@{world.playground.world.bot.username}", TEAM)
    assert "each member in private" in said(group)[-1].text
    await says(world, world.oskars, "/disconnect", TEAM)
    assert "not connected to a team" in said(group)[-1].text
    assert await teams(world) == []


async def test_only_who_leads_a_team_gets_an_offer_and_the_head_chooses(world: World) -> None:
    group = world.playground.group(TEAM, "Riga people", world.janis, world.ilze, with_bot=False)
    world.janis.bring(TEAM)
    await world.settle()
    assert said(group) == []
    await says(world, world.ilze, "/team")
    await world.ilze.press("➕ New team")
    await world.settle()
    await says(world, world.ilze, "South")
    assert "no team “nowhere”" in await says(world, world.ilze, "/connect nowhere", TEAM)
    await says(world, world.ilze, "/connect", TEAM)
    assert said(group)[-1].labels == ["Connect to team Riga", "Connect to team South", "No, thanks"]
    await press(world, world.ilze, "Connect to team Riga", said(group)[-1])
    assert "was connected to your team Riga" in world.oskars.last.text

    other = world.playground.group(OTHER, "Riga, new", world.oskars)
    await says(world, world.oskars, "/connect", OTHER)
    await press(world, world.oskars, "Connect to team Riga", said(other)[-1])
    assert await teams(world) == [(OTHER, "Riga, new")]
    await says(world, world.ilze, "/connect", OTHER)
    await press(world, world.ilze, "Connect to team South", said(other)[-1])
    assert "cannot find" in await says(world, world.oskars, "/disconnect", OTHER)
    assert "belongs to another team" in await says(world, world.oskars, "/connect", OTHER)


async def test_what_a_client_does_in_a_group_says_nothing_of_their_own_chat(world: World) -> None:
    world.playground.group(TEAM, "Fair", world.oskars, world.igor)
    world.igor.block()
    await world.settle()
    world.igor.user.blocked = False  # the account may speak in groups all the same
    assert "в личный чат" in await says(world, world.igor, "/stop", TEAM)
    row = await world.app.db.one("SELECT stopped_at, unreachable_at FROM people WHERE name = 'Igor Sokolov'")
    assert row is not None
    assert row["stopped_at"] is None
    assert row["unreachable_at"] is not None


async def test_a_group_that_became_a_supergroup_is_followed_and_one_that_was_left_is_told(
    world: World,
) -> None:
    world.playground.group(TEAM, "Riga people", world.oskars, with_bot=False)
    world.oskars.bring(TEAM)
    await world.settle()
    await press(world, world.oskars, "Connect to team Riga", said(world.playground.world.chats[TEAM])[0])
    world.oskars.upgrade(TEAM, OTHER)
    await world.settle()
    assert await teams(world) == [(OTHER, "Riga people")]
    world.ilze.bring(OTHER)
    await world.settle()
    assert await teams(world) == []
    assert "I was removed from the group “Riga people”" in world.oskars.last.text
    assert "no group, each member gets the huddle" in await says(world, world.oskars, "/disconnect")


async def test_the_group_speaks_russian_with_who_does(world: World) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE people SET language = 'ru' WHERE name = 'Oskars Liepa'")
    await world.restart()
    group = world.playground.group(TEAM, "Рига", world.oskars)
    assert "Его прочтут все, кто есть в этом чате" in await says(world, world.oskars, "/connect", TEAM)
    await press(world, world.oskars, "Подключить к группе Riga", said(group)[-1])
    assert "обзор приходит в чат «Рига»" in await says(world, world.oskars, "/connect")
    await press(world, world.oskars, "Отключить Riga", world.oskars.last)
    assert "больше не подключён" in world.oskars.last.text


async def test_an_administrator_who_writes_anonymously_is_told_how_to_be_seen(world: World) -> None:
    group = world.playground.group(TEAM, "Riga people", world.oskars)
    pretended = world.playground.world
    for words in ("/today", "/connect"):
        sent = pretended.post(group, world.oskars.id, text=words)
        bot = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        shown = {**wire.message(pretended, sent), "from": bot, "sender_chat": wire.chat(pretended, group)}
        pretended.push("message", TEAM, shown)
        await world.settle()
    assert [message.text for message in said(group)][1:] == [
        "You write here anonymously, so I cannot see who you are. Switch off “Remain anonymous” for yourself among the"
        " group's administrators, then write it again."
    ]
    assert await teams(world) == []
