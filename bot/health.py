"""/healthz and /readyz on loopback, for a supervisor. Not: figures."""

from collections.abc import Callable

from aiohttp import web

Check = Callable[[], str | None]
"""None, or in a few words why not."""


class Health:
    """`ready` says why the bot does not work at the moment; being able to answer at all is health."""

    def __init__(self, host: str, port: int, ready: Check) -> None:
        self._host, self._port, self._ready = host, port, ready
        self._runner: web.AppRunner | None = None
        self.port = port

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        app = web.Application()
        app.router.add_get("/healthz", self._healthz)
        app.router.add_get("/readyz", self._readyz)
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
        why = self._ready()
        return web.Response(text="ready\n") if why is None else web.Response(status=503, text=f"{why}\n")
