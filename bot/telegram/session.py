"""Calls to the Bot API: a JSON body, a third of the cost of aiogram's own session. Not: limits, what is sent."""

import ssl
from collections.abc import AsyncGenerator, Iterator
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache
from typing import Any, cast, get_args

import aiohttp
from aiogram import Bot
from aiogram.client.default import Default
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramNetworkError,
)
from aiogram.methods import GetFile, GetUpdates, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile, TelegramObject
from pydantic import BaseModel, TypeAdapter
from pydantic_core import from_json, to_json
from yarl import URL

TIMEOUT = 30.0  # seconds for a whole call
LARGEST_FILE = 20 * 1024 * 1024  # bytes that Telegram lets a bot download
_CONNECT = 10.0  # seconds to get a connection: nothing was sent before it stands
_JSON = {"Content-Type": "application/json"}
_DONE = b'{"ok":true,'
_PLAIN = frozenset({str, int, bool, float})


class LeanSession(BaseSession):
    """One pool of connections. Edits give True: nobody reads the message that Telegram sends back, but of a new picture."""

    def __init__(self, api: TelegramAPIServer, *, connections: int = 512) -> None:
        super().__init__(api=api, timeout=TIMEOUT)
        self._connections = connections
        self._pool: aiohttp.ClientSession | None = None
        self._urls: dict[str, URL] = {}
        self._timeouts: dict[float, aiohttp.ClientTimeout] = {}

    async def close(self) -> None:
        if self._pool is not None:
            await self._pool.close()

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        name = method.__api_method__
        status, body = await self._post(bot, method, self.timeout if timeout is None else timeout)
        unread = name.startswith("editMessage") and name != "editMessageMedia"
        if unread and status == 200 and body.startswith(_DONE):
            return cast(TelegramType, True)
        answer = _decoded(method, status, body)
        if status != 200 or answer.get("ok") is not True:
            self.check_response(bot, method, status, body.decode("utf-8", "replace"))
        if unread:
            return cast(TelegramType, True)
        result = answer["result"]
        if result is True:
            return cast(TelegramType, True)
        return cast(
            TelegramType, _adapter(method.__returning__).validate_python(result, context={"bot": bot})
        )

    async def get_updates(self, bot: Bot, method: GetUpdates, timeout: float) -> list[dict[str, Any]]:
        """Updates as Telegram wrote them, not yet made into objects. Raises as `make_request` does."""
        status, body = await self._post(bot, method, timeout)
        answer = _decoded(method, status, body)
        if status != 200 or answer.get("ok") is not True:
            self.check_response(bot, method, status, body.decode("utf-8", "replace"))
        return cast(list[dict[str, Any]], answer["result"])

    async def _post(self, bot: Bot, method: TelegramMethod[Any], timeout: float) -> tuple[int, bytes]:
        url = self._url(bot, method.__api_method__)
        files: dict[str, InputFile] = {}
        fields = self._fields(method, bot, files)
        try:
            if files:
                request = self._open().post(
                    url, data=self._form(fields, files, bot), timeout=self._limit(timeout)
                )
            else:
                request = self._open().post(
                    url, data=to_json(fields), headers=_JSON, timeout=self._limit(timeout)
                )
            async with request as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="timeout") from error
        except aiohttp.ClientError as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error

    def _open(self) -> aiohttp.ClientSession:
        if self._pool is None or self._pool.closed:
            secure = self.api.base.startswith("https:")
            connector = aiohttp.TCPConnector(
                limit=self._connections, ttl_dns_cache=3600, ssl=_tls() if secure else True
            )
            self._pool = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        return self._pool

    def _url(self, bot: Bot, name: str) -> URL:
        text = self.api.api_url(token=bot.token, method=name)
        url = self._urls.get(text)
        if url is None:
            url = self._urls[text] = URL(text)
        return url

    def _limit(self, seconds: float) -> aiohttp.ClientTimeout:
        limit = self._timeouts.get(seconds)
        if limit is None:
            limit = aiohttp.ClientTimeout(total=seconds, sock_connect=_CONNECT)
            self._timeouts[seconds] = limit
        return limit

    def _fields(self, model: Any, bot: Bot, files: dict[str, InputFile]) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, value in model.__dict__.items():
            if value is not None and (ready := self._ready(value, bot, files)) not in (None, ""):
                fields[name] = ready
        for name, value in (model.__pydantic_extra__ or {}).items():
            if (ready := self._ready(value, bot, files)) is not None:
                fields[name] = ready
        return fields

    def _ready(self, value: Any, bot: Bot, files: dict[str, InputFile]) -> Any:
        """The value as JSON takes it; a file goes into `files`."""
        if value is None or type(value) in _PLAIN:
            return value
        if isinstance(value, Default):
            return self._ready(bot.default[value.name], bot, files)
        if isinstance(value, TelegramObject):
            return self._fields(value, bot, files)
        if isinstance(value, list | tuple):
            return [self._ready(item, bot, files) for item in value]
        if isinstance(value, dict):
            return {name: self._ready(item, bot, files) for name, item in value.items()}
        if isinstance(value, Enum):
            return value.value
        if isinstance(value, InputFile | datetime | timedelta):
            return self.prepare_value(value, bot=bot, files=files, _dumps_json=False)
        return value

    def _form(self, fields: dict[str, Any], files: dict[str, InputFile], bot: Bot) -> aiohttp.FormData:
        form = aiohttp.FormData(quote_fields=False)
        for name, value in fields.items():
            form.add_field(name, value if isinstance(value, str) else to_json(value).decode())
        for name, file in files.items():
            form.add_field(name, file.read(bot), filename=file.filename or name)
        return form

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        request = self._open().get(
            url, headers=headers, timeout=self._limit(timeout), raise_for_status=raise_for_status
        )
        async with request as answer:
            left = LARGEST_FILE
            if (answer.content_length or 0) > left:
                raise _too_big()
            async for chunk in answer.content.iter_chunked(chunk_size):
                left -= len(chunk)
                if left < 0:  # whatever was promised
                    raise _too_big()
                yield chunk


def _too_big() -> TelegramBadRequest:
    """As Telegram says it of a file that it does not give to bots."""
    return TelegramBadRequest(method=GetFile(file_id=""), message="Bad Request: file is too big")


def _decoded(method: TelegramMethod[Any], status: int, body: bytes) -> dict[str, Any]:
    """The answer as a dict. A proxy's page raises ClientDecodeError; its 413 is as sure as Telegram's."""
    try:
        answer = from_json(body)
        if isinstance(answer, dict):
            return answer
        raise ValueError("not an object")
    except ValueError as error:
        if status == 413:
            raise TelegramEntityTooLarge(method=method, message="too large") from error
        raise ClientDecodeError("no answer of the Bot API", error, f"status {status}") from error


@lru_cache(maxsize=256)
def _adapter(kind: Any) -> TypeAdapter[Any]:
    for model in _models_in(kind):
        model.model_rebuild()  # a no-op, unless its building was put off (see `light`): an adapter lacks its names
    return TypeAdapter(kind)


def _models_in(kind: Any) -> Iterator[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
    for part in get_args(kind):
        yield from _models_in(part)


def _tls() -> ssl.SSLContext:
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def never_sent(error: BaseException) -> bool:
    """Whether the call surely did not reach Telegram: no connection stood (refused, no such host, none in time)."""
    return isinstance(error.__cause__, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError)
