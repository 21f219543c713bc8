"""What a client writes without being asked is never lost, and the manager's answers come back."""

import pytest

from tests.chats.test_complaints import PHOTO, begin, file, find, from_bot
from tests.chats.world import World


async def test_free_text_is_asked_about_and_goes_to_the_manager(world: World) -> None:
    world.anna.say("When do you open on Monday?")
    await world.settle()
    question = world.anna.last
    assert "You wrote: “When do you open on Monday?” What is it?" in question.text.replace("\n", " ")
    assert question.labels == ["⚠️ New complaint", "💬 Message to Jānis Bērziņš", "Nothing"]
    await world.anna.press("💬 Message to Jānis Bērziņš", question)
    await world.settle()
    assert "Jānis Bērziņš has it" in question.text
    assert not question.labels
    got = world.janis.last
    assert "When do you open on Monday?" in got.text
    assert "Anna Bērziņa · Acme Ltd" in got.text
    world.janis.say("At nine.", reply_to=got)
    await world.settle()
    assert not [m for m in world.anna.messages if "At nine" in m.text]
    await world.janis.press("✅ Send to client")
    await world.settle()
    assert "At nine." in world.anna.last.text
    assert "Jānis Bērziņš" in world.anna.last.text
    world.anna.say("Thank you!", reply_to=world.anna.last)
    await world.settle()
    assert "Thank you!" in find(world.janis, "Thank you!").text


async def test_unanswered_for_ten_minutes_it_goes_to_the_manager_once(world: World) -> None:
    world.anna.say("Please call me.")
    await world.settle()
    question = world.anna.last
    await world.jump(minutes=9)
    assert not [m for m in world.janis.messages if "Please call me" in m.text]
    await world.jump(minutes=2)
    assert len([m for m in world.janis.messages if "Please call me" in m.text]) == 1
    assert "Jānis Bērziņš has it" in question.text
    data = (
        f"lo:manager:{question.rows[0][0]['callback_data'].split(':')[2]}:0"
        if question.rows
        else "lo:manager:1:0"
    )
    await world.anna.press_data(data, question)
    await world.settle()
    assert len([m for m in world.janis.messages if "Please call me" in m.text]) == 1


async def test_an_album_is_asked_about_once(world: World) -> None:
    world.anna.send_album([PHOTO, PHOTO, PHOTO])
    await world.settle()
    questions = [m for m in from_bot(world.anna) if "What is it?" in m.text]
    assert len(questions) == 1
    assert "3 photos" in questions[0].text
    await world.anna.press("💬 Message to", questions[0])
    await world.settle()
    assert [m.kind for m in from_bot(world.janis)].count("photo") == 3


async def test_free_text_becomes_a_complaint(world: World) -> None:
    world.anna.say("Half of the pallets are broken.")
    await world.settle()
    await world.anna.press("⚠️ New complaint")
    await world.settle()
    await world.anna.press("⚠️ Complaint")
    await world.anna.press("Delivery")
    world.anna.say("The green ones.")
    await world.settle()
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()
    assert "Half of the pallets are broken.\nThe green ones." in find(world.janis, "Complaint C-0001").text


async def test_free_text_is_added_to_an_open_complaint(world: World) -> None:
    await file(world)
    world.anna.say("And the foil is torn.")
    await world.settle()
    await world.anna.press("➕ Add to C-0001")
    await world.settle()
    assert "Added to C-0001" in world.anna.last.text
    theirs = find(world.janis, "Complaint C-0001")
    assert find(world.janis, "And the foil is torn.").reply_to == theirs.id


async def test_free_text_is_added_to_a_rating(world: World) -> None:
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("3")
    await world.settle()
    await world.jump(hours=3)
    world.anna.say("Nobody answered the phone.")
    await world.settle()
    await world.anna.press("⭐ Add to my rating of 3")
    await world.settle()
    assert "Added to your rating" in find(world.anna, "Nobody answered the phone.").text
    assert "Nobody answered the phone." in world.janis.transcript


async def test_nothing_is_kept_and_goes_nowhere(world: World) -> None:
    world.anna.say("ok")
    await world.settle()
    await world.anna.press("Nothing")
    await world.jump(hours=1)
    assert not [m for m in world.janis.messages if "ok" in m.text.split()]
    async with world.app.db.read() as conn:
        assert await conn.value("SELECT place FROM words WHERE text = 'ok'") == "kept"


async def test_the_button_opens_a_talk_with_the_manager(world: World) -> None:
    world.anna.say("💬 My manager")
    await world.settle()
    assert "Write to Jānis Bērziņš" in world.anna.last.text
    first = world.anna.say("Hello <b>Jānis</b> &")
    world.anna.say("Are you there?")
    world.anna.send_voice()
    await world.settle()
    assert len([m for m in world.anna.messages if "has your message" in m.text]) == 1
    assert "👀" in next(m for m in world.anna.messages if m.id == first).reactions
    assert find(world.janis, "Hello <b>Jānis</b> &")
    assert [m.kind for m in from_bot(world.janis)].count("voice") == 1
    await world.jump(minutes=11)
    world.anna.say("Something else.")
    await world.settle()
    assert "What is it?" in world.anna.last.text


async def test_cancel_closes_the_talk(world: World) -> None:
    world.anna.say("/manager")
    await world.settle()
    world.anna.say("/cancel")
    world.anna.say("Hm.")
    await world.settle()
    assert "What is it?" in world.anna.last.text


async def test_commands_of_clients_are_refused_to_staff(world: World) -> None:
    world.janis.say("/manager")
    await world.settle()
    assert "not for your role" in world.janis.last.text


async def test_a_contact_card_is_passed_on_in_words(world: World) -> None:
    world.anna.send_contact("+37120000000", "Zane")
    await world.settle()
    assert "📇 Zane +37120000000" in world.anna.last.text


async def test_a_foreign_word_or_reply_does_not_exist(world: World) -> None:
    world.anna.say("Secret.")
    await world.settle()
    for phone in (world.noa, world.paivi, world.janis):
        phone.say("/help")
        await world.settle()
        for data in ("lo:manager:1:0", "lo:nothing:1:0", "rp:send:1", "rp:drop:1"):
            assert "cannot find" in (await phone.press_data(data, phone.last)).text
    async with world.app.db.read() as conn:
        assert await conn.value("SELECT place FROM words WHERE id = 1") == "loose"


async def test_words_reach_the_manager_though_the_draft_is_open_elsewhere(world: World) -> None:
    await begin(world)
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("9")
    await world.settle()
    await world.jump(hours=2)
    world.anna.say("By the way.")
    await world.settle()
    assert "What is it?" in world.anna.last.text


@pytest.mark.parametrize("text", ["x" * 4096, "😀" * 2048])
async def test_the_longest_message_arrives_whole(world: World, text: str) -> None:
    world.anna.say("/manager")
    await world.settle()
    world.anna.say(text)
    await world.settle()
    got = "".join(m.text for m in from_bot(world.janis))
    assert got.count(text[0]) >= len(text)


async def test_whoever_writes_on_sees_the_screen_that_nobody_knows_to_have_arrived(world: World) -> None:
    anna, faults = world.anna, world.playground.faults
    faults.drop("sendMessage", chat=anna.id)
    anna.say("Hello")
    await world.settle()
    anna.say("Are you there?")
    await world.settle()
    assert "What is it?" in anna.last.text
    assert "Are you there?" in anna.last.text
    await anna.press("Nothing", anna.last)
    anna.say("/rate")
    await world.settle()
    await anna.press("3")
    faults.drop("sendMessage", chat=anna.id)
    for words in ("Too late", "And wet"):
        anna.say(words)
        await world.settle()
    assert "Jānis Bērziņš will contact you" in anna.last.text
    assert await world.app.db.value("SELECT count(*) FROM letters WHERE state = 'unknown'") == 0
