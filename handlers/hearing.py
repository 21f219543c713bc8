"""A message of a person as the use cases take it: its words, its file, its album. Not: what it is taken for."""

from aiogram.enums import ContentType
from aiogram.types import Message

from bot.domain.errors import BadInput
from bot.domain.talk import Heard, WordKind
from handlers.media import media_of

_SERVICE = frozenset(
    {
        ContentType.PINNED_MESSAGE,
        ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED,
        ContentType.CHAT_BACKGROUND_SET,
        ContentType.WRITE_ACCESS_ALLOWED,
        ContentType.CONNECTED_WEBSITE,
        ContentType.SUCCESSFUL_PAYMENT,
    }
)


def heard(message: Message, text: str | None = None) -> Heard:
    """The message as it came; `text` stands for its own. What cannot be passed on (a poll, a game): BadInput."""
    file = media_of(message)
    said = text if text is not None else message.text or message.caption or described(message)
    if file is None and not said:
        raise BadInput("talk-unsupported")
    return Heard(
        chat_id=message.chat.id,
        message_id=message.message_id,
        kind=WordKind.TEXT if file is None else WordKind(file.kind),
        text=said,
        file_id=None if file is None else str(file.file),
        file_name=None if file is None else file.name,
        album=message.media_group_id,
    )


def typed(message: Message) -> str:
    """The text of a message that must be one. Raises BadInput."""
    if not message.text:
        raise BadInput("complaint-type-it")
    return message.text


def is_service(message: Message) -> bool:
    """Whether it is Telegram that tells something (a pinned message, a changed timer), not the person."""
    return message.content_type in _SERVICE


def described(message: Message) -> str:
    """In words what has neither text nor file."""
    if message.venue:
        place = message.venue.location
        return f"📍 {message.venue.title}, {message.venue.address} ({place.latitude}, {place.longitude})"
    if message.location:
        return f"📍 {message.location.latitude}, {message.location.longitude}"
    if message.contact:
        names = [message.contact.first_name, message.contact.last_name, message.contact.phone_number]
        return "📇 " + " ".join(name for name in names if name)
    if message.sticker:
        return message.sticker.emoji or "🙂"
    return ""
