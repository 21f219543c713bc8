"""The webhook: 200 only after the update is stored. Not: storing, handling, TLS (a proxy does it)."""

import asyncio
import hmac
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from aiogram import Bot
from aiohttp import web
from pydantic_core import from_json

from bot.telegram.inbox import Inbox

log = logging.getLogger(__name__)

SECRET = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 4 * 1024 * 1024  # bytes of an update
SLOWEST = 20.0  # seconds for the body of a call


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """The public address (without path), the secret, and where to listen."""

    url: str
    secret: str
    host: str
    port: int
    path: str


class Webhook:
    """Takes updates that Telegram brings."""

    def __init__(self, bot: Bot, inbox: Inbox, settings: WebhookSettings, *, kinds: Sequence[str]) -> None:
        if not settings.secret:
            raise ValueError("a webhook without a secret takes updates from anybody")
        self._bot, self._inbox, self._settings, self._kinds = bot, inbox, settings, list(kinds)
        self._secret = settings.secret.encode()
        self._runner: web.AppRunner | None = None
        self.port = settings.port

    async def start(self) -> None:
        """Listen, then tell Telegram where."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post(self._settings.path, self._take)
        # Telegram packs nothing: what somebody sends packed stays so, however large it would become.
        self._runner = web.AppRunner(app, access_log=None, auto_decompress=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._settings.host, self._settings.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        await self._bot.set_webhook(
            self._settings.url + self._settings.path,
            secret_token=self._settings.secret,
            allowed_updates=self._kinds,
            max_connections=100,
        )

    async def stop(self) -> None:
        """Take nothing more; what is being stored is stored and answered. The webhook stays set: Telegram waits."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)  # nothing was read of what it brings
        try:
            async with asyncio.timeout(SLOWEST):
                update = _update(await request.read())
        except TimeoutError:
            return web.Response(status=408)
        except ValueError:
            return web.Response(status=400)
        # A caller who hangs up must not undo what is half stored.
        await asyncio.shield(self._inbox.accept([update]))
        return web.Response()


def _update(body: bytes) -> dict[str, Any]:
    """An object with a number that a database takes; else ValueError, also for what is nested without end."""
    update = from_json(body)
    number = update.get("update_id") if isinstance(update, dict) else None
    if type(number) is not int or not 0 <= number < 2**63:
        raise ValueError("not an update")
    return cast(dict[str, Any], update)
