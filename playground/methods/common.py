"""What every sending method shares: the chat, the reply, the limits of texts. Not: a method."""

from __future__ import annotations

from typing import Any

from playground import keyboards, wire
from playground.entities import utf16
from playground.model import Chat, Json, Message
from playground.params import Call, Entities
from playground.refusal import bad
from playground.world import World

TEXT = 4096
CAPTION = 1024


def chat_id(call: Call, name: str = "chat_id") -> int:
    """Return the chat's id; the playground has no public @names."""
    raw = call.params.get(name)
    if raw in (None, ""):
        raise bad(f"{name} is empty")
    try:
        return int(raw)
    except (TypeError, ValueError):
        raise bad("chat not found") from None


def target(world: World, call: Call) -> Chat:
    """Return the chat to write to, or raise `Refusal`."""
    return world.open(chat_id(call))


def text_of(call: Call, name: str = "text") -> tuple[str, Entities]:
    """Return a message's text, 1-4096 UTF-16 units after entities."""
    text, entities = call.formatted(name)
    if not text:
        raise bad("message text is empty")
    if utf16(text) > TEXT:
        raise bad("message is too long")
    return text, entities


def caption_of(call: Call) -> tuple[str, Entities]:
    """Return a caption, at most 1024 UTF-16 units after entities."""
    return checked_caption(call.formatted("caption", entities="caption_entities"))


def checked_caption(caption: tuple[str, Entities]) -> tuple[str, Entities]:
    """Pass a caption on unless it is too long."""
    if utf16(caption[0]) > CAPTION:
        raise bad("message caption is too long")
    return caption


def reply_to(call: Call, chat: Chat) -> int | None:
    """Return the id of the message replied to; a missing one is refused unless the call allows that."""
    raw = call.value("reply_parameters", "reply parameters")
    if raw is None:
        message_id, lax = call.integer("reply_to_message_id"), call.flag("allow_sending_without_reply")
    elif isinstance(raw, dict):
        message_id, lax = int(raw.get("message_id") or 0), bool(raw.get("allow_sending_without_reply"))
    else:
        raise bad("object expected as reply parameters")
    if not message_id:
        return None
    found = chat.messages.get(message_id)
    if found and not found.deleted:
        return message_id
    if lax:
        return None
    raise bad("message to be replied not found")


def options(call: Call, chat: Chat) -> Json:
    """Return what any message may have: keyboard, reply, silence."""
    markup = keyboards.read(call)
    return {
        "rows": markup.rows,
        "reply_keyboard": markup.reply,
        "reply_to": reply_to(call, chat),
        "silent": call.flag("disable_notification"),
        "protected": call.flag("protect_content"),
    }


def send(world: World, chat: Chat, **content: Any) -> Message:
    """Post as the bot."""
    return world.post(chat, world.bot.id, **content)


def shown(world: World, message: Message) -> Json:
    """Return the message as the answer of a call."""
    return wire.message(world, message)
