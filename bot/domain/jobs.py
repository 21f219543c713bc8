"""Jobs: work longer than a moment, and what it gives. Not: doing it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from bot.domain.ids import PersonId

LEASE = timedelta(seconds=60)
"""So long a worker that says nothing is believed to be there."""

TRIES = 5
"""So often a job is begun before it counts as failed."""

What = Mapping[str, int | str | bool | None]


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work. kind: "import.write", the part before the dot names who does it. thing: what it is about."""

    id: int
    kind: str
    thing: str
    by: PersonId | None
    what: What = field(default_factory=dict)
    done: int = 0
    total: int = 0
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """What a job sends to whoever asked for it. kind and args word the line beside it."""

    kind: str
    name: str
    data: bytes
    args: Mapping[str, int | str] = field(default_factory=dict)


class Stopped(Exception):
    """The job was cancelled, or another worker has it: what is unfinished is left."""
