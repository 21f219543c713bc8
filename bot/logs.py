"""Logs: one JSON object a line on stderr, tokens blotted out. Not: what is worth logging (ids only, never texts of people)."""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

TOKEN = re.compile(r"\d+:[\w-]{20,}")
"""What a bot token looks like; libraries log addresses that hold one when a download fails."""

# A password inside a database's address.
_PASSWORD = re.compile(r"(://[^/\s:@]+:)[^@\s/]+@")
_KNOWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


def redact(text: str) -> str:
    """The text with every bot token and every password of an address taken out."""
    return _PASSWORD.sub(r"\1***@", TOKEN.sub("***", text))


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
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        if record.stack_info:
            entry["stack"] = record.stack_info
        return redact(json.dumps(entry, ensure_ascii=False, default=str))


def start(level: str = "info", stream: TextIO | None = None) -> None:
    """Send every log of this process to the stream (stderr); `level` is the least that is written."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Every tick and every request in the log would hide what matters.
    for noisy in ("apscheduler", "aiohttp.access", "aiogram.event", "matplotlib", "PIL"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))
