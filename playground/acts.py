"""What people do in Telegram, and the update each act makes for the bot. Not: waiting for what the bot does."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from playground import wire
from playground.entities import utf16
from playground.links import with_links
from playground.model import Chat, Json, Message, User
from playground.params import trimmed
from playground.queries import Query
from playground.world import World

LONGEST = 4096


def say(
    world: World, user: User, text: str, *, reply_to: int | None = None, chat: int | None = None
) -> list[Message]:
    """Write a text; as a real client does, a long one goes as several messages."""
    return [
        arrive(world, user, chat=chat, reply_to=reply_to, text=part, entities=with_links(part, []))
        for part in pieces(text)
    ]


def pieces(text: str) -> list[str]:
    """Cut a text into messages of at most 4096 UTF-16 units."""
    text = trimmed(text, [])[0]
    if utf16(text) <= LONGEST:
        return [text] if text else []
    encoded = text.encode("utf-16-le")
    cut = len(encoded[: LONGEST * 2].decode("utf-16-le", "ignore"))
    return [text[:cut].rstrip(), *pieces(text[cut:])]


def arrive(world: World, user: User, *, chat: int | None = None, **content: Any) -> Message:
    """Put a person's message into a chat and tell the bot."""
    if user.blocked:
        raise ValueError(f"{user.name} has blocked the bot: unblock first")
    place = world.chats[chat or user.id]
    if place.id == user.id and not user.started:
        user.started = True
        world.tell("person", user.id, user)
    message = world.post(place, user.id, **content)
    if _heard(world, place, message):
        world.push("message", place.id, wire.message(world, message))
    return message


def _heard(world: World, chat: Chat, message: Message) -> bool:
    """In a group the bot hears only commands, mentions and replies to it."""
    if chat.type == "private":
        return True
    if chat.type == "direct" or world.bot.id not in chat.members:
        return False
    answered = chat.messages.get(message.reply_to or 0)
    mentioned = f"@{world.bot.username}".lower() in message.text.lower()
    return message.text.startswith("/") or mentioned or bool(answered and answered.from_bot)


def change(world: World, message: Message, text: str) -> None:
    """Edit one's own message."""
    message.text, message.entities = trimmed(text, with_links(text, []))
    message.edited_at, message.edits = world.now(), message.edits + 1
    world.touch(message, "edit")
    world.push("edited_message", message.chat_id, wire.message(world, message))


def send_file(
    world: World, user: User, kind: str, data: bytes, *, name: str = "", mime: str = "", caption: str = "",
    album: str = "", reply_to: int | None = None, duration: int = 0,
) -> Message:  # fmt: skip
    """Send a photo, voice message or document."""
    file = world.keep(kind, name, mime, data, duration)
    text, entities = trimmed(caption, with_links(caption, []))
    return arrive(
        world, user, kind=kind, media=wire.media(file), files=[file.id], text=text, entities=entities, album=album,
        reply_to=reply_to,
    )  # fmt: skip


def new_album() -> str:
    """Return a fresh `media_group_id`."""
    return str(secrets.randbits(60))


def send_contact(world: World, user: User, contact: Json) -> Message:
    """Send a person's card; one's own carries `user_id`."""
    return arrive(world, user, kind="contact", media={"contact": contact})


def share_users(world: World, user: User, wanted: Json, picked: Sequence[User]) -> Message:
    """Pick people for a button that asked for them; the bot learns no more of each than it asked for."""
    if not 1 <= len(picked) <= wanted.get("max_quantity", 1):
        raise ValueError(f"between 1 and {wanted.get('max_quantity', 1)} people can be chosen")
    if any(wanted.get("user_is_bot", one.is_bot) != one.is_bot for one in picked):
        raise ValueError("the button asks for others")
    users = [_shared(one, wanted) for one in picked]
    shared = {"request_id": wanted["request_id"], "users": users}
    return arrive(world, user, kind="users_shared", media={"users_shared": shared})


def _shared(user: User, wanted: Json) -> Json:
    shown: Json = {"user_id": user.id}
    if wanted.get("request_name"):
        shown |= {"first_name": user.first_name, "last_name": user.last_name}
    if wanted.get("request_username"):
        shown["username"] = user.username
    return {name: value for name, value in shown.items() if value}


def press(world: World, user: User, message: Message, data: str) -> Query:
    """Press a callback button, or forge such a press."""
    query = world.queries.ask(user.id, message.chat_id, message.id, data)
    payload = {
        "id": query.id,
        "from": wire.user(user),
        "message": wire.maybe_inaccessible(world, message),
        "chat_instance": str(abs(message.chat_id) * 7919),
        "data": data,
    }
    world.push("callback_query", message.chat_id, payload)
    return query


def ask_inline(world: World, user: User, text: str) -> Query:
    """Type @bot and a few words in any chat."""
    query = world.queries.ask(user.id, user.id)
    payload = {"id": query.id, "from": wire.user(user), "query": text, "offset": "", "chat_type": "private"}
    world.push("inline_query", user.id, payload)
    return query


def choose(world: World, user: User, result: Json, text: str, to: int | None = None) -> Message:
    """Send an inline result to the bot's own chat, or as the person's own message to somebody else."""
    content = dict(result["message"])
    file = world.files.get(content.pop("file", ""))
    if file:
        content |= {"media": wire.media(file), "files": [file.id]}
    if to is None:
        message = arrive(world, user, via_bot=True, **content)
    else:
        message = world.post(_between(world, user.id, to), user.id, via_bot=True, **content)
    payload = {"result_id": str(result["id"]), "from": wire.user(user), "query": text}
    world.push("chosen_inline_result", user.id, payload)
    return message


def _between(world: World, one: int, other: int) -> Chat:
    """Return the chat of two people, which the bot does not know."""
    low, high = sorted((one, other))
    chat_id = -(low * 1_000_000_000_000 + high)
    if chat_id not in world.chats:
        world.chats[chat_id] = Chat(chat_id, "direct", members=[low, high])
    return world.chats[chat_id]


def set_blocked(world: World, user: User, blocked: bool) -> None:
    """Block or unblock the bot; it learns by `my_chat_member`."""
    if user.blocked == blocked:
        return
    user.blocked = blocked
    world.tell("person", user.id, user)
    before, after = ("member", "kicked") if blocked else ("kicked", "member")
    payload = {
        "chat": wire.chat(world, world.chats[user.id]),
        "from": wire.user(user),
        "date": world.now(),
        "old_chat_member": _bot_as(world, before),
        "new_chat_member": _bot_as(world, after),
    }
    world.push("my_chat_member", user.id, payload)


def bring(world: World, user: User, chat: Chat) -> None:
    """Add the bot to a group, or take it out again; it learns by `my_chat_member` and a service message."""
    inside = world.bot.id in chat.members
    if inside:
        chat.members.remove(world.bot.id)
    else:
        chat.members.append(world.bot.id)
    world.tell("person", chat.id, chat)
    before, after = ("member", "left") if inside else ("left", "member")
    payload = {
        "chat": wire.chat(world, chat),
        "from": wire.user(user),
        "date": world.now(),
        "old_chat_member": _bot_as(world, before),
        "new_chat_member": _bot_as(world, after),
    }
    world.push("my_chat_member", chat.id, payload)
    if not inside:
        _serve(world, user, chat, "new_chat_members", [wire.user(world.bot)])


def upgrade(world: World, user: User, old: Chat, new_id: int) -> Chat:
    """Make a supergroup of a group: another id, nothing can be sent to the old one."""
    new = world.add_group(new_id, old.title, list(old.members))
    old.moved_to = new_id
    world.tell("person", old.id, old)
    _serve(world, user, old, "migrate_to_chat_id", new_id)
    _serve(world, user, new, "migrate_from_chat_id", old.id)
    return new


def _serve(world: World, user: User, chat: Chat, kind: str, value: Any) -> None:
    """What Telegram itself says in a group; bots are told, whatever their privacy."""
    message = world.post(chat, user.id, kind=kind, media={kind: value})
    world.push("message", chat.id, wire.message(world, message))


def _bot_as(world: World, status: str) -> Json:
    member: Json = {"user": wire.user(world.bot), "status": status}
    return {**member, "until_date": 0} if status == "kicked" else member
