"""Files that were sent in, what they changed, and how to take it back. Not: what a row means (domain)."""

from storage.imports.files import Import, add, choose, get, packed, set_result, settle, unpacked
from storage.imports.shelves import Shelves, book, shelves
from storage.imports.undoing import undo
from storage.imports.writing import write

__all__ = [
    "Import",
    "Shelves",
    "add",
    "book",
    "choose",
    "get",
    "packed",
    "set_result",
    "settle",
    "shelves",
    "undo",
    "unpacked",
    "write",
]
