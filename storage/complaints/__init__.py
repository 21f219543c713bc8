"""Complaints: their rows, lists, solutions and dates. Not: what a step means."""

from storage.complaints.lists import (
    closed_of,
    colleagues,
    of_person,
    open_for,
    open_or_recent,
    page,
)
from storage.complaints.rows import (
    add_draft,
    change,
    draft_of,
    event,
    get,
    load,
    mine,
    next_number,
)
from storage.complaints.typed import (
    answer_solution,
    drop_typed,
    last_missed,
    last_solution,
    missed,
    put_missed,
    put_solution,
    solution,
    tell_missed,
    tell_solution,
)

__all__ = [
    "add_draft",
    "answer_solution",
    "change",
    "closed_of",
    "colleagues",
    "draft_of",
    "drop_typed",
    "event",
    "get",
    "last_missed",
    "last_solution",
    "load",
    "mine",
    "missed",
    "next_number",
    "of_person",
    "open_for",
    "open_or_recent",
    "page",
    "put_missed",
    "put_solution",
    "solution",
    "tell_missed",
    "tell_solution",
]
