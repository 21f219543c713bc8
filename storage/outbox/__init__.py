"""The outbox: letters that wait, travel, and what became of them. Not: wording, sending, decisions."""

from storage.outbox.doubt import arrived, doubtful, managers_of, resend, seen
from storage.outbox.put import listeners, put, redraw
from storage.outbox.send import about, claim, counts, expire, finish, next_due, requeue

__all__ = [
    "about",
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
]
