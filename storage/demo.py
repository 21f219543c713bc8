"""Rows of a history that never was, put as the bot would have left them. Not: anything that a running bot does."""

from datetime import datetime

from bot.domain.time import to_us
from storage.database import Tx

_TABLES = frozenset(
    {
        "waves", "invitations", "answers", "answer_words", "cases", "complaints", "complaint_solutions", "words", "calls",
        "answer_reasons", "case_answers",
    }
)  # fmt: skip
_WITHOUT_ID = frozenset({"answer_reasons", "case_answers"})


async def put(tx: Tx, table: str, **values: int | str | datetime | None) -> int:
    """One row; times as aware datetimes. Its id, 0 where the table has none."""
    assert table in _TABLES
    ready = {name: to_us(value) if isinstance(value, datetime) else value for name, value in values.items()}
    names, marks = ", ".join(ready), ", ".join(f":{name}" for name in ready)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks})"
    if table in _WITHOUT_ID:
        await tx.execute(sql, **ready)
        return 0
    return int(await tx.value(f"{sql} RETURNING id", **ready))
