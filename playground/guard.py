"""Keeps other web pages out: only this machine's own names as Host, only the playground itself as Origin."""

from __future__ import annotations

import re

from aiohttp import web

OWN = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d+)?", re.IGNORECASE)


def refuse_strangers(request: web.BaseRequest) -> web.Response | None:
    """Return a 403 for a foreign Host or Origin, else None.

    A name that resolves to this machine must not do (DNS rebinding), nor may another page's scripts call in.
    """
    host = request.headers.get("Host", "")
    origin = request.headers.get("Origin")
    if OWN.fullmatch(host) and (origin is None or origin == f"http://{host}"):
        return None
    return web.Response(status=403, text="The playground answers only its own page on this machine.")
