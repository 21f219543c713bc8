"""editMessage…: text, caption, media, keyboard. Without `reply_markup` the keyboard goes, as in Telegram."""

from __future__ import annotations

from typing import Any

from playground.keyboards import read_inline
from playground.methods.albums import read_media
from playground.methods.common import caption_of, shown, target, text_of
from playground.model import Json, Message, Rows
from playground.params import Call
from playground.refusal import bad
from playground.world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)


def _editable(world: World, call: Call) -> Message:
    if call.has("inline_message_id"):
        raise bad("MESSAGE_ID_INVALID")
    chat = target(world, call)
    if not call.integer("message_id"):
        raise bad("message identifier is not specified")
    message = world.find(chat, call.integer("message_id"), "message to edit")
    # Messages that brought a reply keyboard, or took one away, cannot be edited.
    if message.sender_id != world.bot.id or message.reply_keyboard or message.origin:
        raise bad("message can't be edited")
    return message


def _apply(world: World, message: Message, rows: Rows, **content: Any) -> Json:
    fresh = {**content, "rows": rows}
    if all(getattr(message, name) == value for name, value in fresh.items()):
        raise bad(SAME)
    for name, value in fresh.items():
        setattr(message, name, value)
    message.edited_at = world.now()
    message.edits += 1
    world.touch(message, "edit")
    return shown(world, message)


def edit_text(world: World, call: Call) -> Json:
    """Change the text."""
    message = _editable(world, call)
    text, entities = text_of(call)
    rows = read_inline(call)
    if message.kind != "text":
        raise bad("there is no text in the message to edit")
    return _apply(world, message, rows, text=text, entities=entities)


def edit_caption(world: World, call: Call) -> Json:
    """Change the caption."""
    message = _editable(world, call)
    text, entities = caption_of(call)
    rows = read_inline(call)
    if message.kind not in ("photo", "document", "voice", "video"):
        raise bad("there is no caption in the message to edit")
    return _apply(world, message, rows, text=text, entities=entities)


def edit_media(world: World, call: Call) -> Json:
    """Change picture or file with its caption; in an album the kind stays."""
    message = _editable(world, call)
    rows = read_inline(call)
    content = read_media(world, call, call.value("media", "input media"))
    if message.album and content["kind"] != message.kind:
        raise bad("can't use the media of the specified type in the album")
    if message.kind == "voice":
        raise bad("message can't be edited")
    return _apply(world, message, rows, **content)


def edit_keyboard(world: World, call: Call) -> Json:
    """Change or take away the inline keyboard."""
    return _apply(world, _editable(world, call), read_inline(call))


METHODS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_keyboard,
}
