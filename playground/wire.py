"""The world's things as the Bot API's JSON. Not: deciding anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playground.model import Chat, File, Json, Message, User

if TYPE_CHECKING:
    from playground.world import World

FILE_PREFIX = {
    "photo": "AgACAgIAAxk",
    "document": "BQACAgIAAxk",
    "voice": "AwACAgIAAxk",
    "video": "BAACAgIAAxk",
}
THUMB = 90


def small_id(file: File) -> str:
    """Id of the small size of a photo; Telegram offers every photo in several sizes."""
    return f"{file.id}s"


def user(person: User) -> Json:
    """User object."""
    shown: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    if person.last_name:
        shown["last_name"] = person.last_name
    if person.username:
        shown["username"] = person.username
    if not person.is_bot:
        shown["language_code"] = person.language_code
    return shown


def chat(world: World, place: Chat) -> Json:
    """Chat object."""
    person = world.users.get(place.id)
    if not person:
        return {"id": place.id, "title": place.title, "type": place.type}
    shown = {k: v for k, v in user(person).items() if k not in ("is_bot", "language_code")}
    return {**shown, "type": "private"}


def media(file: File) -> Json:
    """Content field of a message that carries this file: `{"photo": [...]}`, `{"document": {...}}`…"""
    base: Json = {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": file.size}
    if file.kind == "photo":
        small = {**base, "file_id": small_id(file), "file_unique_id": f"{file.unique_id}s"}
        side = max(file.width, file.height)
        small["width"], small["height"] = (
            max(1, file.width * THUMB // side),
            max(1, file.height * THUMB // side),
        )
        return {"photo": [small, {**base, "width": file.width, "height": file.height}]}
    base["mime_type"] = file.mime
    if file.kind == "voice":
        return {"voice": {**base, "duration": file.duration}}
    if file.kind == "video":
        return {
            "video": {**base, "duration": file.duration, "width": 320, "height": 240, "file_name": file.name}
        }
    return {"document": {**base, "file_name": file.name}}


def message(world: World, sent: Message, *, nested: bool = False) -> Json:
    """Message object; a message it replies to is shown without its own reply."""
    place = world.chats[sent.chat_id]
    shown: Json = {
        "message_id": sent.id,
        "from": user(world.users[sent.sender_id]),
        "chat": chat(world, place),
        "date": sent.date,
    }
    _content(sent, shown)
    if sent.reply_to and not nested:
        answered = place.messages.get(sent.reply_to)
        if answered and not answered.deleted:
            shown["reply_to_message"] = message(world, answered, nested=True)
    if sent.via_bot:
        shown["via_bot"] = user(world.bot)
    return shown


def _content(sent: Message, shown: Json) -> None:
    caption = "" if sent.kind == "text" else "caption_"
    if sent.text:
        shown["text" if not caption else "caption"] = sent.text
    if sent.entities:
        shown[f"{caption}entities"] = sent.entities
    shown.update(sent.media)
    if sent.rows:
        shown["reply_markup"] = {"inline_keyboard": sent.rows}
    if sent.album:
        shown["media_group_id"] = sent.album
    if sent.edited_at:
        shown["edit_date"] = sent.edited_at
    if sent.origin:
        shown["forward_origin"] = sent.origin
    if sent.protected:
        shown["has_protected_content"] = True


def maybe_inaccessible(world: World, sent: Message) -> Json:
    """Message of a callback: what is deleted shows only where it was."""
    if sent.deleted:
        return {"chat": chat(world, world.chats[sent.chat_id]), "message_id": sent.id, "date": 0}
    return message(world, sent)
