"""Taking an import back: nothing is left behind, nothing that somebody changed goes, others get in between."""

from datetime import timedelta

import pytest

from bot.domain.alarms import Alarm
from bot.domain.ids import AlarmId
from bot.domain.imports import Preview, State
from bot.usecases.imports import Imports, undoing
from bot.usecases.occasions import Occasions, Rules
from storage import facts
from storage.database import Database
from tests.cast import COMPANY, Stage
from tests.usecases.test_imports import bring, csv, imports

__all__ = ["imports"]
_ORPHANS = (
    "SELECT thing FROM alarms a WHERE a.thing LIKE 'occasion:%' AND NOT EXISTS"
    " (SELECT 1 FROM occasions o WHERE a.thing = 'occasion:' || o.id)",
    "SELECT word FROM search_words w WHERE NOT EXISTS (SELECT 1 FROM clients c WHERE c.id = w.client_id)",
    "SELECT tail FROM search_tails t WHERE NOT EXISTS (SELECT 1 FROM search_words w WHERE w.word = t.word)",
    "SELECT id FROM import_changes",
)


async def undone(imports: Imports, stage: Stage, done: Preview) -> tuple[int, int, int]:
    result = (await imports.undo(stage.actor(stage.cast.ilze), done.id)).result
    assert result is not None
    return result.removed, result.restored, result.kept


async def orphans(db: Database) -> list[str]:
    return [sql for sql in _ORPHANS if await db.all(sql)]


async def test_undo_leaves_no_alarm_and_no_word_of_what_is_gone(imports: Imports, stage: Stage) -> None:
    day = (stage.clock() + timedelta(days=3)).strftime("%d.%m.")
    done = await bring(
        imports,
        stage,
        "c.csv",
        csv("client;contact;birthday;first deal", f"Quince;Quentin;{day}1980;{day}2019"),
    )
    occasions = Occasions(stage.db, stage.clock, COMPANY, Rules())
    look = Alarm(AlarmId(1), "occasion.look", "occasions:0", stage.clock())
    async with stage.db.transaction() as tx:
        await occasions.ring(tx, look, stage.clock())
        assert await tx.value("SELECT COUNT(*) FROM occasions o JOIN clients c ON c.id = o.client_id"
                              " WHERE c.name = 'Quince'") == 2  # fmt: skip
    assert await undone(imports, stage, done) == (2, 0, 0)
    assert await orphans(stage.db) == []


async def test_undo_keeps_what_somebody_edited_since(imports: Imports, stage: Stage) -> None:
    done = await bring(
        imports, stage, "c.csv", csv("client;contact", "Plain;Paul", "Edited;Edith", "Known;Kurt")
    )
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE clients SET notes = 'pays in advance' WHERE name = 'Edited'")
        await tx.execute("UPDATE contacts SET likes = 'tea' WHERE person_id ="
                         " (SELECT id FROM people WHERE name = 'Kurt')")  # fmt: skip
    assert await undone(imports, stage, done) == (3, 0, 3)
    left = await stage.db.all(
        "SELECT name FROM clients WHERE name IN ('Plain', 'Edited', 'Known') ORDER BY name"
    )
    assert [row["name"] for row in left] == ["Edited", "Known"]


async def test_a_link_that_nobody_has_used_is_no_use_and_stops_working(
    imports: Imports, stage: Stage
) -> None:
    done = await bring(imports, stage, "c.csv", csv("client;contact", "Linked;Lina", "Used;Una"))
    async with stage.db.transaction() as tx:
        for row in await tx.all("SELECT id, name FROM people WHERE name IN ('Lina', 'Una')"):
            await tx.execute(
                "INSERT INTO links (token_hash, person_id, created_at, expires_at, used_at)"
                " VALUES (:hash, :id, 1, 2, CAST(:used AS BIGINT))",
                hash=row["name"],
                id=row["id"],
                used=1 if row["name"] == "Una" else None,
            )
    assert await undone(imports, stage, done) == (2, 0, 2)
    assert await stage.db.value("SELECT COUNT(*) FROM links WHERE token_hash = 'Lina'") == 0


async def test_undo_goes_in_slices_and_one_that_was_cut_off_is_gone_on_with(
    imports: Imports, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "_UNDONE", 3)
    lines = [f"Client {n};Person {n};Boss {n % 2}" for n in range(7)]
    done = await bring(imports, stage, "c.csv", csv("client;contact;manager", *lines))
    ticks: list[tuple[int, int]] = []

    async def cut(at: int, of: int) -> None:
        ticks.append((at, of))
        if at >= 6:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        await imports._undone(None, done.id, cut)
    assert ticks == [(3, 16), (6, 16)]
    assert (await imports.show(stage.actor(stage.cast.ilze), done.id)).state is State.UNDONE
    assert await undone(imports, stage, done) == (16, 0, 0)
    assert await undone(imports, stage, done) == (16, 0, 0)
    assert await orphans(stage.db) == []
    assert await stage.db.value("SELECT COUNT(*) FROM audit WHERE action = 'import.undo'") == 1


async def test_clients_who_swap_their_numbers_in_a_file_get_them_back(imports: Imports, stage: Stage) -> None:
    house = await stage.db.value("SELECT value FROM facts WHERE name = 'house'") or "house"
    async with stage.db.transaction() as tx:
        await facts.put(tx, facts.HOUSE, house)
    ids = [stage.cast.acme, stage.cast.levant]
    lines = [
        "external id;client;rapport id",
        f"LEVANT;Acme Ltd;{house}-{ids[0]}",
        f"ACME;Levant Trade;{house}-{ids[1]}",
    ]
    done = await bring(imports, stage, "c.csv", csv(*lines, "NEW;Third;"))
    numbers = "SELECT external_id FROM clients WHERE id IN (1, 2) ORDER BY id"
    assert [row["external_id"] for row in await stage.db.all(numbers)] == ["LEVANT", "ACME"]
    assert await undone(imports, stage, done) == (1, 2, 0)
    assert [row["external_id"] for row in await stage.db.all(numbers)] == ["ACME", "LEVANT"]
    done = await bring(imports, stage, "d.csv", csv(lines[0], f"OWN;Acme Ltd;{house}-{ids[0]}"))
    await bring(imports, stage, "e.csv", csv("external id;client", "ACME;Another"))
    assert await undone(imports, stage, done) == (0, 0, 1)
    assert [row["external_id"] for row in await stage.db.all(numbers)] == ["OWN", "LEVANT"]


async def test_what_was_written_when_the_program_died_is_found_after_the_next_start(
    imports: Imports, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def die(import_id: int) -> None:
        raise ConnectionError

    monkeypatch.setattr(imports, "_finish", die)
    with pytest.raises(ConnectionError):
        await bring(imports, stage, "c.csv", csv("client", "Quince"))
    words = "SELECT COUNT(*) FROM search_words WHERE word = 'quince'"
    assert await stage.db.value(words) == 0
    monkeypatch.undo()
    await imports.ensure()
    assert await stage.db.value(words) == 1
    assert await stage.db.value("SELECT COUNT(*) FROM import_rows") == 0
