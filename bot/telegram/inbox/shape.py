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
    chat = _id(event.get("chat"))
    if chat is None and isinstance(message := event.get("message"), dict):
        chat = _id(message.get("chat"))
    return (user_of(raw) or 0) if chat is None else chat


def user_of(raw: Raw) -> int | None:
    """The account that acted."""
    event = event_of(raw)
    return _id(event.get("from") or event.get("user"))


def _id(who: object) -> int | None:
    """Nothing here trusts the shape: an update that is none must not end the intake."""
    found = who.get("id") if isinstance(who, dict) else None
    return found if isinstance(found, int) and abs(found) < 2**63 else None


def is_state(raw: Raw) -> bool:
    """Whether it tells how things are (blocked, unblocked, a group joined) and so must not be missed."""
    return "my_chat_member" in raw


def is_private(raw: Raw) -> bool:
    """Whether it came from the person's own chat: what somebody does in a group proves nothing of that chat."""
    return chat_of(raw) > 0


def is_stop(raw: Raw) -> bool:
    """Whether it is /stop in the person's own chat, which is never refused."""
    if not is_private(raw):
        return False
    message = raw.get("message")
    text = message.get("text") if isinstance(message, dict) else None
    return isinstance(text, str) and text.split("@")[0].strip().lower() == "/stop"


def blocks(raw: Raw) -> bool:
    """The account stopped the bot in their private chat."""
    change = raw.get("my_chat_member")
    if not isinstance(change, dict):
        return False
    chat, member = change.get("chat"), change.get("new_chat_member")
    if not isinstance(chat, dict) or not isinstance(member, dict) or chat.get("type") != "private":
        return False
    return member.get("status") in ("kicked", "left")


# What a pressed message carries and no handler reads: its screen is drawn from the database, never from itself.
_SPARE = ("reply_markup", "entities", "caption_entities", "link_preview_options", "from", "reply_to_message")


def lean(raw: Raw) -> Raw:
    """The update without the spare parts of a pressed message: making its eleven buttons into objects costs more
    than everything else in the update together."""
    press = raw.get("callback_query")
    if not isinstance(press, dict) or not isinstance(press.get("message"), dict):
        return raw
    message = {name: value for name, value in press["message"].items() if name not in _SPARE}
    return {**raw, "callback_query": {**press, "message": message}}
