"""Updates that Telegram brings: taken from who knows the secret, and from nobody who is large, slow or strange."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiogram import Dispatcher
from yarl import URL

from bot.telegram import webhook as webhook_module
from bot.telegram.run import Parts
from bot.telegram.webhook import WebhookSettings
from playground import Phone, Playground
from tests.cast import Stage
from tests.telegram.running import Run, make
from tests.waiting import CEILING


@pytest.fixture
def dialect() -> str:
    """One database is enough here: replicas have tests of their own."""
    return "sqlite"


@pytest.fixture
def parts(
    stage: Stage,
    playground: Playground,
    dispatcher: Dispatcher,
    heard: list[str],
    free_port: int,
) -> Parts:
    made = make(stage, dispatcher, playground.url, playground.token)
    url = f"http://127.0.0.1:{free_port}"
    return replace(made, webhook=WebhookSettings(url, "s3cret", "127.0.0.1", free_port, "/telegram"))


async def test_an_update_is_brought_stored_and_answered(started: Run, anna: Phone) -> None:
    anna.say("hello")
    await anna.wait("You said hello")


async def test_who_does_not_know_the_secret_is_refused(started: Run, heard: list[str], stage: Stage) -> None:
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
        gzip.compress(b'{"update_id": 1}', mtime=0),
    ],
    ids=lambda body: repr(body[:30]),
)
async def test_what_is_no_update_is_refused(started: Run, body: bytes) -> None:
    webhook = started.parts.webhook
    assert webhook is not None
    headers: dict[str, Any] = {"X-Telegram-Bot-Api-Secret-Token": "s3cret"}
    async with (
        aiohttp.ClientSession() as client,
        client.post(webhook.url + webhook.path, data=body, headers=headers) as answer,
    ):
        assert answer.status == 400


async def test_what_has_the_shape_of_nothing_known_is_stored_and_harms_nobody(
    started: Run, stage: Stage, anna: Phone
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
            async with client.post(webhook.url + webhook.path, json={"update_id": number, **body}) as answer:
                assert answer.status == 200
    anna.say("hello")
    await anna.wait("You said hello")


async def test_large_slow_and_lost_callers_are_turned_away(
    started: Run, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
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
    with monkeypatch.context() as hurried:
        hurried.setattr(webhook_module, "SLOWEST", 0.1)
        assert await status("POST", webhook.path, headers=secret, data=never_ends()) == 408
    assert await status("POST", webhook.path, data=never_ends()) == 403, "not even read"
    for path in ("/", "/telegram/../../etc/passwd", "/telegram/%2e%2e/etc/passwd", "/readyz", "/metrics"):
        assert await status("GET", path) == 404
    assert await status("GET", webhook.path) == 405
    assert await stage.db.value("SELECT count(*) FROM inbox") == 0


async def test_the_webhook_stays_set_after_a_stop(
    parts: Parts, stage: Stage, dispatcher: Dispatcher, playground: Playground, anna: Phone
) -> None:
    one = Run(parts)
    await asyncio.wait_for(one.running.wait(), CEILING)
    assert await one.stop() == 0
    anna.say("while nobody listens")
    again = Run(replace(make(stage, dispatcher, playground.url, playground.token), webhook=parts.webhook))
    await anna.wait("You said while nobody listens")
    assert await again.stop() == 0
