"""A person's flood slows that person down: who waits, until when, and what is not taken any more. Not: storing."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.domain.throttle import ThrottleRules
from bot.telegram.inbox import shape
from bot.telegram.inbox.shape import Raw
from storage import inbox, reach
from storage.database import Tx

log = logging.getLogger(__name__)

SWEEP = 4096  # chats remembered, beyond which those that are quiet again are forgotten
TOLD_AGAIN = timedelta(minutes=1)
STRANGERS = 100  # strangers whose updates may wait at the same time

MOMENT, TOO_MANY = "error-one-moment", "error-too-many"


@dataclass(frozen=True, slots=True)
class Turn:
    """An update of a chat and when its turn is (None: at once)."""

    raw: Raw
    chat: int
    at: datetime | None


class _Late(NamedTuple):
    """An update that has to wait at least until then."""

    raw: Raw
    at: datetime


@dataclass(frozen=True, slots=True)
class Word:
    """What is to be said to whoever sent this; `language` is the one they chose."""

    key: str
    raw: Raw
    language: str | None


@dataclass(slots=True)
class _Flow:
    """A chat that wrote lately. `free`: when all turns it took are over; it is forgotten then."""

    free: datetime
    stranger: bool = False
    asked_to_wait: bool = False
    stop_kept: bool = False
    refused: int = 0
    told: datetime | None = None  # when it was last said that something is not kept


class Throttle:
    """Gives turns, chat by chat. What was stored with a later turn is counted in the table: replicas share it."""

    def __init__(self, rules: ThrottleRules) -> None:
        self._rules = rules
        self._flows: dict[int, _Flow] = {}
        self._sweep_at = SWEEP
        self._seen: datetime | None = None

    def turns(self, updates: Sequence[Raw], now: datetime) -> list[Turn]:
        """A turn for each. An inline query that would have to wait is left out: nobody waits for its answer."""
        if self._seen is not None and now < self._seen:
            self._flows.clear()  # the clock was set back: nobody shall wait for an hour that was there already
        self._seen = now
        if len(self._flows) > self._sweep_at:
            self._sweep(now)
        turns = []
        for raw in updates:
            chat = shape.chat_of(raw)
            at = None if shape.is_state(raw) else self._turn(chat, now)
            if at is None or "inline_query" not in raw:
                turns.append(Turn(raw, chat, at))
        return turns

    def _turn(self, chat: int, now: datetime) -> datetime | None:
        flow = self._flows.get(chat)
        if flow is None or flow.free <= now:
            at, free = self._rules.turn(None, now)
            self._flows[chat] = _Flow(free)
        else:
            at, flow.free = self._rules.turn(flow.free, now)
        return at

    def _sweep(self, now: datetime) -> None:
        self._flows = {chat: flow for chat, flow in self._flows.items() if flow.free > now}
        self._sweep_at = max(SWEEP, 2 * len(self._flows))

    async def admit(self, tx: Tx, turns: Sequence[Turn]) -> tuple[list[Turn], list[Word]]:
        """Those that are taken, in their order, and what is to be said once they are stored."""
        late: dict[int, list[_Late]] = {}
        for turn in turns:
            if turn.at is not None:
                late.setdefault(turn.chat, []).append(_Late(turn.raw, turn.at))
        given, words = dict[int, Turn](), list[Word]()
        for chat, waiting in late.items():
            admitted, said = await self._line_up(tx, chat, waiting)
            given.update((turn.raw["update_id"], turn) for turn in admitted)
            words += said
        taken = [given.get(turn.raw["update_id"], turn) if turn.at is not None else turn for turn in turns]
        return [turn for turn in taken if turn.at is None or turn.raw["update_id"] in given], words

    async def _line_up(self, tx: Tx, chat: int, late: list[_Late]) -> tuple[list[Turn], list[Word]]:
        """The turns of one chat behind those that wait already, as many as there is room for."""
        rules = self._rules
        before = rules.before(late[0].at)
        flow = self._flows.setdefault(chat, _Flow(before))
        queue = await inbox.queue(tx, chat)
        language = await reach.language(tx, shape.user_of(late[0].raw) or 0)
        room = self._room(flow, stranger=language is None) - queue.length
        last, admitted = queue.last, list[Turn]()
        refused = late[max(0, room) :]
        stop = None if language is None or flow.stop_kept else _stop(refused)
        flow.stop_kept = flow.stop_kept or stop is not None
        for turn in [*late[: max(0, room)], *([stop] if stop else [])]:
            last = turn.at if last is None else max(turn.at, last + rules.step)
            admitted.append(Turn(turn.raw, chat, last))
        refused = [turn for turn in refused if turn is not stop]
        flow.free = before if last is None else rules.after(last)
        return admitted, [
            *self._moment(flow, admitted, language),
            *self._too_many(flow, chat, refused, language),
        ]

    def _room(self, flow: _Flow, *, stranger: bool) -> int:
        if stranger and not flow.stranger:
            if sum(other.stranger for other in self._flows.values()) >= STRANGERS:
                return 0
            flow.stranger = True
        return self._rules.room(stranger=stranger)

    @staticmethod
    def _moment(flow: _Flow, admitted: Iterable[Turn], language: str | None) -> list[Word]:
        """The first press that waits is told so: its button would spin."""
        press = next((turn.raw for turn in admitted if "callback_query" in turn.raw), None)
        if press is None or flow.asked_to_wait:
            return []
        flow.asked_to_wait = True
        return [Word(MOMENT, press, language)]

    def _too_many(self, flow: _Flow, chat: int, refused: Sequence[_Late], language: str | None) -> list[Word]:
        """The first one that is not taken is told so, and once a minute. Counted in the log, with ever fewer lines."""
        if not refused:
            return []
        before, flow.refused = flow.refused, flow.refused + len(refused)
        if len(str(flow.refused)) > len(str(before)) or not before:
            log.warning("account %d sends too much: %d updates were not taken", chat, flow.refused)
        if flow.told is not None and self._seen is not None and self._seen - flow.told < TOLD_AGAIN:
            return []
        flow.told = self._seen
        return [Word(TOO_MANY, refused[0].raw, language)]


def _stop(refused: Sequence[_Late]) -> _Late | None:
    """A /stop is taken, however many wait: who is overrun must be able to say so."""
    return next((late for late in refused if shape.is_stop(late.raw)), None)
