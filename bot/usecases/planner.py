"""The planner: rings what is due, each alarm in a transaction of its own. Not: what an alarm means."""

import asyncio
import logging
import secrets
from collections.abc import Mapping, Set
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Clock
from bot.domain.alarms import Alarm
from bot.domain.ids import AlarmId
from storage import alarms
from storage.database import Clash, Database, Tx

log = logging.getLogger(__name__)

PAGE = 100
AGAIN = timedelta(minutes=5)  # after an error
TRIES = 5  # of an alarm whose thing somebody acts on at the same moment


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
            rung, stuck = 0, set[AlarmId]()
            while page := await self._due(stuck):
                for alarm in page:
                    try:
                        rung += await self._ring(alarm)
                    except Exception:
                        # Not even put off: it stays due, and the others must not wait for it.
                        log.exception("alarm %s of %s stays due", alarm.kind, alarm.thing)
                        stuck.add(alarm.id)
            return rung

    async def next_at(self) -> datetime | None:
        """When the next alarm rings."""
        return await alarms.next_at(self._db)

    async def _due(self, stuck: Set[AlarmId]) -> list[Alarm]:
        page = await alarms.due(self._db, self._clock(), PAGE + len(stuck))
        return [alarm for alarm in page if alarm.id not in stuck]

    async def _ring(self, alarm: Alarm) -> bool:
        try:
            return await self._rung(alarm)
        except Exception:
            code = secrets.token_hex(2)
            log.exception("alarm %s of %s failed, code %s", alarm.kind, alarm.thing, code)
        async with self._db.transaction() as tx:
            await alarms.postpone(tx, alarm, self._clock() + AGAIN)
        return False

    async def _rung(self, alarm: Alarm) -> bool:
        """Whether it was there and rang. Here the alarm is locked before its thing; a person who acts on the thing
        locks that first and then sets the alarm. When both meet on PostgreSQL one is taken back: us, again at once."""
        for tries in range(1, TRIES + 1):
            now = self._clock()
            try:
                async with self._db.transaction() as tx:
                    if not await alarms.take(tx, alarm):
                        return False
                    await self._ringers[alarm.kind.partition(".")[0]].ring(tx, alarm, now)
                return True
            except Clash:
                if tries == TRIES:
                    raise
                log.info("alarm %s of %s met somebody at work, try %d", alarm.kind, alarm.thing, tries)
        raise AssertionError("unreachable")
