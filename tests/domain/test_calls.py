"""The next tries of a call: never outside working hours, never on a day off, whatever the zone's clock does."""

from datetime import UTC, datetime, time

import pytest

from bot.domain.calls import next_tries
from bot.domain.worktime import Hours, is_open, local

RIGA = Hours("Europe/Riga", country="LV")
ISRAEL = Hours("Asia/Jerusalem", days=frozenset({6, 0, 1, 2, 3}), country="IL")


def told(hours: Hours, at: datetime) -> list[str]:
    return [f"{local(one, hours.zone):%a %d.%m. %H:%M}" for one in next_tries(hours, at)]


def test_a_thursday_afternoon_in_israel_goes_on_on_sunday() -> None:
    assert told(ISRAEL, datetime(2026, 11, 26, 14, 10, tzinfo=UTC)) == [
        "Sun 29.11. 09:00", "Sun 29.11. 14:00", "Thu 03.12. 09:00"
    ]  # fmt: skip


def test_the_local_hour_stays_when_the_clock_is_set() -> None:
    friday = datetime(
        2027, 3, 26, 7, 0, tzinfo=UTC
    )  # Good Friday; summer time begins on Sunday, Easter Monday follows
    assert told(RIGA, friday) == ["Tue 30.03. 09:00", "Tue 30.03. 14:00", "Fri 02.04. 09:00"]


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("hours", [RIGA, ISRAEL, Hours("Europe/Riga", opens=time(22), closes=time(23))])
def test_every_try_is_in_working_hours_and_ahead_and_none_twice(hours: Hours, hour: int) -> None:
    now = datetime(2026, 12, 24, hour, 17, tzinfo=UTC)
    tries = next_tries(hours, now)
    assert all(at > now and is_open(hours, at) for at in tries)
    assert len(set(tries)) == len(tries) >= 2
    assert list(tries) == sorted(tries)
