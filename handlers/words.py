"""A message of a client as words to keep. Not: what they are about."""

from aiogram.types import Message

from bot.domain.surveys import Words
from handlers.hearing import described
from handlers.media import media_of


def words_of(message: Message) -> Words | None:
    """What a message says, raw; None for what nobody can keep (a poll, a game). A sticker is kept as its emoji."""
    media, text = media_of(message), message.text or message.caption or described(message) or None
    if media is None and text is None:
        return None
    kind, file = ("text", None) if media is None else (media.kind, str(media.file))
    return Words(kind, text, file, message.chat.id, message.message_id)
