"""Improvements below the chat: which cases count, one at a time, who is told exactly once, who takes over."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app.nouns import usecases
from bot.charts import Charts
from bot.config import Settings
from bot.domain.alarms import Alarm
from bot.domain.ids import AlarmId, CaseId, ImprovementId, PersonId, TeamId
from bot.domain.improvements import State
from bot.domain.letters import Lane, Later, NotWanted, View
from bot.domain.people import Actor, Role, Step
from bot.domain.time import maybe_us, to_us
from bot.usecases.demo import Account
from bot.usecases.improvements import Improvements, Told
from storage import alarms, cases, demo, improvements, leaving, merging, outbox, people
from tests.cast import COMPANY, Stage

ONE, TWO = ImprovementId(1), ImprovementId(2)


class Loop:
    """Improvements on a stage, and cases that end as in use, without all that comes before."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.db, self.clock, self.cast = stage, stage.db, stage.clock, stage.cast
        made = usecases(Settings(), stage.db, stage.clock, COMPANY, Charts())
        self.improvements: Improvements = made["improvements"]
        self.oskars, self.ilze, self.paivi = (
            stage.actor(who) for who in (self.cast.oskars, self.cast.ilze, self.cast.paivi)
        )

    async def case(self, who: Account, cause: str = "late") -> CaseId:
        """A low answer of this contact and its case, closed with a cause a minute later."""
        self.clock.jump(timedelta(minutes=1))
        now, person = to_us(self.clock()), who.person_id
        client = self.stage.actor(who).client_id
        asked = await self.row(
            "invitations",
            programme="rate",
            person_id=person,
            client_id=client,
            stage="answered",
            created_at=now,
        )
        answer = await self.row(
            "answers", invitation_id=asked, person_id=person, client_id=client, score=3, at=now
        )
        case = await self.row(
            "cases", client_id=client, state="closed", opened_at=now, contact_from=now, contact_due=now,
            close_from=now, close_due=now,
        )  # fmt: skip
        async with self.db.transaction() as tx:
            await tx.execute(
                "INSERT INTO case_answers (case_id, answer_id, joined_at) VALUES (:case, :answer, 0)",
                case=case,
                answer=answer,
            )
        await self.close(CaseId(case), cause)
        return CaseId(case)

    async def row(self, table: str, **values: object) -> int:
        async with self.db.transaction() as tx:
            return await demo.put(tx, table, **values)  # type: ignore[arg-type]

    async def close(self, case_id: CaseId, cause: str = "late") -> None:
        """As `Cases.close` does: the improvement hears of it before the row is written."""
        now = self.clock()
        async with self.db.transaction() as tx:
            case = await cases.lock(tx, case_id)
            assert case is not None
            case = replace(case, cause=cause, done="x", done_at=now)
            await self.improvements.caused(tx, case, now)
            await tx.execute(
                "UPDATE cases SET cause = :cause, done = 'x', done_at = :at WHERE id = :id",
                cause=cause, at=maybe_us(now), id=case_id,
            )  # fmt: skip

    async def three(self) -> None:
        for who in (self.cast.anna, self.cast.noa, self.cast.anna):
            await self.case(who)

    async def standing(self) -> list[tuple[str | None, str, int]]:
        """Cause, state and cases of every improvement."""
        rows = await self.db.all("SELECT id FROM improvements ORDER BY id")
        async with self.db.read() as conn:
            found = [await improvements.load(conn, row["id"]) for row in rows]
        return [(one.cause, one.state.value, one.cases) for one in found if one is not None]

    async def finish(self, id_: ImprovementId = ONE, by: Actor | None = None) -> None:
        async with self.db.transaction() as tx:
            await improvements.set_text(tx, id_, "", "We changed it")
        actor = by or self.oskars
        seen = await self.improvements.preview(actor, id_)
        done = await self.improvements.finish(actor, id_, seen.shown.improvement.version, seen.counts.told)
        assert done.shown.improvement.state is State.DONE, done.shown.note

    async def told(self) -> list[int]:
        """To whom "you said, we changed" was written, in the outbox."""
        rows = await self.db.all("SELECT person_id FROM letters WHERE kind = 'improvement.told' ORDER BY id")
        return [row["person_id"] for row in rows]

    async def cards(self, line: str) -> list[int]:
        rows = await self.db.all(
            "SELECT person_id FROM letters WHERE kind = 'improvement.card' AND op <> 'edit' AND args LIKE :line"
            " ORDER BY id",
            line=f'%"{line}"%',
        )
        return [row["person_id"] for row in rows]


def number(who: Account) -> PersonId:
    assert who.person_id is not None
    return who.person_id


@pytest.fixture
def loop(stage: Stage) -> Loop:
    return Loop(stage)


async def test_three_cases_in_ninety_days_open_one_for_the_lead_of_most_of_them_and_later_ones_join(
    loop: Loop,
) -> None:
    await loop.case(loop.cast.anna)
    await loop.case(loop.cast.anna)  # the same client again: it is our cause, so it counts again
    await loop.case(loop.cast.noa, "damaged")
    for _ in range(3):
        await loop.case(loop.cast.noa, "unknown")
    assert await loop.standing() == []
    loop.clock.jump(timedelta(days=90) - timedelta(minutes=4))
    await loop.case(loop.cast.noa)  # the first is out of the window by a minute
    assert await loop.standing() == []
    await loop.case(loop.cast.anna)  # and the second
    assert await loop.standing() == []
    await loop.case(loop.cast.noa)
    assert await loop.standing() == [("late", "open", 3)]
    assert await loop.cards("opened") == [loop.cast.oskars.person_id]
    assert await loop.db.value("SELECT team_id FROM improvements") == loop.cast.team
    await loop.case(loop.cast.anna)
    assert await loop.standing() == [("late", "open", 4)]
    assert await loop.cards("opened") == [loop.cast.oskars.person_id]
    pages = [await loop.improvements.look(loop.oskars, ONE, page) for page in (0, 1, 9)]
    assert [(shown.page, len(shown.raised), shown.pages) for shown in pages] == [
        (0, 3, 2),
        (1, 1, 2),
        (0, 3, 2),
    ]


async def test_two_closes_at_once_open_one_improvement_also_when_both_are_needed(loop: Loop) -> None:
    first = [await loop.case(loop.cast.anna, "damaged") for _ in range(2)]
    await loop.case(loop.cast.noa)
    await asyncio.gather(*(loop.close(case) for case in first))
    assert await loop.standing() == [("late", "open", 3)]
    more = [await loop.case(loop.cast.noa, "tone") for _ in range(2)]
    await asyncio.gather(*(loop.close(case) for case in more))
    assert await loop.standing() == [("late", "open", 5)]
    assert len(await loop.cards("opened")) == 1


async def test_a_case_counts_once_however_often_it_is_closed_and_moves_with_its_cause(loop: Loop) -> None:
    case = await loop.case(loop.cast.anna)
    for _ in range(4):
        await loop.close(case)
    assert await loop.standing() == []
    await loop.case(loop.cast.noa)
    last = await loop.case(loop.cast.anna)
    await loop.close(last)
    assert await loop.standing() == [("late", "open", 3)]
    await loop.close(last, "damaged")  # opened again, and the cause was another one after all
    assert await loop.standing() == [("late", "open", 2)]
    await loop.close(last)
    assert await loop.standing() == [("late", "open", 3)]


async def test_after_the_end_only_later_cases_open_another_and_nobody_hears_the_first_again(
    loop: Loop,
) -> None:
    await loop.three()
    old = CaseId(1)
    await loop.finish()
    assert await loop.told() == [number(loop.cast.anna), number(loop.cast.noa)]
    await loop.close(old)  # a case of before, closed once more
    await loop.case(loop.cast.igor)
    await loop.case(loop.cast.igor)
    assert await loop.standing() == [("late", "done", 3)]
    await loop.case(loop.cast.noa)
    assert await loop.standing() == [("late", "done", 3), ("late", "open", 3)]
    await loop.finish(TWO)
    assert await loop.told() == [
        number(who) for who in (loop.cast.anna, loop.cast.noa, loop.cast.igor, loop.cast.noa)
    ]
    # Everything once more, as after a kill: the same rows.
    for id_ in (ONE, TWO):
        seen = await loop.improvements.preview(loop.oskars, id_)
        again = await loop.improvements.finish(loop.oskars, id_, seen.shown.improvement.version, 2)
        assert again.shown.note is None
    assert len(await loop.told()) == 4


async def test_a_press_on_an_old_preview_sends_nothing_and_one_confirmation_at_a_time_counts(
    loop: Loop,
) -> None:
    await loop.three()
    async with loop.db.transaction() as tx:
        await improvements.set_text(tx, ONE, "", "We changed it")
    seen = await loop.improvements.preview(loop.oskars, ONE)
    version = seen.shown.improvement.version
    await loop.case(loop.cast.igor)  # one more to tell than the preview said
    stale = await loop.improvements.finish(loop.oskars, ONE, version, seen.counts.told)
    assert stale.shown.note == "changed"
    assert await loop.told() == []
    both = await asyncio.gather(
        loop.improvements.finish(loop.oskars, ONE, version, 3),
        loop.improvements.finish(loop.ilze, ONE, version, 3),
    )
    assert sorted(str(one.shown.note) for one in both) == ["None", "ended"]
    assert len(await loop.told()) == 3


async def opened(loop: Loop, person: PersonId) -> View | Later | NotWanted:
    """The message to a contact as it would go out now."""
    async with loop.db.transaction() as tx:
        found = await outbox.claim(tx, str(loop.clock()), loop.clock(), {Lane.WAVE: 10})
        letter = next(one for one in found if one.to == person)
        await tx.execute(
            "UPDATE letters SET state = 'queued', claimed_by = NULL WHERE kind = 'improvement.told'"
        )
    async with loop.db.read() as conn:
        return await loop.improvements.open_letter(conn, letter, loop.clock())


async def test_the_message_waits_for_the_end_of_a_complaint_and_heeds_who_refused_meanwhile(
    loop: Loop,
) -> None:
    await loop.three()
    noa, anna = number(loop.cast.noa), number(loop.cast.anna)
    async with loop.db.transaction() as tx:
        await people.set_language(tx, noa, "ru")
    await loop.finish()
    found = await opened(loop, noa)
    assert isinstance(found, View)
    assert isinstance(found.data, Told)
    assert found.data.texts == {"": "We changed it"}
    now = to_us(loop.clock())
    complaint = await loop.row(
        "complaints", number=1, client_id=loop.cast.levant, person_id=noa, kind="complaint", category="delivery",
        state="work", created_at=now, filed_at=now, answer_from=now, answer_by=now, solve_from=now, solve_by=now,
    )  # fmt: skip
    assert await opened(loop, noa) == Later(loop.clock() + timedelta(days=1))
    async with loop.db.transaction() as tx:
        await tx.execute("UPDATE contacts SET surveys = 0 WHERE person_id = :id", id=anna)
    assert await opened(loop, anna) == NotWanted("refused")
    loop.clock.jump(timedelta(days=31))
    assert await opened(loop, noa) == NotWanted("complaint")
    async with loop.db.transaction() as tx:
        await tx.execute("UPDATE complaints SET state = 'closed' WHERE id = :id", id=complaint)
    assert isinstance(await opened(loop, noa), View)


async def test_a_missed_date_is_told_once_to_the_lead_and_to_the_head_when_the_lead_owns_it(
    loop: Loop,
) -> None:
    await loop.three()
    due = loop.clock().date() + timedelta(days=2)
    await loop.improvements.set_date(loop.oskars, ONE, due)
    for _ in range(2):
        async with loop.db.transaction() as tx:
            at = await alarms.get(tx, "improvement:1", "improvement.missed")
            assert at == datetime(2026, 11, 26, 7, tzinfo=UTC)
            loop.clock.set(at)
            await loop.improvements.ring(tx, Alarm(AlarmId(0), "improvement.missed", "improvement:1", at), at)
    assert await loop.cards("missed") == [loop.cast.oskars.person_id]
    shown = await loop.improvements.look(loop.oskars, ONE)
    await loop.improvements.assign(loop.oskars, ONE, loop.oskars.id, shown.improvement.version)
    await loop.improvements.set_date(loop.oskars, ONE, loop.clock().date())
    async with loop.db.transaction() as tx:
        at = await alarms.get(tx, "improvement:1", "improvement.missed")
        assert at is not None
        loop.clock.set(at)
        await loop.improvements.ring(tx, Alarm(AlarmId(0), "improvement.missed", "improvement:1", at), at)
    assert await loop.cards("missed") == [loop.cast.oskars.person_id, loop.cast.ilze.person_id]
    async with loop.db.read() as conn:
        lines = await loop.improvements.due_lines(conn, loop.oskars.scope, at, at)
    assert [(line.thing, line.what, [one.id for one in line.choices]) for line in lines] == [
        ("improvement:1", "late", ["delivery", "late"])
    ]


async def test_a_leavers_improvement_goes_to_the_heir_and_a_merged_contact_is_told_once(loop: Loop) -> None:
    await loop.case(loop.cast.anna)
    await loop.case(loop.cast.igor)
    await loop.case(loop.cast.anna)
    paivi, janis = loop.paivi.id, number(loop.cast.janis)
    shown = await loop.improvements.look(loop.oskars, ONE)
    await loop.improvements.assign(loop.oskars, ONE, paivi, shown.improvement.version)
    assert await loop.cards("yours") == [paivi]
    async with loop.db.transaction() as tx:
        assert await leaving.things(tx, paivi) == ["improvement:1"]
        await leaving.move(tx, paivi, janis, loop.ilze.id, loop.clock())
        await tx.execute("UPDATE people SET user_id = NULL WHERE id = :id", id=number(loop.cast.igor))
        await merging.merge_contacts(
            tx, number(loop.cast.anna), number(loop.cast.igor), COMPANY.zone, loop.clock()
        )
    assert (await loop.improvements.look(loop.oskars, ONE)).improvement.owner_id == janis
    await loop.finish()
    assert await loop.told() == [number(loop.cast.anna)]


async def test_counts_of_a_window_are_by_team_and_a_lead_names_only_clients_of_theirs(loop: Loop) -> None:
    await loop.three()
    start = loop.clock() - timedelta(days=1)
    async with loop.db.transaction() as tx:
        south = await people.add_team(tx, "South", loop.clock())
        lead = await people.add(tx, role=Role.LEAD, name="Kai", now=loop.clock(), team_id=south, user_id=9009)
    kai = replace(loop.oskars, id=lead, team_id=TeamId(south))
    shown = await loop.improvements.look(kai, ONE)
    assert (shown.raised, shown.seen, shown.hidden, shown.may_work) == ((), 0, 3, False)
    own = await loop.improvements.typed_title(kai, await step(loop, kai), "Night shifts", 7)
    assert own is not None
    await loop.improvements.drop(kai, own.improvement.id, "too dear")
    await loop.finish()
    async with loop.db.read() as conn:
        until = loop.clock() + timedelta(days=1)
        every = await improvements.window(conn, start, until, every=True)
        assert ([len(part) for part in (every.opened, every.done, every.dropped)]) == [2, 1, 1]
        mine = await improvements.window(conn, start, until, TeamId(south))
        assert [one.title for one in (*mine.opened, *mine.dropped)] == ["Night shifts"] * 2
        assert await improvements.open_list(conn, every=True) == []


async def step(loop: Loop, actor: Actor) -> Step:
    await loop.improvements.ask_title(actor)
    found = await people.by_user(loop.db, 9009)
    assert found is not None
    assert found[1] is not None
    return found[1]
