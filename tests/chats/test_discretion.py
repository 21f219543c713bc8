"""Nothing that people said, are called or reached by stands in the audit or in a log, however loud the log."""

import logging
from collections.abc import Iterator
from io import StringIO

import pytest

from bot import logs
from tests.chats.test_joining import link_in, newcomer
from tests.chats.world import World

# Values that occur nowhere else. The playground, which is Telegram here, logs nothing of what the bot does.
SAID = (
    "Zyxw-note-77",
    "Zyxw-reason-78",
    "Zyxw-reply-79",
    "Zyxw-search-80",
    "Qwertius",
    "Zyxw Trading",
    "Zyxw-solved-81",
)
REACHED = ("+37129998877", "29998877", "qwertius@zyxw.example")


@pytest.fixture
def heard() -> Iterator[StringIO]:
    """Every log of every logger from DEBUG on, as the program writes it."""
    stream, root = StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.start("debug", stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


async def test_neither_the_audit_nor_a_log_holds_a_text_a_name_or_a_token(
    world: World, heard: StringIO
) -> None:
    logging.getLogger("bot").debug("listening")
    janis = world.janis
    for words in ("/add Zyxw Trading", "Zyxw-search-80"):
        janis.say(words)
        await world.settle()
    janis.say("acme")
    await world.settle()
    card = janis.last
    janis.say("Zyxw-note-77", reply_to=card)
    await janis.press("➕ Contact", card)
    janis.say("Qwertius Berg, +371 29998877, qwertius@zyxw.example")
    await world.settle()
    await janis.press("🔗 Invite link")
    await world.settle()
    token = link_in(janis.last)
    phone = await newcomer(world, "Qwertius", user_id=9077)
    phone.start(token)
    await phone.press("✅ Yes, connect me")
    phone.say("/rate")
    await world.settle()
    await phone.press("2", next(m for m in phone.messages if "How likely" in m.text))
    phone.say("Zyxw-reason-78")
    await world.settle()
    phone.say("/complaint")
    phone.say("Zyxw-solved-81")
    await world.settle()
    for words in ("/today", "/cases", "/complaints", "/export", "/why Acme", "/sheet"):
        world.oskars.say(words)
        await world.settle()
    for words in ("/audit Qwertius", "/audit Zyxw", "/stats"):
        world.ilze.say(words)
        await world.settle()
    rows = str([dict(row) for row in await world.app.db.all("SELECT * FROM audit")])
    logged = heard.getvalue()
    assert "listening" in logged
    for secret in (*SAID, *REACHED, token, world.playground.token):
        assert secret not in rows, secret
        assert secret not in logged, secret
