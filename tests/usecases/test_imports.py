"""Imports: the Northwind files come in whole, in either order, twice without a change, and go again by undo."""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.errors import BadInput, NotAllowed
from bot.domain.imports import Preview, State, Summary
from bot.domain.notes import Note
from bot.domain.people import Role
from bot.files import tables
from bot.usecases.imports import Imports, Tick
from storage import clients as client_rows
from storage import imports as rows
from storage import notes, people
from storage.database import Database
from storage.migrator import shipped
from storage.mydata.tidying import forget
from storage.references import references
from tests.cast import COMPANY, Stage
from tests.waiting import CEILING

DATA = Path(__file__).parents[1] / "data"
CLIENTS = (DATA / "northwind-clients.csv").read_bytes()
MANAGERS = (DATA / "northwind-managers.csv").read_bytes()


def sheet(header: Sequence[str], rows: Iterable[Sequence[tables.Cell]]) -> bytes:
    return tables.xlsx_bytes(header, rows)


@pytest.fixture
def imports(stage: Stage) -> Imports:
    return Imports(stage.db, stage.clock, COMPANY, tables.read, sheet)


async def bring(imports: Imports, stage: Stage, name: str, data: bytes) -> Preview:
    ilze = stage.actor(stage.cast.ilze)
    offered = await imports.offer(ilze, name, data)
    return await imports.write(ilze, offered.id)


async def one(db: Database, sql: str) -> dict[str, object]:
    row = await db.one(sql)
    assert row is not None
    return dict(row)


async def counted(db: Database) -> tuple[int, int, int, int]:
    rows = await one(
        db,
        "SELECT (SELECT COUNT(*) FROM clients) AS c, (SELECT COUNT(*) FROM contacts) AS k,"
        " (SELECT COUNT(*) FROM people WHERE role <> 'contact') AS s, (SELECT COUNT(*) FROM teams) AS t",
    )
    return tuple(rows.values())  # type: ignore[return-value]


def csv(*lines: str) -> bytes:
    return "\n".join(lines).encode()


async def test_all_91_clients_come_in_with_managers_dates_and_phones_as_written(
    imports: Imports, stage: Stage
) -> None:
    offered = await imports.offer(stage.actor(stage.cast.ilze), "northwind-clients.csv", CLIENTS)
    assert (offered.counts.rows, offered.counts.new, offered.counts.errors) == (91, 91, 0)
    assert offered.counts.named == 9
    assert offered.counts.warnings > 0
    assert await counted(stage.db) == (2, 3, 4, 1)
    done = await imports.write(stage.actor(stage.cast.ilze), offered.id)
    assert done.result is not None
    assert (done.result.new, done.result.changed) == (91, 0)
    assert await counted(stage.db) == (93, 94, 13, 1)
    seves = await one(
        stage.db,
        "SELECT c.*, m.name AS manager, p.name AS contact, p.position, p.phone, p.phone_key FROM clients c"
        " JOIN people m ON m.id = c.manager_id JOIN contacts k ON k.client_id = c.id"
        " JOIN people p ON p.id = k.person_id WHERE c.external_id = 'SEVES'",
    )
    assert (seves["name"], seves["contact"], seves["position"]) == (
        "Seven Seas Imports", "Hari Kumar", "Sales Manager",
    )  # fmt: skip
    assert (seves["country"], seves["city"], seves["manager"]) == ("GB", "London", "Steven Buchanan")
    assert (seves["first_deal"], seves["last_deal"], seves["share"]) == ("1996-11-21", "1998-02-04", 1.28)
    doubtful = [problem for problem in done.problems if problem.code.startswith("phone-")]
    kept = await stage.db.value(
        "SELECT COUNT(*) FROM people WHERE role = 'contact' AND phone IS NOT NULL AND phone_key IS NULL"
    )
    assert kept == len(doubtful)
    written = {problem.detail["text"] for problem in doubtful}
    assert {
        row["phone"] for row in await stage.db.all("SELECT phone FROM people WHERE phone_key IS NULL")
    } >= written


@pytest.mark.parametrize("order", [(CLIENTS, MANAGERS), (MANAGERS, CLIENTS)], ids=["clients", "managers"])
async def test_both_files_in_either_order_give_the_same_and_nothing_the_second_time(
    imports: Imports, stage: Stage, order: tuple[bytes, bytes]
) -> None:
    for data in order:
        await bring(imports, stage, "file.csv", data)
    rows = await stage.db.all(
        "SELECT p.name, p.role, t.name AS team, p.hired, p.birth_year, p.country FROM people p"
        " LEFT JOIN teams t ON t.id = p.team_id WHERE p.hired IS NOT NULL ORDER BY p.folded"
    )
    assert [(row["name"], row["role"], row["team"]) for row in rows] == [
        ("Andrew Fuller", "lead", "Andrew Fuller"),
        ("Anne Dodsworth", "manager", "Steven Buchanan"),
        ("Janet Leverling", "manager", "Andrew Fuller"),
        ("Laura Callahan", "manager", "Andrew Fuller"),
        ("Margaret Peacock", "manager", "Andrew Fuller"),
        ("Michael Suyama", "manager", "Steven Buchanan"),
        ("Nancy Davolio", "manager", "Andrew Fuller"),
        ("Robert King", "manager", "Steven Buchanan"),
        ("Steven Buchanan", "lead", "Steven Buchanan"),
    ]
    assert (rows[0]["hired"], rows[0]["birth_year"], rows[0]["country"]) == ("1992-08-14", 1952, "US")
    astray = (
        "SELECT COUNT(*) FROM clients c JOIN people m ON m.id = c.manager_id WHERE c.team_id <> m.team_id"
    )
    assert await stage.db.value(astray) == 0
    for data in (CLIENTS, MANAGERS):
        again = await imports.offer(stage.actor(stage.cast.ilze), "file.csv", data)
        assert (again.counts.new, again.counts.changed, again.counts.writes) == (0, 0, 0)


async def test_the_same_table_as_xlsx_changes_nothing_more(imports: Imports, stage: Stage) -> None:
    await bring(imports, stage, "clients.csv", CLIENTS)
    grid = tables.read(CLIENTS)
    book = tables.xlsx_bytes(
        grid.header, [(*line.cells, *[""] * (11 - len(line.cells))) for line in grid.lines]
    )
    again = await imports.offer(stage.actor(stage.cast.ilze), "clients.xlsx", book)
    assert (again.counts.rows, again.counts.writes) == (91, 0)


async def test_nothing_is_written_before_the_button_and_a_second_press_writes_nothing(
    imports: Imports, stage: Stage
) -> None:
    ilze = stage.actor(stage.cast.ilze)
    offered = await imports.offer(ilze, "clients.csv", CLIENTS)
    assert (await counted(stage.db))[0] == 2
    first = await imports.write(ilze, offered.id)
    second = await imports.write(ilze, offered.id)
    assert (first.result, first.state) == (second.result, State.DONE)
    assert await stage.db.value("SELECT COUNT(*) FROM audit WHERE action = 'import.write'") == 1


async def test_a_cancelled_file_can_no_longer_be_written(imports: Imports, stage: Stage) -> None:
    ilze = stage.actor(stage.cast.ilze)
    offered = await imports.offer(ilze, "clients.csv", CLIENTS)
    assert (await imports.cancel(ilze, offered.id)).state is State.CANCELLED
    assert (await imports.write(ilze, offered.id)).state is State.CANCELLED
    assert (await counted(stage.db))[0] == 2


async def test_undo_takes_the_whole_batch_back_but_keeps_what_is_in_use(
    imports: Imports, stage: Stage
) -> None:
    ilze = stage.actor(stage.cast.ilze)
    await bring(imports, stage, "managers.csv", MANAGERS)
    done = await bring(imports, stage, "clients.csv", CLIENTS)
    async with stage.db.transaction() as tx:
        hari = await tx.value("SELECT id FROM people WHERE name = 'Hari Kumar'")
        await people.connect(tx, hari, 9001, None, stage.clock())
        client = await tx.value("SELECT id FROM clients WHERE external_id = 'ALFKI'")
        await tx.execute(
            "INSERT INTO calls (key, client_id, cause, due_at, created_at) VALUES ('k', :id, 'cadence', 1, 1)",
            id=client,
        )
    undone = await imports.undo(ilze, done.id)
    assert undone.result is not None
    assert undone.result.kept == 2
    assert await counted(stage.db) == (3, 4, 13, 3)
    assert (await imports.undo(ilze, done.id)).result == undone.result


async def test_undo_restores_what_was_changed_unless_it_changed_again(imports: Imports, stage: Stage) -> None:
    ilze = stage.actor(stage.cast.ilze)
    done = await bring(
        imports, stage, "c.csv", csv("client number,client,city,segment", "ACME,Acme Ltd,Ventspils,x")
    )
    assert done.result is not None
    assert (done.result.new, done.result.changed) == (0, 1)
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE clients SET segment = 'y' WHERE external_id = 'ACME'")
    undone = await imports.undo(ilze, done.id)
    acme = await one(stage.db, "SELECT city, segment FROM clients WHERE external_id = 'ACME'")
    assert acme == {"city": "Riga", "segment": "y"}
    assert undone.result is not None
    assert undone.result.kept == 1


async def test_after_a_day_an_import_stays(imports: Imports, stage: Stage) -> None:
    done = await bring(imports, stage, "clients.csv", CLIENTS)
    stage.clock.jump(timedelta(hours=25))
    with pytest.raises(BadInput) as refused:
        await imports.undo(stage.actor(stage.cast.ilze), done.id)
    assert refused.value.code == "import-late"


async def test_only_the_head_imports(imports: Imports, stage: Stage) -> None:
    for account in (stage.cast.oskars, stage.cast.janis, stage.cast.anna):
        with pytest.raises(NotAllowed):
            await imports.offer(stage.actor(account), "clients.csv", CLIENTS)


async def test_the_key_is_our_number_else_a_sure_phone_else_name_and_client(
    imports: Imports, stage: Stage
) -> None:
    ilze = stage.actor(stage.cast.ilze)
    by_number = csv("client number;client;city", "ACME;Acme Limited;Jelgava")
    by_phone = csv("client;contact;phone", "Acme Group;Anna Zariņa;26 123 456")
    by_name = csv("client;contact;city", "ACME GROUP;Anna Zarina;Tukums")
    for data in (by_number, by_phone, by_name):
        offered = await imports.offer(ilze, "c.csv", data)
        assert (offered.counts.new, offered.counts.changed) == (0, 1)
        await imports.write(ilze, offered.id)
    acme = await one(stage.db, "SELECT name, city, folded FROM clients WHERE external_id = 'ACME'")
    assert acme == {"name": "ACME GROUP", "city": "Tukums", "folded": "acme group"}


async def test_a_phone_of_somebody_at_another_client_is_a_warning_and_moves_nobody(
    imports: Imports, stage: Stage
) -> None:
    data = csv("client;contact;phone", "Levant Trade;Zane Ozola;+371 26123456")
    offered = await imports.offer(stage.actor(stage.cast.ilze), "c.csv", data)
    assert "phone-taken" in {problem.code for problem in offered.problems}


async def test_a_file_makes_nobody_head_and_demotes_nobody(imports: Imports, stage: Stage) -> None:
    data = csv(
        "name,reports to,role",
        "Jānis Bērziņš,Ilze Kalniņa,",
        "Oskars Liepa,Ilze Kalniņa,",
        "Eve Climber,,head",
        "Ilze Kalniņa,,manager",
    )
    offered = await imports.offer(stage.actor(stage.cast.ilze), "s.csv", data)
    assert [problem.code for problem in offered.problems] == ["role-head"]
    await imports.write(stage.actor(stage.cast.ilze), offered.id)
    rows = await stage.db.all("SELECT name, role FROM people WHERE role <> 'contact' ORDER BY id")
    roles = {row["name"]: row["role"] for row in rows}
    assert roles["Ilze Kalniņa"] == Role.HEAD
    assert (roles["Oskars Liepa"], roles["Eve Climber"]) == (Role.LEAD, Role.LEAD)
    assert await stage.db.value("SELECT team_id FROM people WHERE name LIKE 'J_nis%'") == stage.cast.team


async def test_imported_people_are_written_to_by_nobody(imports: Imports, stage: Stage) -> None:
    await bring(imports, stage, "clients.csv", CLIENTS)
    assert await stage.db.value("SELECT COUNT(*) FROM letters") == 0


async def test_a_waiting_file_outlives_a_restart(imports: Imports, stage: Stage) -> None:
    ilze = stage.actor(stage.cast.ilze)
    offered = await imports.offer(ilze, "clients.csv", CLIENTS)
    later = Imports(stage.db, stage.clock, COMPANY, tables.read, sheet)
    assert (await later.show(ilze, offered.id)).counts.new == 91
    assert (await later.write(ilze, offered.id)).state is State.DONE


def test_every_column_that_points_at_a_client_is_found_in_the_migrations() -> None:
    text = "\n".join(migration.text for migration in shipped())
    for table in ("clients", "people", "teams"):
        assert len(references(table)) == text.count(f"REFERENCES {table} (id)")


class Interrupted(Imports):
    """Somebody adds a client of their own while the file is read: nothing is locked meanwhile."""

    async def _read(self, kept: rows.Import, tick: Tick, *, real: bool) -> tuple[Summary, rows.Marks]:
        read = await super()._read(kept, tick, real=real)
        if await self.db.value("SELECT COUNT(*) FROM clients WHERE external_id = 'LATE'") == 0:
            await asyncio.wait_for(asyncio.create_task(self._add()), CEILING)
        return read

    async def _add(self) -> None:
        async with self.db.transaction() as tx:
            await client_rows.add(tx, name="Late Ltd", external_id="LATE", now=self.clock())


async def test_an_import_is_planned_while_others_write_and_planned_anew_when_they_did(stage: Stage) -> None:
    ilze = stage.actor(stage.cast.ilze)
    plain = Imports(stage.db, stage.clock, COMPANY, tables.read, sheet)
    offered = await plain.offer(ilze, "c.csv", csv("client number;client;city", "LATE;Late Ltd;Ogre"))
    assert offered.counts.new == 1
    busy = Interrupted(stage.db, stage.clock, COMPANY, tables.read, sheet)
    done = await busy.write(ilze, offered.id)
    assert done.result is not None
    assert (done.result.new, done.result.changed) == (0, 1)
    assert await stage.db.value("SELECT city FROM clients WHERE external_id = 'LATE'") == "Ogre"


async def test_two_writes_of_one_file_at_once_write_it_once(imports: Imports, stage: Stage) -> None:
    ilze = stage.actor(stage.cast.ilze)
    offered = await imports.offer(ilze, "clients.csv", CLIENTS)
    both = await asyncio.gather(*(asyncio.create_task(imports.write(ilze, offered.id)) for _ in range(2)))
    assert [one.result for one in both] == [both[0].result] * 2
    assert (await counted(stage.db))[0] == 93


async def test_undo_keeps_a_client_somebody_noted_something_about_with_all_that_is_planned(
    imports: Imports, stage: Stage
) -> None:
    ilze = stage.actor(stage.cast.ilze)
    done = await bring(imports, stage, "c.csv", csv("client number;client", "NOTED;Noted", "PLAIN;Plain"))
    async with stage.db.transaction() as tx:
        noted = await tx.value("SELECT id FROM clients WHERE external_id = 'NOTED'")
        await notes.add(tx, f"client:{noted}", Note(77, "pays late"), by=ilze, now=stage.clock())
        for row in await tx.all("SELECT id FROM clients WHERE external_id IN ('NOTED', 'PLAIN')"):
            await tx.execute(
                "INSERT INTO calls (key, client_id, cause, due_at, created_at) VALUES (:key, :id, 'cadence', 1, 1)",
                key=f"k{row['id']}",
                id=row["id"],
            )
    undone = await imports.undo(ilze, done.id)
    assert undone.result is not None
    assert (undone.result.removed, undone.result.kept) == (1, 1)
    assert await stage.db.value("SELECT COUNT(*) FROM calls WHERE client_id = :id", id=noted) == 1


async def test_undo_restores_no_manager_who_is_gone_by_another_undo(imports: Imports, stage: Stage) -> None:
    ilze = stage.actor(stage.cast.ilze)
    first = await bring(imports, stage, "1.csv", csv("client number;client;manager", "A1;A One;Max Gone"))
    second = await bring(imports, stage, "2.csv", csv("client number;client;manager", "A1;A One;Mia Stays"))
    undone_first = await imports.undo(ilze, first.id)
    assert undone_first.result is not None
    undone = await imports.undo(ilze, second.id)
    assert undone.result is not None
    assert undone.state is State.UNDONE


async def test_a_row_that_names_no_contact_renames_nobody_by_the_phone(
    imports: Imports, stage: Stage
) -> None:
    await bring(imports, stage, "c.csv", csv("client;phone", "Acme Ltd;26 123 456"))
    assert await stage.db.value("SELECT name FROM people WHERE phone_key IS NOT NULL AND id = :id",
                                id=stage.cast.anna.person_id) == "Anna Bērziņa"  # fmt: skip


async def test_what_undo_needed_goes_in_time_and_so_does_a_file_that_nobody_decided_about(
    imports: Imports, stage: Stage
) -> None:
    ilze = stage.actor(stage.cast.ilze)
    done = await bring(imports, stage, "clients.csv", CLIENTS)
    waiting = await imports.offer(ilze, "managers.csv", MANAGERS)
    for hours, left in ((-1, False), (1, True)):
        await forget(stage.db, "imports", stage.clock() + timedelta(hours=hours))
        for table in ("import_changes", "import_problems"):
            count = await stage.db.value(f"SELECT COUNT(*) FROM {table} WHERE import_id = :id", id=done.id)
            assert (count == 0) is left
    assert (await imports.show(ilze, waiting.id)).state is State.CANCELLED
    assert await stage.db.value("SELECT COUNT(*) FROM imports WHERE content <> '' ") == 0


async def test_a_client_known_by_the_phone_alone_is_renamed_with_a_warning(
    imports: Imports, stage: Stage
) -> None:
    ilze = stage.actor(stage.cast.ilze)
    renamed = await imports.offer(ilze, "c.csv", csv("client;contact;phone", "Acme Group;Anna;26 123 456"))
    assert [(one.code, one.detail) for one in renamed.problems] == [("client-renamed", {"text": "Acme Ltd"})]
    sure = await imports.offer(ilze, "c.csv", csv("client number;client", "ACME;Acme Group"))
    assert sure.problems == ()


async def test_a_file_may_end_what_somebody_receives_but_begins_nothing_again_for_who_chose_themselves(
    imports: Imports, stage: Stage
) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute(
            "UPDATE contacts SET surveys = 0 WHERE person_id = :id", id=stage.cast.anna.person_id
        )
    ilze = stage.actor(stage.cast.ilze)
    data = csv(
        "client;contact;surveys;invitations;decision maker;contact notes",
        "Acme Ltd;Anna Bērziņa;yes;no;yes;tea",
    )
    offered = await imports.offer(ilze, "c.csv", data)
    assert [one.code for one in offered.problems] == ["wish-own"]
    await imports.write(ilze, offered.id)
    anna = await one(
        stage.db,
        "SELECT surveys, invitations, decision_maker, notes FROM contacts WHERE person_id ="
        f" {stage.cast.anna.person_id}",
    )
    assert anna == {"surveys": 0, "invitations": 0, "decision_maker": 1, "notes": "tea"}


async def test_rows_far_apart_in_a_long_file_are_one_client_and_a_repeated_one_is_named(
    imports: Imports, stage: Stage
) -> None:
    between = [f"Other {n};Person {n};;city" for n in range(1000)]
    lines = [
        "Far Ltd;First;26777001;Rīga",
        *between,
        "Far Ltd;Second;26777002;Cēsis",
        "Far Ltd;First;26777001;Ogre",
    ]
    done = await bring(imports, stage, "long.csv", csv("client;contact;phone;city", *lines))
    assert (done.counts.new, done.counts.duplicates) == (1002, 1)
    far = await stage.db.all(
        "SELECT c.city, p.name FROM clients c JOIN contacts k ON k.client_id = c.id JOIN people p ON p.id = k.person_id"
        " WHERE c.name = 'Far Ltd' ORDER BY p.id"
    )
    assert [tuple(row) for row in far] == [("Cēsis", "First"), ("Cēsis", "Second")]
    undone = await imports.undo(stage.actor(stage.cast.ilze), done.id)
    assert undone.result is not None
    assert (undone.result.removed, undone.result.kept) == (1001 + 1002, 0)
