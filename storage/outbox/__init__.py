"""The outbox: letters that wait, travel, and what became of them. Not: wording, sending, decisions."""

from storage.outbox.doubt import (
    any_unknown,
    arrived,
    doubtful,
    into_doubt,
    managers_of,
    prove,
    replaced,
    resend,
    unknown_of,
)
from storage.outbox.put import listeners, put, redraw
from storage.outbox.send import about, claim, counts, expire, finish, next_due, requeue

__all__ = [
    "about",
    "any_unknown",
    "arrived",
    "claim",
    "counts",
    "doubtful",
    "expire",
    "finish",
    "into_doubt",
    "listeners",
    "managers_of",
    "next_due",
    "prove",
    "put",
    "redraw",
    "replaced",
    "requeue",
    "resend",
    "unknown_of",
]
