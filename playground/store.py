"""Keeps the world in an SQLite file, so that ids and chats go on after a restart. Not: the bot's own storage."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from playground.model import Chat, File, Message, User
from playground.updates import Update
from playground.world import World

AHEAD = 1000
"""Ids kept in reserve: after a kill, none that was given out since the last write comes again."""
PAUSE = 0.05
"""Seconds between a change and its write."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS things (kind TEXT, id TEXT, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blobs (id TEXT PRIMARY KEY, data BLOB NOT NULL);
"""
MESSAGE_FIELDS = [f.name for f in fields(Message)]


class Store:
    """Writes what changed, soon and in batches."""

    def __init__(self, path: Path, world: World) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.world = world
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; {SCHEMA}")
        self._dirty: dict[tuple[str, str], Any] = {}
        self._timer: asyncio.TimerHandle | None = None

    def open(self) -> None:
        """Load the world, then follow it."""
        rows: dict[str, list[Any]] = {}
        for kind, body in self._db.execute("SELECT kind, body FROM things ORDER BY kind, length(id), id"):
            rows.setdefault(kind, []).append(json.loads(body))
        self._load(rows)
        world = self.world
        world.listeners.append(self._changed)
        world.updates.listeners.append(lambda update: self._mark("update", str(update.id), update))
        world.updates.confirmed.append(lambda update_id: self._mark("update", str(update_id), None))

    def _load(self, rows: dict[str, list[Any]]) -> None:
        world = self.world
        for body in rows.get("user", ()):
            world.users[body["id"]] = User(**body)
        for body in rows.get("chat", ()):
            world.chats[body["id"]] = Chat(**body)
        for body in rows.get("message", ()):
            message = Message(**body)
            world.chats[message.chat_id].messages[message.id] = message
            world.revision = max(world.revision, message.revision)
        for body in rows.get("file", ()):
            (data,) = self._db.execute("SELECT data FROM blobs WHERE id = ?", (body["id"],)).fetchone()
            world.restore_file(File(**body, data=data))
        for body in rows.get("profile", ()):
            world.profile.commands, world.profile.texts = body["commands"], body["texts"]
        for body in rows.get("ids", ()):
            world.next_message, world.next_file = body["message"], body["file"]
            world.updates.next_id = body["update"]
        for body in rows.get("update", ()):
            world.updates.restore(Update(**body))

    def saved_clock(self) -> float | None:
        """Return the playground's time at the last write, Unix seconds."""
        row = self._db.execute("SELECT body FROM things WHERE kind = 'ids'").fetchone()
        return float(json.loads(row[0])["clock"]) if row else None

    def close(self) -> None:
        """Write everything and let go of the file."""
        if self._timer:
            self._timer.cancel()
        self.flush(ahead=0)
        self._db.close()

    def _changed(self, event: str, chat_id: int, thing: Any) -> None:
        if isinstance(thing, Message):
            self._mark("message", f"{thing.chat_id}:{thing.id}", thing)
        elif isinstance(thing, User):
            self._mark("user", str(thing.id), thing)
        elif isinstance(thing, File):
            self._mark("file", thing.id, thing)
        elif event == "profile":
            self._mark("profile", "", thing)
        if (chat := self.world.chats.get(chat_id)) and not isinstance(thing, File):
            self._mark("chat", str(chat.id), chat)

    def _mark(self, kind: str, key: str, thing: Any) -> None:
        self._dirty[kind, key] = thing
        if not self._timer:
            self._timer = asyncio.get_running_loop().call_later(PAUSE, self.flush)

    def flush(self, ahead: int = AHEAD) -> None:
        """Write what changed, in one transaction."""
        self._timer = None
        dirty, self._dirty = self._dirty, {}
        world = self.world
        ids: dict[str, float] = {"message": world.next_message + ahead, "file": world.next_file + ahead}
        ids |= {"update": world.updates.next_id + ahead, "clock": world.clock().timestamp()}
        self._db.execute("BEGIN")
        for (kind, key), thing in dirty.items():
            self._write(kind, key, thing)
        self._put("ids", "", ids)
        self._db.execute("COMMIT")

    def _write(self, kind: str, key: str, thing: Any) -> None:
        if thing is None:
            self._db.execute("DELETE FROM things WHERE kind = ? AND id = ?", (kind, key))
            return
        if kind == "file":
            self._db.execute("INSERT OR REPLACE INTO blobs VALUES (?, ?)", (key, thing.data))
        self._put(kind, key, _body(thing))

    def _put(self, kind: str, key: str, body: Any) -> None:
        self._db.execute("INSERT OR REPLACE INTO things VALUES (?, ?, ?)", (kind, key, json.dumps(body)))


def _body(thing: Any) -> Any:
    if isinstance(thing, Message):
        return {name: getattr(thing, name) for name in MESSAGE_FIELDS}
    skipped = {Chat: "messages", File: "data"}.get(type(thing))
    if skipped:
        return {f.name: getattr(thing, f.name) for f in fields(thing) if f.name != skipped}
    return asdict(thing)
