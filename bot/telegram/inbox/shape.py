"""What can be told of a raw update without making it an object: its chat, its account, whether it is a block."""

from collections.abc import Mapping
from typing import Any

Raw = Mapping[str, Any]


def event_of(raw: Raw) -> Raw:
    """The one thing that happened."""
    return next((value for value in raw.values() if isinstance(value, dict)), {})


def chat_of(raw: Raw) -> int:
    """The chat which keeps the order; without one the account, which is the private chat as well."""
    event = event_of(raw)
    chat = event.get("chat") or (event.get("message") or {}).get("chat")
    if chat is not None:
        return int(chat["id"])
    return user_of(raw) or 0


def user_of(raw: Raw) -> int | None:
    """The account that acted."""
    event = event_of(raw)
    user = event.get("from") or event.get("user")
    return None if user is None else int(user["id"])


def blocks(raw: Raw) -> bool:
    """The account stopped the bot in their private chat."""
    change = raw.get("my_chat_member")
    if change is None or change["chat"].get("type") != "private":
        return False
    return change["new_chat_member"].get("status") in ("kicked", "left")


# What a pressed message carries and no handler reads: its screen is drawn from the database, never from itself.
_SPARE = ("reply_markup", "entities", "caption_entities", "link_preview_options", "from", "reply_to_message")


def lean(raw: Raw) -> Raw:
    """The update without the spare parts of a pressed message: making its eleven buttons into objects costs more
    than everything else in the update together."""
    press = raw.get("callback_query")
    if press is None or "message" not in press:
        return raw
    message = {name: value for name, value in press["message"].items() if name not in _SPARE}
    return {**raw, "callback_query": {**press, "message": message}}
