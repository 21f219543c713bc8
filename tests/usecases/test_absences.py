"""Who gets what while somebody is away or has left, when it is sent: letters, warnings, digests, rights."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.errors import BadInput, Changed, NotFound
from bot.domain.ids import AlarmId, PersonId
from bot.domain.letters import Letter
from bot.domain.people import Actor, Recipient, Role
from bot.usecases.absences import Absences, Entered
from bot.usecases.demo import Account
from bot.usecases.digests import Digests
from bot.usecases.people import People
from bot.usecases.teams import Left, Overview, TeamPage, Teams
from storage import absences as rows
from storage import clients, outbox, people
from tests.cast import COMPANY, Stage


@pytest.fixture
def absences(stage: Stage) -> Absences:
    return Absences(stage.db, stage.clock, COMPANY)


@pytest.fixture
def teams(stage: Stage) -> Teams:
    return Teams(stage.db, stage.clock, COMPANY)


def id_of(account: Account) -> PersonId:
    assert account.person_id is not None
    return account.person_id


async def goes_to(stage: Stage, account: Account) -> Recipient | None:
    async with stage.db.read() as conn:
        return await people.recipient(conn, id_of(account), stage.clock(), language="en", zone="Europe/Riga")


async def whoami(stage: Stage, account: Account) -> Actor:
    return await People(stage.db, stage.clock, COMPANY).whoami(account.user_id, "en")


async def test_letters_follow_the_chain_and_come_home_with_the_last_midnight(
    stage: Stage, absences: Absences
) -> None:
    cast = stage.cast
    await absences.typed(stage.actor(cast.janis), "23.11-25.11 Päivi")
    await absences.typed(stage.actor(cast.paivi), "24.11-24.11 Oskars")
    to = await goes_to(stage, cast.janis)
    assert to is not None
    assert (to.id, to.instead_of) == (cast.paivi.person_id, "Jānis Bērziņš")
    stage.clock.set(datetime(2026, 11, 23, 22, 30, tzinfo=UTC))  # 00:30 of the 24th in Riga
    to = await goes_to(stage, cast.janis)
    assert to is not None
    assert to.id == cast.oskars.person_id
    stage.clock.set(datetime(2026, 11, 25, 21, 59, tzinfo=UTC))
    to = await goes_to(stage, cast.janis)
    assert to is not None
    assert to.id == cast.paivi.person_id
    stage.clock.set(datetime(2026, 11, 25, 22, 0, tzinfo=UTC))
    to = await goes_to(stage, cast.janis)
    assert to is not None
    assert to.id == cast.janis.person_id
    assert to.instead_of is None


async def test_a_deputy_who_cannot_be_reached_leaves_it_to_the_lead(stage: Stage, absences: Absences) -> None:
    await absences.typed(stage.actor(stage.cast.janis), "23.11-25.11 Päivi")
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET unreachable_at = 1 WHERE id = :id", id=stage.cast.paivi.person_id)
    to = await goes_to(stage, stage.cast.janis)
    assert to is not None
    assert to.id == stage.cast.oskars.person_id


async def test_a_deputy_sees_the_clients_while_it_lasts_and_keeps_the_own_role(
    stage: Stage, absences: Absences
) -> None:
    cast = stage.cast
    await absences.typed(stage.actor(cast.ilze), "Oskars 23.11-23.11 Päivi")
    actor = await whoami(stage, cast.paivi)
    assert actor.role is Role.MANAGER
    async with stage.db.read() as conn:
        assert await clients.get(conn, actor.scope, cast.acme) is not None
    stage.clock.jump(timedelta(days=1))
    later = await whoami(stage, cast.paivi)
    async with stage.db.read() as conn:
        assert await clients.get(conn, later.scope, cast.acme) is None
        assert await clients.get(conn, later.scope, cast.levant) is not None


async def test_the_deputy_of_the_head_sees_everything(stage: Stage, absences: Absences) -> None:
    await absences.typed(stage.actor(stage.cast.ilze), "23.11 Jānis")
    actor = await whoami(stage, stage.cast.janis)
    async with stage.db.read() as conn:
        assert await clients.get(conn, actor.scope, stage.cast.levant) is not None


async def test_two_who_name_each_other_at_the_same_moment_make_no_circle(
    stage: Stage, absences: Absences
) -> None:
    results = await asyncio.gather(
        absences.typed(stage.actor(stage.cast.janis), "1.12-5.12 Päivi"),
        absences.typed(stage.actor(stage.cast.paivi), "3.12-8.12 Jānis"),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in results) == ["BadInput", "Entered"]


async def test_the_same_absence_twice_is_one_and_a_second_end_changes_nothing(
    stage: Stage, absences: Absences
) -> None:
    janis = stage.actor(stage.cast.janis)
    one = await absences.typed(janis, "1.12-5.12 Päivi")
    two = await absences.typed(janis, "1.12-5.12 Päivi")
    assert isinstance(one, Entered)
    assert isinstance(two, Entered)
    assert one.line.id == two.line.id
    assert await stage.db.value("SELECT COUNT(*) FROM letters WHERE kind = 'absence.deputy'") == 1
    for _ in range(2):
        assert not (await absences.finish(janis, one.line.id)).lines
    assert await stage.db.value("SELECT COUNT(*) FROM letters WHERE kind = 'absence.cancelled'") == 1


async def test_nobody_ends_an_absence_of_others_by_a_forged_button(stage: Stage, absences: Absences) -> None:
    entered = await absences.typed(stage.actor(stage.cast.janis), "1.12-5.12 Päivi")
    assert isinstance(entered, Entered)
    with pytest.raises(NotFound):
        await absences.finish(stage.actor(stage.cast.paivi), entered.line.id)
    with pytest.raises(NotFound):
        await absences.begin(stage.actor(stage.cast.paivi), id_of(stage.cast.janis))


async def test_the_absent_get_no_digest_and_the_deputys_has_their_work(
    stage: Stage, absences: Absences
) -> None:
    cast = stage.cast
    await absences.typed(stage.actor(cast.janis), "23.11-24.11 Päivi")
    digests = Digests(stage.db, stage.clock, COMPANY, time(8, 30))
    stage.clock.set(datetime(2026, 11, 24, 6, 30, tzinfo=UTC))
    async with stage.db.transaction() as tx:
        for account in (cast.janis, cast.paivi):
            alarm = Alarm(AlarmId(1), "digest.due", f"digest:{account.person_id}", stage.clock())
            await digests.ring(tx, alarm, stage.clock())
    told = await stage.db.all("SELECT person_id FROM letters WHERE kind = 'digest.morning'")
    assert [row["person_id"] for row in told] == [cast.paivi.person_id]
    async with stage.db.read() as conn:
        cover = await people.cover(conn, id_of(cast.paivi), stage.clock())
    assert cover.others == {cast.janis.person_id: "Jānis Bērziņš"}


async def test_on_the_first_working_morning_what_happened_is_told_once(
    stage: Stage, absences: Absences
) -> None:
    entered = await absences.typed(stage.actor(stage.cast.janis), "26.11-27.11 Päivi")  # Thursday and Friday
    assert isinstance(entered, Entered)
    at = await stage.db.value("SELECT at FROM alarms WHERE kind = 'absence.back'")
    monday = datetime(2026, 11, 30, 6, 30, tzinfo=UTC)
    assert at == int(monday.timestamp()) * 1_000_000
    stage.clock.set(monday)
    alarm = Alarm(AlarmId(1), "absence.back", f"absence:{entered.line.id}", monday)
    async with stage.db.transaction() as tx:
        await absences.ring(tx, alarm, monday)
        await absences.ring(tx, alarm, monday)
    assert await stage.db.value("SELECT COUNT(*) FROM letters WHERE kind = 'absence.back'") == 1


# Leaving


async def test_a_leaver_gives_everything_in_one_go_and_letters_on_their_way_follow(
    stage: Stage, teams: Teams
) -> None:
    cast, now = stage.cast, stage.clock()
    janis, paivi = id_of(cast.janis), id_of(cast.paivi)
    async with stage.db.transaction() as tx:
        await outbox.put(tx, Letter("call.card", janis, "test", {"call": 1}), now=now)
        await tx.execute(
            "INSERT INTO cases (client_id, owner_id, state, opened_at, contact_from, contact_due, close_from,"
            " close_due) VALUES (:client, :owner, 'open', 1, 1, 2, 1, 2)", client=cast.acme, owner=janis
        )  # fmt: skip
        await tx.execute(
            "INSERT INTO links (token_hash, person_id, created_by, created_at, expires_at)"
            " VALUES ('x', :id, :id, 1, 9999999999999999)", id=janis
        )  # fmt: skip
    oskars = stage.actor(cast.oskars)
    page = await teams.person(oskars, janis)
    done = await teams.leave(oskars, janis, paivi, page.version)
    assert isinstance(done, Left)
    assert done.load is not None
    assert (done.load.clients, done.load.cases) == (1, 1)
    assert await stage.db.value("SELECT manager_id FROM clients WHERE id = :id", id=cast.acme) == paivi
    assert await stage.db.value("SELECT owner_id FROM cases") == paivi
    assert await stage.db.value("SELECT revoked_at FROM links WHERE token_hash = 'x'") is not None
    to = await goes_to(stage, cast.janis)
    assert to is not None
    assert (to.id, to.instead_of) == (paivi, "Jānis Bērziņš")
    assert (await whoami(stage, cast.janis)).role is Role.STRANGER
    again = await teams.leave(oskars, janis, paivi, page.version)
    assert again.load is None
    assert await stage.db.value("SELECT COUNT(*) FROM letters WHERE kind = 'team.handed'") == 1


async def test_who_changed_meanwhile_is_not_let_go_by_an_old_button(stage: Stage, teams: Teams) -> None:
    janis, paivi = id_of(stage.cast.janis), id_of(stage.cast.paivi)
    with pytest.raises(Changed):
        await teams.leave(stage.actor(stage.cast.oskars), janis, paivi, 999)
    assert await stage.db.value("SELECT left_at FROM people WHERE id = :id", id=janis) is None


async def test_a_lead_changes_only_managers_of_the_own_team(stage: Stage, teams: Teams) -> None:
    cast = stage.cast
    oskars, janis = stage.actor(cast.oskars), stage.actor(cast.janis)
    for actor, who in ((oskars, cast.ilze), (oskars, cast.oskars), (janis, cast.paivi)):
        with pytest.raises(NotFound):
            await teams.leave(actor, id_of(who), id_of(cast.paivi), 1)
    with pytest.raises(NotFound):
        await teams.give(oskars, id_of(cast.janis), Role.HEAD, 1)
    with pytest.raises(NotFound):
        await teams.move(oskars, id_of(cast.janis), cast.team, 1)
    assert isinstance(await teams.overview(oskars), TeamPage)
    assert isinstance(await teams.overview(stage.actor(cast.ilze)), Overview)


async def test_the_last_head_stays_head(stage: Stage, teams: Teams) -> None:
    ilze = stage.actor(stage.cast.ilze)
    page = await teams.person(ilze, ilze.id)
    with pytest.raises(BadInput) as refused:
        await teams.give(ilze, ilze.id, Role.MANAGER, page.version)
    assert refused.value.code == "team-last-head"
    with pytest.raises(BadInput):
        await teams.leave(ilze, ilze.id, id_of(stage.cast.oskars), page.version)


async def test_two_heads_who_let_go_of_each_other_at_the_same_moment_leave_one(
    stage: Stage, teams: Teams
) -> None:
    ilze, oskars = stage.actor(stage.cast.ilze), stage.actor(stage.cast.oskars)
    page = await teams.person(ilze, oskars.id)
    await teams.give(ilze, oskars.id, Role.HEAD, page.version)
    oskars = await whoami(stage, stage.cast.oskars)
    first, second = await teams.person(ilze, ilze.id), await teams.person(ilze, oskars.id)
    results = await asyncio.gather(
        teams.leave(ilze, oskars.id, ilze.id, second.version),
        teams.leave(oskars, ilze.id, oskars.id, first.version),
        return_exceptions=True,
    )
    assert sorted(type(one).__name__ for one in results) == ["BadInput", "Left"]
    assert await stage.db.value("SELECT COUNT(*) FROM people WHERE role = 'head' AND left_at IS NULL") == 1


async def test_absences_in_which_a_leaver_stood_in_end_and_are_told(
    stage: Stage, teams: Teams, absences: Absences
) -> None:
    cast = stage.cast
    await absences.typed(stage.actor(cast.paivi), "1.12-5.12 Jānis")
    ilze = stage.actor(cast.ilze)
    page = await teams.person(ilze, id_of(cast.janis))
    done = await teams.leave(ilze, id_of(cast.janis), id_of(cast.oskars), page.version)
    assert done.deputies == 1
    told = await stage.db.all("SELECT person_id FROM letters WHERE kind = 'absence.lost' ORDER BY person_id")
    assert {row["person_id"] for row in told} == {cast.paivi.person_id, cast.oskars.person_id}
    async with stage.db.read() as conn:
        assert await rows.not_over(conn, stage.clock()) == []
    assert date(2026, 12, 1) > stage.clock().date()


async def test_whoever_enters_an_absence_is_told_when_the_deputy_is_away_too(
    stage: Stage, absences: Absences
) -> None:
    await absences.typed(stage.actor(stage.cast.paivi), "2.12-3.12 Oskars")
    entered = await absences.typed(stage.actor(stage.cast.janis), "1.12-5.12 Päivi")
    assert isinstance(entered, Entered)
    assert entered.line.then == "Oskars Liepa"
    assert entered.line.then_days == (date(2026, 12, 2), date(2026, 12, 3))
