"""Which SQLite statements are short enough for the event loop. A hop to a thread and back costs twenty of those.

A SELECT is stopped after so many steps of SQLite's machine and asked again on the thread. A write cannot be
stopped without losing its transaction, so its plan is read first: only rows by key or by equality may be written
on the loop. What proves to be slow all the same goes to the thread from then on.
"""

import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

STEPS = 1000
LIMIT = 5
"""A read may take LIMIT * STEPS steps, some 0.3 ms."""

SLOW_SECONDS = 0.005
CHANCES = 3
"""So many times in a row."""

BATCH = 16
"""So many rows `many` writes on the loop, and so many statements run there before others get their turn."""

LATER: Any = object()
"""Instead of a result: this one is for the thread."""

_WORD = re.compile(r"\s*(\w+)")
_LONG_PLAN = re.compile(r"SCAN (?!CONSTANT ROW)|[<>]")
Work = Callable[[sqlite3.Connection, str, Any], Any]


class Pace:
    """What is known of the statements of one connection."""

    def __init__(self) -> None:
        self._long: set[str] = set()
        self._kinds: dict[str, bool] = {}
        self._slow: Counter[str] = Counter()
        self._left = 0
        self._asked = 0

    def breath_due(self) -> bool:
        """Whether it is time to let others go first: what does not wait never gives way by itself."""
        self._asked += 1
        return self._asked % BATCH == 0

    def is_long(self, sql: str) -> bool:
        return sql in self._long

    def limit(self, raw: sqlite3.Connection) -> None:
        """Let this connection, which is only ever used on the loop, stop what takes long."""
        raw.set_progress_handler(self._count, STEPS)

    def _count(self) -> int:
        self._left -= 1
        return self._left < 0

    def read(self, raw: sqlite3.Connection, work: Work, sql: str, params: Any) -> Any:
        """The result on a connection with a limit, or LATER."""
        self._left = LIMIT
        try:
            return work(raw, sql, params)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                self._long.add(sql)
            elif error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
            return LATER

    def write(self, raw: sqlite3.Connection, work: Work, sql: str, params: Any) -> Any:
        """The result on the writing connection, or LATER."""
        if isinstance(params, list) and len(params) > BATCH:
            return LATER
        reads = self._kinds.get(sql)
        if reads is None:
            reads = self._kinds[sql] = _first_word(sql) == "SELECT"
            if not reads and _plans_much(raw, sql, params):
                self._long.add(sql)
        if sql in self._long:
            return LATER
        return self.stoppable(raw, work, sql, params) if reads else self._timed(raw, work, sql, params)

    def stoppable(self, raw: sqlite3.Connection, work: Work, sql: str, params: Any) -> Any:
        """The result of a SELECT on a connection that the thread uses as well, or LATER."""
        self.limit(raw)
        try:
            return self.read(raw, work, sql, params)
        finally:
            raw.set_progress_handler(None, 0)

    def _timed(self, raw: sqlite3.Connection, work: Work, sql: str, params: Any) -> Any:
        start = time.perf_counter()
        result = work(raw, sql, params)
        if time.perf_counter() - start <= SLOW_SECONDS:
            self._slow.pop(sql, None)  # it was the machine that was busy
        else:
            self._slow[sql] += 1
            if self._slow[sql] >= CHANCES:
                self._long.add(sql)
        return result


def _first_word(sql: str) -> str:
    word = _WORD.match(sql)
    return word[1].upper() if word else ""


def _plans_much(raw: sqlite3.Connection, sql: str, params: Any) -> bool:
    """Whether a statement that is no SELECT may touch many rows; what is no plain write counts as such."""
    if _first_word(sql) not in ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"):
        return True
    row = params[0] if isinstance(params, list) else params
    return any(_LONG_PLAN.search(step[3]) for step in raw.execute(f"EXPLAIN QUERY PLAN {sql}", row))
