"""Improvements, who raised them, what was written to whom, as rows. Not: when one opens, who may do what."""

from storage.improvements.raised import (
    countable,
    join,
    latest_said,
    leave,
    open_with,
    raised,
    readers,
    spent,
)
from storage.improvements.rows import assign, end, gate, hold, load, lock, miss, open_, reopen, set_date
from storage.improvements.seeking import Window, by_key, listed, open_list, to_remember, window
from storage.improvements.telling import Progress, progress, set_text, tell, texts

__all__ = [
    "Progress",
    "Window",
    "assign",
    "by_key",
    "countable",
    "end",
    "gate",
    "hold",
    "join",
    "latest_said",
    "leave",
    "listed",
    "load",
    "lock",
    "miss",
    "open_",
    "open_list",
    "open_with",
    "progress",
    "raised",
    "readers",
    "reopen",
    "set_date",
    "set_text",
    "spent",
    "tell",
    "texts",
    "to_remember",
    "window",
]
