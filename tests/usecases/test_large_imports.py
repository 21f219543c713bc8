"""A long file in a process of its own: it comes in whole, goes again, and the process stays small."""

import asyncio
from pathlib import Path

from benchmarks.imports import child

ROWS = 3000
MEGABYTES = 90
"""For 3,000 rows; 50,000 stay below 200, as `make bench ARGS=imports` shows."""


async def test_a_long_file_is_read_and_written_in_little_memory(tmp_path: Path) -> None:
    found = await asyncio.to_thread(child, ROWS, f"sqlite:///{tmp_path / 'long.db'}")
    wrong = ROWS // 100
    assert (found["memory"]["new"], found["memory"]["same"]) == (ROWS - wrong, ROWS - wrong)
    assert found["memory"]["import"] < MEGABYTES
