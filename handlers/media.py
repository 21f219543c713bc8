"""What file a person's message carries. Not: downloading it."""

from aiogram.types import Message

from bot.domain.errors import BadInput
from bot.domain.notes import Note
from handlers.screen import Media


def note_of(message: Message) -> Note:
    """What a reply of staff says, to keep. Raises BadInput "note-what" for a sticker and its like."""
    file, words = media_of(message), message.text or message.caption
    if file is None and words is None:
        raise BadInput("note-what")
    return Note(message.message_id, words, *((file.kind, str(file.file)) if file else ("text", None)))


def media_of(message: Message) -> Media | None:
    """The message's photo (largest), voice, video, audio, animation, video note or document, by its file_id."""
    if message.photo:
        return Media("photo", message.photo[-1].file_id)
    if message.voice:
        return Media("voice", message.voice.file_id)
    if message.video:
        return Media("video", message.video.file_id, message.video.file_name)
    if message.audio:
        return Media("audio", message.audio.file_id, message.audio.file_name)
    if message.animation:  # an animation comes as a document too: it goes first
        return Media("animation", message.animation.file_id, message.animation.file_name)
    if message.video_note:
        return Media("video_note", message.video_note.file_id)
    if message.document:
        return Media("document", message.document.file_id, message.document.file_name)
    return None
