"""Two cards become one and two again: everything that spoke of either is where it belongs, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cadence import Cadence
from bot.domain.clients import TouchKind
from bot.domain.errors import BadInput, Changed, NotAllowed, NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.notes import Note
from bot.domain.people import Actor, Role
from bot.domain.searching import read_query
from bot.domain.time import to_us
from bot.usecases.cadence import Cadences
from bot.usecases.clients.effects import Effects
from bot.usecases.merging import Merging
from bot.usecases.occasions import Occasions
from bot.usecases.occasions import Rules as OccasionRules
from storage import alarms, clients, demo, figures, mydata, notes, people, searching
from storage import merging as rows
from storage.database import Database, Tx
from tests.cast import COMPANY, Stage
from tests.usecases.test_searching import check

TABLES = ("clients", "people", "contacts", "touches", "calls", "invitations", "answers", "answer_reasons", "cases",
    "case_answers", "case_questions", "complaints", "words", "occasions", "own_dates", "guests", "notes", "cards",
    "letters", "alarms", "figure_answers", "figure_voices", "figure_asked", "search_words", "search_tails")  # fmt: skip


@pytest.fixture
def merging(stage: Stage) -> Merging:
    cadences = Cadences(stage.db, stage.clock, COMPANY, Cadence(7, 30, 14))
    return Merging(
        stage.db,
        stage.clock,
        COMPANY,
        Effects(Occasions(stage.db, stage.clock, COMPANY, OccasionRules()), cadences),
    )


PASSED = {"version"}


def planned(table: str, row: dict[str, Any]) -> bool:
    """Whether a row is one that the program plans anew by itself: calls by cadence, dates, and their alarms."""
    if table == "alarms":
        return str(row["thing"]).partition(":")[0] in ("occasion", "merge")
    return row.get("cause") == "cadence" or table == "occasions"


async def content(db: Database) -> dict[str, list[Any]]:
    """Every row of every table, but for versions and what is planned anew each time."""
    found: dict[str, list[Any]] = {}
    for table in TABLES:
        kept = [dict(row) for row in await db.all(f"SELECT * FROM {table}")]
        lines = [
            tuple(sorted((name, row[name]) for name in row.keys() - PASSED))
            for row in kept
            if not planned(table, row)
        ]
        found[table] = sorted(lines, key=repr)
    return found


async def twin(stage: Stage) -> tuple[ClientId, PersonId]:
    """A second card of Acme with a contact, and everything that may hang on either."""
    db, cast, now = stage.db, stage.cast, stage.clock()
    janis, anna = stage.actor(cast.janis), cast.anna.person_id
    assert anna is not None
    async with db.transaction() as tx:
        other = await clients.add(
            tx, name="SIA Acme", now=now - timedelta(days=400), manager_id=janis.id, city="Rīga", segment="b2b",
            external_id="A-77", notes="old card", contract_signed="2020-01-15", tier="new",
        )  # fmt: skip
        ann = await people.add(
            tx, role=Role.CONTACT, name="Ann Berzina", now=now, client_id=other, position="Buyer",
            email="ann@acme.example", birth_day=5, birth_month=12,
        )  # fmt: skip
        await clients.update(tx, cast.acme, None, external_id=None, city=None)
        for client, person, key in ((cast.acme, anna, "k"), (other, ann, "g")):
            await _history(tx, stage, janis, client, person, key)
        exhibition = await tx.value(
            "INSERT INTO exhibitions (name, state, created_by, created_at) VALUES ('Fair', 'on', :by, 0) RETURNING id",
            by=janis.id,
        )
        for client, state in ((cast.acme, "told"), (other, "coming")):
            await tx.execute(
                "INSERT INTO guests (exhibition_id, client_id, state) VALUES (:fair, :client, :state)",
                fair=exhibition, client=client, state=state,
            )  # fmt: skip
        await notes.add(tx, f"client:{other}", Note(901, "prefers mornings"), by=janis, now=now)
        await notes.add(tx, f"person:{ann}", Note(902, "plays chess"), by=janis, now=now)
        await figures.rebuild(tx, COMPANY.zone)
    return other, ann


async def _history(tx: Tx, stage: Stage, janis: Actor, client: ClientId, person: PersonId, key: str) -> None:
    now = stage.clock()
    for days, score in ((90, 9), (3, 4)):
        at = now - timedelta(days=days, hours=len(key) if key == "k" else 5)
        asked = await demo.put(
            tx, "invitations", programme="monthly", person_id=person, client_id=client, manager_id=janis.id,
            stage="answered", asked_at=at, created_at=at,
        )  # fmt: skip
        answer = await demo.put(
            tx, "answers", invitation_id=asked, person_id=person, client_id=client, manager_id=janis.id, score=score,
            team_id=stage.cast.team, at=at,
        )  # fmt: skip
    await demo.put(tx, "answer_reasons", answer_id=answer, reason="price")
    case = await demo.put(
        tx, "cases", client_id=client, state="open", opened_at=now, contact_from=now, contact_due=now, close_from=now,
        close_due=now,
    )  # fmt: skip
    await demo.put(tx, "case_answers", case_id=case, answer_id=answer, joined_at=now)
    await demo.put(
        tx, "complaints", client_id=client, person_id=person, number=1 if key == "k" else 2, kind="complaint",
        state="work", created_at=now, filed_at=now,
    )  # fmt: skip
    await clients.touch(
        tx, key=f"touch:{key}", client_id=client, by=janis.id, kind=TouchKind.VISIT, at=now - timedelta(days=2), now=now,
        person_id=person, note=f"visit {key}",
    )  # fmt: skip
    await demo.put(
        tx,
        "calls",
        key=f"call:{key}",
        client_id=client,
        person_id=person,
        cause="hand",
        due_at=now,
        created_at=now,
    )
    await tx.execute(
        "INSERT INTO own_dates (client_id, label, day, month, created_at) VALUES (:client, 'Jubilee', 1, 2, :at)",
        client=client,
        at=to_us(now),
    )


async def test_a_merged_client_has_everything_and_undo_gives_back_the_same_database(
    stage: Stage, merging: Merging
) -> None:
    other, _ = await twin(stage)
    oskars, acme, db = stage.actor(stage.cast.oskars), stage.cast.acme, stage.db
    before = await content(db)
    seen = await merging.preview(oskars, "client", acme, other)
    assert "external_id" in seen.filled
    assert seen.moved["touches"] == 1
    done = await merging.merge(oskars, "client", acme, other, seen.kept.version + seen.gone.version)
    async with db.read() as conn:
        client = await clients.load(conn, acme)
        assert client is not None
        assert (client.external_id, await clients.load(conn, other)) == ("A-77", None)
        assert (await rows.counted(conn, acme))["complaints"] == 2
    assert await db.value("SELECT COUNT(*) FROM cases WHERE state <> 'closed'") == 1
    assert await db.value("SELECT state FROM guests WHERE client_id = :id", id=acme) == "coming"
    await check(db)
    again = await merging.merge(oskars, "client", acme, other, 0)
    assert again == done
    back = await merging.undo(oskars, done.id)
    assert (back.undone, back.missed) == (True, 0)
    await check(db)
    after = await content(db)
    for table in TABLES:
        assert after[table] == before[table], table
    assert (await merging.undo(oskars, done.id)).undone


async def test_what_was_changed_since_the_merge_stays_and_is_counted(stage: Stage, merging: Merging) -> None:
    other, _ = await twin(stage)
    oskars, acme, db = stage.actor(stage.cast.oskars), stage.cast.acme, stage.db
    seen = await merging.preview(oskars, "client", acme, other)
    done = await merging.merge(oskars, "client", acme, other, seen.kept.version + seen.gone.version)
    async with db.transaction() as tx:
        await clients.update(tx, acme, None, external_id="NEW")
    back = await merging.undo(oskars, done.id)
    assert back.missed == 1
    assert await db.value("SELECT external_id FROM clients WHERE id = :id", id=acme) == "NEW"
    assert await db.value("SELECT external_id FROM clients WHERE id = :id", id=other) == "A-77"
    await check(db)


async def test_a_merged_contact_has_everything_and_undo_gives_back_the_same_database(
    stage: Stage, merging: Merging
) -> None:
    _, ann = await twin(stage)
    oskars, anna, db = stage.actor(stage.cast.oskars), stage.cast.anna.person_id, stage.db
    assert anna is not None
    before = await content(db)
    seen = await merging.preview(oskars, "person", anna, ann)
    done = await merging.merge(oskars, "person", anna, ann, seen.kept.version + seen.gone.version)
    assert await db.value("SELECT COUNT(*) FROM answers WHERE person_id = :id", id=anna) == 4
    assert await db.value("SELECT COUNT(*) FROM people WHERE name LIKE 'Ann B%'") == 0
    counted = await content(db)
    async with db.transaction() as tx:
        await figures.rebuild(tx, COMPANY.zone)
    assert (await content(db))["figure_answers"] == counted["figure_answers"]
    await check(db)
    assert (await merging.undo(oskars, done.id)).missed == 0
    await check(db)
    after = await content(db)
    for table in TABLES:
        assert after[table] == before[table], table


async def test_two_accounts_are_not_merged_and_one_moves(stage: Stage, merging: Merging) -> None:
    oskars, cast = stage.actor(stage.cast.oskars), stage.cast
    anna, igor = cast.anna.person_id, cast.igor.person_id
    assert anna is not None
    assert igor is not None
    seen = await merging.preview(oskars, "person", anna, igor)
    with pytest.raises(BadInput) as refused:
        await merging.merge(oskars, "person", anna, igor, seen.kept.version + seen.gone.version)
    assert refused.value.code == "merge-accounts"
    async with stage.db.transaction() as tx:
        await people.disconnect(tx, anna)
    seen = await merging.preview(oskars, "person", anna, igor)
    assert seen.account
    done = await merging.merge(oskars, "person", anna, igor, seen.kept.version + seen.gone.version)
    assert await stage.db.value("SELECT user_id FROM people WHERE id = :id", id=anna) == cast.igor.user_id
    await merging.undo(oskars, done.id)
    assert await stage.db.value("SELECT user_id FROM people WHERE id = :id", id=igor) == cast.igor.user_id


async def test_only_a_lead_who_sees_both_merges_and_only_what_was_shown(
    stage: Stage, merging: Merging
) -> None:
    other, _ = await twin(stage)
    acme, oskars = stage.cast.acme, stage.actor(stage.cast.oskars)
    with pytest.raises(NotAllowed):
        await merging.preview(stage.actor(stage.cast.janis), "client", acme, other)
    with pytest.raises(Changed):
        await merging.merge(oskars, "client", acme, other, 99)
    async with stage.db.transaction() as tx:
        await clients.update(tx, other, None, manager_id=None, team_id=None)
    for kept, gone in ((acme, other), (other, acme), (acme, ClientId(999)), (acme, acme)):
        with pytest.raises(NotFound):
            await merging.preview(oskars, "client", kept, gone)


async def test_after_a_day_or_another_merge_it_stays(stage: Stage, merging: Merging) -> None:
    other, _ = await twin(stage)
    ilze, acme = stage.actor(stage.cast.ilze), stage.cast.acme
    seen = await merging.preview(ilze, "client", acme, other)
    first = await merging.merge(ilze, "client", acme, other, seen.kept.version + seen.gone.version)
    levant = stage.cast.levant
    seen = await merging.preview(ilze, "client", levant, acme)
    second = await merging.merge(ilze, "client", levant, acme, seen.kept.version + seen.gone.version)
    with pytest.raises(BadInput) as further:
        await merging.undo(ilze, first.id)
    assert further.value.code == "merge-later"
    await merging.undo(ilze, second.id)
    stage.clock.jump(timedelta(hours=25))
    with pytest.raises(BadInput) as refused:
        await merging.undo(ilze, first.id)
    assert refused.value.code == "merge-late"
    async with stage.db.transaction() as tx:
        (alarm,) = [
            one for one in await alarms.due(tx, stage.clock(), 99) if one.thing == f"merge:{first.id}"
        ]
        await merging.ring(tx, alarm, stage.clock())
    assert await stage.db.value("SELECT COUNT(*) FROM merges WHERE content IS NOT NULL") == 0
    async with stage.db.read() as conn:
        assert (await searching.find(conn, ilze.scope, read_query("sia"))).hits == ()


async def test_who_is_about_to_be_deleted_is_not_merged(stage: Stage, merging: Merging) -> None:
    _, ann = await twin(stage)
    anna, lead, now = stage.cast.anna.person_id, stage.actor(stage.cast.oskars), stage.clock()
    assert anna is not None
    for kept, gone in ((anna, ann), (ann, anna)):
        async with stage.db.transaction() as tx:
            await mydata.ask(tx, anna, anna, now, now + timedelta(days=7))
        preview = await merging.preview(lead, "person", kept, gone)
        seen = preview.kept.version + preview.gone.version
        with pytest.raises(BadInput) as refused:
            await merging.merge(lead, "person", kept, gone, seen)
        assert refused.value.code == "merge-erasing"
        async with stage.db.transaction() as tx:
            await mydata.lift(tx, anna)


async def test_a_number_that_another_client_has_since_does_not_come_back(
    stage: Stage, merging: Merging
) -> None:
    other, _ = await twin(stage)
    oskars, acme, db = stage.actor(stage.cast.oskars), stage.cast.acme, stage.db
    async with db.transaction() as tx:
        await clients.update(tx, acme, None, external_id="OWN")
    seen = await merging.preview(oskars, "client", acme, other)
    done = await merging.merge(oskars, "client", acme, other, seen.kept.version + seen.gone.version)
    async with db.transaction() as tx:
        third = await clients.add(tx, name="By a file", now=stage.clock(), external_id="A-77")
    back = await merging.undo(oskars, done.id)
    assert (back.undone, back.missed) == (True, 1)
    numbers = {row["id"]: row["external_id"] for row in await db.all("SELECT id, external_id FROM clients")}
    assert (numbers[acme], numbers[other], numbers[third]) == ("OWN", None, "A-77")
    assert await db.value("SELECT COUNT(*) FROM contacts WHERE client_id = :id", id=other) == 1
    await check(db)


async def test_an_account_that_was_taken_away_since_does_not_come_back(
    stage: Stage, merging: Merging
) -> None:
    _, ann = await twin(stage)
    oskars, igor, db = stage.actor(stage.cast.oskars), stage.cast.igor.person_id, stage.db
    assert igor is not None
    seen = await merging.preview(oskars, "person", ann, igor)
    done = await merging.merge(oskars, "person", ann, igor, seen.kept.version + seen.gone.version)
    async with db.transaction() as tx:
        await people.disconnect(tx, ann)
        again = await people.add(
            tx, role=Role.CONTACT, name="Igor", now=stage.clock(), client_id=stage.cast.acme
        )
        await people.connect(tx, again, stage.cast.igor.user_id, None, stage.clock())
    assert (await merging.undo(oskars, done.id)).missed > 0
    accounts = {row["id"]: row["user_id"] for row in await db.all("SELECT id, user_id FROM people")}
    assert (accounts[ann], accounts[igor], accounts[again]) == (None, None, stage.cast.igor.user_id)
