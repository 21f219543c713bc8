"""Plays about files, links, people, the audit."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from bot.domain.ids import TeamId
from bot.domain.joining import Wants
from bot.domain.people import Actor, Profile, Role, Step
from bot.usecases.imports.base import unwatched
from storage import facts, jobs
from tests.usecases.plays.stage import CSV, Play, about, plays, simply, stranger

AWAY = "1.12-4.12 Päivi"
simply("absences.typed", lambda p: p.absences.typed(p.janis, AWAY))


@plays("absences.finish")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.absences.typed(play.janis, AWAY)
    line = (await play.absences.listed(play.janis)).lines[0]
    return lambda: play.absences.finish(play.janis, line.id)


@plays("teams.give")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    page = await play.teams.person(play.ilze, play.janis.id)
    return lambda: play.teams.give(play.ilze, play.janis.id, Role.HEAD, page.version)


@plays("teams.move")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    page = await play.teams.person(play.ilze, play.janis.id)
    return lambda: play.teams.move(play.ilze, play.janis.id, TeamId(0), page.version)


@plays("teams.leave")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    page = await play.teams.person(play.ilze, play.janis.id)
    return lambda: play.teams.leave(play.ilze, play.janis.id, play.paivi.id, page.version)


@plays("groups.connect")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    return lambda: play.groups.connect(play.oskars, -77, "Riga", play.stage.cast.team)


@plays("huddles.look")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    return lambda: play.huddles.look(play.janis)


@plays("groups.leave")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.groups.connect(play.oskars, -77, "Riga", play.stage.cast.team)
    return lambda: play.groups.leave(play.oskars, -77)


@plays("groups.disconnect")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    group = await play.groups.connect(play.oskars, -77, "Riga", play.stage.cast.team)
    return lambda: play.groups.disconnect(play.ilze, group.id)


@plays("teams.take_name")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    team = play.stage.cast.team
    await play.teams.ask_name(play.ilze, team)
    return lambda: play.teams.take_name(replace(play.ilze, step=Step("team.name", {"team": team})), "North")


simply("imports.offer", lambda p: p.imports.offer(p.ilze, "clients.csv", CSV))
about("imported", "imports", write=lambda p, id_: p.imports.write(p.ilze, id_))


simply("exports.make", lambda p: p.exports.make(p.ilze, "csv"))


@plays("imports.link")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = (await play.imports.offer(play.ilze, "c.csv", b"Client;Contact\nNew Client;Ann\n")).id
    await play.imports.write(play.ilze, id_)
    async with play.stage.db.transaction() as tx:
        await facts.put(tx, facts.BOT_NAME, "bot")

    async def act() -> None:
        await play.imports.link(play.ilze, id_)
        async with play.stage.db.read() as conn:
            job = await jobs.open_of(conn, f"import:{id_}")
        await play.imports.work(job, unwatched)

    return act


@plays("imports.undo")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    id_ = await play.imported()
    await play.imports.write(play.ilze, id_)
    return lambda: play.imports.undo(play.ilze, id_)


about(
    "newcomer",
    "inviting",
    make=lambda p, made: p.inviting.make(p.oskars, made.person_id),
)
about("newcomer", "inviting", revoke=lambda p, made: p.inviting.revoke(p.oskars, made.person_id))
about("joined", "inviting", relink=lambda p, one: p.inviting.relink(p.oskars, one[0].person_id))
about("joined", "inviting", unlink=lambda p, one: p.inviting.unlink(p.oskars, one[0].person_id))
about("joined", "joining", settle=lambda p, one: p.joining.settle(p.oskars, one[1], unlink=False))


@plays("sheets.offer")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.inviting.unlink(play.janis, play.anna.id)
    return lambda: play.sheets.offer(play.janis, play.janis.id)


@plays("sheets.make")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.inviting.unlink(play.janis, play.anna.id)
    await play.sheets.offer(play.janis, play.janis.id)
    actor = await play.at_step(play.janis)
    return lambda: play.sheets.make(actor, play.janis.id, 0, 1)


async def asked_name(play: Play, who: Actor, *taken: Any) -> Actor:
    """`who` was asked for a name, then for what comes after it."""
    await play.inviting.ask_name(who)
    if taken:
        await play.inviting.take_name(await play.at_step(who), "Nils Kalns")
    for role in taken[1:]:
        await play.inviting.take_role(await play.at_step(who), role)
    return await play.at_step(who)


@plays("inviting.take_name")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    actor = await asked_name(play, play.oskars)
    return lambda: play.inviting.take_name(actor, "Nils Kalns")


@plays("inviting.take_role")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    actor = await asked_name(play, play.ilze, "name")
    return lambda: play.inviting.take_role(actor, Role.HEAD)


@plays("inviting.take_team")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    actor = await asked_name(play, play.ilze, "name", Role.MANAGER)
    return lambda: play.inviting.take_team(actor, play.stage.cast.team)


@plays("joining.accept")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    made, profile = await play.newcomer(), Profile(9001, "Nils", None, "en")
    return lambda: play.joining.accept(stranger(play, 9001), profile, made.token, Wants(7), "en")


simply("joining.name_team", lambda p: p.joining.name_team(replace(p.oskars, team_id=None), "North"))
simply("people.want", lambda p: p.people.want(p.anna, Wants.SURVEYS, on=False))
simply("people.stop", lambda p: p.people.stop(p.anna))
simply("people.set_quiet", lambda p: p.people.set_quiet(p.anna, "22-8"))


@plays("people.resume")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.people.stop(play.anna)
    return lambda: play.people.resume(play.anna)


simply("mydata.held", lambda p: p.mydata.held(p.anna))
simply("mydata.correct", lambda p: p.mydata.correct(p.anna, "name", "Anna Liepa"))
simply("mydata.erase", lambda p: p.mydata.erase(p.anna))


@plays("mydata.restore")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    await play.mydata.erase(play.anna)
    return lambda: play.mydata.restore(play.anna)


simply("audits.typed", lambda p: p.audits.typed(p.ilze, "acme"))


@plays("audits.look")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    asked = (await play.audits.typed(play.ilze, "janis")).asked
    return lambda: play.audits.look(play.ilze, asked)


@plays("audits.export")
async def _(play: Play) -> Callable[[], Awaitable[object]]:
    asked = (await play.audits.typed(play.ilze, "janis")).asked
    return lambda: play.audits.export(play.ilze, asked)
