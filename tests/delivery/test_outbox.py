"""The outbox as rows: keys, cards, edits that join, claims and their fence."""

from datetime import timedelta

from bot.delivery.settle import Settling
from bot.domain.ids import PersonId
from bot.domain.letters import Claimed, Lane, Op, Sent
from storage import cards, outbox, people
from storage.database import Database
from tests.cast import Stage
from tests.delivery.conftest import put, states, to

ALL = {Lane.ANSWER: 99, Lane.ONE: 99, Lane.WAVE: 99}


async def claim(stage: Stage, claimer: str = "one", db: Database | None = None) -> list[Claimed]:
    async with (db or stage.db).transaction() as tx:
        return await outbox.claim(tx, claimer, stage.clock(), ALL)


async def settle(stage: Stage, letter: Claimed, claimer: str = "one", message_id: int = 7) -> bool:
    async with stage.db.transaction() as tx:
        held = await outbox.finish(
            tx, letter, claimer, "sent", stage.clock(), chat_id=1, message_id=message_id
        )
        if letter.copy is not None:
            await cards.place(tx, letter.copy.id, 1, message_id)
        return held


async def placed_card(stage: Stage, to_id: PersonId | None, thing: str = "case:1") -> None:
    await put(stage, to(to_id, f"card:{thing}", "case.card", op=Op.CARD, thing=thing, args={"n": 1}))
    for letter in await claim(stage):
        await settle(stage, letter)


async def test_a_key_put_twice_is_one_letter(stage: Stage) -> None:
    await put(stage, to(stage.cast.janis.person_id, "call:1"))
    await put(stage, to(stage.cast.janis.person_id, "call:1"))
    assert await states(stage) == {"call:1": "queued"}


async def test_letters_to_clients_park_and_those_to_staff_are_tried_again(stage: Stage) -> None:
    await put(stage, to(stage.cast.anna.person_id, "a"), to(stage.cast.janis.person_id, "j"))
    assert {letter.to: letter.park for letter in await claim(stage)} == {
        stage.cast.anna.person_id: True,
        stage.cast.janis.person_id: False,
    }


async def test_letters_of_one_person_go_one_after_another(stage: Stage) -> None:
    await put(stage, *[to(stage.cast.anna.person_id, f"{n}") for n in range(3)])
    [first] = await claim(stage)
    assert await claim(stage, "two") == []
    await settle(stage, first)
    [second] = await claim(stage, "three")
    assert (first.id, second.id) == (1, 2)


async def test_two_senders_never_take_one_letter_twice(stage: Stage, db_url: str) -> None:
    """Both claim while the other does; on PostgreSQL over connections of their own."""
    import asyncio

    other = await Database.open(db_url)
    try:
        for person in stage.cast.accounts[:7]:
            await put(stage, *[to(person.person_id, f"{person.name}:{n}") for n in range(3)])
        taken: list[int] = []
        for turn in range(12):
            pages = await asyncio.gather(claim(stage, f"a{turn}"), claim(stage, f"b{turn}", other))
            people = [letter.to for page in pages for letter in page]
            assert len(people) == len(set(people))
            for name, page in zip((f"a{turn}", f"b{turn}"), pages, strict=True):
                for letter in page:
                    taken.append(letter.id)
                    assert await settle(stage, letter, name)
        assert len(taken) == len(set(taken)) == 21
    finally:
        await other.close()


async def test_a_wave_leaves_the_first_places_to_single_letters(stage: Stage) -> None:
    await put(stage, to(stage.cast.anna.person_id, "w", lane=Lane.WAVE), to(stage.cast.noa.person_id, "o"))
    assert [letter.lane for letter in await claim(stage)] == [Lane.ONE, Lane.WAVE]


async def test_a_letter_is_not_taken_before_it_is_due(stage: Stage) -> None:
    later = stage.clock() + timedelta(hours=1)
    await put(stage, to(stage.cast.anna.person_id, "later", due=later))
    assert await claim(stage) == []
    assert await outbox.next_due(stage.db) == later
    stage.clock.jump(timedelta(hours=1))
    assert len(await claim(stage)) == 1


async def test_a_claim_that_was_taken_over_settles_nothing(stage: Stage) -> None:
    await put(stage, to(stage.cast.janis.person_id, "alert"))
    [late] = await claim(stage, "dead")
    stage.clock.jump(timedelta(seconds=61))
    async with stage.db.transaction() as tx:
        assert await outbox.expire(tx, stage.clock()) == []
    [now] = await claim(stage, "heir")
    assert not await settle(stage, late, "dead")
    assert await states(stage) == {"alert": "sending"}
    assert await settle(stage, now, "heir")


async def test_a_lease_that_ended_parks_a_clients_letter_and_requeues_an_alert(stage: Stage) -> None:
    await put(stage, to(stage.cast.anna.person_id, "client"), to(stage.cast.janis.person_id, "staff"))
    await claim(stage)
    async with stage.db.transaction() as tx:
        assert await outbox.expire(tx, stage.clock()) == []
    stage.clock.jump(timedelta(seconds=61))
    async with stage.db.transaction() as tx:
        assert await outbox.expire(tx, stage.clock()) == [stage.cast.anna.person_id]
    assert await states(stage) == {"client": "unknown", "staff": "queued"}


async def test_the_first_card_is_sent_and_a_second_letter_about_it_edits_and_rings(stage: Stage) -> None:
    janis = stage.cast.janis.person_id
    await placed_card(stage, janis)
    await put(
        stage, to(janis, "card:again", "case.card", op=Op.CARD, thing="case:1", args={"n": 2}, lane=Lane.ONE)
    )
    [edit] = await claim(stage)
    assert (edit.op, edit.args, edit.copy and edit.copy.message_id) == (Op.EDIT, {"n": 2}, 7)
    await settle(stage, edit)
    [ring] = await claim(stage)
    assert (ring.op, ring.kind) == (Op.RING, "case.card")


async def test_many_changes_of_a_card_are_one_edit(stage: Stage) -> None:
    await placed_card(stage, stage.cast.janis.person_id)
    async with stage.db.transaction() as tx:
        for _ in range(5):
            await outbox.redraw(tx, "case:1", now=stage.clock())
    assert len(await claim(stage)) == 1


async def test_a_change_while_the_edit_travels_queues_another(stage: Stage) -> None:
    await placed_card(stage, stage.cast.janis.person_id)
    async with stage.db.transaction() as tx:
        await outbox.redraw(tx, "case:1", now=stage.clock())
    [first] = await claim(stage)
    async with stage.db.transaction() as tx:
        await outbox.redraw(tx, "case:1", now=stage.clock())
        assert await outbox.requeue(tx, first, "one", stage.clock())
    assert len(await claim(stage, "two")) == 1
    assert await stage.db.value("SELECT count(*) FROM letters WHERE op = 'edit' AND state = 'queued'") == 0


async def test_whoever_has_it_on_screen_needs_no_edit(stage: Stage) -> None:
    await placed_card(stage, stage.cast.janis.person_id)
    async with stage.db.transaction() as tx:
        await outbox.redraw(tx, "case:1", but=stage.cast.janis.person_id, now=stage.clock())
    assert await claim(stage) == []


async def test_a_reply_to_a_card_or_a_letter_is_about_its_thing(stage: Stage) -> None:
    await placed_card(stage, stage.cast.janis.person_id)
    async with stage.db.read() as conn:
        assert await outbox.about(conn, 1, 7) == "case:1"
        assert await outbox.about(conn, 1, 8) is None


async def test_a_letter_in_doubt_is_proved_by_its_message(stage: Stage) -> None:
    anna = stage.cast.anna.person_id
    assert anna is not None
    await put(stage, to(anna, "ask", "survey.card", op=Op.CARD, thing="invitation:1"))
    await claim(stage)
    async with stage.db.transaction() as tx:
        await outbox.expire(tx, stage.clock(), every=True)
        [letter] = await outbox.unknown_of(tx, 2001)
        assert await outbox.prove(tx, letter, 2001, 55, stage.clock())
        assert not await outbox.prove(tx, letter, 2001, 55, stage.clock())
        copy = await cards.get(tx, "invitation:1", anna)
    assert await states(stage) == {"ask": "sent"}
    assert copy is not None
    assert (copy.chat_id, copy.message_id) == (2001, 55)


async def test_a_card_that_travels_while_the_account_is_taken_away_stands_nowhere(stage: Stage) -> None:
    anna = stage.cast.anna
    assert anna.person_id is not None
    await put(stage, to(anna.person_id, "card", "case.card", op=Op.CARD, thing="case:1"))
    [letter] = await claim(stage)
    async with stage.db.transaction() as tx:
        await people.disconnect(tx, anna.person_id)
    async with stage.db.transaction() as tx:
        assert await Settling(letter, "one", stage.clock()).settle(tx, Sent(anna.user_id, 7))
    assert await stage.db.value("SELECT message_id FROM cards WHERE thing = 'case:1'") is None


async def test_a_card_that_went_to_who_stands_in_is_a_copy_of_theirs(stage: Stage) -> None:
    janis, paivi = stage.cast.janis, stage.cast.paivi
    await put(stage, to(janis.person_id, "card", "case.card", op=Op.CARD, thing="case:1"))
    [letter] = await claim(stage)
    for _ in range(2):  # the second time it is settled already, and the copy is there
        async with stage.db.transaction() as tx:
            await Settling(letter, "one", stage.clock()).settle(tx, Sent(paivi.user_id, 7))
    rows = await stage.db.all("SELECT person_id, chat_id, message_id FROM cards ORDER BY person_id")
    assert [tuple(dict(row).values()) for row in rows] == [
        (janis.person_id, None, None),
        (paivi.person_id, paivi.user_id, 7),
    ]
