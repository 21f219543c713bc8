"""Merging two clients or two contacts, and taking that back: every row that speaks of one is moved to the other."""

from storage.merging.clients import counted, merge_clients
from storage.merging.contacts import merge_contacts
from storage.merging.record import Merge, found, get, hold, into, keep, last, mark_undone, tidy
from storage.merging.undoing import undo

__all__ = [
    "Merge",
    "counted",
    "found",
    "get",
    "hold",
    "into",
    "keep",
    "last",
    "mark_undone",
    "merge_clients",
    "merge_contacts",
    "tidy",
    "undo",
]
