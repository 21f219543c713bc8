"""A round that goes out and a long form that is filled in, while the program is killed: nothing twice, nothing lost."""

import signal

from bot.domain.people import Role
from bot.domain.time import to_us
from bot.domain.waves import Reach, WaveState
from playground.phone import Phone
from storage import alarms, people, waves
from tests.kill.conftest import Scene
from tests.kill.mortal import Mortal

CONTACTS = 230
"""More than two hundreds, by which a round finds places."""
PLACING = "bot.usecases.waves.asking:Asking._place"


async def crowd(scene: Scene) -> None:
    """Contacts with phones, who pressed Start."""
    now = scene.clock()
    async with scene.db.transaction() as tx:
        for n in range(CONTACTS):
            await people.add(
                tx, role=Role.CONTACT, name=f"Contact {n}", now=now, client_id=scene.cast.acme, user_id=9000 + n,
                connected_at=to_us(now), language="en",
            )  # fmt: skip
    for n in range(CONTACTS):
        scene.playground.phone(9000 + n, f"Contact {n}").user.started = True


async def test_a_round_that_is_killed_in_the_middle_asks_everybody_once(scene: Scene, mortal: Mortal) -> None:
    await crowd(scene)
    now = scene.clock()
    async with scene.db.transaction() as tx:
        id_ = await waves.add(
            tx, key="annual:test:rest", programme="annual", reach=Reach.ALL, team_id=None, state=WaveState.PLANNED,
            at=now, by=None, now=now,
        )  # fmt: skip
        assert id_ is not None
        await alarms.put(tx, f"wave:{id_}", "wave.release", now)
    env = {name: value for name, value in scene.program.environment().items() if name.startswith("RAPPORT_")}
    # In the transaction of its second hundred; the first stands.
    status = await mortal.run(scene.program.url, "run", env=env, call=PLACING, step=2)
    assert status == -signal.SIGKILL, mortal.output.read_text()
    assert 0 < await scene.db.value("SELECT COUNT(*) FROM wave_queue") < CONTACTS, "it was in the middle"
    await scene.program.start()

    async def planned() -> bool:
        left = await scene.db.value("SELECT COUNT(*) FROM alarms WHERE kind = 'wave.release'")
        return bool(left == 0)

    await scene.until(planned)
    await scene.quiet()
    places = await scene.db.one(
        "SELECT COUNT(*) AS n, COUNT(DISTINCT person_id) AS people FROM invitations WHERE wave_id = :id",
        id=id_,
    )
    assert places is not None
    async with scene.db.read() as conn:
        found = await waves.progress(conn, id_)
    assert places["n"] == places["people"] == found["total"] - found["unasked"] >= CONTACTS
    assert sum(found[what] for what in ("asked", "waiting", "deferred")) == places["n"]
    for n in range(CONTACTS):
        seen = [m for m in scene.playground.phone(9000 + n, "").messages if "recommend us" in m.text]
        assert len(seen) <= 1


async def asked_a_long_form(scene: Scene) -> Phone:
    now = to_us(scene.clock())
    async with scene.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO invitations (programme, person_id, client_id, stage, asked_at, created_at)"
            " VALUES ('annual', :id, :client, 'open', :now, :now)",
            id=scene.cast.anna.person_id, client=scene.cast.acme, now=now,
        )  # fmt: skip
    return scene.phone(scene.cast.anna)


async def test_a_long_form_goes_on_where_it_stood_when_the_program_is_killed_in_the_middle(
    scene: Scene,
) -> None:
    anna = await asked_a_long_form(scene)
    await scene.program.start()
    anna.say("/rate")
    await anna.press("9")
    await anna.press("Skip")
    card = anna.last
    await scene.until(lambda: "Question 2 of 8" in card.text)
    held = scene.playground.faults.hold("editMessageText", chat=anna.user.id)
    anna.tap("7", card)
    await scene.hit(held)  # stored, and being drawn
    await scene.program.kill()
    held.release()
    anna.tap("8", card)  # nobody is there; Question 2 is what she saw
    await scene.program.start()
    await scene.until(lambda: "Question 3 of 8" in card.text)
    await scene.quiet()
    given = "SELECT question, score FROM answer_scores WHERE score IS NOT NULL ORDER BY question"
    assert [(row["question"], row["score"]) for row in await scene.db.all(given)] == [("product", 8)]
