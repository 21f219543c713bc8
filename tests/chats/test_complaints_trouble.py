"""Complaints when people are late, change their minds, press old buttons or answer the wrong card."""

from tests.chats.test_complaints import PHOTO, begin, file, filed, find, from_bot, solve
from tests.chats.world import World

__all__ = ["filed"]  # a fixture


async def send(world: World) -> None:
    """Anna's draft is sent."""
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()


async def typed_solution(world: World, done: str) -> None:
    """Jānis answers the three questions."""
    for words in ("The carrier.", done, "We told them."):
        world.janis.say(words)
        await world.settle()


async def test_whoever_writes_on_sees_the_status_that_nobody_knows_to_have_arrived(world: World) -> None:
    anna, janis = world.anna, world.janis
    anna.say("/complaint")
    await world.settle()
    await anna.press("⚠️ Complaint")
    await anna.press("Delivery")
    for fault in (world.playground.faults.drop, world.playground.faults.lose_answer):
        fault("sendMessage", chat=anna.id)
        anna.say("It came late.")
        await world.settle()
        await world.jump(minutes=5)
        assert "did not confirm" in janis.transcript
    anna.say("Two days.")
    await world.settle()
    assert "Received: 8 words" in anna.last.text
    assert "Nothing is in doubt" in find(janis, "in doubt").text
    assert await world.app.db.value("SELECT count(*) FROM letters WHERE state = 'unknown'") == 0
    anna.say("And wet.")
    await world.settle()
    assert "Received: 10 words" in anna.last.text, "the same message"
    await send(world)
    assert "Two days." in find(janis, "Complaint C-0001").text


async def test_parts_of_an_album_that_come_late_follow_the_first_ones(world: World) -> None:
    anna, janis = world.anna, world.janis
    await begin(world)
    anna.send_photo(PHOTO, album="late")
    await world.settle()
    await anna.press("➡️ That is all")
    anna.send_photo(PHOTO, album="late")
    await world.settle()
    assert "Received: 2 photos" in find(anna, "Received").text, "not a part of the wanted remedy"
    await anna.press("✅ Send complaint")
    await world.settle()
    anna.send_photo(PHOTO, album="late")
    await world.settle()
    assert "What is it?" not in anna.transcript
    assert [message.kind for message in from_bot(janis)].count("photo") == 3
    await janis.press("💬 Reply to client")
    janis.send_photo(PHOTO, album="mine")
    await world.settle()
    await janis.press("✅ Send to client")
    await world.settle()
    janis.send_photo(PHOTO, album="mine")
    await world.settle()
    assert [message.kind for message in from_bot(anna)].count("photo") == 1
    await janis.press("✅ Send to client")
    await world.settle()
    assert [message.kind for message in from_bot(anna)].count("photo") == 2


async def test_a_changed_message_counts_as_changed_until_it_has_gone(world: World) -> None:
    anna, janis = world.anna, world.janis
    await begin(world)
    first = anna.say("It is wrogn.")
    await world.settle()
    anna.edit(first, "It is wrong.")
    await world.settle()
    await send(world)
    assert "It is wrong." in find(janis, "Complaint C-0001").text
    anna.edit(first, "It is right.")
    await world.settle()
    assert "as a new message" in anna.last.text
    await janis.press("💬 Reply to client")
    reply = janis.say("You are late.")
    await world.settle()
    janis.edit(reply, "We are late.")
    await world.settle()
    assert "We are late." in find(janis, "To Anna").text
    await janis.press("✅ Send to client")
    await world.settle()
    assert "We are late." in anna.last.text
    loose = anna.say("Ok?")
    await world.settle()
    anna.edit(loose, "All right?")
    await world.settle()
    assert "You wrote: “All right?”" in anna.last.text


async def test_a_client_who_writes_again_hears_once_that_it_is_open_again(filed: World) -> None:
    anna, card = filed.anna, find(filed.anna, "Complaint C-0001")
    await solve(filed)
    assert "solved, if you agree" in card.text
    await anna.press("✅ Yes, solved", card)
    await filed.settle()
    anna.say("Broken again.")
    await filed.settle()
    await anna.press("↩ Open C-0001 again")
    await filed.settle()
    assert len([m for m in from_bot(anna) if "is open again" in m.text]) == 1
    assert "Step 2 of 4: in work" in card.text
    assert "Broken again." in find(filed.janis, "Broken again.").text


async def test_an_old_button_for_a_complaint_closed_meanwhile_opens_it_again(filed: World) -> None:
    anna = filed.anna
    anna.say("By the way.")
    await filed.settle()
    question = anna.last
    await anna.press("✖ Withdraw")
    await anna.press("✖ Yes, withdraw")
    await filed.settle()
    assert "➕ Add to C-0001" in question.labels
    await anna.press("➕ Add to C-0001", question)
    await filed.settle()
    assert "Added to C-0001" in question.text
    assert "Step 2 of 4" in find(anna, "Complaint C-0001").text


async def test_a_reply_to_another_message_is_not_taken_for_what_a_form_asks(filed: World) -> None:
    anna, janis = filed.anna, filed.janis
    anna.say("One more thing.", reply_to=find(anna, "Complaint C-0001"))
    await filed.settle()
    said = find(janis, "One more thing.")
    await janis.press("Set step…", find(janis, "Complaint C-0001"))
    await janis.press("✅ Solved…")
    await filed.settle()
    janis.say("Which thing?", reply_to=said)
    await filed.settle()
    assert "Which thing?" in find(janis, "To Anna Bērziņa · C-0001").text
    await janis.press("✅ Send to client")
    await filed.settle()
    answer = anna.last
    assert "Which thing?" in answer.text
    anna.say("/complaint")
    await filed.settle()
    anna.say("The foil.", reply_to=answer)
    await filed.settle()
    assert "Added to C-0001" in anna.last.text


async def test_send_under_an_older_wording_does_not_send_the_newer_one(filed: World) -> None:
    anna, janis = filed.anna, filed.janis
    await janis.press("Set step…", find(janis, "Complaint C-0001"))
    await janis.press("✅ Solved…")
    await typed_solution(filed, "Paid back.")
    shown = find(janis, "To Anna Bērziņa goes: “Paid back.”")
    await janis.press("✏️ Again", shown)
    await filed.settle()
    await typed_solution(filed, "Nothing, sorry.")
    toast = await janis.press("✅ Send to client", shown)
    assert "changed in the meantime" in toast.text
    await filed.settle()
    assert "Nothing, sorry." not in anna.transcript
    await janis.press("✅ Send to client", find(janis, "goes: “Nothing, sorry.”"))
    await filed.settle()
    assert "Nothing, sorry." in anna.last.text


async def test_forged_numbers_are_old_buttons_and_pages_end(filed: World) -> None:
    for phone in (filed.anna, filed.janis):
        for data in (f"cm:look:{10**30}:0:0", f"cm:card:{10**30}:0:0", f"cml:my:{10**30}:0"):
            assert "older version" in (await phone.press_data(data, from_bot(phone)[-1])).text
    filed.anna.say("/my")
    filed.janis.say("/complaints")
    await filed.settle()
    for phone, which in ((filed.anna, "my"), (filed.janis, "open")):
        for page in (-1, 4):
            await phone.press_data(f"cml:{which}:{page}:0", phone.last)
            await filed.settle()
            assert "C-0001" in phone.last.text
    toast = await filed.janis.press_data(f"cty:pick:1:{400 * 366 * 24 * 60}", filed.janis.last)
    assert "more than a year" in toast.text


async def test_going_on_without_the_client_is_said_as_such(filed: World) -> None:
    theirs = find(filed.janis, "Complaint C-0001")
    for step in ("⏸ Wait for client", "▶️ Go on"):
        await filed.janis.press("Set step…", theirs)
        await filed.janis.press(step, theirs)
        await filed.settle()
    assert "goes on with it" in filed.anna.last.text


async def test_who_writes_to_a_client_that_is_theirs_no_more_is_told_once(filed: World) -> None:
    janis = filed.janis
    await janis.press("💬 Reply to client")
    async with filed.app.db.transaction() as tx:
        await tx.execute(
            "UPDATE clients SET manager_id = :id WHERE name = 'Acme Ltd'", id=filed.cast.paivi.person_id
        )
    janis.say("Hello?")
    await filed.settle()
    assert "cannot find that" in janis.last.text
    seen = len([m for m in from_bot(janis) if "cannot find that" in m.text])
    janis.say("Levant")
    await filed.settle()
    assert len([m for m in from_bot(janis) if "cannot find that" in m.text]) == seen
    filed.anna.say("Anybody?", reply_to=find(filed.anna, "Complaint C-0001"))
    await filed.settle()
    assert "Päivi Korhonen has it" in filed.anna.last.text
    assert find(filed.paivi, "Anybody?").reply_to == find(filed.paivi, "Complaint C-0001").id
    assert "Anybody?" not in janis.transcript


async def test_a_stopped_client_still_hears_about_their_complaint(filed: World) -> None:
    filed.anna.say("/stop")
    await filed.settle()
    await filed.janis.press("✋ Take", find(filed.janis, "Complaint C-0001"))
    await filed.settle()
    assert "has taken it into work" in filed.anna.last.text


async def test_yes_and_no_at_once_is_one_answer(filed: World) -> None:
    card = find(filed.anna, "Complaint C-0001")
    await solve(filed)
    yes, no = (row[0]["callback_data"] for row in card.rows[:2])
    filed.anna.tap(yes, card)
    filed.anna.tap(no, card)
    filed.anna.tap(yes, card)
    await filed.settle()
    assert "Step 4 of 4: closed" in card.text
    assert len([m for m in from_bot(filed.janis) if "Bērziņa says it is" in m.text]) == 1


async def test_the_digest_names_the_client_of_a_complaint_once(world: World) -> None:
    await file(world)
    await world.jump(days=1)
    digest = find(world.janis, "Good morning")
    assert "C-0001, Acme Ltd" in digest.text


async def test_while_the_owner_is_away_the_client_reads_who_stands_in_and_the_deputy_loses_the_card_after(
    world: World,
) -> None:
    world.janis.say("/away 23.11-23.11 @paivi")
    await world.settle()
    await file(world)
    own, card = find(world.anna, "Complaint C-0001"), find(world.paivi, "Complaint C-0001")
    assert "Päivi Korhonen answers by" in own.text
    assert card.text.startswith("↪ For Jānis Bērziņš")
    await world.jump(days=1)
    assert "Jānis Bērziņš answers by" in own.text
    assert "Acme Ltd: with Jānis Bērziņš now. You do not see it any more." in card.text
    assert not card.buttons
    world.anna.say("One more box", reply_to=own)
    await world.settle()
    assert "Jānis Bērziņš has it" in world.anna.last.text
    assert "One more box" in world.janis.transcript
    assert "One more box" not in world.paivi.transcript
