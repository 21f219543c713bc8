"""What Telegram finds in a plain text by itself: commands, mentions, addresses, numbers. Not: marked-up text."""

from __future__ import annotations

import re
from typing import Any

from playground.entities import utf16

FOUND = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)\]»”]|\bt\.me/[\w/?=+-]+)"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?P<mention>(?<![\w@])@[A-Za-z]\w{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@\w+)?(?![\w/]))"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d ()-]{7,18}\d\b)"
)
HINT = re.compile(r"[/@#+]|t\.me")
CLOSED = {"code", "pre", "text_link", "text_mention", "url", "email", "mention", "bot_command"}


def with_links(text: str, entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the entities and those found in the text, in order; nothing is found inside code and links."""
    if not HINT.search(text):
        return entities
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in CLOSED]
    found = [entity for entity in _found(text) if not _inside(entity, taken)]
    return sorted([*entities, *found], key=lambda e: (e["offset"], -e["length"])) if found else entities


def _found(text: str) -> list[dict[str, Any]]:
    return [
        {"type": match.lastgroup, "offset": utf16(text[: match.start()]), "length": utf16(match[0])}
        for match in FOUND.finditer(text)
    ]


def _inside(entity: dict[str, Any], taken: list[tuple[int, int]]) -> bool:
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return any(start < b and a < end for a, b in taken)
