"""The outbox: letters that wait, travel, and what became of them. Not: wording, sending, decisions."""

from storage.outbox.doubt import Doubtful, arrived, doubtful, managers_of, resend, seen
from storage.outbox.put import listeners, put, redraw
from storage.outbox.send import claim, counts, expire, finish, next_due, requeue, about

__all__ = [
    "Doubtful",
    "arrived",
    "claim",
    "counts",
    "doubtful",
    "expire",
    "finish",
    "listeners",
    "managers_of",
    "next_due",
    "put",
    "redraw",
    "requeue",
    "resend",
    "seen",
    "about",
]
