"""The inbox: stored first, each once, one chat in order, failures kept and told; on both databases."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import CallbackQuery, InlineQuery, Message

from bot.delivery import retry
from bot.telegram.inbox import Handling, Inbox
from playground import Phone
from storage import inbox as rows
from storage.database import Clash, Database
from tests.cast import Stage
from tests.waiting import until

Wire = dict[str, Any]


def message(update_id: int, user: int, text: str) -> Wire:
    who = {"id": user, "is_bot": False, "first_name": "X", "language_code": "en"}
    chat = {"id": user, "type": "private", "first_name": "X"}
    body = {"message_id": update_id, "date": 1_700_000_000, "chat": chat, "from": who, "text": text}
    return {"update_id": update_id, "message": body}


class Heard:
    """Handlers that note what came, and may be held or made to fail."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.numbers: list[int] = []
        self.now = 0
        self.most = 0
        self.failures: dict[str, int] = {}
        self.failure: Exception = ValueError("a bug")
        self.open = asyncio.Event()
        self.open.set()

    async def take(self, message: Message, update_id: int) -> None:
        assert message.text is not None
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            await self.open.wait()
        finally:
            self.now -= 1
        if self.failures.get(message.text, 0) > 0:
            self.failures[message.text] -= 1
            raise self.failure
        self.texts.append(message.text)
        self.numbers.append(update_id)

    async def query(self, query: InlineQuery) -> None:
        self.texts.append(f"inline {query.query}")

    async def press(self, press: CallbackQuery) -> None:
        self.texts.append(f"press {press.data}")


Starter = Callable[..., Awaitable[Inbox]]


@pytest.fixture
def heard(dispatcher: Dispatcher) -> Heard:
    made = Heard()
    dispatcher.message.register(made.take)
    dispatcher.inline_query.register(made.query)
    dispatcher.callback_query.register(made.press)
    return made


@pytest.fixture
async def start(
    stage: Stage, bot: Bot, dispatcher: Dispatcher, heard: Heard, db_url: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Starter]:
    """Starts an inbox; with `replica` one that shares the work, over connections of its own."""
    monkeypatch.setattr(retry, "delay", lambda *_, **__: 0.0)
    tasks: list[tuple[Inbox, asyncio.Task[None]]] = []
    opened: list[Database] = []

    async def one(*, replica: bool = False) -> Inbox:
        database = await Database.open(db_url) if replica else stage.db
        if replica:
            opened.append(database)
        handling = Handling(bot, dispatcher, stage.clock, "en")
        made = Inbox(database, stage.clock, handling, alone=database.dialect == "sqlite" and not replica)
        await made.load()
        tasks.append((made, asyncio.create_task(made.run())))
        return made

    yield one
    heard.open.set()
    for made, task in tasks:
        task.cancel()
        await asyncio.wait({task})
        await made.stop(5)
    for database in opened:
        await database.close()


async def states(stage: Stage) -> list[str]:
    return [row["state"] for row in await stage.db.all("SELECT state FROM inbox ORDER BY seq")]


async def all_ended(stage: Stage) -> None:
    async def none_open() -> bool:
        return await rows.open_count(stage.db) == 0

    await until(none_open)


async def test_an_update_is_stored_when_accept_returns_and_handled_after(
    stage: Stage, start: Starter, heard: Heard
) -> None:
    heard.open.clear()
    await (await start()).accept([message(7, 2001, "hello")])
    assert await states(stage) == ["open"]
    heard.open.set()
    await all_ended(stage)
    assert (heard.texts, heard.numbers) == (["hello"], [7])


async def test_what_was_said_is_forgotten_once_handled(stage: Stage, start: Starter) -> None:
    await (await start()).accept([message(7, 2001, "hello")])
    await all_ended(stage)
    row = await stage.db.one("SELECT state, payload FROM inbox")
    assert row is not None
    assert (row["state"], row["payload"]) == ("done", None)


async def test_the_same_update_twice_is_handled_once(stage: Stage, start: Starter, heard: Heard) -> None:
    inbox = await start()
    for _ in range(3):
        await inbox.accept([message(7, 2001, "hello"), message(7, 2001, "hello")])
    await all_ended(stage)
    assert heard.texts == ["hello"]


async def test_one_chat_is_in_order_and_chats_go_at_once(stage: Stage, start: Starter, heard: Heard) -> None:
    inbox = await start()
    heard.open.clear()
    batch = [message(100 + n, 2001 + n % 3, f"{n % 3}:{n // 3}") for n in range(30)]
    await inbox.accept(batch[:15])
    await inbox.accept(batch[15:])
    await until(lambda: heard.now == 3)
    heard.open.set()
    await all_ended(stage)
    assert heard.most == 3
    for chat in "012":
        assert [t for t in heard.texts if t[0] == chat] == [f"{chat}:{n}" for n in range(10)]


async def test_a_new_count_of_update_ids_does_not_change_the_order(
    stage: Stage, start: Starter, heard: Heard
) -> None:
    heard.open.clear()
    inbox = await start()
    await inbox.accept([message(900_000, 2001, "first")])
    await inbox.accept([message(5, 2001, "second")])
    heard.open.set()
    await all_ended(stage)
    assert heard.texts == ["first", "second"]


async def test_what_an_earlier_run_left_open_comes_first(stage: Stage, start: Starter, heard: Heard) -> None:
    import json

    old = [message(n, 2001, f"old {n}") for n in (1, 2)]
    async with stage.db.transaction() as tx:
        incoming = [rows.Incoming(raw["update_id"], 2001, json.dumps(raw)) for raw in old]
        await rows.put(tx, 7000000001, incoming, stage.clock())
    await (await start()).accept([message(3, 2001, "new")])
    await all_ended(stage)
    assert heard.texts == ["old 1", "old 2", "new"]


async def test_a_handler_that_fails_is_tried_again(stage: Stage, start: Starter, heard: Heard) -> None:
    heard.failures["hello"] = 4
    await (await start()).accept([message(7, 2001, "hello")])
    await all_ended(stage)
    assert heard.texts == ["hello"]
    assert await states(stage) == ["done"]


async def test_an_update_that_met_a_reminder_at_the_same_thing_is_tried_again_without_a_word(
    stage: Stage, start: Starter, heard: Heard, caplog: pytest.LogCaptureFixture
) -> None:
    heard.failures["hello"], heard.failure = 2, Clash("a circle")
    await (await start()).accept([message(7, 2001, "hello")])
    await all_ended(stage)
    assert heard.texts == ["hello"]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_after_five_tries_it_is_kept_the_head_alerted_and_the_person_told(
    stage: Stage, start: Starter, heard: Heard, anna: Phone
) -> None:
    heard.failures["broken"] = 99
    await (await start()).accept([message(7, 2001, "broken"), message(8, 2001, "fine")])
    await all_ended(stage)
    row = await stage.db.one("SELECT payload, code, attempts FROM inbox WHERE state = 'failed'")
    assert row is not None
    assert "broken" in row["payload"]
    assert row["attempts"] == 5
    assert heard.texts == ["fine"], "the chat goes on"
    letter = await stage.db.one("SELECT kind, person_id, args FROM letters")
    assert letter is not None
    assert (letter["kind"], letter["person_id"]) == ("system.failed", stage.cast.ilze.person_id)
    assert row["code"] in letter["args"]
    await anna.wait(str(row["code"]))


async def test_an_inline_query_that_nobody_waits_for_is_dropped(
    stage: Stage, start: Starter, heard: Heard
) -> None:
    heard.open.clear()
    inbox = await start()
    who = {"id": 2001, "is_bot": False, "first_name": "X"}

    def query(n: int) -> Wire:
        return {"update_id": n, "inline_query": {"id": str(n), "from": who, "query": str(n), "offset": ""}}

    await inbox.accept([message(1, 2001, "slow"), query(2)])
    await until(lambda: heard.now == 1)
    stage.clock.jump(timedelta(minutes=1))
    await inbox.accept([query(3)])
    heard.open.set()
    await all_ended(stage)
    assert heard.texts == ["slow", "inline 3"]


async def test_two_replicas_handle_each_update_once_and_keep_the_order(
    stage: Stage, start: Starter, heard: Heard
) -> None:
    inboxes = [await start(replica=True), await start(replica=True)]
    for n in range(40):
        await inboxes[n % 2].accept([message(n, 2001 + n % 4, f"{n % 4}:{n:02}")])
    await all_ended(stage)
    assert len(heard.texts) == len(set(heard.texts)) == 40
    for chat in "0123":
        mine = [text for text in heard.texts if text[0] == chat]
        assert mine == sorted(mine)


async def test_a_block_makes_unreachable_and_a_word_reachable_again(
    stage: Stage, start: Starter, heard: Heard
) -> None:
    inbox = await start()
    who = {"id": 2001, "is_bot": False, "first_name": "X"}
    bot = {"id": 7000000001, "is_bot": True, "first_name": "B"}
    change = {
        "chat": {"id": 2001, "type": "private"},
        "from": who,
        "date": 1_700_000_000,
        "old_chat_member": {"user": bot, "status": "member"},
        "new_chat_member": {"user": bot, "status": "kicked", "until_date": 0},
    }

    async def why() -> Any:
        return await stage.db.value("SELECT unreachable_why FROM people WHERE user_id = 2001")

    await inbox.accept([{"update_id": 1, "my_chat_member": change}])
    assert await why() == "blocked"
    assert await stage.db.value("SELECT cause FROM calls") == "unreachable"
    await inbox.accept([message(2, 2001, "I am back")])
    assert await why() is None
    await all_ended(stage)


async def test_numbers_of_handled_updates_are_forgotten_after_a_week(stage: Stage, start: Starter) -> None:
    await (await start()).accept([message(7, 2001, "hello")])
    await all_ended(stage)
    async with stage.db.transaction() as tx:
        week, day = timedelta(days=7), timedelta(days=1)
        soon = stage.clock() + timedelta(seconds=1)
        assert await rows.tidy(tx, soon - week, soon) == 0
        assert await rows.tidy(tx, soon, soon + day) == 1


async def test_those_of_strangers_are_forgotten_after_a_day(stage: Stage, start: Starter) -> None:
    await (await start()).accept([message(7, 2001, "hello"), message(8, 9999, "who are you?")])
    await all_ended(stage)
    soon = stage.clock() + timedelta(seconds=1)
    async with stage.db.transaction() as tx:
        assert await rows.tidy(tx, soon - timedelta(days=6), soon) == 1
    assert await stage.db.value("SELECT chat FROM inbox") == 2001
