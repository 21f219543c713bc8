"""The things of the pretended Telegram: users, chats, messages, files. Not: what may be done with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playground.entities import to_html

Json = dict[str, Any]
Rows = list[list[Json]]


@dataclass(slots=True)
class User:
    """A person, or the bot itself."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "en"
    role: str = ""
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class File:
    """Bytes that somebody sent, under the kind Telegram keeps them as (photo, document, voice…)."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes = field(repr=False)
    path: str = ""
    width: int = 0
    height: int = 0
    duration: int = 0

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)


@dataclass(slots=True)
class Message:
    """One message, alive: edits and deletion show on the object that a test holds.

    `text` is the caption when there is media; `date` and `edited_at` are Unix seconds of the playground's clock.
    """

    id: int
    chat_id: int
    sender_id: int
    date: int
    from_bot: bool = False
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    kind: str = "text"
    media: Json = field(default_factory=dict)
    rows: Rows = field(default_factory=list)
    reply_keyboard: Json | None = None
    reply_to: int | None = None
    album: str = ""
    edited_at: int = 0
    edits: int = 0
    deleted: bool = False
    via_bot: bool = False
    silent: bool = False
    protected: bool = False
    origin: Json | None = None
    reactions: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    revision: int = 0

    @property
    def html(self) -> str:
        """Text with its formatting as HTML."""
        return to_html(self.text, self.entities)

    @property
    def buttons(self) -> list[list[str]]:
        """Labels of the inline keyboard, row by row."""
        return [[button["text"] for button in row] for row in self.rows]

    @property
    def labels(self) -> list[str]:
        """Labels of the inline keyboard in one list."""
        return [button["text"] for row in self.rows for button in row]

    @property
    def photo(self) -> str | None:
        """Id of the photo's file."""
        return self.files[0] if self.kind == "photo" else None

    @property
    def document(self) -> str | None:
        """Id of the document's file."""
        return self.files[0] if self.kind == "document" else None

    @property
    def voice(self) -> str | None:
        """Id of the voice message's file."""
        return self.files[0] if self.kind == "voice" else None


@dataclass(slots=True)
class Chat:
    """A private chat with the bot (its id is the person's), a group, or two people between themselves."""

    id: int
    type: str = "private"
    title: str = ""
    members: list[int] = field(default_factory=list)
    keyboard: Json | None = None
    keyboard_used: bool = False
    pinned: list[int] = field(default_factory=list)
    menu: Json | None = None
    moved_to: int = 0
    messages: dict[int, Message] = field(default_factory=dict, repr=False)
