"""Random weeks of the closed loop, played against the simple model of `cases_model`: they never differ.

RAPPORT_CASES_MODEL=200 plays so many weeks' rows instead of the few of the suite.
"""

import json
import os
import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.domain.alarms import Alarm
from bot.domain.cases import CaseRules
from bot.domain.clients import TouchKind
from bot.domain.errors import BadInput
from bot.domain.ids import NOBODY, CaseId, ClientId
from bot.domain.people import Actor
from bot.domain.surveys import SurveyRules, Wish
from bot.usecases.absences import Absences
from bot.usecases.cases import Cases
from bot.usecases.planner import Planner
from bot.usecases.surveys import Surveys
from storage import absences, cases, clients
from storage.database import Database, Tx
from tests.cast import COMPANY, Stage, set_stage
from tests.usecases.cases_model import CELL, HOUR, Case, Model, Staff

START = datetime(2026, 11, 16, 7, 0, tzinfo=UTC)
AGAIN = 9  # days; nearer than the default, so that every run sees it
ZONES = {"janis": "Europe/Riga", "paivi": "Asia/Dubai", "oskars": "Europe/London", "ilze": "Europe/Riga"}
HOMES = {"anna": "acme", "igor": "acme", "noa": "levant"}
_STEPS = (*[CELL] * 2, CELL * 7, *[HOUR] * 3, *[HOUR * 2] * 3, *[HOUR * 4] * 3, *[HOUR * 24] * 2, HOUR * 72)


class Deaf:
    """Answers the alarms of other nouns."""

    async def ring(self, tx: Tx, alarm: Alarm, now: datetime) -> None:
        """Nothing."""


class Weeks:
    """The program and the model side by side."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.dice, self.log = stage, random.Random(seed), list[str]()
        self.who: dict[str, Actor] = {
            name: stage.actor(getattr(stage.cast, name)) for name in (*ZONES, *HOMES)
        }
        self.names = {actor.id: name for name, actor in self.who.items()}
        self.clients = {"acme": stage.cast.acme, "levant": stage.cast.levant}
        staff = Staff(ZONES, "oskars", "ilze")
        self.model = Model(staff, {"acme": "janis", "levant": "paivi"}, HOMES, timedelta(days=AGAIN))
        self.model.key = {"levant"}
        self.touches = 0
        self.ids: list[CaseId] = []  # in the order in which they were opened
        self.asked: list[int] = []
        self.restart()

    def restart(self) -> None:
        """New use cases on the same rows."""
        stage = self.stage
        self.cases = Cases(stage.db, stage.clock, COMPANY, CaseRules(again_days=AGAIN))
        self.surveys = Surveys(stage.db, stage.clock, COMPANY, SurveyRules(), self.cases)
        self.absences = Absences(stage.db, stage.clock, COMPANY, on_duty=(self.cases,))
        ringers = {name: Deaf() for name in ("wave", "call", "survey", "phone", "digest")}
        ringers |= {"case": self.cases, "absence": self.absences}  # type: ignore[dict-item]
        self.planner = Planner(stage.db, stage.clock, ringers)

    async def begin(self) -> None:
        """Zones; now and then somebody whom the bot cannot reach."""
        self.stage.clock.set(START)
        self.model.now = START
        async with self.stage.db.transaction() as tx:
            for name, zone in ZONES.items():
                await tx.execute("UPDATE people SET zone = :z WHERE id = :id", z=zone, id=self.who[name].id)
            if self.dice.random() < 0.3:
                lost = self.dice.choice(["janis", "paivi", "oskars"])
                self.model.staff.lost.add(lost)
                await tx.execute("UPDATE people SET unreachable_at = 1 WHERE id = :id", id=self.who[lost].id)
                self.log.append(f"{lost} is lost")

    async def play(self, steps: int) -> None:
        """So many things happen; after each the two must agree."""
        events = [
            *[self.rate] * 6, *[self.wish] * 3, *[self.touch] * 2, self.take, self.call, *[self.hand] * 2,
            *[self.finish] * 4, *[self.reply] * 4, *[self.away] * 2, self.back, self.tier, self.again, self.restarts,
        ]  # fmt: skip
        await self.begin()
        for _ in range(steps):
            self.model.now += self.dice.choice(_STEPS)
            self.stage.clock.set(self.model.now)
            if self.dice.random() < 0.8:  # else the planner is late
                self.log.append(f"{self.model.now:%a %d %H:%M} tick")
                await self.planner.tick()
                self.model.tick()
            await self.dice.choice(events)()
            await self.compare()

    def note(self, *what: object) -> None:
        self.log.append(f"{self.model.now:%a %d %H:%M} " + " ".join(map(str, what)))

    # What may happen

    async def rate(self) -> None:
        person, score = self.dice.choice(list(HOMES)), self.dice.choice([0, 2, 3, 4, 6, 6, 7, 9])
        self.note(person, "rates", score)
        started = await self.surveys.start(self.who[person])
        await self.surveys.rate(self.who[person], started.rating.invitation.id, score, card=True)
        self.model.rate(person, score)

    async def wish(self) -> None:
        person, wish = self.dice.choice(list(HOMES)), self.dice.choice(list(Wish))
        answer = self.model.answers.get(person)
        if answer is None or self.model.now >= answer.at + timedelta(days=7):
            return
        self.note(person, "wishes", wish.value)
        started = await self.surveys.start(self.who[person])
        await self.surveys.wish(self.who[person], started.rating.invitation.id, wish)
        self.model.wish(person, wish.value)

    async def touch(self) -> None:
        client = self.dice.choice(list(self.clients))
        self.note("touch with", client)
        self.touches += 1
        async with self.stage.db.transaction() as tx:
            await clients.touch(
                tx, key=f"t{self.touches}", client_id=self.clients[client], by=self.who["ilze"].id,
                kind=self.dice.choice([TouchKind.VISIT, TouchKind.CALL, TouchKind.MESSAGE]), at=self.model.now,
                now=self.model.now,
            )  # fmt: skip
        self.model.touch(client)

    async def take(self) -> None:
        if case := self.some():
            who = self.dice.choice([self.model.managers[case.client], "oskars", "ilze"])
            self.note(who, "takes", case.number)
            await self.cases.take(self.who[who], self.ids[case.number - 1])
            self.model.take(case, who)

    async def call(self) -> None:
        if case := self.some():
            self.note("call in", case.number)
            shown = await self.cases.look(self.who["ilze"], self.ids[case.number - 1])
            await self.cases.called(self.who["ilze"], self.ids[case.number - 1], shown.case.calls)
            self.model.called(case)

    async def hand(self) -> None:
        if case := self.some():
            to = self.dice.choice(list(ZONES))
            self.note(case.number, "handed to", to)
            shown = await self.cases.look(self.who["ilze"], self.ids[case.number - 1])
            await self.cases.hand_over(
                self.who["ilze"], self.ids[case.number - 1], self.who[to].id, shown.case.version
            )
            self.model.hand(case, to)

    async def finish(self) -> None:
        if case := self.some():
            self.note("finish", case.number)
            await self.cases.close(self.who["oskars"], self.ids[case.number - 1], "late", "A new box")
            self.model.finish(case)

    async def reply(self) -> None:
        if not self.model.cases:
            return
        case = self.dice.choice(self.model.cases)
        if case.asked:
            ask, yes = self.dice.choice(case.asked), self.dice.random() < 0.5
            self.note(ask.person, "says", yes, "in", case.number)
            await self.cases.settled(self.who[ask.person], self.asked[ask.number - 1], yes=yes)
            self.model.reply(case, ask, yes=yes)

    async def away(self) -> None:
        who, deputy = self.dice.sample(list(ZONES), 2)
        if deputy in self.model.staff.lost or any(
            a.who == who and a.ends > self.model.now for a in self.model.staff.away
        ):
            return
        first = self.model.now.date() + timedelta(days=self.dice.choice([1, 1, 2, 4]))
        last = first + timedelta(days=self.dice.choice([0, 1, 6]))
        text = f"{self.who[who].name} {first:%d.%m.%Y}-{last:%d.%m.%Y} {self.who[deputy].name}"
        self.note("away", text)
        try:
            await self.absences.typed(self.who["ilze"], text)
        except BadInput as refused:  # a circle
            self.note(refused)
            return
        self.model.absent(who, deputy, first, last)

    async def back(self) -> None:
        async with self.stage.db.read() as conn:
            found = await absences.not_over(conn, self.model.now)
        if found:
            one = self.dice.choice(found)
            self.note(self.names[one.person_id], "is back")
            await self.absences.finish(self.who["ilze"], one.id)
            self.model.back(self.names[one.person_id])

    async def tier(self) -> None:
        client = self.dice.choice(list(self.clients))
        self.note("other tier of", client)
        self.model.key ^= {client}
        await self._tier(self.clients[client], key=client in self.model.key)

    async def _tier(self, client: ClientId, *, key: bool) -> None:
        async with self.stage.db.transaction() as tx:
            await clients.update(tx, client, None, tier="key" if key else "regular")

    async def again(self) -> None:
        """Whatever is due rings at once, twice."""
        await self.planner.tick()
        await self.planner.tick()
        self.model.tick()

    async def restarts(self) -> None:
        self.note("restart")
        self.restart()

    def some(self) -> Case | None:
        found = [case for case in self.model.cases if case.state != "closed"] or self.model.cases[-1:]
        return self.dice.choice(found) if found else None

    # Whether they agree

    async def compare(self) -> None:
        """States, owners, deadlines, outcomes, who was told what how often."""
        async with self.stage.db.read() as conn:
            self.ids = [row["id"] for row in await conn.all("SELECT id FROM cases ORDER BY id")]
            self.asked = [row["id"] for row in await conn.all("SELECT id FROM case_questions ORDER BY id")]
            assert len(self.ids) == len(self.model.cases), "\n".join(self.log)
            for model in self.model.cases:
                case = await cases.load(conn, self.ids[model.number - 1])
                assert case is not None
                asked = await cases.questions(conn, case.id, case.round)
                again = await cases.rechecks(conn, case.id)
                theirs: list[object] = [
                    case.state.value, self.names.get(case.owner_id or NOBODY), case.reopened, case.round,
                    case.outcome and case.outcome.value, case.closed_at, self.names.get(case.taken_by or NOBODY),
                    sorted((self.names[q.person_id], q.reply and q.reply.value) for q in asked),
                    sorted((self.names[r.person_id], r.due, r.recovered) for r in again),
                ]  # fmt: skip
                ours: list[object] = [
                    model.state, model.owner, model.reopened, model.rounds, model.outcome, model.closed, model.taken,
                    sorted((a.person, a.reply) for a in model.asked),
                    sorted((p, due, heard and heard.score >= 7) for p, (due, heard) in model.again.items()),
                ]  # fmt: skip
                if case.state == "open":
                    theirs += [
                        case.contacted_at is not None, case.contact_due, case.close_due, case.waits_from,
                        0 if case.contacted_at else case.contact_mark, case.close_mark,
                    ]  # fmt: skip
                    ours += [
                        model.contacted, model.contact.due, model.close.due, model.waits,
                        0 if model.contacted else model.contact.mark, model.close.mark,
                    ]  # fmt: skip
                assert theirs == ours, "\n".join([*self.log, f"case {case.id}: program, model"])
        told = await self.told(self.stage.db)
        more, less = told - self.model.told, self.model.told - told
        assert not more, "\n".join([*self.log, f"too much: {more}"])
        assert not less, "\n".join([*self.log, f"not told: {less}"])

    async def told(self, db: Database) -> Counter[tuple[int, str, str]]:
        """Who was told what, by case."""
        rows = await db.all("SELECT person_id, args FROM letters WHERE kind = 'case.card' AND op <> 'edit'")
        found: Counter[tuple[int, str, str]] = Counter()
        for row in rows:
            args = json.loads(row["args"])
            found[self.ids.index(args["case"]) + 1, args["line"], self.names[row["person_id"]]] += 1
        return found


async def play(url: str, seed: int, steps: int) -> None:
    """One row of weeks on a fresh database."""
    db = await Database.open(url)
    try:
        await Weeks(await set_stage(db), seed).play(steps)
    finally:
        await db.close()


async def test_random_weeks_never_differ_from_the_model(dialect: str, new_url: Callable[[], str]) -> None:
    many = int(os.environ.get("RAPPORT_CASES_MODEL", "10" if dialect == "sqlite" else "1"))
    for seed in range(many):
        await play(new_url(), seed, 100 if dialect == "sqlite" else 40)
