"""Bots as processes of their own: started, looked at through /proc (Linux), stopped. Not: what they do."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Bot:
    """A running bot process."""

    def __init__(self, name: str, process: asyncio.subprocess.Process) -> None:
        self.name, self._process = name, process

    @classmethod
    async def start(cls, name: str, module: str, *args: str, env: Mapping[str, str] | None = None) -> "Bot":
        """Run `python -m module args` in the folder of the project; its output goes where ours goes."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", module, *args, cwd=ROOT, env={**os.environ, **(env or {})},
            stdout=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        return cls(name, process)

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.returncode is None

    @property
    def cpu(self) -> float:
        """Seconds of CPU used so far, all threads."""
        fields = (
            Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        )
        return (int(fields[11]) + int(fields[12])) / _TICKS

    @property
    def memory(self) -> float:
        """Resident memory in MB."""
        fields = Path(f"/proc/{self._process.pid}/statm").read_text(encoding="utf-8").split()
        return int(fields[1]) * _PAGE / 1e6

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self._process.send_signal(number)

    async def stop(self) -> None:
        """SIGTERM, and after ten seconds SIGKILL."""
        if self.alive:
            self._process.terminate()
        try:
            async with asyncio.timeout(10):
                await self._process.wait()
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


def rapport_env(api: str, token: str, database: Path) -> dict[str, str]:
    """Settings for `python -m bot run`: this API, this SQLite file, limits far above the load."""
    return {
        "RAPPORT_TELEGRAM__TOKEN": token,
        "RAPPORT_TELEGRAM__API_URL": api,
        "RAPPORT_DATABASE__URL": f"sqlite:///{database}",
        "RAPPORT_DELIVERY__RATE": "1000",
        "RAPPORT_DELIVERY__CHAT_RATE": "1000",
        "RAPPORT_DELIVERY__GROUP_RATE": "60000",
        "RAPPORT_THROTTLE__BURST": "100000",
        "RAPPORT_HEALTH__PORT": "0",
        "RAPPORT_LOGS__LEVEL": "warning",
    }
