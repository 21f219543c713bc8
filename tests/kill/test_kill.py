"""Nothing lost, no effect twice, no letter to a client twice, order kept: whatever ends the program, and when."""

from collections.abc import Callable

from playground import Fault
from playground.faults import Faults
from tests.kill.conftest import Scene

MINUTES = [f"{n:02}" for n in range(10, 22)]


async def plan(scene: Scene, *minutes: str) -> None:
    """Jānis plans calls, one message each."""
    for minute in minutes:
        scene.phone(scene.cast.janis).say(f"/call Acme tomorrow 11:{minute}")


async def test_letters_that_travel_while_the_program_dies(scene: Scene) -> None:
    """To a client: never twice, and the manager is asked. To staff: again, better twice than never."""
    cast, faults = scene.cast, scene.playground.faults
    await scene.write(cast.anna, "AAA1", "AAA2")
    await scene.write(cast.igor, "BBB1", "BBB2")
    await scene.write(cast.oskars, "CCC1", "CCC2")
    held = [
        faults.hold("sendMessage", chat=account.user_id, times=None)
        for account in (cast.anna, cast.igor, cast.oskars)
    ]
    await scene.program.start()
    await scene.hit(*held)
    await scene.program.kill()
    for fault in held:
        fault.release()  # Telegram takes them; nobody hears of it
    await scene.program.start()
    await scene.quiet()
    states = await scene.states()
    assert {code: states[code] for code in ("AAA1", "BBB1", "CCC1")} == {
        "AAA1": "unknown",
        "BBB1": "unknown",
        "CCC1": "sent",
    }
    assert [scene.times_seen(cast.anna, code) for code in ("AAA1", "AAA2")] == [1, 1]
    assert [scene.times_seen(cast.igor, code) for code in ("BBB1", "BBB2")] == [1, 1]
    assert scene.times_seen(cast.oskars, "CCC1") == 2
    assert scene.times_seen(cast.oskars, "CCC2") == 1
    janis = scene.phone(cast.janis)
    card = [message for message in janis.messages if message.from_bot and "Igor" in message.text]
    assert len(card) == 1, "one card for both"
    await janis.press("They arrived", card[0])
    await scene.until(lambda: "Nothing is in doubt" in card[0].text)
    assert set((await scene.states()).values()) == {"sent"}


async def test_messages_that_are_handled_while_the_program_dies(scene: Scene) -> None:
    """Each call is planned once, in the order typed: killed while a handler answers, and while letters wait."""
    await scene.program.start()
    janis = scene.cast.janis.user_id
    for turn in range(3):
        held = scene.playground.faults.hold("sendMessage", chat=janis)
        await plan(scene, *MINUTES[turn * 4 : turn * 4 + 4])
        await scene.hit(held)  # the first of them is stored and planned, its handler answers at the moment
        await scene.program.kill()
        held.release()
        await scene.program.start()
    await scene.quiet()
    assert await scene.calls() == MINUTES
    assert await scene.db.value("SELECT count(*) FROM inbox WHERE state = 'done'") == 12


async def test_a_polite_stop_finishes_what_it_began_and_loses_nothing(scene: Scene) -> None:
    cast, faults = scene.cast, scene.playground.faults
    held = [faults.hold("sendMessage", chat=account.user_id) for account in (cast.janis, cast.anna)]
    await scene.write(cast.anna, "AAA1", "AAA2")
    await scene.program.start()
    await plan(scene, *MINUTES[:4])
    await scene.hit(*held)
    scene.program.ask_to_end()
    for fault in held:
        fault.release()
    assert await scene.program.end() == 0
    assert "Traceback" not in scene.program.log.read_text()
    assert (await scene.states())["AAA1"] == "sent"
    await scene.program.start()
    await scene.quiet()
    assert await scene.calls() == MINUTES[:4]
    assert set((await scene.states()).values()) == {"sent"}
    assert [scene.times_seen(cast.anna, code) for code in ("AAA1", "AAA2")] == [1, 1]
    assert await scene.program.terminate() == 0


TROUBLE: dict[str, Callable[[Faults, int], Fault]] = {
    "429": lambda faults, chat: faults.flood(1, "sendMessage", chat=chat),
    "500": lambda faults, chat: faults.error(500, "Internal Server Error", "sendMessage", chat=chat),
    "an HTML 502": lambda faults, chat: faults.page("sendMessage", chat=chat),
    "a dropped connection": lambda faults, chat: faults.drop("sendMessage", chat=chat),
    "a lost answer": lambda faults, chat: faults.lose_answer("sendMessage", chat=chat),
    "an answer that never comes": lambda faults, chat: faults.hold("sendMessage", chat=chat),
}
DEADLY = ("429", "an answer that never comes")


async def test_trouble_of_every_kind_and_a_kill_in_the_middle_of_it(scene: Scene) -> None:
    cast, faults = scene.cast, scene.playground.faults
    await scene.program.start()
    minutes = iter(MINUTES)
    for number, (name, trouble) in enumerate(TROUBLE.items()):
        ordered = [trouble(faults, account.user_id) for account in (cast.anna, cast.oskars, cast.janis)]
        lost = faults.lose_answer("getUpdates")
        await scene.write(cast.anna, f"A{number}AA", f"A{number}BB")
        await scene.write(cast.oskars, f"C{number}CC")
        await plan(scene, next(minutes), next(minutes))
        await scene.hit(*ordered, lost)
        if name in DEADLY:
            await scene.program.kill()
            for fault in ordered:
                fault.release()
            await scene.program.start()
    await scene.quiet()
    assert await scene.calls() == MINUTES
    states = await scene.states()
    for number in range(len(TROUBLE)):
        for code in (f"A{number}AA", f"A{number}BB"):
            seen = scene.times_seen(cast.anna, code)
            assert seen <= 1, f"{code} came twice"
            assert seen == 1 or states[code] == "unknown", f"{code} is lost: {states[code]}"
        assert scene.times_seen(cast.oskars, f"C{number}CC") >= 1
    assert await scene.db.value("SELECT count(*) FROM inbox WHERE state <> 'done'") == 0


async def test_whoever_blocks_the_bot_in_the_middle_of_it_gets_nothing_and_the_manager_a_call(
    scene: Scene,
) -> None:
    cast = scene.cast
    held = scene.playground.faults.hold("sendMessage", chat=cast.anna.user_id)
    await scene.write(cast.anna, "AAA1", "AAA2")
    await scene.program.start()
    await scene.hit(held)
    scene.phone(cast.anna).user.blocked = True
    held.release()
    await scene.quiet()
    assert await scene.states() == {"AAA1": "dead", "AAA2": "unwanted"}
    assert await scene.db.value("SELECT count(*) FROM calls WHERE cause = 'unreachable'") == 1


async def test_a_complaint_that_is_being_written_outlives_the_program(scene: Scene) -> None:
    anna, janis = scene.phone(scene.cast.anna), scene.phone(scene.cast.janis)
    await scene.program.start()
    anna.say("/complaint")
    await anna.press("⚠️ Complaint")
    await anna.press("Delivery")
    anna.say("It came late,")
    await scene.until(lambda: "Received: 3 words" in anna.transcript)
    await scene.program.kill()
    anna.say("two days.")
    await scene.program.start()
    await scene.until(lambda: "Received: 5 words" in anna.transcript)
    await anna.press("➡️ That is all")
    await anna.press("✅ Send complaint")
    await scene.quiet()
    for phone in (anna, janis):
        assert len([message for message in phone.messages if "Complaint C-0001" in message.text]) == 1
    assert "It came late,\ntwo days." in janis.transcript
