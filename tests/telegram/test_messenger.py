"""The outcome table, line by line, over HTTP; cards, edits and rings as people see them."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.delivery.ratelimit import RateLimiter
from bot.domain.ids import CardId, LetterId
from bot.domain.letters import (
    GONE_MESSAGE,
    Broken,
    Claimed,
    Copy,
    Gone,
    Lane,
    Moved,
    NotWanted,
    Op,
    Refused,
    RetryLater,
    Sent,
    Unknown,
)
from bot.i18n import Translator
from bot.telegram.messenger import TelegramMessenger
from handlers import letters as words
from handlers.screen import Media, Screen
from playground import Phone, Playground
from tests.cast import Stage
from tests.playground.conftest import png
from tests.telegram.running import Opens

OK = InlineKeyboardButton(text="OK", callback_data="ok")


def note(data: Any, t: Translator) -> Screen:
    buttons = [OK]
    if data.get("profile"):
        buttons.append(InlineKeyboardButton(text="Profile", url="tg://user?id=1003"))
    media = Media("photo", png(100, 100), "p.png") if data.get("photo") else None
    return Screen(
        str(data.get("text", "Hello")), InlineKeyboardMarkup(inline_keyboard=[buttons]), media=media
    )


def line(_: Any, t: Translator) -> Screen:
    return Screen("Due in an hour")


def bug(_: Any, t: Translator) -> Screen:
    return Screen(t("no-such-text-at-all"))


@pytest.fixture(autouse=True)
def _renderers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Kinds of letters that only these tests have."""
    monkeypatch.setitem(words.RENDERERS, "test.note", note)
    monkeypatch.setitem(words.RENDERERS, "test.line", line)
    monkeypatch.setitem(words.RENDERERS, "test.bug", bug)


@pytest.fixture
def dialect() -> str:
    """Which database is behind does not matter here."""
    return "sqlite"


@pytest.fixture
def opens(stage: Stage) -> Opens:
    return Opens(stage)


@pytest.fixture
def messenger(bot: Bot, opens: Opens) -> TelegramMessenger:
    return TelegramMessenger(bot, opens)


@pytest.fixture
def letter(stage: Stage) -> Claimed:
    """To Anna."""
    to = stage.cast.anna.person_id
    assert to is not None
    return Claimed(
        LetterId(1), "test.note", Op.SEND, to, {}, None, None, Lane.ONE, False, False, 1, True, stage.clock()
    )


def card(letter: Claimed, message_id: int | None, line_id: int | None = None, **args: Any) -> Claimed:
    """The letter as one about a card."""
    copy = Copy(
        CardId(1), "test.note", "case:1", letter.to, args, 2001 if message_id else None, message_id, line_id
    )
    return replace(letter, op=Op.CARD, copy=copy, thing="case:1", args=args)


async def test_a_message_is_sent_and_its_id_kept(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    outcome = await messenger.deliver(replace(letter, args={"text": "A <b>bold</b> word"}))
    assert outcome == Sent(2001, anna.last.id)
    assert anna.last.text == "A bold word"
    assert anna.last.buttons == [["OK"]]


async def test_a_picture_goes_with_its_caption(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    await messenger.deliver(replace(letter, args={"photo": True, "text": "Look"}))
    assert (anna.last.kind, anna.last.text) == ("photo", "Look")


Faulty = Callable[[Playground, Phone], object]
TABLE: list[tuple[str, Faulty, Any]] = [
    ("429", lambda p, _: p.faults.flood(7, "sendMessage"), RetryLater(7.0, pause=True, why="429")),
    ("blocked", lambda _, anna: anna.block(), Gone("blocked")),
    ("deactivated", lambda _, anna: anna.deactivate(), Gone("blocked")),
    (
        "user is deactivated",
        lambda p, _: p.faults.error(400, "Bad Request: user is deactivated", "sendMessage"),
        Gone("gone"),
    ),
    (
        "chat not found",
        lambda p, _: p.faults.error(400, "Bad Request: chat not found", "sendMessage"),
        Gone("gone"),
    ),
    (
        "any other 400",
        lambda p, _: p.faults.error(400, "Bad Request: message is too long", "sendMessage"),
        Broken,
    ),
    ("413", lambda p, _: p.faults.error(413, "Request Entity Too Large", "sendMessage"), Broken),
    ("a proxy's 413", lambda p, _: p.faults.page("sendMessage", status=413), Broken),
    ("401", lambda p, _: p.faults.error(401, "Unauthorized", "sendMessage"), Refused),
    ("404", lambda p, _: p.faults.error(404, "Not Found", "sendMessage"), Refused),
    (
        "migrated",
        lambda p, _: p.faults.error(
            400,
            "Bad Request: group chat was upgraded",
            "sendMessage",
            parameters={"migrate_to_chat_id": -1009},
        ),
        Moved(-1009, 2001),
    ),
    ("500", lambda p, _: p.faults.error(500, "Internal Server Error", "sendMessage"), Unknown),
    ("an HTML 502", lambda p, _: p.faults.page("sendMessage"), Unknown),
    ("a dropped connection", lambda p, _: p.faults.drop("sendMessage"), Unknown),
    ("a lost answer", lambda p, _: p.faults.lose_answer("sendMessage"), Unknown),
]


@pytest.mark.parametrize(("fault", "outcome"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
async def test_what_telegram_answers_means(
    playground: Playground,
    messenger: TelegramMessenger,
    letter: Claimed,
    anna: Phone,
    fault: Faulty,
    outcome: Any,
) -> None:
    fault(playground, anna)
    found = await messenger.deliver(letter)
    if isinstance(found, Gone):
        assert (found.person_id, found.chat_id) == (letter.to, 2001)
        found = Gone(found.why)
    assert isinstance(found, outcome) if isinstance(outcome, type) else found == outcome


async def test_a_timeout_leaves_the_fate_unknown(
    playground: Playground, bot: Bot, messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    bot.session.timeout = 0.2
    held = playground.faults.hold("sendMessage")
    assert isinstance(await messenger.deliver(letter), Unknown)
    held.release()


async def test_a_refused_connection_and_an_unknown_host_have_sent_nothing(
    bot: Bot, messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    for url in ("http://127.0.0.1:1", "http://nowhere.invalid"):
        bot.session.api = TelegramAPIServer.from_base(url)
        outcome = await messenger.deliver(letter)
        assert isinstance(outcome, RetryLater)
        assert not outcome.pause


async def test_a_clock_pushed_far_ahead_sends_the_letter_back(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone, limiter: RateLimiter
) -> None:
    limiter.hold(300)
    outcome = await messenger.deliver(letter)
    assert isinstance(outcome, RetryLater)
    assert outcome.pause
    assert outcome.seconds > 290


async def test_a_button_that_privacy_forbids_is_left_out(
    playground: Playground, messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    playground.faults.error(400, "Bad Request: BUTTON_USER_PRIVACY_RESTRICTED", "sendMessage")
    assert isinstance(await messenger.deliver(replace(letter, args={"profile": True})), Sent)
    assert anna.last.buttons == [["OK"]]


async def test_a_letter_not_wanted_any_more_calls_nothing(
    playground: Playground, messenger: TelegramMessenger, letter: Claimed, opens: Opens
) -> None:
    opens.answers["test.note"] = NotWanted("answered")
    assert await messenger.deliver(letter) == NotWanted("answered")
    assert not playground.calls


async def test_a_card_is_edited_in_place(messenger: TelegramMessenger, letter: Claimed, anna: Phone) -> None:
    sent = await messenger.deliver(card(letter, None, text="Open"))
    assert isinstance(sent, Sent)
    edit = replace(card(letter, sent.message_id, text="Closed"), op=Op.EDIT)
    assert await messenger.deliver(edit) == sent
    assert [message.text for message in anna.messages if message.from_bot] == ["Closed"]
    assert await messenger.deliver(edit) == sent, "not modified is done"


async def test_the_caption_of_a_picture_card_is_edited(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    sent = await messenger.deliver(card(letter, None, text="Open", photo=True))
    assert isinstance(sent, Sent)
    edit = replace(card(letter, sent.message_id, text="Closed"), op=Op.EDIT)
    assert await messenger.deliver(edit) == sent
    assert anna.last.text == "Closed"


async def test_an_edit_without_a_message_waits_for_the_cards_own_letter(
    playground: Playground, messenger: TelegramMessenger, letter: Claimed
) -> None:
    outcome = await messenger.deliver(replace(card(letter, None), op=Op.EDIT))
    assert isinstance(outcome, NotWanted)
    assert not playground.calls


async def test_an_edit_of_a_message_that_is_gone_is_done_and_the_copy_forgotten(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    sent = await messenger.deliver(card(letter, None, text="Open"))
    assert isinstance(sent, Sent)
    anna.delete(anna.last)
    edit = replace(card(letter, sent.message_id, text="Closed"), op=Op.EDIT)
    assert await messenger.deliver(edit) == NotWanted(GONE_MESSAGE)


async def test_a_ring_replies_to_the_card_with_one_line_and_takes_the_earlier_away(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    sent = await messenger.deliver(card(letter, None, text="Open"))
    assert isinstance(sent, Sent)
    line_id = None
    for _ in range(2):
        ring = replace(card(letter, sent.message_id, line_id), op=Op.RING, kind="test.line")
        rung = await messenger.deliver(ring)
        assert isinstance(rung, Sent)
        line_id = rung.line_id
    shown = [message for message in anna.messages if message.from_bot]
    assert [message.text for message in shown] == ["Open", "Due in an hour"]
    assert shown[1].reply_to == sent.message_id


async def test_a_ring_without_a_card_sends_the_card(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    ring = replace(card(letter, None, text="Open"), op=Op.RING, kind="test.line")
    assert await messenger.deliver(ring) == Sent(2001, anna.last.id)
    assert anna.last.text == "Open"


async def test_a_card_put_again_is_drawn_anew_and_rings_by_its_first_line(
    messenger: TelegramMessenger, letter: Claimed, anna: Phone
) -> None:
    sent = await messenger.deliver(card(letter, None, text="Open\nmore"))
    assert isinstance(sent, Sent)
    assert isinstance(await messenger.deliver(card(letter, sent.message_id, text="Closed\nmore")), Sent)
    assert [message.text for message in anna.messages if message.from_bot] == ["Closed\nmore", "Closed"]


async def test_a_bug_in_a_letter_is_no_telegram_outcome(
    messenger: TelegramMessenger, letter: Claimed
) -> None:
    with pytest.raises(KeyError):
        await messenger.deliver(replace(letter, kind="test.bug"))


async def test_alive_asks_telegram(playground: Playground, messenger: TelegramMessenger) -> None:
    assert await messenger.alive()
    playground.faults.page("getMe")
    assert not await messenger.alive()


async def test_an_answer_waits_out_a_429_and_then_comes(
    playground: Playground, bot: Bot, anna: Phone
) -> None:
    playground.faults.flood(1, "sendMessage")
    started = asyncio.get_running_loop().time()
    await bot.send_message(2001, "Here you are")
    assert anna.last.text == "Here you are"
    assert asyncio.get_running_loop().time() - started >= 0.9


async def test_a_late_answer_to_a_press_is_no_error(playground: Playground, bot: Bot) -> None:
    assert await bot.answer_callback_query("12345") is True
