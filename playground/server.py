"""The playground as one object: start, stop, phones, faults, limits, the log of calls. Not: the bot."""

from __future__ import annotations

import re
from collections import deque
from pathlib import Path
from typing import Any

from aiohttp import web

from playground import methods
from playground.faults import Faults
from playground.feed import Feed
from playground.gate import Gate
from playground.guard import refuse_strangers
from playground.limits import Limits
from playground.methods import receiving
from playground.model import Chat, User
from playground.page_api import Page
from playground.params import Call
from playground.phone import Phone
from playground.signal import Signal
from playground.store import Store
from playground.webhook import Webhook
from playground.world import Clock, World

TOKEN = "7000000001:PLAYGROUND-only-for-this-machine-00"
HOST = "127.0.0.1"
CALLS = 50_000


class Calls(deque[Call]):
    """The latest calls, oldest first."""

    def of(self, method: str, chat: int | None = None) -> list[Call]:
        """Return the calls of one method, also of one chat only."""
        name = method.lower()
        fits = (call for call in self if call.method.lower() == name)
        return [call for call in fits if chat is None or call.integer("chat_id") == chat]


class Playground:
    """A pretended Telegram for one bot.

    `clock` gives aware UTC now and dates all messages; `db_path` keeps everything across restarts. Flood limits are
    off unless given: they run in real time.
    """

    def __init__(
        self, clock: Clock, db_path: Path | str | None = None, *, token: str = TOKEN, bot_name: str = "Rapport",
        bot_username: str = "rapport_bot", limits: Limits | None = None, keep_calls: int = CALLS,
    ) -> None:  # fmt: skip
        self.clock = clock
        self.token = token
        self.url = ""
        bot = User(int(token.partition(":")[0]), bot_name, username=bot_username, is_bot=True)
        self.world = World(clock, bot)
        self.faults = Faults()
        self.limits = limits or Limits(enabled=False)
        self.calls = Calls(maxlen=keep_calls)
        self.signal = Signal()
        self.phones: dict[int, Phone] = {}
        self.gate = Gate(self)
        self.webhook = Webhook(self.world.updates, self.world.now, self._replied)
        self.methods = methods.table() | receiving.table(self.world.updates, self.webhook)
        self.world.listeners.append(self.signal.fire)
        self.feed = Feed(self.world)
        self.page = Page(self)
        self.store = Store(Path(db_path), self.world) if db_path else None
        self._opened = False
        self._runner: web.ServerRunner | None = None

    async def start(self, port: int = 0) -> str:
        """Listen on this machine only and return the address, such as `http://127.0.0.1:8081`; 0 takes a free port."""
        if self.store and not self._opened:
            self.store.open()
            self._opened = True
            for user in self.world.users.values():
                if not user.is_bot:
                    self.phones[user.id] = Phone(self, user)
        server = web.Server(self._handle, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.001)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, port)
        await site.start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}"
        return self.url

    async def stop(self) -> None:
        """Cut all connections and write the file; `start` may follow when there is no file."""
        self.faults.clear()
        await self.webhook.stop()
        if self._runner:
            await self._runner.cleanup()
            self._runner = None
        if self.store:
            self.store.close()

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.raw_path.partition("?")[0]
        if refused := refuse_strangers(request):
            return refused
        if path.startswith("/bot"):
            return await self.gate.api(request, path)
        if path.startswith("/file/"):
            return self.gate.download(path)
        return await self.page.handle(request, path)

    async def _replied(self, method: str, params: dict[str, Any]) -> Any:
        call = Call(method, params, at=self.clock().timestamp())
        self.calls.append(call)
        return await self.gate.answer(call)

    # --- people

    def phone(
        self, user_id: int, first_name: str = "", *, last_name: str = "", username: str = "",
        language_code: str = "en", role: str = "",
    ) -> Phone:  # fmt: skip
        """Return the phone of a person, who is made with these names if new."""
        if phone := self.phones.get(user_id):
            return phone
        name = first_name or f"Person {user_id}"
        user = User(user_id, name, last_name, username, language_code, role)
        self.phones[user_id] = phone = Phone(self, self.world.add_user(user))
        return phone

    def group(self, chat_id: int, title: str, *members: Phone, with_bot: bool = True) -> Chat:
        """Make a group; `chat_id` is negative, people write there by `say(..., chat=chat_id)`."""
        bot = [self.world.bot.id] if with_bot else []
        return self.world.add_group(chat_id, title, [*bot, *(phone.id for phone in members)])

    def start_payload(self, url: str) -> str | None:
        """Return the payload of a link to this bot ("" when it has none), None for any other link."""
        found = re.match(r"(?i)(?:https?://)?t\.me/(\w+)(?:\?start=([\w-]+))?$", url)
        return (found[2] or "") if found and found[1].lower() == self.world.bot.username.lower() else None

    # --- what waits

    @property
    def pending_updates(self) -> int:
        """Updates that the bot has not confirmed yet."""
        return len(self.world.updates.pending)

    async def idle(self) -> None:
        """Wait until the bot has confirmed every update."""
        await self.world.updates.idle()
