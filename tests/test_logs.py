"""The log: JSON, and nothing secret in it."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

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
