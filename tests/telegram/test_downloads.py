"""A file is downloaded up to Telegram's own limit, whatever was promised."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest
from aiohttp import web

from bot.telegram import session as sessions
from bot.telegram.session import LeanSession

LIMIT = 100_000


@pytest.fixture
async def files(monkeypatch: pytest.MonkeyPatch, free_port: int) -> AsyncIterator[Bot]:
    """A bot at a Bot API whose file says nothing of its size, or the truth; its size is in its name."""
    monkeypatch.setattr(sessions, "LARGEST_FILE", LIMIT)
    sent: list[int] = []

    async def give(request: web.Request) -> web.StreamResponse:
        kind, size = request.match_info["kind"], int(request.match_info["size"])
        answer = web.StreamResponse()
        if kind == "honest":
            answer.content_length = size
        await answer.prepare(request)
        for _ in range(size // 1000):
            sent.append(1000)
            await answer.write(b"x" * 1000)
        return answer

    app = web.Application()
    app.router.add_get("/file/bot1:abc/{kind}/{size}", give)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", free_port).start()
    session = LeanSession(TelegramAPIServer.from_base(f"http://127.0.0.1:{free_port}"))
    yield Bot("1:abc", session)
    await session.close()
    await runner.cleanup()


@pytest.mark.parametrize("kind", ["honest", "silent"])
async def test_a_file_beyond_the_limit_is_not_taken(files: Bot, kind: str) -> None:
    into = BytesIO()
    await files.download_file(f"{kind}/{LIMIT}", into)
    assert len(into.getvalue()) == LIMIT
    into = BytesIO()
    with pytest.raises(TelegramBadRequest, match="too big"):
        await files.download_file(f"{kind}/{50 * LIMIT}", into)
    assert len(into.getvalue()) <= LIMIT
