"""Plays about scores, cases, surveys, figures."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.cases import CHANGED
from bot.domain.figures import EVERYBODY, Ask, View
from bot.domain.people import Step
from bot.domain.programmes import Edit
from bot.domain.surveys import Words
from bot.usecases.programmes import STEP as PROGRAMME_STEP
from tests.usecases.plays.stage import Play, about, plays, simply

about(
    "case",
    "cases",
    look=lambda p, id_: p.cases.look(p.janis, id_),
    listed=lambda p, _: p.cases.listed(p.janis),
    owners=lambda p, _: p.cases.owners(p.janis),
    history=lambda p, id_: p.cases.history(p.janis, id_),
    open_card=lambda p, id_: p.cases.open_card(p.janis, id_, 7),
    take=lambda p, id_: p.cases.take(p.janis, id_),
    called=lambda p, id_: p.cases.called(p.janis, id_, 0),
    colleagues=lambda p, id_: p.cases.colleagues(p.janis, id_),
    start_close=lambda p, id_: p.cases.start_close(p.janis, id_, CHANGED),
    close=lambda p, id_: p.cases.close(p.janis, id_, CHANGED, "done"),
    hear=lambda p, id_: p.cases.hear(p.janis, id_, 7),
    note=lambda p, id_: p.cases.note(p.janis, id_, p.note()),
)


@plays("cases.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.case()
    await play.cases.take(play.janis, id_)
    return lambda: play.cases.undo(play.janis, id_)


@plays("cases.hand_over")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.case()
    version = await play.version("cases", id_)
    return lambda: play.cases.hand_over(play.janis, id_, play.paivi.id, version)


@plays("cases.typed")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.cases.start_close(play.janis, await play.case(), CHANGED)
    actor = await play.at_step(play.janis)
    return lambda: play.cases.typed(actor, actor.step, "done")


about("answer", "surveys", hear=lambda p, one: p.surveys.hear(p.janis, one.id, 7))


@plays("phonemode.open_call")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.call()
    return lambda: play.phonemode.open_call(play.janis, id_, play.next())


async def switch(play: Play, to: str) -> None:
    await play.programmes.change(play.ilze, Edit("switch", "monthly", to), 0)


simply("programmes.change", lambda p: switch(p, "off"))
day = Step(PROGRAMME_STEP, {"what": "day", "code": "monthly", "id": "", "language": "", "group": ""})
simply("programmes.typed", lambda p: p.programmes.typed(p.ilze, day, "20"))


@plays("programmes.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await switch(play, "off")
    return lambda: play.programmes.undo(play.ilze, "monthly", 1)


@plays("programmes.reset")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await switch(play, "off")
    return lambda: play.programmes.reset(play.ilze)


@plays("phonemode.open_contact")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    return lambda: play.phonemode.open_contact(play.janis, play.anna.id, play.next())


def noting(name: str, act: Callable[[Play, Any], Awaitable[object]], *, scored: bool) -> None:
    @plays(f"phonemode.{name}")
    async def _(play: Play) -> Callable[[], Awaitable[object]]:
        question = (await play.surveys.start(play.anna)).rating.invitation.id
        if scored:
            await play.phonemode.score(play.janis, question, 9, 0)
        return lambda: act(play, question)


noting("score", lambda p, id_: p.phonemode.score(p.janis, id_, 9, 0), scored=False)
noting("again", lambda p, id_: p.phonemode.again(p.janis, id_), scored=True)
noting("look", lambda p, id_: p.phonemode.look(p.janis, id_), scored=True)
noting("reason", lambda p, id_: p.phonemode.reason(p.janis, id_, "price", on=True), scored=True)
noting(
    "say",
    lambda p, id_: p.phonemode.say(p.janis, id_, Words("text", "Fine.", None, p.janis.chat_id, p.next())),
    scored=True,
)


@plays("phonemode.grade")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    question = (await play.surveys.start(play.anna)).rating.invitation.id
    async with play.stage.db.transaction() as tx:
        await tx.execute("UPDATE invitations SET programme = 'quarterly' WHERE id = :id", id=question)
    await play.phonemode.score(play.janis, question, 9, 0)
    await play.phonemode.done(play.janis, question)
    return lambda: play.phonemode.grade(play.janis, question, "delivery", 8)


noting("undo", lambda p, id_: p.phonemode.undo(p.janis, id_), scored=True)


@plays("surveys.refuse")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    invitation = (await play.surveys.start(play.anna)).rating.invitation.id
    return lambda: play.surveys.refuse(play.anna, invitation)


@plays("surveys.allow")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    invitation = (await play.surveys.start(play.anna)).rating.invitation.id
    await play.surveys.refuse(play.anna, invitation)
    return lambda: play.surveys.allow(play.anna, invitation)


simply("figures.low", lambda p: p.figures.low(p.ilze, Ask(View.NPS, 30, EVERYBODY), 0))
simply("figures.export", lambda p: p.figures.export(p.ilze, Ask(View.NPS, 30, EVERYBODY)))
simply("waves.why", lambda p: p.waves.why(p.oskars, "Acme"))
simply("waves.why_of", lambda p: p.waves.why_of(p.oskars, p.stage.cast.acme))
about(
    "wave",
    "waves",
    send=lambda p, w: p.waves.send(p.oskars, w.id, w.version),
    later=lambda p, w: p.waves.later(p.oskars, w.id, 0),
)
about(
    "planned",
    "waves",
    postpone=lambda p, w: p.waves.postpone(p.oskars, w.id, w.version, 1),
    cancel=lambda p, w: p.waves.cancel(p.oskars, w.id, w.version),
)
