"""HTTP in and out of the Bot API: reading a call, faults, the answer. Not: what methods do, nor the page."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from aiohttp import BodyPartReader, web

from playground.faults import HTML_502, Fault
from playground.methods.receiving import Raw
from playground.params import Call, Upload
from playground.refusal import Refusal, bad

if TYPE_CHECKING:
    from playground.server import Playground

UPLOAD = 50 * 1024 * 1024
SLACK = 64 * 1024
JSON = {"Content-Type": "application/json"}


class Gate:
    """Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.prefix = f"/bot{playground.token}/"

    async def api(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Answer one call."""
        if not path.startswith(self.prefix):
            path = unquote(path)
        if not path.startswith(self.prefix):
            return _refused(
                Refusal(401, "Unauthorized") if path.count("/") == 2 else Refusal(404, "Not Found")
            )
        try:
            call = await _read(request, path[len(self.prefix) :])
        except Refusal as refusal:
            return _refused(refusal)
        call.at = self.playground.clock().timestamp()
        self.playground.calls.append(call)
        fault = self.playground.faults.match(call) if self.playground.faults.ordered else None
        if fault:
            return await self._faulty(request, call, fault)
        return await self.answer(call)

    async def _faulty(self, request: web.BaseRequest, call: Call, fault: Fault) -> web.StreamResponse:
        if fault.kind == "error":
            assert fault.refusal
            call.status, call.error = fault.refusal.code, fault.refusal.description
            return _refused(fault.refusal)
        if fault.kind == "page":
            call.status, call.error = fault.status, "page"
            return web.Response(status=fault.status, text=HTML_502, content_type="text/html")
        if fault.kind == "drop":
            call.error = "dropped"
            return _cut(request)
        await fault.wait()
        response = await self.answer(call)
        return _cut(request) if fault.kind == "lost" else response

    async def answer(self, call: Call) -> web.Response:
        """Run the method and word its result or refusal."""
        try:
            result = await self.run(call)
        except Refusal as refusal:
            call.status, call.error = refusal.code, refusal.description
            return _refused(refusal)
        call.status = 200
        if isinstance(result, Raw):
            return web.Response(body=b'{"ok":true,"result":' + result + b"}", headers=JSON)
        call.result = result
        body = json.dumps({"ok": True, "result": result}, ensure_ascii=False, separators=(",", ":"))
        return web.Response(body=body.encode("utf-8", "replace"), headers=JSON)

    async def run(self, call: Call) -> Any:
        """Run the method; raise `Refusal`."""
        name = call.method.lower()
        method = self.playground.methods.get(name)
        if not method:
            raise Refusal(404, "Not Found: method not found")
        limits = self.playground.limits
        if limits.enabled:
            limits.check(name, call.integer("chat_id"), _count(name, call))
        result = method(self.playground.world, call)
        return await result if inspect.iscoroutine(result) else result

    def download(self, path: str) -> web.Response:
        """Answer with a file's bytes."""
        prefix = f"/file{self.prefix}"
        path = path if path.startswith(prefix) else unquote(path)
        file = self.playground.world.paths.get(path.removeprefix(prefix)) if path.startswith(prefix) else None
        if not file:
            return _refused(Refusal(404, "Not Found"))
        return web.Response(body=file.data, content_type="application/octet-stream")


def _count(name: str, call: Call) -> int:
    if name not in ("sendmediagroup", "copymessages", "forwardmessages"):
        return 1
    many = call.value("media" if name == "sendmediagroup" else "message_ids", "media")
    return max(1, len(many)) if isinstance(many, list) else 1


def _refused(refusal: Refusal) -> web.Response:
    body = json.dumps(refusal.body(), ensure_ascii=False).encode()
    return web.Response(status=refusal.code, body=body, headers=JSON)


def _cut(request: web.BaseRequest) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()


async def _read(request: web.BaseRequest, method: str) -> Call:
    params: dict[str, Any] = dict(parse_qsl(request.query_string, keep_blank_values=True))
    call = Call(method.partition("?")[0], params)
    if not request.can_read_body:
        return call
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_parts(request, call)
        return call
    body = await _read_body(request)
    if kind == "application/json":
        try:
            given = json.loads(body) if body else {}
        except ValueError:
            raise bad("can't parse JSON object") from None
        params.update(given if isinstance(given, dict) else {})
    else:
        params.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return call


async def _read_body(request: web.BaseRequest) -> bytes:
    if (request.content_length or 0) > UPLOAD + SLACK:
        await _too_large(request)
    return await request.content.read()


async def _too_large(request: web.BaseRequest) -> None:
    """Read all of it away first: a client that still writes would see a broken pipe instead of the refusal."""
    while await request.content.read(1 << 20):
        pass
    raise Refusal(413, "Request Entity Too Large")


async def _read_parts(request: web.BaseRequest, call: Call) -> None:
    if (request.content_length or 0) > UPLOAD + SLACK:
        await _too_large(request)
    reader = await request.multipart()
    async for part in reader:
        if not isinstance(part, BodyPartReader) or not part.name:
            continue
        data = bytes(await part.read())
        if len(data) > UPLOAD:
            await _too_large(request)
        if part.filename is None:
            call.params[part.name] = data.decode("utf-8", "replace")
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            call.files[part.name] = Upload(part.filename, mime, data)
