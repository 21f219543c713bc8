"""`rapport play`: the real bot on the pretended Telegram, with demo people and a clock that can jump. Alone imports `bot.app`."""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import bot.app as rapport
from bot.app import tools
from playground.server import Playground

COMPANY = "Riga Paper"
OWN = ("telegram.db", "rapport.db")
ROLES = {
    "head": "Head",
    "lead": "Team lead",
    "manager": "Manager",
    "contact": "Client",
    "stranger": "Stranger",
}
HOMES = {"anna_b": "Acme Ltd", "igor_s": "Acme Ltd", "noa_l": "Levant Trade"}
FIRST = ("anna_b", "janis_b", "oskars_l")
"""Who is on the three phones when the page is first opened: a client, the manager, the lead."""
GROUP, GROUP_NAME = -1_001_000_000_001, "Riga team"
"""A group of all staff; the bot is not in it until somebody adds it."""
UNHURRIED = {"rate": 1000, "chat_rate": 1000, "group_rate": 60000}
"""Nothing here limits the bot: a month of reminders shall pass in a minute."""


@dataclass(frozen=True, slots=True)
class World:
    """What runs: Telegram, the bot on it, and the clock of both."""

    playground: Playground
    app: rapport.App
    clock: rapport.Clock


def play(*, port: int, folder: Path, fresh: bool = False) -> int:
    """Run until Ctrl-C or SIGTERM and return the exit status; prints one line, the page's address."""
    folder.mkdir(parents=True, exist_ok=True)
    with rapport.lock(database(folder)):
        if fresh:
            forget(folder)
        return asyncio.run(_until_stopped(port, folder))


async def _until_stopped(port: int, folder: Path) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C ends the run itself
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with opened(folder, port) as world:
        print(f"The playground is open at {world.playground.url} (Ctrl-C closes it)", flush=True)  # noqa: T201
        await stop.wait()
    return 0


@asynccontextmanager
async def opened(folder: Path, port: int = 0, clock: rapport.Clock | None = None) -> AsyncIterator[World]:
    """Start everything in `folder`, which keeps it for next time; an empty one gets the demo people."""
    new = not (folder / OWN[1]).exists()
    clock = clock or rapport.Clock()
    playground = Playground(clock, folder / OWN[0])
    await playground.start(port)
    try:
        _go_on(playground, clock)
        chosen = settings(playground, folder)
        # In a thread, as it runs a loop of its own.
        await asyncio.to_thread(tools.setup_bot, chosen)
        app = await rapport.start(chosen, clock)
        try:
            if new:
                await _people(playground, app)
            _open_page(playground, app, clock)
            yield World(playground, app, clock)
        finally:
            await app.close()
    finally:
        await playground.stop()


def database(folder: Path) -> str:
    """The address of the bot's own storage."""
    return f"sqlite:///{(folder / OWN[1]).resolve()}"


def settings(playground: Playground, folder: Path) -> rapport.Settings:
    """Settings of a bot that talks to this playground."""
    return rapport.Settings.model_validate(
        {
            "telegram": {"token": playground.token, "api_url": playground.url},
            "database": {"url": database(folder)},
            "company": {"name": COMPANY},
            "delivery": UNHURRIED,
            "throttle": {"burst": 1000},
            "health": {"port": 0},
        }
    )


def forget(folder: Path) -> None:
    """Remove what was kept in the folder, and nothing else."""
    for name in OWN:
        for ending in ("", "-wal", "-shm"):
            (folder / f"{name}{ending}").unlink(missing_ok=True)


def _go_on(playground: Playground, clock: rapport.Clock) -> None:
    """Let time go on from where it was left: it never runs back before what has happened already."""
    assert playground.store
    left = playground.store.saved_clock()
    if left and left > clock().timestamp():
        clock.set(datetime.fromtimestamp(left, UTC))


async def _people(playground: Playground, app: rapport.App) -> None:
    """Give the demo people phones; whom the bot knows already has pressed Start."""
    cast = await app.demo(history=True)
    for account in cast.accounts:
        first, _, last = account.name.partition(" ")
        home = HOMES.get(account.username)
        role = ROLES.get(account.role.name.lower(), account.role.name.title())
        phone = playground.phone(
            account.user_id, first, last_name=last, username=account.username, language_code=account.language,
            role=f"{role} · {home}" if home else role,
        )  # fmt: skip
        if account.person_id is not None:
            phone.start()
    staff = [
        playground.phones[one.user_id] for one in cast.accounts if one.username not in HOMES and one.person_id
    ]
    playground.group(GROUP, GROUP_NAME, *staff, with_bot=False)
    await playground.idle()
    await app.idle()


def _open_page(playground: Playground, app: rapport.App, clock: rapport.Clock) -> None:
    by_name = {phone.user.username: phone.id for phone in playground.phones.values()}
    places = [by_name[name] for name in FIRST if name in by_name]
    playground.page.open(app, clock, zone="Europe/Riga", places=places)
