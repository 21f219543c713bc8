"""The calendar, the previews and what goes out agree, whatever the head and the leads change meanwhile."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.company import Company
from bot.domain.programmes import CODES, MOST_DAY, Edit
from bot.domain.surveys import SurveyRules
from bot.domain.time import to_us
from bot.domain.worktime import local
from bot.usecases.programmes import Programmes, Shown
from bot.usecases.waves import Preview, Waves
from tests.cast import Stage
from tests.usecases.test_programmes import ring_due

DAY = timedelta(days=1)
PLACES = (
    ("LV", "Europe/Riga"), ("IL", "Asia/Jerusalem"), ("SA", "Asia/Riyadh"), ("US", "Pacific/Honolulu"),
)  # fmt: skip


class Firm:
    """One company, its head and its only lead."""

    def __init__(self, stage: Stage, country: str, zone: str, seed: int) -> None:
        self.stage, self.chance = stage, random.Random(f"{country} {seed}")
        self.company = Company(name="X", language="en", zone=zone, country=country)
        rules = SurveyRules()
        self.programmes = Programmes(stage.db, stage.clock, self.company, rules)
        self.waves = Waves(stage.db, stage.clock, self.company, rules, self.programmes)
        self.head, self.lead = stage.actor(stage.cast.ilze), stage.actor(stage.cast.oskars)

    def today(self) -> date:
        return local(self.stage.clock(), self.company.zone).date()

    async def shown(self) -> Shown:
        return await self.programmes.look(self.head)

    async def planned(self) -> list[Preview]:
        rows = await self.stage.db.all("SELECT id FROM waves WHERE state = 'planned' ORDER BY id")
        return [await self.waves.look(self.head, row["id"]) for row in rows]

    async def meddle(self) -> None:
        """Somebody changes something, or nobody does."""
        code, chance = self.chance.choice(CODES), self.chance.random()
        if chance < 0.04:
            await self.programmes.change(
                self.head, Edit("day", code, str(self.chance.randint(1, MOST_DAY[code]))), 0
            )
        elif chance < 0.07:
            on = (await self.shown()).of(code).on
            await self.programmes.change(self.head, Edit("switch", code, "off" if on else "on"), 0)
        elif chance < 0.08:
            await self.programmes.change(
                self.head, Edit("month", "annual", str(self.chance.randint(1, 12))), 0
            )
        elif chance < 0.095:
            seen = await self.waves.preview(self.head, self.chance.randrange(10**9), code)
            await self.waves.send(self.head, seen.wave.id, seen.wave.version)
        for seen in await self.planned():
            chance = self.chance.random()
            if chance < 0.04:
                await self.waves.send(self.head, seen.wave.id, seen.wave.version)
            elif chance < 0.08:
                await self.waves.postpone(self.head, seen.wave.id, seen.wave.version, 5)
            elif chance < 0.12:
                await self.waves.cancel(self.head, seen.wave.id, seen.wave.version)

    async def agree(self) -> None:
        """What stands in the calendar is what the previews say; the next round has an alarm for its preview."""
        shown = await self.shown()
        marks = {one.key: one for one in shown.year.rounds}
        for seen in await self.planned():
            row = await self.stage.db.one("SELECT key FROM waves WHERE id = :id", id=seen.wave.id)
            assert row is not None
            mark = marks.get(row["key"].rpartition(":")[0])
            if seen.halted == "off":
                assert mark is None
            else:
                assert mark is not None, (row["key"], self.stage.clock())
                assert (mark.behind is not None) is (seen.halted is not None), (row["key"], mark)
                assert mark.day >= local(seen.wave.at, self.company.zone).date()
        goes = [one for one in shown.year.rounds if one.behind is None and one.day > self.today()]
        known = set(await self.known())
        new = [one for one in goes if one.key not in known and not one.key.startswith("hand:")]
        assert shown.upcoming == (new[0] if new else shown.upcoming)

    async def known(self) -> list[str]:
        rows = await self.stage.db.all("SELECT key FROM waves WHERE created_by IS NULL")
        return [row["key"].rpartition(":")[0] for row in rows]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("country", "zone"), PLACES)
async def test_over_random_months_the_calendar_says_what_goes_out(
    stage: Stage, country: str, zone: str
) -> None:
    firm = Firm(stage, country, zone, 1)
    async with stage.db.transaction() as tx:  # one team: what the calendar says holds for everybody
        await tx.execute("UPDATE clients SET team_id = :team", team=stage.cast.team)
    await firm.waves.ensure()
    said: set[str] = set()
    for _ in range(200):
        await ring_due(stage, firm.waves)
        await firm.meddle()
        await ring_due(stage, firm.waves)
        await firm.agree()
        shown, today = await firm.shown(), firm.today()
        said = {one.key for one in shown.year.rounds if one.behind is None and one.day == today + DAY}
        said = {key for key in said if not key.startswith("hand:")}
        stage.clock.jump(DAY)
        await ring_due(stage, firm.waves)
        out = await stage.db.all("SELECT key, at FROM waves WHERE state = 'sent' AND created_by IS NULL")
        here = {row["key"].rpartition(":")[0] for row in out}
        assert said <= here, (said, firm.today())


async def test_a_preview_counts_who_may_be_asked_on_the_day_and_why_names_no_round_that_will_not_go_out(
    stage: Stage,
) -> None:
    firm = Firm(stage, "LV", "Europe/Riga", 1)
    for code in ("quarterly", "annual"):
        await firm.programmes.change(firm.head, Edit("switch", code, "off"), 0)
    await firm.programmes.change(firm.head, Edit("day", "monthly", "28"), 0)  # a Saturday: Monday 30
    await firm.waves.ensure()
    async with stage.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO invitations (programme, person_id, client_id, stage, asked_at, created_at)"
            " VALUES ('rate', :id, :client, 'answered', :at, 1)",
            id=stage.cast.anna.person_id, client=stage.cast.acme, at=to_us(stage.clock() - DAY),
        )  # fmt: skip
    stage.clock.set(datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    await ring_due(stage, firm.waves)
    seen = next(seen for seen in await firm.planned() if seen.counts)
    assert seen.counts is not None
    assert (seen.counts.total, seen.counts.asked) == (3, 3)
    assert (await firm.waves.later(firm.lead, seen.wave.id, 0)).total == 0
    why = await firm.waves.why(firm.head, "Acme")
    assert {one.next.at for one in why.people if one.next} == {seen.wave.at}
    await firm.programmes.change(firm.head, Edit("month", "annual", "12"), 0)
    await firm.programmes.change(firm.head, Edit("switch", "annual", "on"), 0)
    why = await firm.waves.why(firm.head, "Acme")
    assert {one.next.programme for one in why.people if one.next} == {"annual"}
    await firm.programmes.change(firm.head, Edit("switch", "annual", "off"), 0)
    stage.clock.set(datetime(2026, 11, 30, 20, 0, tzinfo=UTC))
    await ring_due(stage, firm.waves)
    found = (await firm.waves.look(firm.head, seen.wave.id)).progress
    assert (found["asked"] + found["waiting"], found["deferred"]) == (3, 0)
