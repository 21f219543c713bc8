"""Files that were sent in, what they would change, what they changed, and how to take it back. Not: what a row means."""

from storage.imports.bringing import brought, linkable
from storage.imports.files import (
    Import,
    add,
    choose,
    get,
    packed,
    set_result,
    set_summary,
    settle,
    unpacked,
)
from storage.imports.indexing import touched, unfinished
from storage.imports.lookups import colleagues, look_up, looked_after
from storage.imports.problems import faulty, first
from storage.imports.problems import put as put_problems
from storage.imports.staging import Stage, Versions, clear, forget, remember
from storage.imports.undoing import NEWEST, Undone, clients_of, left, renumber, undo
from storage.imports.writing import Marks, fits, marks, write

__all__ = [
    "NEWEST",
    "Import",
    "Marks",
    "Stage",
    "Undone",
    "Versions",
    "add",
    "brought",
    "choose",
    "clear",
    "clients_of",
    "colleagues",
    "faulty",
    "first",
    "fits",
    "forget",
    "get",
    "left",
    "linkable",
    "look_up",
    "looked_after",
    "marks",
    "packed",
    "put_problems",
    "remember",
    "renumber",
    "set_result",
    "set_summary",
    "settle",
    "touched",
    "undo",
    "unfinished",
    "unpacked",
    "write",
]
