"""The only place that asks what time it is. Not: zones of people."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The machine's time, plus what it was moved by (the playground and the tests move it). Call it for UTC now."""

    def __init__(self) -> None:
        self._offset = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def set(self, at: datetime) -> None:
        """Make it `at` now; the clock runs on from there."""
        self._offset = at - datetime.now(UTC)

    def jump(self, by: timedelta) -> None:
        """Move by so much."""
        self._offset += by
