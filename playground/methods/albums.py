"""sendMediaGroup: several pictures or files that belong together. Not: single media."""

from __future__ import annotations

import secrets
from typing import Any

from playground import wire
from playground.methods.common import checked_caption, options, send, shown, target
from playground.methods.media import file_of
from playground.model import Json
from playground.params import Call, formatted
from playground.refusal import bad
from playground.world import World

MOST = 10
KINDS = {"photo", "video", "document"}


def read_media(world: World, call: Call, item: Any, what: str = "InputMedia") -> Json:
    """Return the content of one InputMedia object."""
    if not isinstance(item, dict):
        raise bad(f"can't parse {what}: expected an Object")
    kind = item.get("type")
    if kind not in KINDS:
        raise bad(f'can\'t parse {what}: type "{kind}" is unsupported')
    if not item.get("media"):
        raise bad(f"can't parse {what}: media not found")
    given = item.get("caption_entities") or []
    caption = formatted(item.get("caption") or "", item.get("parse_mode") or "", given)
    text, entities = checked_caption(caption)
    file = file_of(world, call, kind, item["media"], "")
    return {"kind": kind, "text": text, "entities": entities, "media": wire.media(file), "files": [file.id]}


def send_media_group(world: World, call: Call) -> list[Json]:
    """Send 2-10 media as one album: messages of their own with one `media_group_id`."""
    chat = target(world, call)
    items = call.value("media", "media")
    if not isinstance(items, list):
        raise bad("expected an Array of InputMedia")
    if not 2 <= len(items) <= MOST:
        raise bad("there must be 2-10 items in the album" if items else "there are no messages to send")
    kinds = {item.get("type") for item in items if isinstance(item, dict)}
    if "document" in kinds and len(kinds) > 1:
        raise bad("can't use the media of the specified type in the album")
    contents = [read_media(world, call, item) for item in items]
    album = str(secrets.randbits(60))
    rest = {**options(call, chat), "rows": [], "reply_keyboard": None}
    return [shown(world, send(world, chat, **content, **rest, album=album)) for content in contents]


METHODS = {"sendMediaGroup": send_media_group}
