"""What the page is told about people, chats and messages. Not: HTML, which the page makes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.model import Chat, File, Json, Message, User

if TYPE_CHECKING:
    from playground.world import World

SHOWN = 300
"""Messages of a chat that the page gets at once."""


def person(user: User) -> Json:
    """One line of the person switch."""
    return {
        "id": user.id,
        "name": user.name,
        "first_name": user.first_name,
        "username": user.username,
        "language": user.language_code,
        "role": user.role,
        "started": user.started,
        "blocked": user.blocked,
    }


def people(world: World) -> list[Json]:
    """Everybody, in the order they came."""
    return [person(user) for user in world.users.values() if not user.is_bot]


def phones(world: World, chat: Chat) -> list[int]:
    """Whose phones show this chat."""
    return [chat.id] if chat.id in world.users else [i for i in chat.members if i != world.bot.id]


def message(world: World, sent: Message) -> Json:
    """A message as the page draws it."""
    chat = world.chats[sent.chat_id]
    shown: Json = {
        "id": sent.id, "chat": sent.chat_id, "phones": phones(world, chat), "where": _where(world, chat),
        "sender": sent.sender_id, "name": world.users[sent.sender_id].name, "bot": sent.from_bot, "date": sent.date,
        "text": sent.text, "entities": sent.entities, "kind": sent.kind, "rows": sent.rows, "album": sent.album,
        "edited": sent.edited_at, "edits": sent.edits, "deleted": sent.deleted, "via": sent.via_bot,
        "silent": sent.silent, "reactions": sent.reactions, "pinned": sent.id in chat.pinned,
        "forwarded": bool(sent.origin), "files": [_file(world.files[i]) for i in sent.files],
    }  # fmt: skip
    if sent.kind in ("contact", "location", "users_shared"):
        shown["card"] = sent.media[sent.kind]
    if answered := chat.messages.get(sent.reply_to or 0):
        quoted = _quoted(answered)
        shown["reply"] = {"id": answered.id, "name": world.users[answered.sender_id].name, "text": quoted}
    return shown


def _where(world: World, chat: Chat) -> str:
    if chat.type == "direct":
        return " · ".join(world.users[i].first_name for i in chat.members)
    return chat.title


def _quoted(answered: Message) -> str:
    if answered.deleted:
        return "Deleted message"
    return " ".join(answered.text.split())[:120] or answered.kind.title()


def _file(file: File) -> Json:
    return {
        "id": file.id,
        "name": file.name or file.path.rpartition("/")[2],
        "size": file.size,
        "mime": file.mime,
        "width": file.width,
        "height": file.height,
        "duration": file.duration,
    }


def keyboard(chat: Chat) -> Json:
    """The reply keyboard of a chat; `used` when a one-time one is folded away."""
    markup = chat.keyboard or {}
    return {
        "rows": markup.get("keyboard") or [],
        "placeholder": markup.get("input_field_placeholder") or "",
        "used": chat.keyboard_used,
    }


def groups(world: World, user: User) -> list[Json]:
    """The groups a person is in, and whether the bot is there."""
    return [
        {"id": chat.id, "title": chat.title, "inside": world.bot.id in chat.members}
        for chat in world.chats.values()
        if chat.type in ("group", "supergroup") and user.id in chat.members and not chat.moved_to
    ]


def history(world: World, user: User) -> Json:
    """Everything one phone shows when it is opened."""
    chat = world.chats[user.id]
    places = [chat, *(c for c in world.chats.values() if c.id != user.id and user.id in phones(world, c))]
    sent = [m for place in places for m in list(place.messages.values())[-SHOWN:] if not m.deleted]
    return {
        "person": person(user),
        "messages": [message(world, m) for m in sorted(sent, key=lambda m: m.id)[-SHOWN:]],
        "keyboard": keyboard(chat),
        "commands": world.profile.menu_for(user.id, user.language_code),
        "about": world.profile.text("description", user.language_code),
        "groups": groups(world, user),
    }
