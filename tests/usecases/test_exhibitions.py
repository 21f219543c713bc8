"""Exhibitions: dates as typed, lists a month ahead, nudges only for lines left, a call told is a touch."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.dates import BadDate
from bot.domain.errors import BadInput, NotFound
from bot.domain.exhibitions import Guest, State, read_dates, told_at
from bot.domain.ids import AlarmId, ExhibitionId
from bot.usecases.exhibitions import Exhibitions
from storage import alarms
from tests.cast import COMPANY, Stage

TODAY = date(2026, 11, 23)


@pytest.fixture
def exhibitions(stage: Stage) -> Exhibitions:
    return Exhibitions(stage.db, stage.clock, COMPANY)


async def started(exhibitions: Exhibitions, stage: Stage, dates: str = "15.12-17.12") -> ExhibitionId:
    oskars = stage.actor(stage.cast.oskars)
    await exhibitions.begin(oskars)
    id_ = (await exhibitions.name(oskars, "Riga Expo")).exhibition.id
    await exhibitions.dates(oskars, id_, dates)
    await exhibitions.venue(oskars, id_, "Riga, hall 2")
    await exhibitions.stand(oskars, id_, "C-17")
    draft = await exhibitions.audience(oskars, id_)
    assert draft.invited == 2
    await exhibitions.start(oskars, id_)
    return id_


async def ring(exhibitions: Exhibitions, stage: Stage, id_: ExhibitionId) -> None:
    async with stage.db.transaction() as tx:
        alarm = Alarm(AlarmId(1), "exhibition.next", f"exhibition:{id_}", stage.clock())
        await exhibitions.ring(tx, alarm, stage.clock())


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("15.12", date(2026, 12, 15), date(2026, 12, 15)),
        ("15.12-17.12", date(2026, 12, 15), date(2026, 12, 17)),
        ("15-17.12", date(2026, 12, 15), date(2026, 12, 17)),
        ("15-17.12.2027", date(2027, 12, 15), date(2027, 12, 17)),
        ("30.12 – 02.01", date(2026, 12, 30), date(2027, 1, 2)),
        ("2027-03-01", date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, starts: date, ends: date) -> None:
    assert read_dates(text, TODAY) == (starts, ends)


@pytest.mark.parametrize("text", ["soon", "31.02", "15.12.2020", "01.12-01.11.2027", ""])
def test_other_dates_are_refused(text: str) -> None:
    with pytest.raises((BadDate, BadInput)):
        read_dates(text, TODAY)


def test_the_list_comes_thirty_days_before_and_nudges_follow_on_working_days() -> None:
    hours, starts = COMPANY.hours(), date(2027, 3, 30)
    at, seen = datetime(2027, 1, 1, tzinfo=UTC), []
    while (told := told_at(hours, starts, 30, at)) is not None:
        seen.append(told.date())
        at = told
    # 28 February is a Sunday, and 29 March the Monday of Easter.
    assert seen == [date(2027, 2, 26), date(2027, 3, 16), date(2027, 3, 23), date(2027, 3, 25)]


async def test_one_nearer_than_a_month_is_listed_at_once(exhibitions: Exhibitions, stage: Stage) -> None:
    id_ = await started(exhibitions, stage)
    async with stage.db.read() as conn:
        assert await alarms.get(conn, f"exhibition:{id_}", "exhibition.next") == stage.clock()
    await ring(exhibitions, stage, id_)
    letters = await stage.db.all("SELECT person_id FROM letters ORDER BY person_id")
    assert [row["person_id"] for row in letters] == [stage.cast.janis.person_id, stage.cast.paivi.person_id]


async def test_a_nudge_goes_only_to_who_has_lines_left(exhibitions: Exhibitions, stage: Stage) -> None:
    id_ = await started(exhibitions, stage)
    await ring(exhibitions, stage, id_)
    janis = stage.actor(stage.cast.janis)
    await exhibitions.mark(janis, id_, stage.cast.acme, Guest.COMING)
    stage.clock.jump(timedelta(days=8))
    await ring(exhibitions, stage, id_)
    rows = await stage.db.all("SELECT person_id FROM letters WHERE key LIKE '%at:2026-12-01'")
    assert [row["person_id"] for row in rows] == [stage.cast.paivi.person_id]


async def test_who_was_talked_to_is_touched_once(exhibitions: Exhibitions, stage: Stage) -> None:
    id_ = await started(exhibitions, stage)
    await ring(exhibitions, stage, id_)
    janis = stage.actor(stage.cast.janis)
    for state in (Guest.UNREACHABLE, Guest.TOLD, Guest.COMING, Guest.COMING):
        shown = await exhibitions.mark(janis, id_, stage.cast.acme, state)
    assert shown.done == 1
    assert await stage.db.value("SELECT COUNT(*) FROM touches") == 1


async def test_someone_elses_client_cannot_be_marked(exhibitions: Exhibitions, stage: Stage) -> None:
    id_ = await started(exhibitions, stage)
    await ring(exhibitions, stage, id_)
    for actor in (stage.cast.paivi, stage.cast.anna, stage.cast.stranger):
        with pytest.raises(NotFound):
            await exhibitions.mark(stage.actor(actor), id_, stage.cast.acme, Guest.TOLD)


async def test_a_manager_cannot_call_it_off_and_a_lead_can(exhibitions: Exhibitions, stage: Stage) -> None:
    id_ = await started(exhibitions, stage)
    with pytest.raises(NotFound):
        await exhibitions.cancel(stage.actor(stage.cast.janis), id_)
    standing = await exhibitions.cancel(stage.actor(stage.cast.oskars), id_)
    assert standing.exhibition.state is State.CANCELLED
    await ring(exhibitions, stage, id_)
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 0


async def test_the_clients_of_one_who_cannot_be_reached_are_on_the_leads_list(
    exhibitions: Exhibitions, stage: Stage
) -> None:
    id_ = await started(exhibitions, stage)
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET user_id = NULL WHERE id = :id", id=stage.cast.janis.person_id)
    await ring(exhibitions, stage, id_)
    oskars = stage.actor(stage.cast.oskars)
    rows = await stage.db.all("SELECT person_id FROM letters")
    assert {row["person_id"] for row in rows} == {oskars.id, stage.cast.paivi.person_id}
    (line,) = (await exhibitions.look(oskars, id_)).lines
    assert (line.client, line.whose) == ("Acme Ltd", "Jānis Bērziņš")
    assert (await exhibitions.mark(oskars, id_, stage.cast.acme, Guest.TOLD)).done == 1


async def test_a_slip_is_taken_back_with_its_touch(exhibitions: Exhibitions, stage: Stage) -> None:
    id_ = await started(exhibitions, stage)
    await ring(exhibitions, stage, id_)
    janis = stage.actor(stage.cast.janis)
    standing = "SELECT COUNT(*) FROM touches WHERE undone_at IS NULL"
    await exhibitions.mark(janis, id_, stage.cast.acme, Guest.TOLD)
    assert (await exhibitions.mark(janis, id_, stage.cast.acme, Guest.TO_CALL)).done == 0
    assert await stage.db.value(standing) == 0
    stage.clock.jump(timedelta(minutes=1))
    await exhibitions.mark(janis, id_, stage.cast.acme, Guest.COMING)
    assert await stage.db.value(standing) == 1
