"""The planner: rings what is due, each alarm in a transaction of its own. Not: what an alarm means."""

import asyncio
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.alarms import Alarm
from storage import alarms
from storage.database import Database, Tx

log = logging.getLogger(__name__)

PAGE = 100
AGAIN = timedelta(minutes=5)  # after an error


class Ringer(Protocol):
    """What a noun's use case does when one of its alarms rings, in the transaction that took the alarm off."""

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None: ...


class Planner:
    """`ringers`: by the part of an alarm's kind before the dot."""

    def __init__(self, db: Database, clock: Clock, ringers: Mapping[str, Ringer]) -> None:
        self._db, self._clock, self._ringers = db, clock, ringers
        self._lock = asyncio.Lock()

    async def tick(self) -> int:
        """Ring everything due, the oldest first; how many rang. What an earlier tick still does is waited for."""
        async with self._lock:
            rung = 0
            while page := await alarms.due(self._db, self._clock(), PAGE):
                for alarm in page:
                    rung += await self._ring(alarm)
            return rung

    async def next_at(self) -> datetime | None:
        """When the next alarm rings."""
        return await alarms.next_at(self._db)

    async def _ring(self, alarm: Alarm) -> bool:
        now = self._clock()
        try:
            async with self._db.transaction() as tx:
                if not await alarms.take(tx, alarm):
                    return False
                await self._ringers[alarm.kind.partition(".")[0]].ring(tx, alarm, now)
            return True
        except Exception:
            code = secrets.token_hex(2)
            log.exception("alarm %s of %s failed, code %s", alarm.kind, alarm.thing, code)
        async with self._db.transaction() as tx:
            await alarms.postpone(tx, alarm, now + AGAIN)
        return False
