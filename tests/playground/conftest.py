"""A started playground, an aiogram bot on it, and a plain HTTP caller."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from playwright.async_api import Browser, async_playwright, expect

from playground import Phone, Playground

from .browser import ARGS, CHROMIUM, PATIENCE


class HandClock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def set(self, at: datetime) -> None:
        self.at = at

    def jump(self, by: timedelta) -> None:
        self.at += by


class QuickSession(AiohttpSession):
    """A session that closes without aiogram's pause for TLS."""

    async def close(self) -> None:
        if self._session is not None and not self._session.closed:
            await self._session.close()


class Caller:
    """Calls methods by plain HTTP, as any library might."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session = session
        self.base = base

    async def __call__(self, method: str, **params: Any) -> dict[str, Any]:
        """Post a JSON body and return the answer's."""
        async with self.session.post(f"{self.base}/{method}", json=params) as response:
            answer = json.loads(await response.text())
            assert response.status == (200 if answer["ok"] else answer["error_code"])
            return dict(answer)

    async def refused(self, method: str, **params: Any) -> str:
        """Return "code description" of a call that must be refused."""
        answer = await self(method, **params)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"


def png(width: int = 2, height: int = 2) -> bytes:
    """A grey picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def town(clock: HandClock) -> AsyncIterator[Playground]:
    playground = Playground(clock)
    await playground.start()
    yield playground
    await playground.stop()


@pytest.fixture
async def bot(town: Playground) -> AsyncIterator[Bot]:
    session = QuickSession(api=TelegramAPIServer.from_base(town.url))
    async with Bot(town.token, session=session) as bot:
        yield bot


@pytest.fixture
async def call(town: Playground) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(session, f"{town.url}/bot{town.token}")


@pytest.fixture
def anna(town: Playground) -> Phone:
    """Anna, who has pressed Start; the bot has seen it."""
    phone = town.phone(101, "Anna", last_name="Bērziņa", username="anna_b", language_code="lv")
    phone.start()
    town.world.updates.clear()
    phone.mark()
    return phone


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=CHROMIUM, args=ARGS, timeout=PATIENCE)
        expect.set_options(timeout=PATIENCE)
        yield browser
        await browser.close()
