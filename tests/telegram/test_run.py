"""A whole run against the playground: polling, webhook, health, exit statuses, stopping."""

import asyncio
from dataclasses import replace

import aiohttp
import pytest
from aiogram import Dispatcher

from bot.telegram import run
from bot.telegram.run import Parts, serve
from playground import Phone, Playground
from storage import inbox as rows
from tests.cast import Stage
from tests.telegram.running import Run, make
from tests.waiting import CEILING, until


@pytest.fixture
def dialect() -> str:
    """One database is enough here: replicas have tests of their own."""
    return "sqlite"


@pytest.fixture
async def parts(stage: Stage, playground: Playground, dispatcher: Dispatcher, heard: list[str]) -> Parts:
    """As `bot.app` builds them, with a handler that repeats."""
    return make(stage, dispatcher, playground.url, playground.token)


async def test_a_message_is_polled_stored_handled_and_answered(
    started: Run, stage: Stage, anna: Phone
) -> None:
    anna.say("hello")
    await anna.wait("You said hello")

    async def done() -> bool:
        return await rows.open_count(stage.db) == 0

    await until(done)


async def test_nothing_is_confirmed_before_it_is_stored(
    started: Run, stage: Stage, playground: Playground, anna: Phone
) -> None:
    async with stage.db.transaction() as tx:  # whoever stores waits for this one
        anna.say("hello")
        await tx.execute("UPDATE facts SET value = value")
        before = [call.integer("offset") for call in playground.calls.of("getUpdates")]
        await asyncio.sleep(0.1)
        assert playground.pending_updates == 1
        assert [call.integer("offset") for call in playground.calls.of("getUpdates")][: len(before)] == before
    await asyncio.wait_for(playground.idle(), CEILING)


async def test_a_stop_leaves_nothing_unsettled(
    parts: Parts, stage: Stage, playground: Playground, anna: Phone
) -> None:
    one = Run(parts)
    held = playground.faults.hold("sendMessage")
    anna.say("hello")
    await held.hit()
    one.stopping.set()
    held.release()
    assert await one.stop() == 0
    assert anna.last.text == "You said hello"
    assert await rows.open_count(stage.db) == 0


async def test_a_refused_token_ends_with_77(
    stage: Stage, dispatcher: Dispatcher, playground: Playground
) -> None:
    assert await serve(make(stage, dispatcher, playground.url, "7000000001:wrong"), asyncio.Event()) == 77


async def test_an_api_that_does_not_answer_ends_with_69(stage: Stage, dispatcher: Dispatcher) -> None:
    assert await serve(make(stage, dispatcher, "http://127.0.0.1:1", "1:abc"), asyncio.Event()) == 69


async def test_a_second_poller_that_came_later_ends_with_76(
    parts: Parts, playground: Playground, caplog: pytest.LogCaptureFixture
) -> None:
    playground.faults.error(409, "Conflict: terminated by other getUpdates request", "getUpdates", times=None)
    assert await serve(parts, asyncio.Event()) == 76
    lines = [record for record in caplog.records if "another program asks" in record.message]
    assert len(lines) == 1


async def test_one_that_has_polled_cleanly_stays_beside_a_newcomer(
    started: Run, playground: Playground, anna: Phone
) -> None:
    anna.say("before")
    await anna.wait("You said before")
    conflict = playground.faults.error(409, "Conflict", "getUpdates", times=1)
    anna.say("during")
    await conflict.hit()
    await anna.wait("You said during")


async def test_a_token_refused_while_running_ends_with_77(
    started: Run, playground: Playground, anna: Phone
) -> None:
    playground.faults.error(401, "Unauthorized", "getUpdates", times=None)
    anna.say("hello")
    assert await asyncio.wait_for(started.task, CEILING) == 77


async def test_trouble_at_telegram_is_waited_out(started: Run, playground: Playground, anna: Phone) -> None:
    playground.faults.page("getUpdates")
    playground.faults.drop("getUpdates")
    anna.say("hello")
    await anna.wait("You said hello")


async def test_a_stop_while_telegram_is_away_is_quick(stage: Stage, dispatcher: Dispatcher) -> None:
    parts = replace(make(stage, dispatcher, "http://127.0.0.1:1", "1:abc"), patience=60)
    one = Run(parts)
    await asyncio.sleep(0.1)
    assert await one.stop() == 0


async def test_health_and_readiness_have_pages(
    parts: Parts, playground: Playground, free_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = Run(replace(parts, health=("127.0.0.1", free_port)))
    await asyncio.wait_for(one.running.wait(), CEILING)
    async with aiohttp.ClientSession() as client:

        async def text(name: str) -> str:
            async with client.get(f"http://127.0.0.1:{free_port}/{name}") as answer:
                return await answer.text()

        async def page(name: str) -> int:
            async with client.get(f"http://127.0.0.1:{free_port}/{name}") as answer:
                return answer.status

        async def ready() -> bool:
            return await page("readyz") == 200

        await until(ready)
        assert await page("healthz") == 200
        playground.faults.error(401, "Unauthorized", "getMe", times=None)  # else the sender soon forgets it
        parts.sender.refused = "401"
        assert await page("readyz") == 503
        assert await page("healthz") == 200
        assert "rapport_ready 0\n" in await text("metrics")
        parts.sender.refused = None
        assert "rapport_ready 1\n" in await text("metrics")
        assert "rapport_letter_lag_seconds 0\n" in await text("metrics")

        async def away(_sql: str) -> None:
            raise ConnectionError

        monkeypatch.setattr(parts.db, "value", away)
        assert await text("readyz") == "the database does not answer\n"
        assert await text("metrics") == "# TYPE rapport_ready gauge\nrapport_ready 0\n"
        monkeypatch.undo()
    await one.stop()


def test_the_exit_statuses_are_those_of_the_manual() -> None:
    assert (run.STOPPED, run.OTHER, run.UNREACHABLE, run.ANOTHER_POLLER, run.TOKEN_REFUSED) == (
        0,
        1,
        69,
        76,
        77,
    )
