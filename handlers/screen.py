"""What a renderer gives: the text, keyboard and media of one message. Not: wording, sending."""

import re
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Literal

from aiogram.types import InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove

Keyboard = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove


_MOST, _MOST_UNDER_MEDIA = (
    4096,
    1024,
)  # Telegram's own limits, counted in UTF-16 after the marks are taken out
_ROOM = 2  # for the sign that something is missing

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


def fitted(screen: Screen) -> Screen:
    """The screen as Telegram takes it: a text that is too long for it loses its marks and its end, not the reader."""
    most = _MOST if screen.media is None else _MOST_UNDER_MEDIA
    if len(screen.text) <= most // 2:  # cannot be too long
        return screen
    units = unescape(re.sub(r"<[^>]*>", "", screen.text)).encode("utf-16-le")
    if len(units) <= most * 2:
        return screen
    kept = units[: (most - _ROOM) * 2].decode("utf-16-le", "ignore").rstrip()
    return replace(screen, text=escape(f"{kept}…", quote=False))
