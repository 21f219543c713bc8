"""The clocks of Telegram's limits, on a loop whose time stands still until somebody sleeps."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from bot.delivery.ratelimit import Limits, RateLimiter, TooBusy
from bot.domain.letters import Lane


class SkippingLoop(asyncio.SelectorEventLoop):
    """Time jumps to the next timer instead of passing."""

    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    def time(self) -> float:
        return self.skipped

    def _run_once(self) -> None:
        if not self._ready and self._scheduled:  # type: ignore[attr-defined]
            self.skipped = max(self.skipped, self._scheduled[0].when())  # type: ignore[attr-defined]
        super()._run_once()  # type: ignore[misc]


@pytest.fixture
def loop() -> Iterator[SkippingLoop]:
    made = SkippingLoop()
    yield made
    made.close()


def run(loop: SkippingLoop, work: Coroutine[Any, Any, list[float]]) -> list[float]:
    return loop.run_until_complete(work)


async def stamps(limiter: RateLimiter, chats: list[int], lane: Lane = Lane.ONE) -> list[float]:
    """Ask for all at once; when each may go, in the order of the asking."""
    loop = asyncio.get_running_loop()

    async def one(chat: int) -> float:
        await limiter.message(chat, lane, patience=1e6)
        return loop.time()

    return await asyncio.gather(*[one(chat) for chat in chats])


def test_no_second_holds_more_than_the_rate_and_the_rate_is_reached(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        return await stamps(RateLimiter(Limits(total=25)), list(range(1, 501)))

    times = sorted(run(loop, work()))
    assert times[-1] <= 500 / 25 / 0.98
    for n, at in enumerate(times):
        assert sum(1 for other in times[n:] if other < at + 0.999) <= 25


def test_one_chat_gets_one_a_second_and_does_not_hold_the_others_up(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        return await stamps(RateLimiter(Limits()), [1, 1, 1, 2])

    assert run(loop, work()) == pytest.approx([0, 1, 2, 0.04], abs=0.001)


def test_a_group_gets_eighteen_a_minute(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        return await stamps(RateLimiter(Limits()), [-5] * 19)

    assert run(loop, work())[-1] == pytest.approx(60.0, abs=0.01)


def test_answers_go_before_letters_and_letters_before_waves(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        limiter = RateLimiter(Limits(total=1))
        await limiter.message(99, Lane.ONE)
        waves, letters, answers = await asyncio.gather(
            stamps(limiter, [1, 2], Lane.WAVE),
            stamps(limiter, [3, 4], Lane.ONE),
            stamps(limiter, [5, 6], Lane.ANSWER),
        )
        return [*answers, *letters, *waves]

    assert run(loop, work()) == pytest.approx([1, 2, 3, 4, 5, 6], abs=0.001)


def test_429_pushes_the_clock_for_everybody(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        limiter = RateLimiter(Limits())
        limiter.hold(30)
        return await stamps(limiter, [1, 2])

    assert run(loop, work()) == pytest.approx([30, 30.04], abs=0.001)


def test_who_would_wait_too_long_is_told_at_once_when_to_come_again(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        limiter = RateLimiter(Limits())
        limiter.hold(30)
        with pytest.raises(TooBusy) as busy:
            await limiter.message(1, Lane.ONE, patience=20)
        return [busy.value.seconds, asyncio.get_running_loop().time()]

    assert run(loop, work()) == [30, 0]


def test_who_gave_up_waiting_takes_no_slot(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        limiter = RateLimiter(Limits(total=1))
        await limiter.message(9, Lane.ONE)
        with pytest.raises(TooBusy):
            await limiter.message(9, Lane.ONE, patience=0.5)
        return await stamps(limiter, [1])

    assert run(loop, work()) == pytest.approx([1], abs=0.001)


def test_edits_of_a_chat_have_a_bucket_of_three(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        limiter = RateLimiter(Limits())
        times = []
        for _ in range(5):
            await limiter.edit(1)
            times.append(asyncio.get_running_loop().time())
        return times

    assert run(loop, work()) == pytest.approx([0, 0, 0, 1, 2], abs=0.001)


def test_an_album_takes_a_slot_for_each_file(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        limiter = RateLimiter(Limits(total=10))
        await limiter.message(1, Lane.ONE, slots=5)
        return await stamps(limiter, [2])

    assert run(loop, work()) == pytest.approx([0.5], abs=0.001)


def test_replicas_share_the_rate(loop: SkippingLoop) -> None:
    async def work() -> list[float]:
        limiter = RateLimiter(Limits(total=20))
        limiter.share(2)
        return await stamps(limiter, list(range(1, 12)))

    assert run(loop, work())[-1] == pytest.approx(1.0, abs=0.001)
