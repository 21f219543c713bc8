"""Which answers a figure is made of, beside whose and when: segment, tier, survey, reason. Not: how they are counted."""

from dataclasses import dataclass
from hashlib import sha256

TIERS = ("key", "regular", "new")

_MARK = "#"
_SIGNS = 5  # four of them must fit into a button beside the rest


@dataclass(frozen=True, slots=True)
class Cut:
    """None: any. `segment` is folded, "" those without one. `reason` is a reason of answers, or a cause of cases."""

    segment: str | None = None
    tier: str | None = None
    programme: str | None = None
    reason: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return self != WHOLE


WHOLE = Cut()


def mark(value: str) -> str:
    """What stands for a value in a button, which has no room for long names."""
    return _MARK + sha256(value.encode()).hexdigest()[:_SIGNS]


def is_mark(value: str | None) -> bool:
    """Whether this stands for a value."""
    return value is not None and value.startswith(_MARK)
