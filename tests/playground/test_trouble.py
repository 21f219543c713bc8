"""Faults on order and flood limits, as a bot meets them."""

from __future__ import annotations

import asyncio

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from playground import Limits, Phone, Playground, Refusal

from .conftest import Caller


async def test_an_error_is_answered_once_and_only_where_ordered(
    town: Playground, call: Caller, anna: Phone
) -> None:
    fault = town.faults.error(500, "Internal Server Error", "sendMessage", chat=anna.id)
    assert (await call("getMe"))["ok"]
    assert await call.refused("sendMessage", chat_id=anna.id, text="x") == "500 Internal Server Error"
    assert (await call("sendMessage", chat_id=anna.id, text="x"))["ok"]
    assert (fault.hits, len(anna.new)) == (1, 1)


async def test_aiogram_sees_each_trouble_as_it_would_in_the_field(
    town: Playground, bot: Bot, anna: Phone
) -> None:
    town.faults.page("sendMessage")
    with pytest.raises(ClientDecodeError):
        await bot.send_message(anna.id, "x")
    town.faults.flood(3, "sendMessage")
    with pytest.raises(TelegramRetryAfter) as told:
        await bot.send_message(anna.id, "x")
    assert told.value.retry_after == 3
    town.faults.error(502, "Bad Gateway")
    with pytest.raises(TelegramServerError):
        await bot.send_message(anna.id, "x")
    assert anna.new == []


async def test_a_dropped_call_is_not_done_and_a_lost_answer_is(
    town: Playground, bot: Bot, anna: Phone
) -> None:
    town.faults.drop("sendMessage")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "dropped")
    town.faults.lose_answer("sendMessage")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna.id, "done")
    assert [m.text for m in anna.new] == ["done"]
    assert [c.error for c in town.calls.of("sendMessage")] == ["dropped", ""]


async def test_a_held_call_waits_for_its_release(town: Playground, call: Caller, anna: Phone) -> None:
    fault = town.faults.hold("sendMessage")
    sending = asyncio.create_task(call("sendMessage", chat_id=anna.id, text="x"))
    await fault.hit()
    assert anna.new == []
    fault.release()
    assert (await sending)["ok"]
    town.faults.slow(0.01, ["getMe", "getChat"], times=1)
    assert (await call("getMe"))["ok"]


async def test_a_group_that_moved_says_where(town: Playground, call: Caller) -> None:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    town.faults.error(400, text, chat=-5, parameters={"migrate_to_chat_id": -1005})
    answer = await call("sendMessage", chat_id=-5, text="x")
    assert answer["parameters"] == {"migrate_to_chat_id": -1005}


def test_limits_refuse_what_telegram_would() -> None:
    now = [100.0]
    limits = Limits(overall=30, burst=3, monotonic=lambda: now[0])
    for _ in range(3):
        limits.check("sendmessage", 1)
    with pytest.raises(Refusal) as told:
        limits.check("sendmessage", 1)
    assert told.value.body()["parameters"] == {"retry_after": 1}
    now[0] += 1
    limits.check("sendmessage", 1)
    limits.check("answercallbackquery", 1)
    for chat in range(2, 31):
        limits.check("sendphoto", chat)
    with pytest.raises(Refusal):
        limits.check("sendphoto", 99)
    assert limits.refused == 2


def test_a_group_takes_twenty_a_minute() -> None:
    now = [0.0]
    limits = Limits(monotonic=lambda: now[0])
    for _ in range(20):
        limits.check("sendmessage", -1)
        now[0] += 1
    with pytest.raises(Refusal) as told:
        limits.check("sendmessage", -1)
    assert told.value.body()["parameters"] == {"retry_after": 40}


async def test_limits_answer_over_http_with_retry_after(town: Playground, call: Caller, anna: Phone) -> None:
    town.limits = Limits(burst=1, monotonic=lambda: 0.0)
    assert (await call("sendMessage", chat_id=anna.id, text="x"))["ok"]
    answer = await call("sendMessage", chat_id=anna.id, text="x")
    assert answer["description"] == "Too Many Requests: retry after 1"
    assert answer["parameters"] == {"retry_after": 1}


async def test_a_wait_tells_the_chat_when_it_fails(anna: Phone) -> None:
    anna.say("hello?")
    with pytest.raises(AssertionError, match=r"(?s)Anna .* never saw 'hi'.*hello\?"):
        await anna.wait("hi", timeout=0.01)
    with pytest.raises(AssertionError, match="sees no button"):
        await anna.press("Done", timeout=0.01)


async def test_parameters_come_by_query_form_and_json_alike(
    town: Playground, call: Caller, anna: Phone
) -> None:
    where = f"{call.base}/sendMessage"
    await call.session.get(where, params={"chat_id": anna.id, "text": "query"})
    await call.session.post(where, data={"chat_id": anna.id, "text": "form"})
    await call.session.post(where, json={"chat_id": anna.id, "text": "json"})
    form = aiohttp.FormData({"chat_id": str(anna.id), "text": "parts"})
    form.add_field("unused", b"x", filename="x")
    await call.session.post(where, data=form)
    assert [m.text for m in anna.new] == ["query", "form", "json", "parts"]
    assert [c.status for c in town.calls] == [200] * 4
