"""Everything the pretended Telegram knows, and the few ways it changes. Pure state: no HTTP, no files, no waiting."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from playground import wire
from playground.model import Chat, File, Json, Message, User
from playground.pictures import look
from playground.profile import Profile
from playground.queries import Queries
from playground.refusal import Refusal, bad, forbidden
from playground.updates import Updates

Clock = Callable[[], datetime]
Listener = Callable[[str, int, Any], None]

FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos"}


class World:
    """State by key only: no call looks through all messages.

    A listener gets (event, chat id, thing): message, edit, delete, pin, typing, answer, inline, keyboard, person,
    profile, file.
    """

    def __init__(self, clock: Clock, bot: User) -> None:
        self.clock = clock
        self.bot = bot
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, File] = {}
        self.paths: dict[str, File] = {}
        self.updates = Updates(next_id=100_000)
        self.queries = Queries()
        self.profile = Profile()
        self.listeners: list[Listener] = []
        self.revision = 0
        self.next_message = 1
        self.next_file = 1

    def now(self) -> int:
        """Unix seconds by the playground's clock."""
        return int(self.clock().timestamp())

    def tell(self, event: str, chat_id: int, thing: Any) -> None:
        """Tell all who listen."""
        for listener in self.listeners:
            listener(event, chat_id, thing)

    # --- people and chats

    def add_user(self, user: User) -> User:
        """Let a person exist; they have not met the bot yet."""
        self.users[user.id] = user
        self.chats.setdefault(user.id, Chat(user.id, members=[user.id]))
        self.tell("person", user.id, user)
        return user

    def add_group(self, chat_id: int, title: str, members: list[int]) -> Chat:
        """Make a group with the bot in it; `chat_id` is negative."""
        chat = self.chats[chat_id] = Chat(chat_id, "supergroup", title, members)
        self.tell("person", chat_id, chat)
        return chat

    def known(self, chat_id: int) -> Chat:
        """Return a chat the bot may know of, or raise `Refusal` ("chat not found")."""
        chat = self.chats.get(chat_id)
        if not chat or chat.type == "direct":
            raise bad("chat not found")
        user = self.users.get(chat_id)
        if user and not user.started:
            raise bad("chat not found")
        return chat

    def open(self, chat_id: int) -> Chat:
        """Return a chat the bot may write to now, or raise `Refusal`."""
        chat = self.known(chat_id)
        user = self.users.get(chat_id)
        if user and user.deactivated:
            raise forbidden("user is deactivated")
        if user and user.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.moved_to:
            moved = {"migrate_to_chat_id": chat.moved_to}
            raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", moved)
        if not user and self.bot.id not in chat.members:
            raise forbidden("bot was kicked from the group chat")
        return chat

    # --- messages

    def post(self, chat: Chat, sender_id: int, **content: Any) -> Message:
        """Put a new message into the chat."""
        message = Message(self.next_message, chat.id, sender_id, self.now(), **content)
        message.from_bot = sender_id == self.bot.id
        self.next_message += 1
        chat.messages[message.id] = message
        if message.from_bot and message.reply_keyboard:
            self._set_keyboard(chat, message.reply_keyboard)
        self.touch(message, "message")
        return message

    def _set_keyboard(self, chat: Chat, markup: Json) -> None:
        chat.keyboard = None if markup.get("remove_keyboard") else markup
        chat.keyboard_used = False
        self.tell("keyboard", chat.id, chat)

    def touch(self, message: Message, event: str) -> None:
        """Mark a message as changed now."""
        self.revision += 1
        message.revision = self.revision
        self.tell(event, message.chat_id, message)

    def delete(self, message: Message) -> None:
        """Take the message away for everybody."""
        message.deleted = True
        chat = self.chats[message.chat_id]
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
        self.touch(message, "delete")

    def find(self, chat: Chat, message_id: int, what: str) -> Message:
        """Return a message that is there, or raise `Refusal` ("<what> not found")."""
        message = chat.messages.get(message_id)
        if not message or message.deleted:
            raise bad(f"{what} not found")
        return message

    # --- files

    def keep(self, kind: str, name: str, mime: str, data: bytes, duration: int = 0) -> File:
        """Keep bytes under a new file id; raise `Refusal` when a photo is no picture."""
        width, height = look(data) if kind == "photo" else (0, 0)
        if kind == "photo" and not width:
            raise bad("IMAGE_PROCESS_FAILED")
        number, self.next_file = self.next_file, self.next_file + 1
        folder = FOLDERS.get(kind, "documents")
        ending = {"photo": "jpg", "voice": "oga"}.get(kind) or (
            name.rpartition(".")[2] if "." in name else "bin"
        )
        file = File(
            id=f"{wire.FILE_PREFIX[kind]}{number:06d}{secrets.token_urlsafe(24)}",
            unique_id=f"AQAD{number:08d}",
            kind=kind, name=name, mime=mime, data=data, path=f"{folder}/file_{number}.{ending}",
            width=width, height=height, duration=duration,
        )  # fmt: skip
        self.restore_file(file)
        self.tell("file", 0, file)
        return file

    def restore_file(self, file: File) -> None:
        """Make a file findable by its ids and its path."""
        self.files[file.id] = self.paths[file.path] = file
        if file.kind == "photo":
            self.files[wire.small_id(file)] = file

    # --- updates

    def push(self, kind: str, key: int, payload: Json) -> None:
        """Queue an update for the bot."""
        self.updates.put(kind, key, payload)
