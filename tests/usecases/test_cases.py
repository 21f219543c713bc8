"""Cases below the chat: one per client whoever comes first, promises, touches from elsewhere, replays."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.cases import CaseRules, CaseState, Outcome
from bot.domain.clients import TouchKind
from bot.domain.duty import Turns
from bot.domain.errors import BadInput, NotFound
from bot.domain.figures import Whose, of_manager
from bot.domain.ids import AlarmId, CaseId, PersonId
from bot.domain.people import Actor
from bot.domain.surveys import SurveyRules, Wish
from bot.usecases.absences import Absences
from bot.usecases.cases import Cases
from bot.usecases.cases.view import asked as settled
from bot.usecases.duty import Duty
from bot.usecases.surveys import Surveys
from bot.usecases.teams import Teams
from storage import alarms, cards, cases, clients, figures
from storage.database import Conn
from storage.merging import merge_clients
from tests.cast import COMPANY, Stage

ONE = CaseId(1)


class Office:
    """Surveys and cases on a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.cases = Cases(stage.db, stage.clock, COMPANY, CaseRules())
        self.surveys = Surveys(stage.db, stage.clock, COMPANY, SurveyRules(), self.cases)
        cast = stage.cast
        self.anna, self.igor, self.janis = (stage.actor(who) for who in (cast.anna, cast.igor, cast.janis))
        self.paivi, self.oskars = stage.actor(cast.paivi), stage.actor(cast.oskars)

    async def rate(self, who: Actor, score: int) -> None:
        started = await self.surveys.start(who)
        await self.surveys.rate(who, started.rating.invitation.id, score, card=True)

    async def close(self) -> None:
        await self.cases.close(self.janis, ONE, "late", "A new box")

    async def ring(self, kind: str) -> None:
        """As the planner does."""
        async with self.stage.db.transaction() as tx:
            at = await alarms.get(tx, "case:1", kind)
            assert at is not None
            self.stage.clock.set(at)
            await alarms.clear(tx, "case:1", kind)
            await self.cases.ring(tx, Alarm(AlarmId(0), kind, "case:1", at), at)

    async def letters(self, line: str) -> list[int]:
        """Who was told this line."""
        rows = await self.stage.db.all(
            "SELECT person_id FROM letters WHERE kind = 'case.card' AND op <> 'edit' AND args LIKE :line ORDER BY id",
            line=f'%"{line}"%',
        )
        return [row["person_id"] for row in rows]


@pytest.fixture
def office(stage: Stage) -> Office:
    return Office(stage)


async def test_two_low_voices_at_once_open_one_case(office: Office) -> None:
    await asyncio.gather(office.rate(office.anna, 2), office.rate(office.igor, 3))
    assert await office.stage.db.value("SELECT COUNT(*) FROM cases") == 1
    assert await office.stage.db.value("SELECT COUNT(*) FROM case_answers") == 2


async def test_two_who_take_at_once_leave_one_owner(office: Office) -> None:
    await office.rate(office.anna, 2)
    seen = await asyncio.gather(office.cases.take(office.janis, ONE), office.cases.take(office.oskars, ONE))
    assert {shown.note for shown in seen} == {None, "taken"}
    assert seen[0].case.taken_by == seen[1].case.taken_by


async def test_called_twice_from_one_card_is_one_touch_and_from_the_next_card_another(office: Office) -> None:
    await office.rate(office.anna, 2)
    await office.cases.called(office.janis, ONE, 0)
    again = await office.cases.called(office.janis, ONE, 0)
    assert again.note == "called"
    assert await office.stage.db.value("SELECT COUNT(*) FROM touches") == 1
    await office.cases.called(office.janis, ONE, 1)
    assert await office.stage.db.value("SELECT COUNT(*) FROM touches") == 2


async def test_undoing_a_call_starts_the_clock_again_and_takes_the_touch_back(office: Office) -> None:
    await office.rate(office.anna, 2)
    await office.cases.called(office.janis, ONE, 0)
    shown = await office.cases.undo(office.janis, ONE)
    assert shown.case.contacted_at is None
    assert await office.stage.db.value("SELECT COUNT(*) FROM touches WHERE undone_at IS NULL") == 0
    async with office.stage.db.read() as conn:
        assert await alarms.get(conn, "case:1", "case.contact") is not None
    with pytest.raises(BadInput):
        await office.cases.undo(office.janis, ONE)


async def test_a_touch_logged_elsewhere_counts_as_the_first_contact(office: Office) -> None:
    await office.rate(office.anna, 5)
    now = office.stage.clock() + timedelta(minutes=5)
    async with office.stage.db.transaction() as tx:
        await clients.touch(
            tx, key="hand", client_id=office.stage.cast.acme, by=office.janis.id, kind=TouchKind.VISIT, at=now, now=now
        )  # fmt: skip
    await office.ring("case.contact")
    assert not await office.letters("contact-75")
    async with office.stage.db.read() as conn:
        case = await cases.load(conn, ONE)
    assert case is not None
    assert case.contacted_at == now


async def test_marks_are_told_to_the_owner_the_lead_and_the_head_once(office: Office) -> None:
    await office.rate(office.anna, 5)
    for _ in range(3):
        await office.ring("case.contact")
    cast = office.stage.cast
    assert await office.letters("contact-75") == [cast.janis.person_id]
    assert sorted(await office.letters("contact-100")) == sorted(
        p for p in (cast.janis.person_id, cast.oskars.person_id) if p
    )
    assert await office.letters("contact-150") == [cast.ilze.person_id]
    async with office.stage.db.read() as conn:
        assert await alarms.get(conn, "case:1", "case.contact") is None


async def test_to_close_a_cause_of_the_list_and_words_are_needed(office: Office) -> None:
    await office.rate(office.anna, 5)
    with pytest.raises(BadInput):
        await office.cases.start_close(office.janis, ONE, "bad-weather")
    with pytest.raises(BadInput):
        await office.cases.close(office.janis, ONE, "late", "  ")
    with pytest.raises(BadInput):
        await office.cases.close(office.janis, ONE, "late", None)
    shown = await office.cases.look(office.janis, ONE)
    assert shown.case.state is CaseState.OPEN


async def test_two_who_close_at_once_ask_the_client_once(office: Office) -> None:
    await office.rate(office.anna, 2)
    seen = await asyncio.gather(
        office.cases.close(office.janis, ONE, "late", "A new box"),
        office.cases.close(office.oskars, ONE, "late", "Called them"),
    )
    assert {shown.note for shown in seen} == {None, "closed"}
    assert await office.stage.db.value("SELECT COUNT(*) FROM case_questions") == 1


async def test_a_case_of_somebody_else_looks_like_none(office: Office) -> None:
    await office.rate(office.anna, 5)
    for act in (
        office.cases.look(office.paivi, ONE),
        office.cases.take(office.paivi, ONE),
        office.cases.called(office.anna, ONE, 0),
        office.cases.close(office.paivi, ONE, "late", "x"),
        office.cases.settled(office.igor, 1, yes=True),
        office.cases.look(office.janis, CaseId(99)),
    ):
        with pytest.raises(NotFound):
            await act


async def test_who_owns_a_case_sees_it_without_owning_the_client(office: Office) -> None:
    await office.rate(office.anna, 5)
    shown = await office.cases.look(office.janis, ONE)
    await office.cases.hand_over(office.janis, ONE, office.paivi.id, shown.case.version)
    assert (await office.cases.take(office.paivi, ONE)).case.owner_id == office.paivi.id


async def test_a_stale_hand_over_changes_nothing_and_shows_how_it_stands(office: Office) -> None:
    await office.rate(office.anna, 5)
    shown = await office.cases.look(office.janis, ONE)
    await office.cases.take(office.janis, ONE)
    late = await office.cases.hand_over(office.janis, ONE, office.paivi.id, shown.case.version)
    assert late.note == "changed"
    assert late.case.owner_id == office.janis.id
    with pytest.raises(NotFound):
        await office.cases.hand_over(office.janis, ONE, office.anna.id, late.case.version)


async def test_an_unreachable_client_is_not_asked_and_the_case_ends_unconfirmed(office: Office) -> None:
    await office.rate(office.anna, 5)
    async with office.stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET unreachable_at = 1 WHERE id = :id", id=office.anna.id)
    await office.close()
    shown = await office.cases.look(office.janis, ONE)
    assert shown.case.outcome is Outcome.UNCONFIRMED


async def test_a_yes_is_not_asked_again_after_somebody_elses_no(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.rate(office.igor, 4)
    await office.close()
    await office.cases.settled(office.anna, 1, yes=True)
    await office.cases.settled(office.igor, 2, yes=False)
    await office.close()
    shown = await office.cases.look(office.janis, ONE)
    assert [question.name for question in shown.questions] == ["Igor Sokolov"]
    assert shown.case.reopened == 1


async def test_a_repeated_no_changes_nothing(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.close()
    first = await office.cases.settled(office.anna, 1, yes=False)
    again = await office.cases.settled(office.anna, 1, yes=True)
    assert first.question.reply == again.question.reply == "no"
    assert (await office.cases.look(office.janis, ONE)).case.reopened == 1


async def test_a_late_yes_settles_an_unconfirmed_case(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.close()
    await office.ring("case.silence")
    await office.cases.settled(office.anna, 1, yes=True)
    assert (await office.cases.look(office.janis, ONE)).case.outcome is Outcome.SETTLED


async def test_a_change_to_seven_while_the_client_is_asked_ends_the_case(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.close()
    await office.rate(office.anna, 5)
    started = await office.surveys.start(office.anna)
    await office.surveys.rate(office.anna, started.rating.invitation.id, 9, card=True)
    shown = await office.cases.look(office.janis, ONE)
    assert shown.case.outcome is Outcome.CHANGED
    assert shown.questions[0].reply == "void"


async def test_a_new_low_voice_opens_a_case_anew_that_was_waiting_for_its_client(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.close()
    await office.rate(office.igor, 1)
    shown = await office.cases.look(office.janis, ONE)
    assert shown.case.state is CaseState.OPEN
    assert shown.case.reopened == 0
    assert len(shown.voices) == 2


async def test_after_the_close_a_low_answer_opens_a_new_case(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.close()
    await office.cases.settled(office.anna, 1, yes=True)
    await office.rate(office.igor, 5)
    assert await office.stage.db.value("SELECT COUNT(*) FROM cases") == 2


async def test_call_me_sooner_after_the_first_contact_starts_its_clock_again(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.cases.called(office.janis, ONE, 0)
    started = await office.surveys.start(office.anna)
    seen = await office.surveys.wish(office.anna, started.rating.invitation.id, Wish.SOONER)
    assert seen.contact_by == office.stage.clock() + timedelta(hours=2)


async def test_a_client_without_manager_goes_to_the_lead(office: Office) -> None:
    async with office.stage.db.transaction() as tx:
        await tx.execute("UPDATE clients SET manager_id = NULL WHERE id = :id", id=office.stage.cast.acme)
    await office.rate(office.anna, 1)
    shown = await office.cases.look(office.oskars, ONE)
    assert shown.owner == "Oskars Liepa"
    assert await office.letters("new") == [office.oskars.id]
    assert not await office.letters("low")


async def test_the_digest_names_cases_whose_deadline_is_near(office: Office) -> None:
    await office.rate(office.anna, 5)
    now = office.stage.clock()
    async with office.stage.db.read() as conn:
        assert not await office.cases.lines(conn, office.janis.scope, now, now + timedelta(hours=14))
        lines = await office.cases.lines(conn, office.janis.scope, now, now + timedelta(days=2))
    assert [(line.thing, line.what) for line in lines] == [("case:1", "contact")]


async def zone(office: Office, who: Actor, zone: str) -> None:
    async with office.stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET zone = :zone WHERE id = :id", zone=zone, id=who.id)


async def test_a_leavers_case_counts_in_the_hours_of_who_got_it_and_can_be_taken(office: Office) -> None:
    stage = office.stage
    await zone(office, office.paivi, "America/New_York")
    await office.rate(office.anna, 5)
    await office.cases.take(office.janis, ONE)
    teams = Teams(stage.db, stage.clock, COMPANY, (office.cases,))
    version = await stage.db.value("SELECT version FROM people WHERE id = :id", id=office.janis.id)
    await teams.leave(stage.actor(stage.cast.ilze), office.janis.id, office.paivi.id, version)
    shown = await office.cases.look(office.oskars, ONE)
    assert (shown.case.owner_id, shown.case.taken_by) == (office.paivi.id, None)
    assert shown.case.contact_due == datetime(2026, 11, 23, 22, 0, tzinfo=UTC)  # eight hours from 9:00 there
    story = await office.cases.history(office.oskars, ONE)
    assert (story.log[0].what, story.log[0].was) == ("moved", {"to": office.paivi.id})


async def test_a_client_is_not_asked_in_the_name_of_who_left_since(office: Office) -> None:
    stage = office.stage
    await office.rate(office.anna, 5)
    await office.close()
    version = await stage.db.value("SELECT version FROM people WHERE id = :id", id=office.janis.id)
    for named in ("Jānis Bērziņš", "Päivi Korhonen"):
        async with stage.db.read() as conn:
            case, question = await cases.load(conn, ONE), await cases.question(conn, 1)
            assert case is not None
            assert question is not None
            shown = await settled(conn, office.cases.duty, case, question, stage.clock())
        assert shown.manager == named
        teams = Teams(stage.db, stage.clock, COMPANY, (office.cases,))
        await teams.leave(stage.actor(stage.cast.ilze), office.janis.id, office.paivi.id, version)


async def test_cards_of_two_clients_that_become_one_leave_the_case_in_work(office: Office) -> None:
    stage = office.stage
    noa = stage.actor(stage.cast.noa)
    await office.rate(office.anna, 5)
    await office.close()
    await office.rate(noa, 4)
    async with stage.db.transaction() as tx:
        record = await merge_clients(tx, stage.cast.acme, stage.cast.levant, stage.clock())
    async with stage.db.read() as conn:
        one, two = await cases.load(conn, ONE), await cases.load(conn, CaseId(2))
        voices = await cases.voices(conn, CaseId(2))
    assert one is not None
    assert two is not None
    assert (one.state, two.state, two.client_id) == ("closed", "open", stage.cast.acme)
    assert {voice.name for voice in voices} == {"Anna Bērziņa", "Noa Levi"}
    assert await stage.db.value("SELECT reply FROM case_questions") == "void"
    assert record.steps


async def test_when_the_lead_owns_it_the_head_hears_of_a_missed_deadline(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.cases.take(office.oskars, ONE)
    for _ in range(3):
        await office.ring("case.contact")
    ilze = office.stage.cast.ilze.person_id
    assert await office.letters("contact-100") == [ilze, office.oskars.id]
    assert await office.letters("contact-150") == [ilze]


async def test_a_replayed_alarm_tells_nobody_twice(office: Office) -> None:
    await office.rate(office.anna, 5)
    office.stage.clock.jump(timedelta(days=1))
    now = office.stage.clock()
    for _ in range(2):
        async with office.stage.db.transaction() as tx:
            await office.cases.ring(tx, Alarm(AlarmId(0), "case.contact", "case:1", now), now)
    assert len(await office.letters("contact-100")) == 2


async def test_who_answered_yes_before_another_no_does_not_close_the_opened_case(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.rate(office.igor, 4)
    await office.close()
    await office.ring("case.silence")
    await office.cases.settled(office.anna, 1, yes=False)
    await office.cases.settled(office.igor, 2, yes=True)
    shown = await office.cases.look(office.janis, ONE)
    assert shown.case.state is CaseState.OPEN
    await office.close()
    shown = await office.cases.look(office.janis, ONE)
    assert [question.name for question in shown.questions] == ["Anna Bērziņa"]


async def test_a_hand_over_is_undone_by_who_made_it_and_by_nobody_else(office: Office) -> None:
    await office.rate(office.anna, 5)
    shown = await office.cases.look(office.oskars, ONE)
    await office.cases.hand_over(office.oskars, ONE, office.paivi.id, shown.case.version)
    with pytest.raises(BadInput):
        await office.cases.undo(office.paivi, ONE)
    assert (await office.cases.undo(office.oskars, ONE)).case.owner_id == office.janis.id
    with pytest.raises(BadInput):
        await office.cases.undo(office.oskars, ONE)


async def test_a_deleted_contact_is_not_waited_for_any_more(office: Office) -> None:
    await office.rate(office.anna, 5)
    await office.close()
    await office.cases.settled(office.anna, 1, yes=True)
    assert len((await office.cases.look(office.janis, ONE)).again) == 1
    async with office.stage.db.transaction() as tx:
        await office.cases.forget(tx, office.anna.id, office.stage.clock())
    assert not (await office.cases.look(office.janis, ONE)).again


async def test_figures_count_who_recovered_by_owner_and_window(office: Office) -> None:
    start = office.stage.clock()
    await office.rate(office.anna, 5)
    await office.close()
    await office.cases.settled(office.anna, 1, yes=True)
    everybody, paivi = Whose(0), of_manager(office.paivi.id)

    async def counted(whose: Whose) -> tuple[int, int, int]:
        async with office.stage.db.read() as conn:
            return await figures.recovery(conn, whose, asked, asked + timedelta(days=3))

    asked = start
    assert await counted(everybody) == (0, 0, 0), "nobody is asked again yet"
    asked = start + timedelta(days=30)
    assert (await counted(everybody), await counted(paivi)) == ((0, 0, 1), (0, 0, 0))
    office.stage.clock.jump(timedelta(days=31))
    await office.rate(office.anna, 8)
    assert await counted(everybody) == (1, 0, 0)
    assert await office.letters("back") == [office.janis.id]
    office.stage.clock.jump(timedelta(days=1))
    await office.rate(office.anna, 3)
    assert await counted(everybody) == (0, 1, 0)
    assert await office.letters("not-back") == [office.janis.id]


async def test_each_owner_is_looked_up_once_however_many_cases_they_have(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int | None] = []
    turns = Duty.turns

    async def counted(self: Duty, conn: Conn, owner: PersonId | None, now: datetime) -> Turns:
        looked.append(owner)
        return await turns(self, conn, owner, now)

    async with office.stage.db.transaction() as tx:
        await tx.execute("UPDATE clients SET manager_id = :id", id=office.janis.id)
    await office.rate(office.anna, 5)
    await office.rate(office.stage.actor(office.stage.cast.noa), 4)
    monkeypatch.setattr(Duty, "turns", counted)
    async with office.stage.db.transaction() as tx:
        await office.cases.turned(tx, office.stage.clock(), office.janis.id)
    assert looked == [office.janis.id]


async def test_a_client_reads_the_date_that_counts_and_who_stands_in(office: Office) -> None:
    stage = office.stage
    stage.clock.set(datetime(2026, 11, 16, 13, 0, tzinfo=UTC))  # Monday, 15:00 in Riga
    away = Absences(stage.db, stage.clock, COMPANY, on_duty=(office.cases,))

    async def drawn() -> int:
        edits = "SELECT COUNT(*) FROM letters WHERE op = 'edit' AND person_id = :id"
        return int(await stage.db.value(edits, id=office.anna.id))

    started = await office.surveys.start(office.anna)
    thing = f"invitation:{started.rating.invitation.id}"
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET zone = 'Europe/London' WHERE id = :id", id=office.paivi.id)
        await cards.put(
            tx, kind="survey.ask", thing=thing, person_id=office.anna.id, args={}, now=stage.clock()
        )
        await tx.execute("UPDATE cards SET chat_id = 1, message_id = 1 WHERE thing = :thing", thing=thing)
    await office.rate(office.anna, 5)
    async with stage.db.transaction() as tx:
        await tx.execute("DELETE FROM letters")
    await away.typed(stage.actor(stage.cast.ilze), "Jānis 17.11-20.11 @paivi_k")
    assert await drawn() == 1
    before = (await office.surveys.start(office.anna)).rating
    assert (before.manager, before.contact_by) == ("Jānis Bērziņš", datetime(2026, 11, 17, 15, 0, tzinfo=UTC))
    stage.clock.set(datetime(2026, 11, 17, 8, 0, tzinfo=UTC))
    async with stage.db.transaction() as tx:
        await tx.execute("DELETE FROM letters")
        await office.cases.turned(tx, stage.clock(), office.janis.id)
    assert await drawn() == 1
    assert (await office.surveys.start(office.anna)).rating.manager == "Päivi Korhonen"
