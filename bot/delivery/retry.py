"""How long to wait before the next try, and codes that join a log line with what a person saw. No I/O."""

import random
import secrets

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that look alike


def delay(attempts: int, *, first: float = 1.0, longest: float = 60.0) -> float:
    """Seconds before the next try after so many: doubling from `first` to `longest`, spread by up to a fifth."""
    base = min(longest, first * 2.0 ** min(attempts - 1, 16))
    return base * random.uniform(0.8, 1.0)


def new_code() -> str:
    """Four signs for an error, the same in the log and in the message."""
    return "".join(secrets.choice(_LETTERS) for _ in range(4))
