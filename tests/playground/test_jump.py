"""A jump stops at everything due, one at a time, and never waits for ever."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest

from playground.jump import MOST_AT_ONCE, Busy, Jumper

from .conftest import HandClock


class Diary:
    """A bot that only has things due; `again` keeps the first due for ever, `births` adds new ones when done."""

    def __init__(self, clock: HandClock, *hours: float) -> None:
        self.clock = clock
        self.due = [clock() + timedelta(hours=h) for h in hours]
        self.done: list[datetime] = []
        self.again = False
        self.births: list[datetime] = []
        self.quiet = asyncio.Event()
        self.quiet.set()

    async def idle(self) -> None:
        await self.quiet.wait()

    async def next_due(self) -> datetime | None:
        return min(self.due, default=None)

    async def tick(self) -> None:
        ripe = sorted(at for at in self.due if at <= self.clock())
        self.done += [self.clock() for _ in ripe]
        if not self.again:
            self.due = [at for at in self.due if at not in ripe] + self.births
            self.births = []


def jumper(diary: Diary) -> Jumper:
    return Jumper(diary, diary.clock, _settled)


async def _settled() -> None:
    """Every update is confirmed."""


async def test_each_thing_is_done_at_its_own_time(clock: HandClock) -> None:
    start, diary = clock(), Diary(clock, 1, 5, 30)
    jump = await jumper(diary).by(timedelta(days=1))
    assert diary.done == jump.stops == [start + timedelta(hours=1), start + timedelta(hours=5)]
    assert clock() == start + timedelta(days=1)


async def test_what_is_born_on_the_way_is_met_too(clock: HandClock) -> None:
    start, diary = clock(), Diary(clock, 1)
    diary.births = [start + timedelta(hours=2)]
    assert len((await jumper(diary).by(timedelta(hours=3))).stops) == 2


async def test_next_goes_exactly_to_the_next_thing(clock: HandClock) -> None:
    start, diary = clock(), Diary(clock, 7, 8)
    await jumper(diary).to_next()
    assert clock() == start + timedelta(hours=7)
    diary.due.clear()
    assert (await jumper(diary).to_next()).why == "Nothing is due."


async def test_the_clock_never_goes_back(clock: HandClock) -> None:
    jump = await jumper(Diary(clock)).until(clock() - timedelta(hours=1))
    assert "only goes forward" in jump.why


async def test_what_stays_due_does_not_hang_the_jump(clock: HandClock) -> None:
    diary = Diary(clock, 1)
    diary.again = True
    jump = await jumper(diary).by(timedelta(days=1))
    assert "stays due" in jump.why
    assert len(jump.stops) == MOST_AT_ONCE


async def test_one_jump_at_a_time_and_only_when_the_bot_is_idle(clock: HandClock) -> None:
    diary = Diary(clock, 1)
    diary.quiet.clear()
    one = jumper(diary)
    jumping = asyncio.create_task(one.to_next())
    await asyncio.sleep(0)
    assert one.busy
    with pytest.raises(Busy):
        await one.by(timedelta(hours=1))
    assert not diary.done
    diary.quiet.set()
    assert (await jumping).stops


async def test_next_passes_over_what_tells_nobody(clock: HandClock) -> None:
    start, diary = clock(), Diary(clock, 1, 2, 3)
    written = iter([0, 0, 1])
    one = Jumper(diary, clock, _settled, written=lambda: next(written))
    assert len((await one.to_next()).stops) == 2
    assert clock() == start + timedelta(hours=2)
