"""The page's files, and what all its answers share: headers, JSON in and out. Not: what the page asks for."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from aiohttp import web

from playground.model import File, Json

MIMES = {
    "html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg",
}  # fmt: skip
SECURE = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
SHOWN_INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp", "audio/ogg"}
LARGEST = 50 * 1024 * 1024


def file(found: File | None) -> web.Response:
    """Answer with what somebody sent: pictures and sounds as such, all else only to be saved."""
    if not found:
        return answer({"error": "There is no such file."}, 404)
    mime = "image/jpeg" if found.kind == "photo" and found.mime not in SHOWN_INLINE else found.mime
    if mime in SHOWN_INLINE:
        return web.Response(
            body=found.data, headers={**SECURE, "Cache-Control": "max-age=3600"}, content_type=mime
        )
    name = found.name.encode("ascii", "ignore").decode().replace('"', "") or "file"
    headers = {**SECURE, "Content-Disposition": f'attachment; filename="{name}"'}
    return web.Response(body=found.data, headers=headers, content_type="application/octet-stream")


def static(path: str) -> web.Response:
    """Answer with a file of the page."""
    name = path.strip("/") or "index.html"
    kind = name.rpartition(".")[2]
    place = files("playground") / "page" / name
    if "/" in name or kind not in MIMES or not place.is_file():
        return answer({"error": "There is nothing here."}, 404)
    return web.Response(
        body=place.read_bytes(), headers=SECURE, content_type=MIMES[kind], charset=_charset(kind)
    )


def _charset(kind: str) -> str | None:
    return "utf-8" if kind in ("html", "js", "css") else None


def answer(what: Any, status: int = 200) -> web.Response:
    """Answer in JSON."""
    text = json.dumps(what, ensure_ascii=False)
    return web.Response(status=status, text=text, headers=SECURE, content_type="application/json")


async def body(request: web.BaseRequest) -> Json:
    """Read a JSON body; another content type is refused, as only that needs no permission of the browser."""
    if request.content_type != "application/json":
        raise ValueError("the page sends JSON")
    given = json.loads(await request.content.read() or b"{}")
    if not isinstance(given, dict):
        raise ValueError("the page sends an object")
    return given


async def data(request: web.BaseRequest) -> bytes:
    """Read a body of at most 50 MB."""
    if (request.content_length or 0) > LARGEST:
        raise ValueError("files over 50 MB do not fit")
    return bytes(await request.content.read())
