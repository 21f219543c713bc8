"""Every method that is to leave a line of the audit, played on a stage: the line is there."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from bot.app.nouns import usecases
from bot.charts import Charts
from bot.config import Settings
from bot.domain.calls import Outcome
from bot.domain.cases import CHANGED
from bot.domain.clients import TouchKind
from bot.domain.complaints import Kind
from bot.domain.exhibitions import Guest
from bot.domain.figures import EVERYBODY, Ask, View
from bot.domain.ids import ClientId, LinkId, TeamId
from bot.domain.joining import Wants
from bot.domain.letters import Lane, Letter
from bot.domain.notes import Note
from bot.domain.occasions import State as OccasionState
from bot.domain.people import Actor, Profile, Role, Step
from bot.domain.programmes import Edit
from bot.domain.surveys import Words
from bot.domain.talk import Heard, WordKind
from bot.i18n import translator
from bot.usecases.additions import Shared, Typed
from bot.usecases.additions.typed import stamp
from bot.usecases.imports.base import unwatched
from bot.usecases.programmes import STEP as PROGRAMME_STEP
from storage import alarms, clients, facts, jobs, outbox, people
from tests.cast import COMPANY, Stage
from tests.house.audited import AUDITED

WORDS = translator("en", "UTC")
CSV = b"Name;Manager\nNew Client;\n"


@dataclass
class Play:
    """The use cases on a stage, and what the plays need: things as they come to be in use."""

    stage: Stage
    made: dict[str, Any]
    number: int = 100

    def __getattr__(self, name: str) -> Any:
        """`play.janis`: an actor of the cast; `play.calls`: a use case."""
        made = self.__dict__["made"]
        if name in made:
            return made[name]
        return self.stage.actor(getattr(self.stage.cast, name))

    def next(self) -> int:
        self.number += 1
        return self.number

    def heard(self, actor: Actor) -> Heard:
        return Heard(actor.chat_id, self.next(), WordKind.TEXT, "Words.")

    def note(self) -> Note:
        return Note(self.next(), "noted")

    async def at_step(self, actor: Actor) -> Actor:
        """The actor as the next update has them, with the open step."""
        found = await people.by_user(self.stage.db, actor.chat_id)
        return replace(actor, step=None if found is None else found[1])

    async def call(self) -> Any:
        self.stage.clock.jump(timedelta(minutes=1))
        due = self.stage.clock() + timedelta(hours=2)
        shown = await self.calls.plan(self.janis, self.stage.cast.acme, due, timed=True, update=self.next())
        return shown.call.id

    async def complaint(self, *, mine: Actor | None = None) -> Any:
        anna = mine or self.anna
        draft = (await self.complaints.begin(anna)).complaint
        await self.complaints.choose(anna, draft.id, kind=Kind.COMPLAINT)
        await self.complaints.choose(anna, draft.id, category="delivery")
        await self.complaints.collect(anna, draft.id, self.heard(anna))
        await self.complaints.send(anna, draft.id)
        return draft.id

    async def version(self, table: str, id_: int) -> int:
        return int(await self.stage.db.value(f"SELECT version FROM {table} WHERE id = :id", id=id_))

    async def answer(self, who: Actor | None = None) -> Any:
        who = who or self.anna
        started = await self.surveys.start(who)
        rating = await self.surveys.rate(who, started.rating.invitation.id, 2, card=True)
        return rating.answer

    async def case(self, who: Actor | None = None) -> Any:
        await self.answer(who)
        return await self.stage.db.value("SELECT MAX(id) FROM cases")

    async def improvement(self) -> Any:
        return (await self.improvements.make(self.oskars, "late", self.next())).improvement.id

    async def occasion(self) -> Any:
        return next(
            one.id for one in await self.occasions.coming(self.janis) if one.client_id == self.stage.cast.acme
        )

    async def exhibition(self) -> Any:
        await self.exhibitions.begin(self.oskars)
        id_ = (await self.exhibitions.name(self.oskars, "Riga Expo")).exhibition.id
        await self.exhibitions.dates(self.oskars, id_, "15.12-17.12")
        await self.exhibitions.venue(self.oskars, id_, "Hall")
        await self.exhibitions.stand(self.oskars, id_, "C-17")
        await self.exhibitions.audience(self.oskars, id_)
        return id_

    async def started(self) -> Any:
        id_ = await self.exhibition()
        await self.exhibitions.start(self.oskars, id_)
        async with self.stage.db.transaction() as tx:
            for alarm in await due(tx, self.stage):
                await self.exhibitions.ring(tx, alarm, self.stage.clock())
        return id_

    async def newcomer(self) -> Any:
        """An invited manager who has not joined."""
        await self.inviting.ask_name(self.oskars)
        return await self.inviting.take_name(await self.at_step(self.oskars), "Nils Kalns")

    async def joined(self) -> tuple[Any, LinkId]:
        made = await self.newcomer()
        await self.joining.accept(
            stranger(self, 9001), Profile(9001, "Nils", None, "en"), made.token, Wants(7), "en"
        )
        return made, LinkId(await self.stage.db.value("SELECT MAX(id) FROM links"))

    async def doubt(self) -> None:
        letter = Letter("survey.card", self.anna.id, f"k{self.next()}", {"invitation": 1}, lane=Lane.ONE)
        async with self.stage.db.transaction() as tx:
            await outbox.put(tx, letter, now=self.stage.clock())
            await outbox.claim(tx, "dead", self.stage.clock(), {Lane.ONE: 9})
            await outbox.expire(tx, self.stage.clock(), every=True)

    async def imported(self) -> int:
        return int((await self.imports.offer(self.ilze, "clients.csv", CSV)).id)

    async def wave(self) -> Any:
        return (await self.waves.preview(self.oskars, self.next())).wave

    async def planned(self) -> Any:
        wave = await self.wave()
        async with self.stage.db.transaction() as tx:
            await tx.execute("UPDATE waves SET state = 'planned' WHERE id = :id", id=wave.id)
        return wave


async def due(tx: Any, stage: Stage) -> list[Any]:
    return [one for one in await alarms.due(tx, stage.clock(), 100) if one.kind == "exhibition.next"]


def stranger(play: Play, user_id: int) -> Actor:
    return replace(play.stage.actor(play.stage.cast.stranger), chat_id=user_id)


_Played = Callable[[Play], Awaitable[Callable[[], Awaitable[object]]]]
PLAYS: dict[str, _Played] = {}
"""By method: sets the stage, and gives the call that is to leave the line."""


def plays(name: str) -> Callable[[_Played], _Played]:
    def keep(played: _Played) -> _Played:
        PLAYS[name] = played
        return played

    return keep


def simply(name: str, call: Callable[[Play], Awaitable[object]]) -> None:
    """A method that needs nothing set before."""

    async def played(play: Play) -> Callable[[], Awaitable[object]]:
        return lambda: call(play)

    PLAYS[name] = played


def about(thing: str, *names: str, **calls: Callable[[Play, Any], Awaitable[object]]) -> None:
    """Methods of a noun that need a thing of it: `about("call", "calls", look=lambda play, id: …)`."""
    (noun,) = names

    def one(call: Callable[[Play, Any], Awaitable[object]]) -> _Played:
        async def played(play: Play) -> Callable[[], Awaitable[object]]:
            there = await getattr(play, thing)()
            return lambda: call(play, there)

        return played

    for name, call in calls.items():
        PLAYS[f"{noun}.{name}"] = one(call)


# Clients


def acme(play: Play) -> ClientId:
    return play.stage.cast.acme


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


# Calls, dates, exhibitions, the day

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

# Scores and cases

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

# Complaints and talk

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


# Files, links, people, the audit

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


@pytest.fixture
async def play(stage: Stage) -> Play:
    settings = Settings()
    made = usecases(settings, stage.db, stage.clock, COMPANY, Charts())
    await made["inviting"].know_bot("rapport_bot")
    return Play(stage, made)


def test_every_method_of_the_table_is_played() -> None:
    assert sorted({*AUDITED} - {*PLAYS}) == [], "write a play that proves its line"
    assert sorted({*PLAYS} - {*AUDITED}) == []


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # statements run on both in their noun's tests
@pytest.mark.parametrize("name", sorted(AUDITED))
async def test_it_leaves_its_line(play: Play, name: str) -> None:
    call = await PLAYS[name](play)
    async with play.stage.db.transaction() as tx:
        await tx.execute("DELETE FROM audit")  # what setting the stage left
    await call()
    found = {row["action"] for row in await play.stage.db.all("SELECT action FROM audit")}
    assert set(AUDITED[name]) <= found
    assert not [action for action in found if not WORDS.has(f"audit-did-{action.replace('.', '-')}")]
