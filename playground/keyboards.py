"""Reads `reply_markup` as strictly as Telegram does. Not: what a press does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playground.model import Json, Rows
from playground.params import Call
from playground.refusal import Refusal, bad

PER_ROW = 8
IN_ALL = 100
CALLBACK_BYTES = 64
COPY_CHARS = 256
MOST_PICKED = 10
ACTIONS = (
    "url", "callback_data", "copy_text", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "web_app", "login_url", "pay", "callback_game",
)  # fmt: skip


@dataclass(slots=True)
class Markup:
    """What was asked for: inline rows, or a reply keyboard (also its removal) as given."""

    rows: Rows = field(default_factory=list)
    reply: Json | None = None
    given: bool = False


def read(call: Call) -> Markup:
    """Return the markup of the call; raise `Refusal` for what Telegram would refuse."""
    raw = call.value("reply_markup", "reply keyboard markup")
    if raw is None:
        return Markup()
    if not isinstance(raw, dict):
        raise bad("object expected as reply markup")
    if "inline_keyboard" in raw:
        return Markup(rows=inline_rows(raw["inline_keyboard"]), given=True)
    if "keyboard" in raw:
        rows = _rows(raw["keyboard"], "keyboard", _reply_button)
        if len(raw.get("input_field_placeholder") or "") > 64:
            raise bad("input field placeholder is too long")
        return Markup(reply={**raw, "keyboard": rows}, given=True)
    if raw.get("remove_keyboard") or raw.get("force_reply"):
        return Markup(reply=raw, given=True)
    return Markup(given=True)


def read_inline(call: Call) -> Rows:
    """Return the inline rows of an edit; other keyboards cannot be set by one."""
    markup = read(call)
    if markup.reply:
        raise bad("inline keyboard expected")
    return markup.rows


def inline_rows(raw: Any) -> Rows:
    """Return the rows of an inline keyboard."""
    return _rows(raw, "inline_keyboard", _inline_button)


def _rows(raw: Any, name: str, check: Callable[[Any], Json]) -> Rows:
    if not isinstance(raw, list) or not all(isinstance(row, list) for row in raw):
        raise bad(f'field "{name}" must be an Array of Arrays')
    rows = [[check(button) for button in row] for row in raw if row]
    if sum(map(len, rows)) > IN_ALL or any(len(row) > PER_ROW for row in rows):
        raise bad("reply markup is too long")
    return rows


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
    if not button["text"].strip():
        raise bad("reply keyboard button text must be non-empty")
    if button.get("request_users") is not None:
        _request_users(button["request_users"])
    return button


def _request_users(wanted: Any) -> None:
    number = wanted.get("request_id") if isinstance(wanted, dict) else None
    if not isinstance(number, int) or not -(2**31) <= number < 2**31:
        raise bad('can\'t parse keyboard button: field "request_id" must be a 32-bit integer')
    if not 1 <= wanted.get("max_quantity", 1) <= MOST_PICKED:
        raise bad("BUTTON_USERS_QUANTITY_INVALID")


def _inline_button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise _unread("InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise _unread('Can\'t find field "text"')
    if not button["text"].strip():
        raise bad("BUTTON_TEXT_INVALID")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if len(actions) != 1:
        raise _unread("Text buttons are unallowed in the inline keyboard")
    if check := CHECKS.get(actions[0]):
        check(button[actions[0]])
    return button


def _unread(reason: str) -> Refusal:
    return bad(f"can't parse inline keyboard button: {reason}")


def _callback(data: Any) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= CALLBACK_BYTES:
        raise bad("BUTTON_DATA_INVALID")


def _url(url: Any) -> None:
    if not isinstance(url, str) or not url:
        raise bad("BUTTON_URL_INVALID")
    scheme = re.match(r"([A-Za-z][\w+.-]*):", url)
    if scheme and scheme[1].lower() not in ("http", "https", "tg", "ton") and "." not in scheme[1]:
        raise bad(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    host = re.match(r"(?:https?://)?([^\s/?#:]+)", url, re.IGNORECASE)
    if not (scheme and scheme[1].lower() in ("tg", "ton")) and not (host and "." in host[1].strip(".")):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _copy(copy: Any) -> None:
    if not isinstance(copy, dict) or not 1 <= len(str(copy.get("text", ""))) <= COPY_CHARS:
        raise bad("BUTTON_COPY_TEXT_INVALID")


CHECKS = {"callback_data": _callback, "url": _url, "copy_text": _copy}
