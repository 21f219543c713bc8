"""How the bot receives: polls, conflicts, webhooks, and ids that go on."""

from __future__ import annotations

import asyncio
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from playground import Phone, Playground

from .conftest import Caller, HandClock, png


async def test_an_update_comes_until_a_later_offset_confirms_it(
    call: Caller, anna: Phone, town: Playground
) -> None:
    for word in ("one", "two", "three"):
        anna.say(word)
    first = (await call("getUpdates", limit=2))["result"]
    assert [u["message"]["text"] for u in first] == ["one", "two"]
    assert (await call("getUpdates", limit=1))["result"] == first[:1]
    rest = (await call("getUpdates", offset=first[1]["update_id"] + 1))["result"]
    assert [u["message"]["text"] for u in rest] == ["three"]
    assert town.pending_updates == 1
    assert (await call("getUpdates", offset=-1))["result"] == rest
    await call("getUpdates", offset=rest[0]["update_id"] + 1)
    await town.idle()


async def test_a_long_poll_ends_when_something_comes(call: Caller, anna: Phone) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await asyncio.sleep(0)
    anna.say("now")
    assert (await poll)["result"][0]["message"]["text"] == "now"


async def test_a_second_poller_ends_the_first_with_a_conflict(
    call: Caller, anna: Phone, town: Playground
) -> None:
    reached = town.faults.slow(0, "getUpdates", times=1)
    first = asyncio.create_task(call.refused("getUpdates", timeout=30))
    await reached.hit()
    second = asyncio.create_task(call("getUpdates", timeout=30))
    assert (await first).startswith("409 Conflict: terminated by other getUpdates request")
    anna.say("x")
    assert (await second)["ok"]


async def test_only_the_kinds_asked_for_come(call: Caller, anna: Phone) -> None:
    await call("getUpdates", allowed_updates=["callback_query"])
    anna.say("unheard")
    assert (await call("getUpdates"))["result"] == []
    await call("getUpdates", allowed_updates=[])
    anna.say("heard")
    assert len((await call("getUpdates"))["result"]) == 1


async def test_a_webhook_gets_updates_in_order_until_it_takes_them(
    call: Caller, anna: Phone, town: Playground
) -> None:
    got: list[tuple[str, str]] = []

    async def hook(request: web.Request) -> web.Response:
        update = await request.json()
        got.append((update["message"]["text"], request.headers["X-Telegram-Bot-Api-Secret-Token"]))
        if len(got) == 1:
            return web.Response(status=500)
        if update["message"]["text"] == "two":
            return web.json_response({"method": "sendMessage", "chat_id": anna.id, "text": "answer"})
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        anna.say("one")
        assert (await call("setWebhook", url=url, secret_token="s3cret"))["ok"]
        anna.say("two")
        await anna.wait("answer")
        await town.idle()
        assert got == [("one", "s3cret"), ("one", "s3cret"), ("two", "s3cret")]
        info = (await call("getWebhookInfo"))["result"]
        assert (info["url"], info["pending_update_count"]) == (url, 0)
        assert "500" in info["last_error_message"]
        assert (await call.refused("getUpdates")).startswith(
            "409 Conflict: can't use getUpdates method while webhook"
        )
        await call("deleteWebhook")
        assert (await call("getUpdates"))["ok"]
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "https://example.org/x"}, "bad webhook: the playground delivers to this machine only"),
        ({"url": "http://127.0.0.1/", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ],
)
async def test_bad_webhooks_are_refused(call: Caller, params: dict[str, str], reason: str) -> None:
    assert await call.refused("setWebhook", **params) == f"400 Bad Request: {reason}"


async def test_chats_and_ids_go_on_after_a_restart(clock: HandClock, tmp_path: Path) -> None:
    path = tmp_path / "telegram.db"
    first = Playground(clock, path)
    await first.start()
    anna = first.phone(1, "Anna", role="client")
    anna.start("token")
    photo = anna.send_photo(png(), "broken")
    await first.stop()

    second = Playground(clock, path)
    url = await second.start()
    again = second.phones[1]
    async with aiohttp.ClientSession() as session:
        call = Caller(session, f"{url}/bot{second.token}")
        updates = (await call("getUpdates"))["result"]
        assert [u["message"].get("text", "photo") for u in updates] == ["/start token", "photo"]
        file_id = updates[1]["message"]["photo"][-1]["file_id"]
        assert (await call("sendPhoto", chat_id=1, photo=file_id))["result"]["message_id"] == photo + 1
    assert again.user.role == "client"
    assert again.say("next") > photo + 1
    assert second.world.updates.pending[-1].id > updates[1]["update_id"]
    await second.stop()


async def test_after_a_kill_no_id_comes_again(clock: HandClock, tmp_path: Path) -> None:
    path = tmp_path / "telegram.db"
    killed = Playground(clock, path)
    await killed.start()
    anna = killed.phone(1, "Anna")
    anna.start()
    assert killed.store
    killed.store.flush()
    lost = [anna.say(str(n)) for n in range(50)][-1]
    born = Playground(clock, path)
    await born.start()
    assert born.phones[1].say("again") > lost
    await born.stop()
    await killed.stop()
