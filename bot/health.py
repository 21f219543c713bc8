"""/healthz, /readyz and /metrics on loopback, for a supervisor and a monitor. Not: figures of clients."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Check = Callable[[], Awaitable[str | None]]
"""None, or in a few words why not."""

Measure = Callable[[], Awaitable[Mapping[str, float]]]
"""Gauges by name; numbers of the program alone, nothing of people."""


class Health:
    """`ready` says why the bot does not work at the moment; being able to answer at all is health."""

    def __init__(self, host: str, port: int, ready: Check, measure: Measure) -> None:
        self._host, self._port, self._ready, self._measure = host, port, ready, measure
        self._runner: web.AppRunner | None = None
        self.port = port

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
        app.router.add_get("/metrics", self._metrics)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def _readyz(self, _: web.Request) -> web.Response:
        why = await self._ready()
        return web.Response(text="ready\n") if why is None else web.Response(status=503, text=f"{why}\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        """The text format of Prometheus."""
        gauges = {"rapport_ready": float(await self._ready() is None), **await self._measure()}
        lines = [f"# TYPE {name} gauge\n{name} {value:g}\n" for name, value in gauges.items()]
        return web.Response(text="".join(lines), headers={"Content-Type": "text/plain; version=0.0.4"})
