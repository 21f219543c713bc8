"""Plays about complaints, talk, improvements."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from tests.usecases.plays.stage import Play, about, plays, simply

about(
    "complaint",
    "complaints",
    card=lambda p, id_: p.complaints.card(p.janis, id_),
    open_card=lambda p, id_: p.complaints.open_card(p.janis, id_, 7),
    send_files=lambda p, id_: p.complaints.send_files(p.janis, id_, 7),
    take=lambda p, id_: p.complaints.take(p.janis, id_, 1),
    wait=lambda p, id_: p.complaints.wait(p.janis, id_, waiting=True),
    colleagues=lambda p, id_: p.complaints.colleagues(p.janis, id_),
    note=lambda p, id_: p.complaints.note(p.janis, id_, p.heard(p.janis)),
    page=lambda p, _: p.complaints.page(p.janis),
    begin_solving=lambda p, id_: p.complaints.begin_solving(p.janis, id_),
    begin_date=lambda p, id_: p.complaints.begin_date(p.janis, id_),
)
about("complaint", "talk", begin_reply=lambda p, id_: p.talk.begin_reply(p.janis, id_))


@plays("complaints.hand_over")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.complaint()
    version = await play.version("complaints", id_)
    return lambda: play.complaints.hand_over(play.oskars, id_, play.paivi.id, version)


@plays("complaints.solve")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.complaints.begin_solving(play.janis, await play.complaint())
    typed: Any = None
    for words in ("cause", "done", "prevents"):
        step = (await play.at_step(play.janis)).step
        typed = await play.complaints.type_solution(play.janis, step, words, play.next())
    return lambda: play.complaints.solve(play.janis, typed.solution.id, typed.solution.stamp)


@plays("complaints.tell_date")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.complaint()
    await play.complaints.begin_date(play.janis, id_)
    step = (await play.at_step(play.janis)).step
    await play.complaints.type_reason(play.janis, step, "reason", play.next())
    typed = await play.complaints.pick_date(play.janis, id_, play.stage.clock() + timedelta(days=9))
    return lambda: play.complaints.tell_date(play.janis, typed.missed.id, typed.missed.stamp)


@plays("talk.send")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.talk.begin_reply(play.janis, await play.complaint())
    step = (await play.at_step(play.janis)).step
    await play.talk.reply_at_step(play.janis, step, play.heard(play.janis))
    step = (await play.at_step(play.janis)).step
    assert step is not None
    batch = step.args["batch"]
    return lambda: play.talk.send(play.janis, batch)


about("doubt", "doubts", show=lambda p, _: p.doubts.show(p.janis, p.janis.id))


@plays("doubts.settle")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.doubt()
    shown = await play.doubts.show(play.janis, play.janis.id)
    return lambda: play.doubts.settle(play.janis, play.janis.id, arrived=True, upto=shown.upto)


about(
    "improvement",
    "improvements",
    look=lambda p, id_: p.improvements.look(p.oskars, id_),
    open_card=lambda p, id_: p.improvements.open_card(p.oskars, id_, 7),
    note=lambda p, id_: p.improvements.note(p.oskars, id_, p.note()),
    preview=lambda p, id_: p.improvements.preview(p.oskars, id_),
    assign=lambda p, id_: p.improvements.assign(p.oskars, id_, p.paivi.id, 1),
    set_date=lambda p, id_: p.improvements.set_date(p.oskars, id_, p.stage.clock().date()),
    drop=lambda p, id_: p.improvements.drop(p.oskars, id_, "no"),
)
simply("improvements.make", lambda p: p.improvements.make(p.oskars, "late", 7))


@plays("improvements.typed_title")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.improvements.ask_title(play.oskars)
    step = (await play.at_step(play.oskars)).step
    return lambda: play.improvements.typed_title(play.oskars, step, "Night shifts", 7)


@plays("improvements.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.improvement()
    await play.improvements.drop(play.oskars, id_, "no")
    return lambda: play.improvements.undo(play.oskars, id_)


@plays("improvements.finish")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.improvement()
    await play.improvements.ask_text(play.oskars, id_)
    step = (await play.at_step(play.oskars)).step
    seen = await play.improvements.typed_text(play.oskars, step, "changed")
    version = seen.shown.improvement.version
    return lambda: play.improvements.finish(play.oskars, id_, version, seen.counts.told)
