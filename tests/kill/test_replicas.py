"""Two replicas behind one webhook on PostgreSQL; one dies in the middle of its work and the other takes it over."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web

from playground import Playground
from tests.kill.conftest import Program, Scene
from tests.waiting import CEILING

pytestmark = pytest.mark.parametrize("dialect", ["postgresql"])


class Balancer:
    """A proxy as stands before replicas: in turn, and to the next one when one does not answer."""

    def __init__(self, ports: list[int]) -> None:
        self.ports, self.url, self._turn = ports, "", 0

    async def pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        for _ in self.ports:
            self._turn += 1
            port = self.ports[self._turn % len(self.ports)]
            try:
                url = f"http://127.0.0.1:{port}{request.path}"
                async with (
                    aiohttp.ClientSession() as client,
                    client.post(url, data=body, headers=request.headers) as answer,
                ):
                    return web.Response(status=answer.status)
            except aiohttp.ClientError:
                continue
        return web.Response(status=502)


class Replica(Program):
    """One of several, which are called by the balancer."""

    def __init__(self, playground: Playground, url: str, folder: Path, balancer: Balancer, port: int) -> None:
        super().__init__(playground, url, folder)
        self.balancer, self.port, self.log = balancer, port, folder / f"replica{port}.log"

    def environment(self) -> dict[str, str]:
        return super().environment() | {
            "RAPPORT_TELEGRAM__MODE": "webhook",
            "RAPPORT_WEBHOOK__URL": self.balancer.url,
            "RAPPORT_WEBHOOK__SECRET": "s3cret",
            "RAPPORT_WEBHOOK__PORT": str(self.port),
        }

    async def start(self) -> None:
        """Start it, and wait until it has told Telegram where it listens."""
        before = len(self.playground.calls.of("setWebhook"))
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=self.environment(), stderr=log
            )
        async with asyncio.timeout(CEILING):
            while len(self.playground.calls.of("setWebhook")) == before:
                assert self.process.returncode is None, self.log.read_text()
                await asyncio.sleep(0.05)


@pytest.fixture
async def replicas(
    scene: Scene, tmp_path: Path, port_factory: Callable[[], int]
) -> AsyncIterator[list[Replica]]:
    """Two that do not run yet."""
    balancer = Balancer([port_factory(), port_factory()])
    app = web.Application()
    app.router.add_post("/telegram", balancer.pass_on)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    balancer.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    both = [Replica(scene.playground, scene.program.url, tmp_path, balancer, p) for p in balancer.ports]
    yield both
    for one in both:
        if one.process is not None and one.process.returncode is None:
            await one.kill()
    await runner.cleanup()


async def leases_end(scene: Scene) -> None:
    """As if a minute and a half went by: what the dead one held may be taken."""
    async with scene.db.transaction() as tx:
        await tx.execute("UPDATE inbox SET lease_until = 1 WHERE lease_until IS NOT NULL")
        await tx.execute("UPDATE letters SET lease_until = 1 WHERE state = 'sending'")


async def test_what_one_had_in_hand_when_it_was_killed_the_other_brings_to_its_end(
    scene: Scene, replicas: list[Replica]
) -> None:
    first, second = replicas
    cast, faults = scene.cast, scene.playground.faults
    janis, paivi = scene.phone(cast.janis), scene.phone(cast.paivi)
    scene.program.log = second.log
    await scene.write(cast.anna, "AAA1", "AAA2")
    await scene.write(cast.oskars, "CCC1", "CCC2")
    people = (cast.anna, cast.oskars, cast.janis)
    held = [faults.hold("sendMessage", chat=account.user_id) for account in people]
    await first.start()
    for minute in ("10", "11", "12"):
        janis.say(f"/call Acme tomorrow 11:{minute}")
    await scene.hit(*held)
    await second.start()
    for minute in ("30", "31", "32", "33"):
        paivi.say(f"/call Levant tomorrow 11:{minute}")  # both take these in
    await scene.until(lambda: "11:33" in paivi.transcript)
    await first.kill()
    for fault in held:
        fault.release()  # Telegram takes them; nobody hears of it
    janis.say("/call Acme tomorrow 11:13")  # every other call of Telegram finds nobody at first
    paivi.say("/call Levant tomorrow 11:34")
    await leases_end(scene)
    await scene.quiet()
    calls = await scene.calls()
    assert [minute for minute in calls if minute < "30"] == ["10", "11", "12", "13"]
    assert [minute for minute in calls if minute >= "30"] == ["30", "31", "32", "33", "34"]
    states = await scene.states()
    assert (states["AAA1"], states["CCC1"]) == ("unknown", "sent")
    assert [scene.times_seen(cast.anna, code) for code in ("AAA1", "AAA2")] == [1, 1]
    assert scene.times_seen(cast.oskars, "CCC1") == 2, "to staff better twice than never"
    assert scene.times_seen(cast.oskars, "CCC2") == 1
    assert await scene.db.value("SELECT count(*) FROM inbox WHERE state <> 'done'") == 0
    assert await second.terminate() == 0
    assert "Traceback" not in second.log.read_text()
