"""The page's own HTTP: its files, `/play/…` in JSON, the event stream. Not: the Bot API (gate.py)."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import web

from playground import acts, pages, view
from playground.jump import Busy, Controller, Jump, Jumper, MovableClock
from playground.model import Json
from playground.phone import Phone
from playground.refusal import Refusal

if TYPE_CHECKING:
    from playground.server import Playground

Handler = Callable[[web.BaseRequest], Awaitable[Any]]
ANSWER_WITHIN = 10.0
FIRST_NEW_ID = 900_001


class Page:
    """Serves the page of one playground; `jumper` is there once a bot runs, `zone` is what its times are shown in."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.world = playground.world
        self.jumper: Jumper | None = None
        self.zone = "UTC"
        self.places: list[int] = []
        self._get: dict[str, Handler] = {
            "state": self.state, "history": self.history, "events": self.events,
        }  # fmt: skip
        self._post: dict[str, Handler] = {
            "say": self.say, "press": self.press, "key": self.key, "upload": self.upload, "start": self.start,
            "block": self.block, "group": self.group, "join": self.join, "inline": self.inline, "choose": self.choose, "jump": self.jump,
        }  # fmt: skip

    def open(self, controller: Controller, clock: MovableClock, *, zone: str, places: list[int]) -> None:
        """Give the page a running bot to move through time; `places` are the people on the three phones at first."""
        feed = self.playground.feed
        self.jumper = Jumper(
            controller, clock, self.playground.idle, feed.stop, lambda: self.world.next_message
        )
        self.zone, self.places = zone, places

    async def handle(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Answer anything outside the Bot API."""
        if not path.startswith("/play/"):
            return pages.static(path)
        name = path.removeprefix("/play/")
        if name.startswith("file/") and request.method == "GET":
            return pages.file(self.world.files.get(unquote(name.removeprefix("file/"))))
        handler = (self._post if request.method == "POST" else self._get).get(name)
        if not handler:
            return pages.answer({"error": "There is nothing here."}, 404)
        try:
            result = await handler(request)
        except Refusal as refusal:
            return pages.answer({"error": refusal.description}, 400)
        except (KeyError, ValueError, LookupError, Busy, AssertionError) as error:
            return pages.answer({"error": str(error)}, 400)
        return result if isinstance(result, web.StreamResponse) else pages.answer(result)

    def _phone(self, body: Json) -> Phone:
        phone = self.playground.phones.get(int(body["person"]))
        if not phone:
            raise ValueError("nobody has this phone")
        return phone

    # --- reading

    async def state(self, _: web.BaseRequest) -> Json:
        """Who is there, the bot, the clock."""
        bot = self.world.bot
        return {
            "bot": {"name": bot.first_name, "username": bot.username},
            "people": view.people(self.world),
            "places": self.places,
            "clock": await self._clock(),
        }

    async def _clock(self) -> Json:
        now = self.playground.clock().timestamp()
        due = await self.jumper.controller.next_due() if self.jumper else None
        can, busy = self.jumper is not None, bool(self.jumper and self.jumper.busy)
        return {"now": now, "zone": self.zone, "due": due and due.timestamp(), "can_jump": can, "busy": busy}

    async def history(self, request: web.BaseRequest) -> Json:
        """One phone's chat."""
        return view.history(self.world, self._phone(dict(request.query)).user)

    async def events(self, request: web.BaseRequest) -> web.StreamResponse:
        """Stream what happens."""
        response = web.StreamResponse(headers={**pages.SECURE, "Content-Type": "text/event-stream"})
        await response.prepare(request)
        with contextlib.suppress(ConnectionResetError):
            async for line in self.playground.feed.lines():
                await response.write(line)
        return response

    # --- acting

    async def say(self, request: web.BaseRequest) -> Json:
        """Send a text."""
        body = await pages.body(request)
        if not str(body["text"]).strip():
            raise ValueError("an empty message is not sent")
        return {"id": self._phone(body).say(body["text"], reply_to=body.get("reply_to"))}

    async def start(self, request: web.BaseRequest) -> Json:
        """Press Start."""
        body = await pages.body(request)
        return {"id": self._phone(body).start(str(body.get("payload") or ""))}

    async def press(self, request: web.BaseRequest) -> Json:
        """Press an inline button by its place; the answer to a callback comes as an event."""
        body = await pages.body(request)
        phone = self._phone(body)
        place = self.world.chats[int(body.get("chat") or phone.id)]
        message = self.world.find(place, int(body["message"]), "message")
        button = message.rows[int(body["row"])][int(body["column"])]
        if "callback_data" in button:
            return {"query": acts.press(self.world, phone.user, message, button["callback_data"]).id}
        if copied := button.get("copy_text"):
            return {"copy": copied["text"]}
        if url := button.get("url"):
            return self._link(phone, url)
        chosen = button.get("switch_inline_query_chosen_chat")
        here = button.get("switch_inline_query_current_chat")
        text = chosen.get("query", "") if chosen else button.get("switch_inline_query", here or "")
        return {"inline": text, "others": here is None}

    def _link(self, phone: Phone, url: str) -> Json:
        payload = self.playground.start_payload(url)
        if payload is None:
            return {"url": url}
        phone.start(payload)
        return {"started": True}

    async def key(self, request: web.BaseRequest) -> Json:
        """Press a button of the reply keyboard; `people`: who is chosen by one that asks for them."""
        body = await pages.body(request)
        phone = self._phone(body)
        if people := body.get("people"):
            phone.pick(str(body["text"]), *(self.playground.phones[int(one)] for one in people))
            return {}
        phone.tap(str(body["text"]))
        return {}

    async def upload(self, request: web.BaseRequest) -> Json:
        """Send the request's body as a photo, document or voice message."""
        query = request.query
        phone = self._phone(dict(query))
        data = await pages.data(request)
        kind = query.get("kind", "document")
        if kind not in ("photo", "document", "voice"):
            raise ValueError("only photos, files and voice messages can be sent")
        sent = acts.send_file(
            self.world, phone.user, kind, data, name=query.get("name", ""), mime=query.get("mime", ""),
            caption=query.get("caption", ""), album=query.get("album", ""), duration=int(query.get("seconds", 0)),
            reply_to=int(query.get("reply_to") or 0) or None,
        )  # fmt: skip
        return {"id": sent.id}

    async def block(self, request: web.BaseRequest) -> Json:
        """Block or unblock the bot."""
        body = await pages.body(request)
        acts.set_blocked(self.world, self._phone(body).user, bool(body["blocked"]))
        return {}

    async def group(self, request: web.BaseRequest) -> Json:
        """Add the bot to a group of this person's, or take it out again."""
        body = await pages.body(request)
        phone, chat = self._phone(body), int(body["chat"])
        if chat not in {one["id"] for one in view.groups(self.world, phone.user)}:
            raise ValueError("this person is in no such group")
        phone.bring(chat)
        return {}

    async def join(self, request: web.BaseRequest) -> Json:
        """Let a new person exist, and open a link as them if one is given."""
        body = await pages.body(request)
        name = str(body["name"]).strip()[:64]
        if not name:
            raise ValueError("a new person needs a name")
        new_id = max([FIRST_NEW_ID - 1, *self.playground.phones]) + 1
        language = str(body.get("language") or "en")[:8]
        phone = self.playground.phone(new_id, name, language_code=language, role="New person")
        link = str(body.get("link") or "").strip()
        payload = self.playground.start_payload(link)
        if link:
            phone.start(payload if payload is not None else link)
        return view.person(phone.user)

    async def inline(self, request: web.BaseRequest) -> Json:
        """Ask the bot in inline mode and wait for its results."""
        body = await pages.body(request)
        try:
            results = await self._phone(body).inline(str(body["text"]), ANSWER_WITHIN)
        except TimeoutError:
            raise ValueError("the bot did not answer") from None
        return {"results": [_result(item) for item in results]}

    async def choose(self, request: web.BaseRequest) -> Json:
        """Send an inline result that was offered, to the bot's chat or to somebody."""
        body = await pages.body(request)
        phone = self._phone(body)
        results = await phone.inline(str(body["text"]), ANSWER_WITHIN)
        chosen = next((item for item in results if str(item["id"]) == body["result"]), None)
        if not chosen:
            raise ValueError("the bot does not offer this any more")
        to = self.playground.phones[int(body["to"])] if body.get("to") else None
        return {"id": phone.choose(chosen, to).id}

    # --- time

    async def jump(self, request: web.BaseRequest) -> Json:
        """Move the clock: `{"seconds": n}`, `{"next": true}` or `{"until": unix seconds}`."""
        body = await pages.body(request)
        if not self.jumper:
            raise ValueError("no bot runs here, so nothing can fall due")
        self.playground.feed.news()
        self.playground.feed.tell("jumping", busy=True)
        try:
            done = await self._jumped(self.jumper, body)
        finally:
            self.playground.feed.tell("jumping", busy=False)
        clock = await self._clock()
        rest = self.playground.feed.news()
        self.playground.feed.tell("clock", clock=clock, news=rest, why=done.why, stops=len(done.stops))
        return {"clock": clock, "stops": [at.timestamp() for at in done.stops], "why": done.why}

    async def _jumped(self, jumper: Jumper, body: Json) -> Jump:
        if body.get("next"):
            return await jumper.to_next()
        if until := body.get("until"):
            return await jumper.until(datetime.fromtimestamp(float(until), UTC))
        return await jumper.by(timedelta(seconds=float(body["seconds"])))


def _result(item: Json) -> Json:
    message = item["message"]
    title = item.get("title") or message["text"].partition("\n")[0] or item["type"].title()
    return {
        "id": str(item["id"]),
        "title": title,
        "text": item.get("description", ""),
        "file": message.get("file", ""),
    }
