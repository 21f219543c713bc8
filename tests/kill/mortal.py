"""The command line in processes that die where a test says. A program of its own: orders come on stdin, a line of JSON each.

Importing everything takes a second, so it is done once and each order is a fork. The child kills itself by `kill -9`
just before the n-th file it would open for writing, rename or remove in a folder (`step`), before the n-th call of a
function (`call`), or it is ended by the kernel in the middle of the write that makes a file larger than `size` bytes.
"""

import asyncio
import importlib
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import Any

from tests.waiting import CEILING

NEEDED = (
    "bot.config",
    "bot.i18n",
    "concurrent.futures.thread",
    "storage.backup",
    "storage.database.dump",
    "storage.migrator",
)
WRITES = ("os.rename", "os.remove", "sqlite3.connect", "os.truncate", "os.chown")


def main() -> None:
    """Serve orders until stdin ends."""
    from bot import __main__ as command

    for name in NEEDED:  # by the children
        importlib.import_module(name)
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _obey(order, command.main)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(json.dumps({"status": os.waitstatus_to_exitcode(status)}) + "\n")
        sys.stdout.flush()


def _obey(order: dict[str, Any], run: Any) -> None:
    os.chdir(order["folder"])
    os.environ.update(order["env"])
    output = os.open(order["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    sys.argv = ["rapport", *order["args"]]
    status = 0
    try:
        _doom(order)
        run()
    except SystemExit as end:
        status = int(end.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _doom(order: dict[str, Any]) -> None:
    if "size" in order:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["size"], order["size"]))
    left = order.get("step", 0)

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    if "call" in order:
        _watch(order["call"], count)
    elif left:
        folder = order["watched"]
        sys.addaudithook(lambda event, args: count() if _writes(event, args, folder) else None)


def _writes(event: str, args: tuple[Any, ...], folder: str) -> bool:
    if event != "open" and event not in WRITES:
        return False
    return folder in str(args[0]) and (event != "open" or bool(args[2] & (os.O_WRONLY | os.O_RDWR)))


def _watch(name: str, count: Any) -> None:
    """Count the calls of `module:Class.method`."""
    module, _, path = name.partition(":")
    kind, method = path.split(".")
    owner = getattr(importlib.import_module(module), kind)
    original = getattr(owner, method)

    async def counted(*args: Any, **named: Any) -> Any:
        count()
        return await original(*args, **named)

    setattr(owner, method, counted)


class Mortal:
    """The hand of a test on that program."""

    def __init__(self, process: asyncio.subprocess.Process, folder: Path) -> None:
        self._process, self._folder = process, folder
        self.output = folder / "mortal.out"

    @classmethod
    async def start(cls, folder: Path) -> "Mortal":
        root = Path(__file__).parents[2]
        pipe = asyncio.subprocess.PIPE
        clean = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.kill.mortal", stdin=pipe, stdout=pipe, cwd=root,
            env={**clean, "PYTHONPATH": str(root)},
        )  # fmt: skip
        return cls(process, folder)

    async def run(self, url: str, *args: str | Path, **how: Any) -> int:
        """Run a command on this database; its exit status, or minus the signal that ended it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {
            "args": [str(word) for word in args],
            "env": {"RAPPORT_DATABASE__URL": url, "RAPPORT_TELEGRAM__TOKEN": "1:none"},
            "folder": str(self._folder),
            "output": str(self.output),
            **how,
        }
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        line = await asyncio.wait_for(self._process.stdout.readline(), CEILING)
        status: int = json.loads(line)["status"]
        return status

    async def end(self) -> None:
        """No more orders."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


if __name__ == "__main__":
    main()
