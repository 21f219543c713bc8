"""What a renderer gives: the text, keyboard and media of one message. Not: wording, sending."""

from dataclasses import dataclass
from typing import Literal

from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


MediaKind = Literal["photo", "document", "voice", "video", "audio", "animation", "video_note"]


@dataclass(frozen=True, slots=True)
class Media:
    """One file: bytes to upload under `name`, or a file_id that Telegram already has."""

    kind: MediaKind
    file: str | bytes
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """One message. With `media` the text is its caption; an `album` is sent after the text, as a message of its own.

    `reply_to`: a message of the same chat that this one answers; if it is gone, the message comes without it.
    """

    text: str
    keyboard: Keyboard | None = None
    media: Media | None = None
    album: tuple[Media, ...] = ()
    reply_to: int | None = None
