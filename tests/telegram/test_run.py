"""A whole run against the playground: polling, webhook, health, exit statuses, stopping."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from yarl import URL

from bot.delivery.ratelimit import RateLimiter
from bot.delivery.sender import Sender
from bot.domain.ids import PersonId
from bot.domain.jobs import File
from bot.telegram import run
from bot.telegram import webhook as webhook_module
from bot.telegram.inbox import Handling, Inbox
from bot.telegram.limits import Limited
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.run import Parts, serve
from bot.telegram.session import LeanSession
from bot.telegram.webhook import WebhookSettings
from bot.usecases.jobs import Jobs
from bot.usecases.planner import Planner
from playground import Phone, Playground
from storage import inbox as rows
from tests.cast import Stage
from tests.telegram.conftest import FAST, Opens, until

KINDS = ["message", "callback_query", "my_chat_member"]


@pytest.fixture
def dialect() -> str:
    """One database is enough here: replicas have tests of their own."""
    return "sqlite"


@pytest.fixture
def heard(dispatcher: Dispatcher) -> list[str]:
    texts: list[str] = []

    async def take(message: Message) -> None:
        texts.append(message.text or "")
        await message.answer(f"You said {message.text}")

    dispatcher.message.register(take)
    return texts


@pytest.fixture
async def parts(stage: Stage, playground: Playground, dispatcher: Dispatcher, heard: list[str]) -> Parts:
    """As `bot.app` builds them, with a handler that repeats."""
    return make(stage, dispatcher, playground.url, playground.token)


async def nobody(_to: PersonId, _file: File) -> None:
    """No job here makes a file."""


def make(stage: Stage, dispatcher: Dispatcher, url: str, token: str) -> Parts:
    session, limiter = LeanSession(TelegramAPIServer.from_base(url)), RateLimiter(FAST)
    session.middleware(Limited(limiter))
    bot = Bot(token, session, default=DefaultBotProperties(parse_mode="HTML"))
    return Parts(
        db=stage.db,
        clock=stage.clock,
        bot=bot,
        session=session,
        limiter=limiter,
        inbox=Inbox(stage.db, stage.clock, Handling(bot, dispatcher, stage.clock, "en"), alone=True),
        sender=Sender(stage.db, stage.clock, TelegramMessenger(bot, Opens(stage)), alone=True),
        planner=Planner(stage.db, stage.clock, {}),
        jobs=Jobs(stage.db, stage.clock, {}, nobody, alone=True),
        kinds=KINDS,
        patience=1.0,
    )


class Run:
    """A run in a task of its own."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.stopping = asyncio.Event()
        self.running = asyncio.Event()
        ready: Callable[[], None] = self.running.set
        self.task = asyncio.create_task(serve(replace(parts, ready=ready), self.stopping))

    async def stop(self) -> int:
        self.stopping.set()
        return await asyncio.wait_for(self.task, 30)


@pytest.fixture
async def started(parts: Parts) -> AsyncIterator[Run]:
    one = Run(parts)
    await asyncio.wait_for(one.running.wait(), 10)
    yield one
    await one.stop()


async def test_a_message_is_polled_stored_handled_and_answered(
    started: Run, stage: Stage, anna: Phone
) -> None:
    anna.say("hello")
    await anna.wait("You said hello")

    async def done() -> bool:
        return await rows.open_count(stage.db) == 0

    await until(done)


async def test_nothing_is_confirmed_before_it_is_stored(
    started: Run, stage: Stage, playground: Playground, anna: Phone
) -> None:
    async with stage.db.transaction() as tx:  # whoever stores waits for this one
        anna.say("hello")
        await tx.execute("UPDATE facts SET value = value")
        before = [call.integer("offset") for call in playground.calls.of("getUpdates")]
        await asyncio.sleep(0.1)
        assert playground.pending_updates == 1
        assert [call.integer("offset") for call in playground.calls.of("getUpdates")][: len(before)] == before
    await asyncio.wait_for(playground.idle(), 10)


async def test_a_stop_leaves_nothing_unsettled(
    parts: Parts, stage: Stage, playground: Playground, anna: Phone
) -> None:
    one = Run(parts)
    held = playground.faults.hold("sendMessage")
    anna.say("hello")
    await held.hit()
    one.stopping.set()
    held.release()
    assert await one.stop() == 0
    assert anna.last.text == "You said hello"
    assert await rows.open_count(stage.db) == 0


async def test_a_refused_token_ends_with_77(
    stage: Stage, dispatcher: Dispatcher, playground: Playground
) -> None:
    assert await serve(make(stage, dispatcher, playground.url, "7000000001:wrong"), asyncio.Event()) == 77


async def test_an_api_that_does_not_answer_ends_with_69(stage: Stage, dispatcher: Dispatcher) -> None:
    assert await serve(make(stage, dispatcher, "http://127.0.0.1:1", "1:abc"), asyncio.Event()) == 69


async def test_a_second_poller_that_came_later_ends_with_76(
    parts: Parts, playground: Playground, caplog: pytest.LogCaptureFixture
) -> None:
    playground.faults.error(409, "Conflict: terminated by other getUpdates request", "getUpdates", times=None)
    assert await serve(parts, asyncio.Event()) == 76
    lines = [record for record in caplog.records if "another program asks" in record.message]
    assert len(lines) == 1


async def test_one_that_has_polled_cleanly_stays_beside_a_newcomer(
    started: Run, playground: Playground, anna: Phone
) -> None:
    anna.say("before")
    await anna.wait("You said before")
    conflict = playground.faults.error(409, "Conflict", "getUpdates", times=1)
    anna.say("during")
    await conflict.hit()
    await anna.wait("You said during", 20)


async def test_a_token_refused_while_running_ends_with_77(
    started: Run, playground: Playground, anna: Phone
) -> None:
    playground.faults.error(401, "Unauthorized", "getUpdates", times=None)
    anna.say("hello")
    assert await asyncio.wait_for(started.task, 10) == 77


async def test_trouble_at_telegram_is_waited_out(started: Run, playground: Playground, anna: Phone) -> None:
    playground.faults.page("getUpdates")
    playground.faults.drop("getUpdates")
    anna.say("hello")
    await anna.wait("You said hello", 20)


async def test_a_stop_while_telegram_is_away_is_quick(stage: Stage, dispatcher: Dispatcher) -> None:
    parts = replace(make(stage, dispatcher, "http://127.0.0.1:1", "1:abc"), patience=60)
    one = Run(parts)
    await asyncio.sleep(0.1)
    assert await asyncio.wait_for(one.stop(), 5) == 0


async def test_health_and_readiness_have_pages(
    parts: Parts, playground: Playground, unused_tcp_port: int
) -> None:
    one = Run(replace(parts, health=("127.0.0.1", unused_tcp_port)))
    await asyncio.wait_for(one.running.wait(), 10)
    async with aiohttp.ClientSession() as client:

        async def page(name: str) -> int:
            async with client.get(f"http://127.0.0.1:{unused_tcp_port}/{name}") as answer:
                return answer.status

        async def ready() -> bool:
            return await page("readyz") == 200

        await until(ready)
        assert await page("healthz") == 200
        parts.sender.refused = "401"
        assert await page("readyz") == 503
        assert await page("healthz") == 200
        parts.sender.refused = None
    await one.stop()


class TestWebhook:
    """Updates that Telegram brings."""

    @pytest.fixture
    def parts(
        self,
        stage: Stage,
        playground: Playground,
        dispatcher: Dispatcher,
        heard: list[str],
        unused_tcp_port: int,
    ) -> Parts:
        made = make(stage, dispatcher, playground.url, playground.token)
        url = f"http://127.0.0.1:{unused_tcp_port}"
        return replace(
            made, webhook=WebhookSettings(url, "s3cret", "127.0.0.1", unused_tcp_port, "/telegram")
        )

    async def test_an_update_is_brought_stored_and_answered(self, started: Run, anna: Phone) -> None:
        anna.say("hello")
        await anna.wait("You said hello")

    async def test_who_does_not_know_the_secret_is_refused(
        self, started: Run, heard: list[str], stage: Stage
    ) -> None:
        webhook = started.parts.webhook
        assert webhook is not None
        async with aiohttp.ClientSession() as client:
            for headers in ({}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}):
                async with client.post(
                    webhook.url + webhook.path, json={"update_id": 1}, headers=headers
                ) as answer:
                    assert answer.status == 403
        assert await stage.db.value("SELECT count(*) FROM inbox") == 0

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"[]",
            b"{",
            b'{"update_id": "x"}',
            b'{"update_id": true}',
            b'{"update_id": -1}',
            b'{"update_id": 9223372036854775808}',
            b"[" * 1_000_000,
            b'{"update_id": 1, "message": ' + b'{"a":' * 100_000,
            gzip.compress(b'{"update_id": 1}'),
        ],
        ids=lambda body: repr(body[:30]),
    )
    async def test_what_is_no_update_is_refused(self, started: Run, body: bytes) -> None:
        webhook = started.parts.webhook
        assert webhook is not None
        headers: dict[str, Any] = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
        async with (
            aiohttp.ClientSession() as client,
            client.post(webhook.url + webhook.path, data=body, headers=headers) as answer,
        ):
            assert answer.status == 400

    async def test_what_has_the_shape_of_nothing_known_is_stored_and_harms_nobody(
        self, started: Run, stage: Stage, anna: Phone
    ) -> None:
        webhook = started.parts.webhook
        assert webhook is not None
        bodies: list[dict[str, Any]] = [
            {"message": {"chat": 5, "from": []}},
            {"my_chat_member": "kicked"},
            {"callback_query": {"from": {"id": "x"}, "message": 7}},
            {"message": {"chat": {"id": 10**30}, "from": None}},
            {"news_of_tomorrow": [[[]]]},
        ]
        async with aiohttp.ClientSession(headers={"X-Telegram-Bot-Api-Secret-Token": "s3cret"}) as client:
            for number, body in enumerate(bodies):
                async with client.post(
                    webhook.url + webhook.path, json={"update_id": number, **body}
                ) as answer:
                    assert answer.status == 200
        anna.say("hello")
        await anna.wait("You said hello")

    async def test_large_slow_and_lost_callers_are_turned_away(
        self, started: Run, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(webhook_module, "SLOWEST", 0.1)
        webhook = started.parts.webhook
        assert webhook is not None
        secret = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
        large = b"x" * (webhook_module.LARGEST + 1)

        async def never_ends() -> AsyncIterator[bytes]:
            yield b"{"
            await asyncio.Event().wait()

        async def status(method: str, path: str, **how: Any) -> int:
            async with (
                aiohttp.ClientSession() as client,
                client.request(method, URL(webhook.url + path, encoded=True), **how) as answer,
            ):
                return answer.status

        assert await status("POST", webhook.path, headers=secret, data=BytesIO(large)) == 413
        assert await status("POST", webhook.path, headers=secret, data=never_ends()) == 408
        assert await status("POST", webhook.path, data=never_ends()) == 403, "not even read"
        for path in ("/", "/telegram/../../etc/passwd", "/telegram/%2e%2e/etc/passwd", "/readyz", "/metrics"):
            assert await status("GET", path) == 404
        assert await status("GET", webhook.path) == 405
        assert await stage.db.value("SELECT count(*) FROM inbox") == 0

    async def test_the_webhook_stays_set_after_a_stop(
        self, parts: Parts, stage: Stage, dispatcher: Dispatcher, playground: Playground, anna: Phone
    ) -> None:
        one = Run(parts)
        await asyncio.wait_for(one.running.wait(), 10)
        assert await one.stop() == 0
        anna.say("while nobody listens")
        again = Run(replace(make(stage, dispatcher, playground.url, playground.token), webhook=parts.webhook))
        await anna.wait("You said while nobody listens", 30)
        assert await again.stop() == 0


def test_the_exit_statuses_are_those_of_the_manual() -> None:
    assert (run.STOPPED, run.OTHER, run.UNREACHABLE, run.ANOTHER_POLLER, run.TOKEN_REFUSED) == (
        0,
        1,
        69,
        76,
        77,
    )
