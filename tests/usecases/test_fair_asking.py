"""Random years of rounds, answers and trouble: nobody is asked against a rule, nobody waits for ever, counts come true.

The rules are checked against a diary of what happened, by arithmetic of its own. On one database: what no database
changes; the statements run on both in test_asking and test_waves.
"""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.domain.people import Role
from bot.domain.surveys import SurveyRules
from bot.domain.time import from_us, to_us
from bot.usecases.waves import Waves
from storage import clients, people
from storage.database import Tx
from tests.cast import COMPANY, Stage
from tests.usecases.test_waves import ring_due

DAY = timedelta(days=1)
ZONES = ("Europe/Riga", "Europe/Helsinki", "Asia/Jerusalem", "America/New_York")
CLIENTS, CONTACTS = 12, 4
PATIENCE = 55
"""Days: whoever is free of everything for so long is asked. A month between rounds, three weeks between two questions of
one programme, and a few days until there is a place."""


class Diary:
    """What happened: when each client was in trouble or told of a fair, when each contact could not be asked."""

    def __init__(self) -> None:
        self.open: dict[int, datetime] = {}
        self.trouble: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        self.told: dict[int, list[datetime]] = defaultdict(list)
        self.out: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        self.away: dict[int, datetime] = {}


class Year:
    """One random year of one company."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self.stage, self.chance, self.diary = stage, random.Random(seed), Diary()
        self.waves = Waves(stage.db, stage.clock, COMPANY, SurveyRules())
        self.of: dict[int, int] = {}
        self.zone: dict[int, str] = {}

    async def people(self) -> None:
        """A second company beside the cast, in four zones."""
        async with self.stage.db.transaction() as tx:
            for n in range(CLIENTS):
                manager = (self.stage.cast.janis, self.stage.cast.paivi)[n % 2].person_id
                client = await clients.add(tx, name=f"Client {n}", now=self.stage.clock(), manager_id=manager)
                if n % 4 == 0:
                    await tx.execute("UPDATE clients SET tier = 'key' WHERE id = :id", id=client)
                for k in range(CONTACTS):
                    person = await people.add(
                        tx, role=Role.CONTACT, name=f"Contact {n}.{k}", now=self.stage.clock(), client_id=client,
                        user_id=9000 + n * CONTACTS + k, zone=ZONES[k],
                    )  # fmt: skip
                    self.of[person], self.zone[person] = client, ZONES[k]

    async def day(self, number: int) -> None:
        """Things happen, then the clock goes round."""
        async with self.stage.db.transaction() as tx:
            for client in sorted(set(self.of.values())):
                await self._client(tx, client)
            for person in sorted(self.of):
                await self._person(tx, person)
        if number % 37 == 5:
            await self._by_hand(number)
        for _ in range(16):
            await ring_due(self.stage, self.waves)
            self.stage.clock.jump(DAY / 16)

    async def _client(self, tx: Tx, client: int) -> None:
        now, diary = self.stage.clock(), self.diary
        what = "cases" if client % 2 else "complaints"
        if client not in diary.open and self.chance.random() < 0.006:
            diary.open[client] = now
            if what == "cases":
                await tx.execute(
                    "INSERT INTO cases (client_id, state, opened_at, contact_from, contact_due, close_from, close_due)"
                    " VALUES (:client, 'open', 1, 1, 1, 1, 1)", client=client,
                )  # fmt: skip
            else:
                await tx.execute(
                    "INSERT INTO complaints (client_id, person_id, kind, state, created_at, filed_at)"
                    " VALUES (:client, :person, 'complaint', 'work', 1, 1)",
                    client=client, person=next(p for p, c in self.of.items() if c == client),
                )  # fmt: skip
        elif client in diary.open and self.chance.random() < 0.2:
            diary.trouble[client].append((diary.open.pop(client), now))
            await tx.execute(
                f"UPDATE {what} SET state = 'closed', closed_at = :now WHERE client_id = :id AND closed_at IS NULL",
                now=to_us(now), id=client,
            )  # fmt: skip
        elif self.chance.random() < 0.004:
            diary.told[client].append(now)
            await self._told(tx, client, now)

    @staticmethod
    async def _told(tx: Tx, client: int, now: datetime) -> None:
        fair = await tx.value(
            "INSERT INTO exhibitions (name, state, created_by, created_at) VALUES ('Fair', 'on', 1, 1) RETURNING id"
        )
        touch = await tx.value(
            "INSERT INTO touches (key, client_id, kind, at, created_at) VALUES (:key, :client, 'call', :now, :now)"
            " RETURNING id", key=f"fair:{fair}", client=client, now=to_us(now),
        )  # fmt: skip
        await tx.execute(
            "INSERT INTO guests (exhibition_id, client_id, state, touch_id, at) VALUES (:fair, :client, 'told', :touch, 1)",
            fair=fair, client=client, touch=touch,
        )  # fmt: skip

    async def _person(self, tx: Tx, person: int) -> None:
        now, column = self.stage.clock(), ("unreachable_at", "stopped_at", "user_id")[person % 3]
        if person in self.diary.away:
            if self.chance.random() < 0.1:
                self.diary.out[person].append((self.diary.away.pop(person), now))
                back = 100_000 + person if column == "user_id" else None
                await tx.execute(f"UPDATE people SET {column} = :back WHERE id = :id", back=back, id=person)
        elif self.chance.random() < 0.003:
            self.diary.away[person] = now
            gone = None if column == "user_id" else to_us(now)
            await tx.execute(f"UPDATE people SET {column} = :gone WHERE id = :id", gone=gone, id=person)

    async def _by_hand(self, number: int) -> None:
        """A preview that nothing comes between is what then happens."""
        lead = self.stage.actor(self.stage.cast.oskars)
        seen = await self.waves.preview(lead, number)
        assert seen.counts is not None
        assert seen.counts.total == await self.stage.db.value("SELECT COUNT(*) FROM contacts")
        await self.waves.send(lead, seen.wave.id, seen.wave.version)
        await ring_due(self.stage, self.waves)
        found = (await self.waves.look(lead, seen.wave.id)).progress
        assert found["planning"] == found["gone"] == 0
        assert found["total"] == seen.counts.total
        assert found["asked"] + found["waiting"] == seen.counts.asked
        assert found["deferred"] == sum(seen.counts.deferred.values())
        assert found["unasked"] == sum(seen.counts.out.values())

    async def asked(self) -> dict[int, list[tuple[datetime, str]]]:
        """When each contact was asked, by which programme."""
        found: dict[int, list[tuple[datetime, str]]] = {person: [] for person in self.of}
        for row in await self.stage.db.all(
            "SELECT person_id, programme, asked_at FROM invitations WHERE asked_at IS NOT NULL ORDER BY asked_at"
        ):
            if row["person_id"] in found:
                found[row["person_id"]].append((from_us(row["asked_at"]), row["programme"]))
        return found

    def blocked(self, person: int) -> list[tuple[datetime, datetime]]:
        """When the diary forbids to ask a contact, but for what they were asked."""
        end, client, zone = datetime.max.replace(tzinfo=UTC), self.of[person], self.zone[person]
        spans = [(a, later(b, 14, zone)) for a, b in self.diary.trouble[client]]
        spans += [(self.diary.open[client], end)] if client in self.diary.open else []
        spans += [(at, later(at, 7, zone)) for at in self.diary.told[client]]
        spans += self.diary.out[person]
        return spans + ([(self.diary.away[person], end)] if person in self.diary.away else [])


def later(at: datetime, days: int, zone: str) -> datetime:
    """The same clock time so many days later."""
    there = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) + timedelta(days=days)
    return there.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def free(
    spans: list[tuple[datetime, datetime]], start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """What the spans leave of the time from start to end."""
    left = []
    for a, b in sorted(spans):
        if a > start:
            left.append((start, min(a, end)))
        start = max(start, b)
    return [*left, (start, end)] if start < end else left


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize("seed", [3, 16])
async def test_over_a_random_year_nobody_is_asked_against_a_rule_and_nobody_waits_for_ever(
    stage: Stage, seed: int
) -> None:
    year = Year(stage, seed)
    await year.people()
    await year.waves.ensure()
    start = stage.clock()
    for number in range(300):
        await year.day(number)
    for person, times in (await year.asked()).items():
        zone, spans = year.zone[person], year.blocked(person)
        for at, _ in times:
            assert not [span for span in spans if span[0] <= at < span[1]]
            here = at.astimezone(ZoneInfo(zone))
            assert here.weekday() < 4
            assert 10 <= here.hour < 16
        for (a, _), (b, _) in pairwise(times):
            assert b >= later(a, 7, zone)
        for programme in {programme for _, programme in times}:
            same = [at for at, one in times if one == programme]
            assert all(b >= later(a, 21, zone) for a, b in pairwise(same))
        for begin, end in free(spans, start, stage.clock()):
            within = [begin, *(at for at, _ in times if begin <= at < end), end]
            assert all(b - a < PATIENCE * DAY for a, b in pairwise(within)), (person, begin, end)
    assert sum(map(len, (await year.asked()).values())) > 6 * len(year.of)
    busiest = "SELECT MAX(n) FROM (SELECT COUNT(*) AS n FROM invitations WHERE asked_at IS NOT NULL GROUP BY manager_id, day) x"
    assert await stage.db.value(busiest) <= 20
    assert not await stage.db.value(
        "SELECT COUNT(*) FROM invitations WHERE stage = 'held' AND due_at < :now",
        now=to_us(stage.clock() - DAY),
    )
