"""answerCallbackQuery and answerInlineQuery. Not: asking."""

from __future__ import annotations

from typing import Any

from playground.entities import utf16
from playground.keyboards import inline_rows
from playground.methods.common import CAPTION, TEXT
from playground.methods.media import known_file
from playground.model import Json
from playground.params import Call, formatted
from playground.refusal import bad
from playground.world import World

TOAST = 200
RESULTS = 50


def answer_callback(world: World, call: Call) -> bool:
    """End a press with a toast, an alert or nothing; once, and within 15 seconds of real time."""
    text = call.text("text")
    if utf16(text) > TOAST:
        raise bad("MESSAGE_TOO_LONG")
    answer = {"text": text, "alert": call.flag("show_alert"), "url": call.text("url")}
    query = world.queries.answer(call.text("callback_query_id"), answer)
    world.tell("answer", query.chat_id, query)
    return True


def answer_inline(world: World, call: Call) -> bool:
    """Offer results for an inline query."""
    raw = call.value("results", "inline query results")
    if not isinstance(raw, list):
        raise bad("expected an Array of inline query results")
    if len(raw) > RESULTS:
        raise bad("too many inline query results specified")
    results = [_result(world, item) for item in raw]
    ids = [item["id"] for item in results]
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    params = {
        "results": results,
        "is_personal": call.flag("is_personal"),
        "cache_time": call.integer("cache_time"),
    }
    query = world.queries.answer(call.text("inline_query_id"), params)
    world.tell("inline", query.user_id, query)
    return True


def _result(world: World, item: Any) -> Json:
    """Check one result and add `message`: the content of what will be sent."""
    if not isinstance(item, dict):
        raise bad("can't parse inline query result: Inline query result must be an object")
    if not 1 <= len(str(item.get("id", "")).encode()) <= 64:
        raise bad("RESULT_ID_INVALID")
    reader = {"article": _article, "photo": _photo}.get(str(item.get("type")))
    if not reader:
        raise bad(f'can\'t parse inline query result: type "{item.get("type")}" is unsupported')
    markup = (item.get("reply_markup") or {}).get("inline_keyboard") or []
    return {**item, "message": {**reader(world, item), "rows": inline_rows(markup)}}


def _article(_: World, item: Json) -> Json:
    content = item.get("input_message_content") or {}
    if not item.get("title"):
        raise bad("can't parse inline query result: Can't find field \"title\"")
    mode, given = content.get("parse_mode") or "", content.get("entities") or []
    text, entities = formatted(content.get("message_text") or "", mode, given)
    if not text or utf16(text) > TEXT:
        raise bad("message text is empty" if not text else "message is too long")
    return {"text": text, "entities": entities}


def _photo(world: World, item: Json) -> Json:
    if not item.get("photo_file_id"):
        raise bad("failed to get HTTP URL content")
    file = known_file(world, item["photo_file_id"], "photo")
    given = item.get("caption_entities") or []
    text, entities = formatted(item.get("caption") or "", item.get("parse_mode") or "", given)
    if utf16(text) > CAPTION:
        raise bad("message caption is too long")
    return {"text": text, "entities": entities, "kind": "photo", "file": file.id}


METHODS = {"answerCallbackQuery": answer_callback, "answerInlineQuery": answer_inline}
