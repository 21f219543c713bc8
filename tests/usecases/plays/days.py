"""Plays about calls, dates, exhibitions, the day."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.domain.calls import Outcome
from bot.domain.exhibitions import Guest
from bot.domain.occasions import State as OccasionState
from tests.usecases.plays.stage import Play, about, acme, plays, simply

simply("calls.plan_typed", lambda p: p.calls.plan_typed(p.janis, "Acme tomorrow 11:00", 1))
simply("calls.plan_when", lambda p: p.calls.plan_when(p.janis, acme(p), "tomorrow 11:00", 1))
simply("calls.plan", lambda p: p.calls.plan(p.janis, acme(p), p.stage.clock(), timed=False, update=1))
about(
    "call",
    "calls",
    look=lambda p, id_: p.calls.look(p.oskars, id_),
    open_card=lambda p, id_: p.calls.open_card(p.oskars, id_, 7),
    finish=lambda p, id_: p.calls.finish(p.janis, id_, Outcome.TALKED),
    snooze=lambda p, id_: p.calls.snooze(p.janis, id_, p.stage.clock() + timedelta(days=1)),
    drop=lambda p, id_: p.calls.drop(p.janis, id_),
    hand_over=lambda p, id_: p.calls.hand_over(p.janis, id_, p.paivi.id),
    note=lambda p, id_: p.calls.note(p.janis, id_, p.note()),
)


@plays("calls.move_typed")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.call()
    return lambda: play.calls.move_typed(play.janis, id_, "in 3 days 11:00")


@plays("calls.again")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.call()
    await play.calls.finish(play.janis, id_, Outcome.NO_ANSWER)
    return lambda: play.calls.again(play.janis, id_, play.stage.clock() + timedelta(hours=5))


@plays("calls.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.call()
    await play.calls.drop(play.janis, id_)
    return lambda: play.calls.undo(play.janis, id_)


simply("occasions.coming", lambda p: p.occasions.coming(p.janis))
simply("occasions.add_own", lambda p: p.occasions.add_own(p.janis, acme(p), "12.05 Founding day"))
about(
    "occasion",
    "occasions",
    look=lambda p, id_: p.occasions.look(p.janis, id_),
    open_card=lambda p, id_: p.occasions.open_card(p.janis, id_, 7),
    finish=lambda p, id_: p.occasions.finish(p.janis, id_, OccasionState.DONE),
    call=lambda p, id_: p.occasions.call(p.janis, id_),
    note=lambda p, id_: p.occasions.note(p.janis, id_, p.note()),
)


@plays("occasions.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.occasion()
    await play.occasions.finish(play.janis, id_, OccasionState.DONE)
    return lambda: play.occasions.undo(play.janis, id_)


about("exhibition", "exhibitions", start=lambda p, id_: p.exhibitions.start(p.oskars, id_))
about(
    "started",
    "exhibitions",
    cancel=lambda p, id_: p.exhibitions.cancel(p.oskars, id_),
    open_card=lambda p, id_: p.exhibitions.open_card(p.janis, id_, 7),
    look=lambda p, id_: p.exhibitions.look(p.janis, id_),
    mark=lambda p, id_: p.exhibitions.mark(p.janis, id_, acme(p), Guest.TOLD),
)
simply("digests.today", lambda p: p.digests.today(p.janis.id))
