"""Logs: one JSON object a line on stderr, tokens blotted out. Not: what is worth logging (ids only, never texts of people)."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from traceback import format_tb
from typing import Any, TextIO

TOKEN = re.compile(r"\d+:[\w-]{20,}")
"""What a bot token looks like; libraries log addresses that hold one when a download fails."""

# A password inside a database's address.
_PASSWORD = re.compile(r"(://[^/\s:@]+:)[^@\s/]+@")
# … and one that is asked for in its query.
_QUERY = re.compile(r"([?&](?:ssl)?password=)[^&\s\"']+")
_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


def redact(text: str) -> str:
    """The text with every bot token and every password of an address taken out."""
    return _QUERY.sub(r"\1***", _PASSWORD.sub(r"\1***@", TOKEN.sub("***", text)))


# Errors whose words are about the program. Those of the others (a bad value, a missing key, a row that does not
# fit) quote what people wrote, so only their names are logged.
_PLAIN = (OSError, RuntimeError, AssertionError, AttributeError, NameError, TypeError, ImportError)
_PLAIN_MODULES = ("sqlite3", "aiohttp", "storage")


def _chain(error: BaseException, seen: frozenset[int] = frozenset()) -> Iterator[BaseException]:
    """The error, and before it whatever led to it."""
    if id(error) in seen:
        return
    seen |= {id(error)}
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    inside = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    for other in (before, *inside):
        if other is not None:
            yield from _chain(other, seen)
    yield error


def _said(error: BaseException) -> str:
    """Name and words of an error, without what they may quote of people."""
    kind = type(error)
    root, name = kind.__module__.partition(".")[0], f"{kind.__module__}.{kind.__qualname__}"
    if root == "aiogram":
        return f"{name}: " + re.sub(r"\".*\"", '"…"', str(error), flags=re.DOTALL)
    if root == "asyncpg":  # str() would add the row that did not fit
        return f"{name}: {error.args[0] if error.args else ''}"
    plain = isinstance(error, _PLAIN) or root in _PLAIN_MODULES
    return f"{name}: {error}" if plain else name


def trace(error: BaseException) -> str:
    """Where an error came from, and what led to it; no text of people."""
    return "\n".join("".join(format_tb(one.__traceback__)) + _said(one) for one in _chain(error))


class JsonFormatter(logging.Formatter):
    """One line of JSON a record: at (UTC), level, logger, message, whatever `extra` brought, and the traceback."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        entry |= {name: value for name, value in vars(record).items() if name not in _KNOWN}
        if record.exc_info and record.exc_info[1]:
            entry["trace"] = trace(record.exc_info[1])
        if record.stack_info:
            entry["stack"] = record.stack_info
        return redact(json.dumps(entry, ensure_ascii=False, default=str))


def start(level: str = "info", stream: TextIO | None = None) -> None:
    """Send every log of this process to the stream (stderr); `level` is the least that is written."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Every tick and every request in the log would hide what matters.
    # aiosqlite would write every statement with its values, which are people's texts.
    for noisy in ("apscheduler", "aiohttp.access", "aiogram.event", "aiosqlite", "matplotlib", "PIL"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
