"""The log: JSON, and nothing secret in it."""

import io
import json
import logging
import re
from collections.abc import Iterator

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import GetMe
from asyncpg.exceptions import NotNullViolationError

from bot import logs

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    logs.start("info", written)
    yield written
    root.handlers[:], root.level = handlers, level


def test_a_record_is_one_line_of_json_with_its_extras(stream: io.StringIO) -> None:
    logging.getLogger("bot.test").info("case %s opened", 12, extra={"case": 12})
    entry = json.loads(stream.getvalue())
    assert entry["message"] == "case 12 opened"
    assert (entry["level"], entry["logger"], entry["case"]) == ("info", "bot.test", 12)


def test_a_token_is_blotted_out_wherever_it_stands(stream: io.StringIO) -> None:
    try:
        raise OSError(f"GET /file/bot{TOKEN}/photo.jpg")
    except OSError:
        logging.getLogger("bot.test").exception(
            "download of %s failed", TOKEN, extra={"url": f"/bot{TOKEN}/x"}
        )
    assert TOKEN not in stream.getvalue()
    assert "OSError" in json.loads(stream.getvalue())["trace"]


def test_the_password_of_a_database_is_blotted_out() -> None:
    assert logs.redact("postgresql://me:hunter2@db/rapport") == "postgresql://me:***@db/rapport"


def test_an_error_that_quotes_people_is_logged_by_its_name_and_place(stream: io.StringIO) -> None:
    name = "Anna"

    def read(text: str) -> int:
        return int(text)

    try:
        try:
            read(name)
        except ValueError as error:
            raise KeyError(name) from error
    except KeyError:
        logging.getLogger("bot.test").exception("update %d failed, code %s", 7, "K7QF")
    entry = json.loads(stream.getvalue())
    assert "Anna" not in entry["trace"]
    assert re.findall(r"builtins\.\w+", entry["trace"]) == ["builtins.ValueError", "builtins.KeyError"]
    assert "return int(text)" in entry["trace"]


def test_what_the_database_or_telegram_quotes_is_left_out() -> None:
    broken = NotNullViolationError("null value in column")
    setattr(broken, "detail", "Failing row contains (17, contact, Anna).")  # noqa: B010
    refused = TelegramBadRequest(GetMe(), 'can\'t parse entities: unsupported start tag "Anna"')
    assert "Anna" in str(broken)
    assert logs.trace(broken).endswith("NotNullViolationError: null value in column")
    assert "Anna" not in logs.trace(refused)
    assert "unsupported start tag" in logs.trace(refused)


def test_every_error_of_a_group_is_told() -> None:
    group = ExceptionGroup("two", [OSError("disk full"), ValueError("Anna")])
    assert logs.trace(group).splitlines() == [
        "builtins.OSError: disk full",
        "builtins.ValueError",
        "builtins.ExceptionGroup",
    ]
