"""The stock aiogram bot of `plain` with one durable aiosqlite commit per press, before it answers.

Run as `python -m benchmarks.bots.storing API TOKEN FILE`. One connection for all, write-ahead log, synchronous=FULL
as Rapport; a lock keeps one press's statements together, without it presses would commit each other's halves.
"""

import asyncio
import sys

import aiosqlite
import uvloop
from aiogram import Dispatcher
from aiogram.types import CallbackQuery

from benchmarks.bots import plain

dispatcher = Dispatcher()


@dispatcher.callback_query()
async def pressed(press: CallbackQuery, db: aiosqlite.Connection, lock: asyncio.Lock) -> None:
    """A number was tapped."""
    _, _, question, score, _ = (press.data or "").split(":")
    async with lock:
        await db.execute(
            "INSERT INTO answers (question, person, score) VALUES (?, ?, ?) "
            "ON CONFLICT (question) DO UPDATE SET score = excluded.score",
            (int(question), press.from_user.id, int(score)),
        )
        await db.commit()
    await plain.show(press)


async def main(api: str, token: str, path: str) -> None:
    """Open the file and poll."""
    async with aiosqlite.connect(path) as db:
        await db.execute("PRAGMA journal_mode = WAL")
        await db.execute("PRAGMA synchronous = FULL")
        await db.execute("CREATE TABLE IF NOT EXISTS answers (question INTEGER PRIMARY KEY, person, score)")
        await db.commit()
        await dispatcher.start_polling(plain.bot(api, token), db=db, lock=asyncio.Lock())


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:  # as run_polling does
        runner.run(main(*sys.argv[1:]))
