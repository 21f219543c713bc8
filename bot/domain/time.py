"""Instants as the databases keep them: microseconds since 1970, UTC. Not: zones, working time."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_us(at: datetime) -> int:
    """The instant in microseconds since 1970 UTC; `at` must be aware."""
    return (at - _EPOCH) // _MICROSECOND


def from_us(us: int) -> datetime:
    """The aware UTC instant of so many microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=us)


def maybe_us(at: datetime | None) -> int | None:
    """Like `to_us`, and None stays None."""
    return None if at is None else to_us(at)


def maybe_from_us(us: int | None) -> datetime | None:
    """Like `from_us`, and None stays None."""
    return None if us is None else from_us(us)
