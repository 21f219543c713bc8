"""Plays about clients."""

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.clients import TouchKind
from bot.domain.ids import ClientId
from bot.domain.people import Actor, Role
from bot.usecases.additions import Shared, Typed
from bot.usecases.additions.typed import stamp
from storage import clients, people
from tests.usecases.plays.stage import Play, acme, plays, simply

simply("additions.client", lambda p: p.additions.client(p.janis, "Entirely New"))
simply("searching.find", lambda p: p.searching.find(p.ilze, "e"))
simply("clients.card", lambda p: p.clients.card(p.janis, acme(p)))
simply("clients.touch", lambda p: p.clients.touch(p.janis, acme(p), TouchKind.CALL, 0))
simply("clients.note", lambda p: p.clients.note(p.janis, acme(p), p.note()))
simply("clients.contact", lambda p: p.clients.contact(p.janis, p.anna.id))
simply("clients.note_contact", lambda p: p.clients.note_contact(p.janis, p.anna.id, p.note()))
simply("clients.share", lambda p: p.clients.share(p.janis, p.anna.id))
simply("histories.page", lambda p: p.histories.page(p.janis, acme(p), 0))


@plays("searching.turn")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    hits = await play.searching.find(play.ilze, "e")
    return lambda: play.searching.turn(play.ilze, hits.number, 0)


@plays("clients.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    logged = (await play.clients.touch(play.janis, acme(play), TouchKind.CALL, 0)).logged
    return lambda: play.clients.undo(play.janis, acme(play), logged.id)


@plays("additions.client_anyway")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    likely = await play.additions.client(play.janis, "Acme")
    actor = await play.at_step(play.janis)
    return lambda: play.additions.client_anyway(actor, likely.stamp)


async def given(play: Play, name: str, *, known: bool = False) -> Actor:
    """Jānis gave a contact: of Acme, or it is asked whose."""
    if known:
        await play.additions.ask_contact(play.janis, acme(play))
    await play.additions.given(await play.at_step(play.janis), Shared(Typed(name, "+37120000001")))
    return await play.at_step(play.janis)


@plays("additions.given")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.additions.ask_contact(play.janis, acme(play))
    actor = await play.at_step(play.janis)
    return lambda: play.additions.given(actor, Shared(Typed("Entirely New")))


@plays("additions.contact_anyway")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    actor = await given(play, "Anna Bērziņa", known=True)
    assert actor.step is not None
    of = stamp(actor.step.args)
    return lambda: play.additions.contact_anyway(actor, of)


@plays("additions.whose")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    actor = await given(play, "Entirely New")
    return lambda: play.additions.whose(actor, "Acme")


@plays("additions.pick")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    actor = await given(play, "Entirely New")
    assert actor.step is not None
    of = stamp(actor.step.args)
    return lambda: play.additions.pick(actor, acme(play), of)


async def twins(play: Play) -> tuple[ClientId, Any]:
    """A second card of Acme, with a contact who is on the first one too."""
    db, now = play.stage.db, play.stage.clock()
    async with db.transaction() as tx:
        other = await clients.add(tx, name="SIA Acme", now=now, manager_id=play.janis.id)
        ann = await people.add(tx, role=Role.CONTACT, name="Ann Berzina", now=now, client_id=other)
    return other, ann


simply("merging.ask", lambda p: p.merging.ask(p.oskars, "client", acme(p)))


@plays("merging.search")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.merging.ask(play.oskars, "client", acme(play))
    actor = await play.at_step(play.oskars)
    return lambda: play.merging.search(actor, "acme")


async def merged(play: Play) -> list[Any]:
    """Both contacts become one, then both clients: the merges, the last one first."""
    other, ann = await twins(play)
    done = []
    for kind, kept, gone in (("person", play.anna.id, ann), ("client", acme(play), other)):
        seen = await play.merging.preview(play.oskars, kind, kept, gone)
        versions = seen.kept.version + seen.gone.version
        done.append(await play.merging.merge(play.oskars, kind, kept, gone, versions))
    return done[::-1]


@plays("merging.preview")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    other, ann = await twins(play)

    async def act() -> None:
        await play.merging.preview(play.oskars, "person", play.anna.id, ann)
        await play.merging.preview(play.oskars, "client", acme(play), other)

    return act


@plays("merging.merge")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    return lambda: merged(play)


@plays("merging.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    done = await merged(play)

    async def act() -> None:
        for one in done:
            await play.merging.undo(play.oskars, one.id)

    return act


simply("editing.form", lambda p: p.editing.form(p.janis, "client", acme(p), 0))
simply("editing.press", lambda p: edited(p))
simply("leaving.leave", lambda p: p.leaving.leave(p.janis, p.igor.id))
simply("leaving.dates", lambda p: p.leaving.dates(p.janis, acme(p)))


async def edited(play: Play) -> Any:
    """The tier of Acme is edited."""
    seen = (await play.editing.ask(play.janis, "client", acme(play), "tier")).seen
    return await play.editing.press(play.janis, "client", acme(play), "tier", "key", seen)


async def own_date(play: Play) -> Any:
    await play.occasions.add_own(play.janis, acme(play), "12.05 Founding day")
    return (await play.leaving.dates(play.janis, acme(play))).dates[0].id


@plays("editing.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    saved = (await edited(play)).saved
    return lambda: play.editing.undo(play.janis, saved.undo)


@plays("leaving.back")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    left = await play.leaving.leave(play.janis, play.igor.id)
    return lambda: play.leaving.back(play.janis, left.undo)


@plays("leaving.delete")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await own_date(play)
    return lambda: play.leaving.delete(play.janis, id_)


@plays("leaving.restore")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    deleted = await play.leaving.delete(play.janis, await own_date(play))
    return lambda: play.leaving.restore(play.janis, deleted.undo)
