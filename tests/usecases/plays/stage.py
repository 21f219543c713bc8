"""The stage of a play, what plays need set on it, and the table of them. No play stands here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.domain.complaints import Kind
from bot.domain.ids import ClientId, LinkId
from bot.domain.joining import Wants
from bot.domain.letters import Lane, Letter
from bot.domain.notes import Note
from bot.domain.people import Actor, Profile
from bot.domain.talk import Heard, WordKind
from storage import alarms, outbox, people
from tests.cast import Stage

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


def acme(play: Play) -> ClientId:
    return play.stage.cast.acme
