"""Waiting for what comes, however slow the machine; and ports that nobody else takes. Not: what is waited for."""

import asyncio
import os
import socket
from collections.abc import Callable
from itertools import count

CEILING = 180.0
"""Seconds after which something hangs. A test that passes never waits for it, so it is long for the slowest machine."""


async def until(what: Callable[[], object]) -> None:
    """Wait until calling `what` gives truth; it may be a coroutine function."""
    async with asyncio.timeout(CEILING):
        while True:
            found = what()
            if asyncio.iscoroutine(found):
                found = await found
            if found:
                return
            await asyncio.sleep(0.01)


def free_ports() -> Callable[[], int]:
    """Gives ports that nobody listens at: below those that systems deal out, so that none is taken meanwhile."""
    mine = count(10_000 + os.getpid() * 37 % 200 * 100)

    def port() -> int:
        for number in mine:
            with socket.socket() as one:
                one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    one.bind(("127.0.0.1", number))
                except OSError:
                    continue
            return number
        raise AssertionError("numbers do not end")

    return port
