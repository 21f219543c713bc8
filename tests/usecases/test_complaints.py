"""Complaints as units of work: numbers, replays, races, touches, and whose they are."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import rules
from bot.config import Settings
from bot.domain.complaints import ComplaintRules, Filter, Kind, State
from bot.domain.errors import BadInput, Changed, NotFound
from bot.domain.ids import ComplaintId, PersonId, WordId
from bot.domain.letters import Lane, Op, View
from bot.domain.people import Actor, Step
from bot.domain.talk import Heard, Place, TalkRules, WordKind, passed_on
from bot.usecases.absences import Absences
from bot.usecases.cases import Cases
from bot.usecases.complaints import Complaints
from bot.usecases.surveys import Surveys
from bot.usecases.talk import Talk
from storage import complaints as rows
from storage import outbox, people
from storage import talk as words
from storage.database import Row
from tests.cast import COMPANY, Stage


@pytest.fixture
def complaints(stage: Stage) -> Complaints:
    return Complaints(stage.db, stage.clock, COMPANY, ComplaintRules())


@pytest.fixture
def talk(stage: Stage, complaints: Complaints) -> Talk:
    cases = Cases(stage.db, stage.clock, COMPANY, rules.cases(Settings()))
    surveys = Surveys(stage.db, stage.clock, COMPANY, rules.surveys(Settings()), cases)
    return Talk(stage.db, stage.clock, COMPANY, TalkRules(), complaints, surveys)


def heard(actor: Actor, message_id: int, text: str = "Broken.", **more: str) -> Heard:
    kind = WordKind(more.pop("kind", "text"))
    return Heard(actor.chat_id, message_id, kind, text, **more)


async def file(complaints: Complaints, actor: Actor, message_id: int = 1) -> ComplaintId:
    """The actor files a complaint of one word."""
    draft = (await complaints.begin(actor)).complaint
    await complaints.choose(actor, draft.id, kind=Kind.COMPLAINT)
    await complaints.choose(actor, draft.id, category="delivery")
    await complaints.collect(actor, draft.id, heard(actor, message_id))
    await complaints.send(actor, draft.id)
    return draft.id


async def letters(stage: Stage, kind: str) -> Sequence[Row]:
    return await stage.db.all("SELECT * FROM letters WHERE kind = :kind ORDER BY id", kind=kind)


async def test_numbers_have_no_gap_where_sending_failed(complaints: Complaints, stage: Stage) -> None:
    anna, noa = stage.actor(stage.cast.anna), stage.actor(stage.cast.noa)
    await file(complaints, anna)
    empty = (await complaints.begin(noa)).complaint
    with pytest.raises(BadInput):
        await complaints.send(noa, empty.id)
    await complaints.collect(noa, empty.id, heard(noa, 1))
    with pytest.raises(BadInput):  # no kind, no category
        await complaints.send(noa, empty.id)
    await file(complaints, noa, 2)
    found = await stage.db.all("SELECT number FROM complaints WHERE number IS NOT NULL ORDER BY id")
    assert [row["number"] for row in found] == [1, 2]


async def test_many_clients_at_once_get_numbers_without_gaps(complaints: Complaints, stage: Stage) -> None:
    actors = [stage.actor(account) for account in (stage.cast.anna, stage.cast.igor, stage.cast.noa)]
    await asyncio.gather(*(file(complaints, actor, n) for n, actor in enumerate(actors, 1)))
    found = await stage.db.all("SELECT number FROM complaints ORDER BY number")
    assert [row["number"] for row in found] == [1, 2, 3]


async def test_whatever_is_replayed_is_done_once(complaints: Complaints, stage: Stage) -> None:
    anna = stage.actor(stage.cast.anna)
    draft = (await complaints.begin(anna)).complaint
    await complaints.choose(anna, draft.id, kind=Kind.COMPLAINT)
    await complaints.choose(anna, draft.id, category="delivery")
    for _ in range(2):
        await complaints.collect(anna, draft.id, heard(anna, 5, "two words"))
    view = await complaints.draft(anna, draft.id)
    assert view.counts.words == 2
    for _ in range(2):
        view = await complaints.send(anna, draft.id)
    assert view.complaint.number == 1
    assert len(await letters(stage, "complaint.client")) == 1
    assert len(await letters(stage, "complaint.card")) == 1
    for _ in range(2):
        added = await complaints.more(anna, draft.id, heard(anna, 9, "more"))
        assert added.how == "passed"
    assert len(await letters(stage, "talk.word")) == 1
    count = await stage.db.value("SELECT count(*) FROM touches WHERE kind = 'message'")
    assert count == 2


async def test_filing_and_the_first_answer_are_touches(
    complaints: Complaints, talk: Talk, stage: Stage
) -> None:
    anna, janis = stage.actor(stage.cast.anna), stage.actor(stage.cast.janis)
    complaint_id = await file(complaints, anna)
    stage.clock.jump(timedelta(hours=1))
    for n in (1, 2):
        await talk.begin_reply(janis, complaint_id)
        step = Step("talk.reply", {"complaint": complaint_id})
        await talk.reply_at_step(janis, step, heard(janis, n, "We look into it."))
        async with stage.db.read() as conn:
            word = await words.by_message(conn, janis.chat_id, n)
        assert word is not None
        for _ in range(2):
            await talk.send(janis, word.id)
    view = await complaints.card(janis, complaint_id)
    assert view.complaint.state is State.WORK
    assert view.complaint.answered_at == stage.clock()
    by = await stage.db.all("SELECT by_id FROM touches ORDER BY id")
    assert [row["by_id"] for row in by] == [None, janis.id]
    assert len(await letters(stage, "talk.word")) == 2


async def test_two_staff_take_at_once_and_one_wins(complaints: Complaints, stage: Stage) -> None:
    janis, oskars = stage.actor(stage.cast.janis), stage.actor(stage.cast.oskars)
    complaint_id = await file(complaints, stage.actor(stage.cast.anna))

    async def take(actor: Actor) -> PersonId | None:
        try:
            return (await complaints.take(actor, complaint_id, 1)).owner_id
        except Changed:
            return None

    won = {owner for owner in await asyncio.gather(take(janis), take(oskars)) if owner is not None}
    assert len(won) == 1
    assert len([x for x in await letters(stage, "complaint.told") if "work" in x["args"]]) == 1


async def test_words_written_while_a_colleague_acts_are_kept(complaints: Complaints, stage: Stage) -> None:
    anna, janis = stage.actor(stage.cast.anna), stage.actor(stage.cast.janis)
    complaint_id = await file(complaints, anna)
    await complaints.take(janis, complaint_id, 1)
    await complaints.wait(janis, complaint_id, waiting=True)

    async def hand() -> None:
        version = (await complaints.card(janis, complaint_id)).complaint.version
        try:
            await complaints.hand_over(janis, complaint_id, _id(stage.cast.paivi.person_id), version)
        except Changed:
            return

    said = [complaints.more(anna, complaint_id, heard(anna, 20 + n)) for n in range(5)]
    await asyncio.gather(hand(), *said)
    assert await stage.db.value("SELECT count(*) FROM words WHERE place = 'more'") == 5
    assert (await complaints.card(janis, complaint_id)).complaint.waiting_from is None


async def test_a_stale_hand_over_does_nothing(complaints: Complaints, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    complaint_id = await file(complaints, stage.actor(stage.cast.anna))
    seen = (await complaints.card(janis, complaint_id)).complaint.version
    await complaints.take(janis, complaint_id, seen)
    with pytest.raises(Changed):
        await complaints.hand_over(janis, complaint_id, _id(stage.cast.paivi.person_id), seen)
    fresh = (await complaints.card(janis, complaint_id)).complaint.version
    with pytest.raises(NotFound):
        await complaints.hand_over(janis, complaint_id, _id(stage.cast.anna.person_id), fresh)


async def test_a_typed_answer_that_comes_twice_is_not_taken_for_the_next_one(
    complaints: Complaints, stage: Stage
) -> None:
    janis = stage.actor(stage.cast.janis)
    complaint_id = await file(complaints, stage.actor(stage.cast.anna))
    await complaints.begin_solving(janis, complaint_id)
    async with stage.db.read() as conn:
        found = await people.by_user(conn, janis.chat_id)
    assert found is not None
    assert found[1] is not None
    typing = await complaints.type_solution(janis, found[1], "The cause.", 7)
    assert typing.asks == "done"
    async with stage.db.read() as conn:
        found = await people.by_user(conn, janis.chat_id)
    assert found is not None
    assert found[1] is not None
    again = await complaints.type_solution(janis, found[1], "The cause.", 7)
    assert again.asks == "done"
    assert await stage.db.value("SELECT done FROM complaint_solutions") is None


async def test_what_was_typed_is_not_told_once_it_moved_on(complaints: Complaints, stage: Stage) -> None:
    anna, janis = stage.actor(stage.cast.anna), stage.actor(stage.cast.janis)
    complaint_id = await file(complaints, anna)
    step = Step("complaint.solve", {"complaint": complaint_id, "asks": "cause"})
    for n, asks in enumerate(("cause", "done", "prevents")):
        typing = await complaints.type_solution(
            janis, Step(step.name, {**step.args, "asks": asks}), f"The {asks}.", n
        )
    assert typing.solution is not None
    await complaints.withdraw(anna, complaint_id)
    with pytest.raises(Changed):
        await complaints.solve(janis, typing.solution.id, typing.solution.stamp)


async def test_a_suggestion_has_the_same_steps(complaints: Complaints, stage: Stage) -> None:
    noa = stage.actor(stage.cast.noa)
    draft = (await complaints.begin(noa)).complaint
    await complaints.choose(noa, draft.id, kind=Kind.SUGGESTION, category="other")
    await complaints.collect(noa, draft.id, heard(noa, 1))
    sent = await complaints.send(noa, draft.id)
    assert sent.complaint.kind is Kind.SUGGESTION
    assert sent.complaint.state is State.RECEIVED


async def test_lists_keep_to_what_each_may_see(complaints: Complaints, stage: Stage) -> None:
    cast = stage.cast
    await file(complaints, stage.actor(cast.anna))
    await file(complaints, stage.actor(cast.noa), 2)
    seen = {
        account.name: (await complaints.page(stage.actor(account), which)).total
        for account in (cast.janis, cast.paivi, cast.oskars, cast.ilze)
        for which in (Filter.OPEN,)
    }
    assert seen == {"Jānis Bērziņš": 1, "Päivi Korhonen": 1, "Oskars Liepa": 2, "Ilze Kalniņa": 2}
    assert (await complaints.page(stage.actor(cast.ilze), Filter.OVERDUE)).total == 0
    stage.clock.jump(timedelta(days=2))
    overdue = await complaints.page(stage.actor(cast.ilze), Filter.OVERDUE)
    assert [item.number for item in overdue.items] == [1, 2]
    for which in Filter:
        await complaints.page(stage.actor(cast.janis), which, owner=_id(cast.janis.person_id))


async def test_surveys_hear_of_open_and_recent_complaints(complaints: Complaints, stage: Stage) -> None:
    cast, now = stage.cast, stage.clock()
    first = await file(complaints, stage.actor(cast.anna))
    await file(complaints, stage.actor(cast.noa), 2)
    await complaints.withdraw(stage.actor(cast.anna), first)
    async with stage.db.read() as conn:
        assert await rows.open_or_recent(conn, now - timedelta(days=14)) == {
            cast.acme: now,
            cast.levant: None,
        }
        assert await rows.open_or_recent(conn, now + timedelta(days=1)) == {cast.levant: None}
        assert [brief.number for brief in await rows.open_for(conn, cast.levant)] == [2]
        assert await rows.open_for(conn, cast.acme) == []


async def test_the_digest_has_what_is_due_that_day(complaints: Complaints, stage: Stage) -> None:
    janis = stage.actor(stage.cast.janis)
    await file(complaints, stage.actor(stage.cast.anna))
    now = stage.clock()
    async with stage.db.read() as conn:
        assert await complaints.lines(conn, janis.scope, now, now + timedelta(hours=14)) == []
        found = await complaints.lines(conn, janis.scope, now, now + timedelta(days=1, hours=14))
    assert [(line.thing, line.what) for line in found] == [("complaint:1", "answer")]


async def test_words_in_a_batch_are_decided_once(talk: Talk, stage: Stage) -> None:
    anna = stage.actor(stage.cast.anna)
    await talk.loose(anna, heard(anna, 1, "one"))
    await talk.loose(anna, heard(anna, 1, "one"))
    await talk.loose(anna, heard(anna, 2, "two"))
    assert len(await letters(stage, "talk.loose")) >= 1
    batch = WordId(await stage.db.value("SELECT min(id) FROM words"))
    await asyncio.gather(talk.to_manager(anna, batch), talk.keep(anna, batch), talk.to_manager(anna, batch))
    places = {row["place"] for row in await stage.db.all("SELECT place FROM words")}
    assert len(places) == 1
    assert len(await letters(stage, "talk.word")) == (2 if places == {"talk"} else 0)


def _id(person_id: PersonId | None) -> PersonId:
    assert person_id is not None
    return person_id


async def test_what_is_for_the_owner_goes_to_the_owner_of_when_it_is_sent(
    complaints: Complaints, talk: Talk, stage: Stage
) -> None:
    anna, janis = stage.actor(stage.cast.anna), stage.actor(stage.cast.janis)
    paivi = stage.actor(stage.cast.paivi)
    complaint_id = await file(complaints, anna)
    await complaints.more(anna, complaint_id, heard(anna, 2, "more"))
    await complaints.open_card(stage.actor(stage.cast.oskars), complaint_id, 7)
    async with stage.db.transaction() as tx:
        word = await words.put(
            tx, heard(anna, 3), author_id=anna.id, contact_id=anna.id,
            client_id=stage.cast.acme, place=Place.TALK, now=stage.clock(),
        )  # fmt: skip
        assert word is not None
        stored = await words.get(tx, word)
        assert stored is not None
        await outbox.put(tx, *passed_on(stored, janis.id, owner=True), now=stage.clock())
        await tx.execute(
            "UPDATE clients SET manager_id = :id WHERE id = :acme", id=paivi.id, acme=stage.cast.acme
        )
    found: dict[str, set[PersonId | None]] = {}
    for n in range(9):
        async with stage.db.transaction() as tx:
            claimed = await outbox.claim(tx, f"c{n}", stage.clock(), dict.fromkeys(Lane, 9))
        for letter in claimed:
            opener = talk if letter.kind.startswith("talk") else complaints
            async with stage.db.read() as conn:
                view = await opener.open_letter(conn, letter, stage.clock())
            if isinstance(view, View) and letter.op is not Op.EDIT:
                found.setdefault(letter.kind, set()).add(view.to)
            async with stage.db.transaction() as tx:
                await outbox.finish(tx, letter, f"c{n}", "sent", stage.clock())
    assert found["complaint.card"] == {paivi.id, stage.cast.oskars.person_id}
    assert found["talk.word"] == {paivi.id}


async def test_while_the_owner_is_away_the_deputys_hours_count_and_a_date_given_by_hand_stays(
    complaints: Complaints, stage: Stage
) -> None:
    """The same helper as for cases: what is left of the working time stays left."""
    async with stage.db.transaction() as tx:
        await tx.execute(
            "UPDATE people SET zone = 'Europe/London' WHERE id = :id", id=stage.cast.paivi.person_id
        )
    filed = await file(complaints, stage.actor(stage.cast.anna))
    absent = Absences(stage.db, stage.clock, COMPANY, on_duty=(complaints,))
    await absent.typed(stage.actor(stage.cast.janis), "24.11.2026-27.11.2026 Päivi")

    async def dates() -> tuple[datetime, datetime]:
        async with stage.db.read() as conn:
            found = await rows.load(conn, filed)
        assert found is not None
        assert found.answer is not None
        assert found.solve is not None
        return found.answer.by, found.solve.by

    # Filed at 10:00 in Riga: an hour is left on Tuesday, which begins at 9:00 in London; Monday the 30th is Riga's again.
    tuesday, monday = datetime(2026, 11, 24, 10, tzinfo=UTC), datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert await dates() == (tuesday, monday)
    found = (await absent.listed(stage.actor(stage.cast.janis))).lines[0]
    await absent.finish(stage.actor(stage.cast.janis), found.id)
    assert await dates() == (datetime(2026, 11, 24, 8, tzinfo=UTC), monday)
