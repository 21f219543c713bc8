"""copyMessage and forwardMessage, one or many. Not: media of their own."""

from __future__ import annotations

from playground import wire
from playground.methods.common import caption_of, chat_id, options, send, shown, target
from playground.model import Chat, Json, Message
from playground.params import Call
from playground.refusal import bad
from playground.world import World

MOST = 100


def _content(message: Message) -> Json:
    return {
        "text": message.text,
        "entities": list(message.entities),
        "kind": message.kind,
        "media": message.media,
        "files": list(message.files),
    }


def copy_message(world: World, call: Call) -> Json:
    """Send the same content again, without saying whose it was; its keyboard is not copied."""
    chat = target(world, call)
    source = world.known(chat_id(call, "from_chat_id"))
    message = world.find(source, call.integer("message_id"), "message to copy")
    content = _content(message)
    if message.kind != "text" and "caption" in call.params:
        content["text"], content["entities"] = caption_of(call)
    return {"message_id": send(world, chat, **content, **options(call, chat)).id}


def copy_messages(world: World, call: Call) -> list[Json]:
    """Copy several; what is missing is skipped, albums stay albums."""
    chat = target(world, call)
    return [{"message_id": _again(world, chat, m, None, call).id} for m in _many(world, call)]


def forward_message(world: World, call: Call) -> Json:
    """Send the same content again with its author's name."""
    chat = target(world, call)
    source = world.known(chat_id(call, "from_chat_id"))
    message = world.find(source, call.integer("message_id"), "message to forward")
    return shown(world, _again(world, chat, message, _origin(world, message), call))


def forward_messages(world: World, call: Call) -> list[Json]:
    """Forward several; what is missing is skipped."""
    chat = target(world, call)
    return [{"message_id": _again(world, chat, m, _origin(world, m), call).id} for m in _many(world, call)]


def _again(world: World, chat: Chat, message: Message, origin: Json | None, call: Call) -> Message:
    silent = call.flag("disable_notification")
    return send(world, chat, **_content(message), origin=origin, silent=silent, album=message.album)


def _origin(world: World, message: Message) -> Json:
    if message.origin:
        return message.origin
    return {"type": "user", "sender_user": wire.user(world.users[message.sender_id]), "date": message.date}


def _many(world: World, call: Call) -> list[Message]:
    source = world.known(chat_id(call, "from_chat_id"))
    ids = call.value("message_ids", "message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad("message identifiers are not specified")
    if len(ids) > MOST:
        raise bad("too many message identifiers specified")
    found = [m for i in ids if (m := source.messages.get(int(i))) and not m.deleted]
    if not found:
        raise bad("message to copy not found")
    return found


METHODS = {
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
}
