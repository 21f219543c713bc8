"""The sender: an owned task that takes due letters, has them delivered, and settles each. Not: what an outcome means."""

import asyncio
import logging
import secrets
from datetime import timedelta

from bot.clock import Clock
from bot.delivery import retry
from bot.delivery.messenger import Messenger
from bot.delivery.settle import Settling
from bot.delivery.tasks import Tasks
from bot.domain.letters import Broken, Claimed, Lane, Outcome, Refused, RetryLater, Sent, Unknown
from bot.usecases.doubts import ask_about
from storage import outbox
from storage.database import Database

log = logging.getLogger(__name__)

IN_FLIGHT = 64
WAVES = 24  # of them at most so many of the slowest lane, so that a wave leaves room
LONGEST_SLEEP = (
    2.0  # seconds; a clock that jumped, or letters that another process queued: a look costs microseconds
)
SETTLE_TRIES = 5


class Sender:
    """Sends what is due, at most one letter a person at once; sleeps until the next is due or `wake` is called.

    One process of the database (`alone`, SQLite): at start every letter in flight is one whose sender died.
    Several: those whose lease ended.
    """

    def __init__(self, db: Database, clock: Clock, messenger: Messenger, *, alone: bool) -> None:
        self._db, self._clock, self._messenger, self._alone = db, clock, messenger, alone
        self._name = secrets.token_hex(4)
        self._pages = 0
        self._awake = asyncio.Event()
        self._tasks = Tasks()
        self._flying: dict[Lane, int] = dict.fromkeys(Lane, 0)
        self._resume_at = 0.0  # the loop's time
        self._claiming = False
        self._silent = False
        self.refused: str | None = None  # why Telegram refuses the bot itself

    def wake(self) -> None:
        """There may be something to send."""
        self._awake.set()

    @property
    def busy(self) -> bool:
        """Whether letters travel at the moment."""
        return len(self._tasks) > 0 or self._claiming

    async def run(self) -> None:
        """Send until cancelled; then `stop` waits for the letters that travel."""
        outbox.listeners.add(self.wake)
        try:
            await self.recover(every=self._alone)
            while True:
                self._awake.clear()
                await self._pause()
                await self._sleep(await self._guarded_step())
        finally:
            outbox.listeners.discard(self.wake)

    async def stop(self, seconds: float) -> None:
        """Wait so long for the letters that travel; those still unsettled then are in doubt at the next start."""
        await self._tasks.drain(seconds)

    async def recover(self, *, every: bool = False) -> None:
        """Letters whose sender died go back into the queue, or into doubt, of which their managers hear."""
        now = self._clock()
        async with self._db.transaction() as tx:
            people = await outbox.expire(tx, now, every=every)
            if people:
                await ask_about(tx, people, now)
        if people:
            log.warning("%d letters are in doubt: their sender died", len(people))

    async def _guarded_step(self) -> float:
        try:
            return await self._step()
        except Exception:
            log.exception("the outbox could not be read")
            return 1.0

    async def _step(self) -> float:
        """Claim what may go now; how long to sleep at most."""
        self._claiming = True
        try:
            due = await self._next_due()
            if due is not None and due <= 0:
                # Cancelled in between, a claimed letter that nobody sends would be in doubt.
                await asyncio.shield(self._tasks.start(self._take_page(), "claim"))
                due = await self._next_due()
        finally:
            self._claiming = False
        if due is None:
            return LONGEST_SLEEP
        # Due but not claimable: its person has a letter in flight, or every place is taken. Settling wakes us;
        # another replica's settling does not.
        return due if due > 0 else 1.0

    async def _take_page(self) -> None:
        free = IN_FLIGHT - sum(self._flying.values())
        if free <= 0:
            return
        self._pages += 1
        claimer = f"{self._name}:{self._pages}"
        room = WAVES - self._flying[Lane.WAVE]
        most = {Lane.ANSWER: free, Lane.ONE: free, Lane.WAVE: room if room > WAVES // 2 else 0}
        async with self._db.transaction() as tx:
            page = await outbox.claim(tx, claimer, self._clock(), most, total=free)
        for letter in page:
            self._flying[letter.lane] += 1
            self._tasks.start(self._carry(letter, claimer), f"letter {letter.id}")

    async def _next_due(self) -> float | None:
        """Seconds until the next letter is due."""
        due = await outbox.next_due(self._db)
        return None if due is None else (due - self._clock()) / timedelta(seconds=1)

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(min(seconds, LONGEST_SLEEP)):
                await self._awake.wait()
        except TimeoutError:
            return

    async def _pause(self) -> None:
        """Hold new letters while Telegram said 429, refuses us, or does not answer."""
        loop = asyncio.get_running_loop()
        tries = 0
        while True:
            if (wait := self._resume_at - loop.time()) > 0:
                await asyncio.sleep(wait)
            elif not self.held:
                return
            elif await self._messenger.alive():
                log.info("Telegram answers again")
                self._silent, self.refused = False, None
            else:
                tries += 1
                await asyncio.sleep(retry.delay(tries, longest=60.0 if self.refused else 15.0))

    @property
    def held(self) -> bool:
        """Whether letters wait because Telegram does not answer, or refuses the bot."""
        return self._silent or self.refused is not None

    async def _carry(self, letter: Claimed, claimer: str) -> None:
        try:
            outcome = await self._deliver(letter)
            self._heed(outcome, letter)
            await self._settle(letter, claimer, outcome)
        finally:
            self._flying[letter.lane] -= 1
            self.wake()

    async def _deliver(self, letter: Claimed) -> Outcome:
        try:
            return await self._messenger.deliver(letter)
        except Exception:
            code = retry.new_code()
            log.exception("letter %d (%s) failed, code %s", letter.id, letter.kind, code)
            return Broken(code)

    def _heed(self, outcome: Outcome, letter: Claimed) -> None:
        """What an outcome means for the letters after it."""
        match outcome:
            case Sent():
                return
            case RetryLater(seconds, pause, _) if pause:
                self._resume_at = max(self._resume_at, asyncio.get_running_loop().time() + seconds)
            case RetryLater(_, _, why) if why:
                self._silent = True
            case Unknown(why):
                log.warning(
                    "letter %d (%s): nobody knows whether it arrived: %s", letter.id, letter.kind, why
                )
                self._silent = True
            case Refused(why):
                if self.refused is None:
                    log.error("Telegram refuses the bot (%s): letters wait", why)
                self.refused = why
            case _:
                log.info("letter %d (%s): %s", letter.id, letter.kind, outcome)

    async def _settle(self, letter: Claimed, claimer: str, outcome: Outcome) -> None:
        """Write it down, whatever the database's mood: a sent letter that nobody noted would be in doubt."""
        for attempt in range(1, SETTLE_TRIES + 1):
            try:
                async with self._db.transaction() as tx:
                    held = await Settling(letter, claimer, self._clock()).settle(tx, outcome)
                if not held:
                    log.warning("letter %d was taken over before it was settled", letter.id)
                return
            except Exception:
                log.exception("letter %d could not be settled, try %d", letter.id, attempt)
                if attempt == SETTLE_TRIES:
                    raise
                await asyncio.sleep(retry.delay(attempt, longest=10.0))
