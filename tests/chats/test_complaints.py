"""Anna files a complaint, Jānis answers and solves it; nothing is lost, nothing internal leaves the house."""

import pytest

from playground.model import Message
from playground.phone import Phone
from tests.chats.world import World
from tests.playground.conftest import png

PHOTO = png(8, 8)


def find(phone: Phone, text: str) -> Message:
    """The newest message with these words."""
    found = [message for message in phone.messages if text in message.text and not message.deleted]
    assert found, f"no {text!r} in:\n{phone.transcript}"
    return found[-1]


def from_bot(phone: Phone) -> list[Message]:
    return [message for message in phone.messages if message.from_bot and not message.deleted]


async def begin(world: World, category: str = "Delivery") -> None:
    """Anna opens a complaint about delivery."""
    world.anna.say("/complaint")
    for label in ("⚠️ Complaint", category):
        await world.anna.press(label)
        await world.settle()


async def file(world: World, text: str = "Half of the pallets are broken.") -> None:
    """Anna files a complaint with one text."""
    await begin(world)
    world.anna.say(text)
    await world.settle()
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()


@pytest.fixture
async def filed(world: World) -> World:
    """The world with Anna's complaint in it."""
    await file(world)
    return world


async def solve(world: World, done: str = "A replacement was sent today.") -> None:
    """Jānis takes and solves it."""
    card = find(world.janis, "Complaint C-0001 · Delivery")
    await world.janis.press("✋ Take", card) if "✋ Take" in card.labels else None
    await world.janis.press("Set step…", card)
    await world.janis.press("✅ Solved…", card)
    await world.settle()
    for words in ("The carrier stacked them.", done, "We tell the carrier in writing."):
        world.janis.say(words)
        await world.settle()
    await world.janis.press("✅ Send to client")
    await world.settle()


async def test_a_complaint_with_text_photos_album_and_voice_is_followed_to_settled(world: World) -> None:
    anna, janis = world.anna, world.janis
    await begin(world)
    assert "Tell me what happened" in anna.last.text
    first = anna.say("Half of the pallets are broken.")
    anna.send_photo(PHOTO)
    anna.send_album([PHOTO, PHOTO], "two more")
    anna.send_voice()
    anna.send_document("list.pdf", b"%PDF-1.4")
    await world.settle()
    status = find(anna, "Received:")
    assert "3 photos · 1 voice · 1 file · 8 words" in status.text
    assert "👀" in next(m for m in anna.messages if m.id == first).reactions
    await anna.press("➡️ That is all", status)
    anna.say("New pallets by Friday.")
    await world.settle()
    assert "Wanted: New pallets by Friday." in status.text
    await anna.press("✅ Send complaint", status)
    await world.settle()
    assert status.text == "✅ Sent as C-0001."
    card = find(anna, "Complaint C-0001 · Delivery")
    assert "Step 1 of 4: received" in card.text
    assert "Jānis Bērziņš answers by Tue 24 Nov, 10:00." in card.text

    theirs = find(janis, "Complaint C-0001 · Delivery")
    assert "Anna Bērziņa · Acme Ltd" in theirs.text
    assert "Half of the pallets are broken." in theirs.text
    assert "Wanted: New pallets by Friday." in theirs.text
    kinds = [message.kind for message in from_bot(janis) if message.reply_to == theirs.id]
    assert kinds == ["photo", "photo", "photo", "voice", "document"]

    await janis.press("✋ Take", theirs)
    await world.settle()
    assert "Step 2 of 4: in work" in card.text
    assert "has taken it into work" in anna.last.text
    assert anna.last.reply_to == card.id
    await solve(world)
    assert "Is it solved?" in card.text
    assert "A replacement was sent today." in anna.last.text
    assert "The carrier stacked them" not in anna.transcript
    await anna.press("✅ Yes, solved", card)
    await world.settle()
    assert "Step 4 of 4: closed" in card.text
    assert "The client says it is solved" in theirs.text
    assert "says it is solved" in janis.last.text
    await anna.press("5", card)
    await world.settle()
    assert "5 of 5" in card.text
    assert "5 of 5" in theirs.text


async def test_numbers_follow_without_gaps(filed: World) -> None:
    filed.noa.say("/complaint")
    await filed.noa.press("💡 Suggestion")
    await filed.noa.press("Other")
    await filed.settle()
    assert "What do you suggest?" in filed.noa.last.text
    filed.noa.say("Open on Sundays.")
    await filed.settle()
    await filed.noa.press("✅ Send suggestion")
    await filed.settle()
    assert "Suggestion C-0002 · Other" in filed.noa.last.text
    assert "Suggestion C-0002 · Other" in filed.paivi.last.text


async def test_a_draft_survives_a_restart_and_is_asked_about_after_an_hour(world: World) -> None:
    await begin(world)
    world.anna.say("It came late,")
    await world.settle()
    await world.restart()
    world.anna.say("two days.")
    await world.settle()
    status = find(world.anna, "Received: 5 words")
    await world.jump(minutes=61)
    assert "not sent yet" in world.anna.last.text
    assert world.anna.last.reply_to == status.id
    await world.anna.press("➡️ That is all", status)
    await world.anna.press("✅ Send complaint", status)
    await world.settle()
    assert "It came late,\ntwo days." in find(world.janis, "C-0001").text


async def test_an_empty_draft_goes_without_a_word(world: World) -> None:
    await begin(world)
    seen = len(world.anna.messages)
    await world.jump(hours=2)
    assert len(world.anna.messages) == seen
    world.anna.say("Hello?")
    await world.settle()
    assert "What is it?" in world.anna.last.text


async def test_a_complaint_is_cancelled_by_word_and_by_button(world: World) -> None:
    await begin(world)
    world.anna.say("Nothing, really.")
    await world.settle()
    world.anna.say("/cancel")
    await world.settle()
    assert "Nothing was sent" in world.anna.last.text
    await begin(world)
    await world.anna.press("✖ Cancel")
    await world.settle()
    assert not [message for message in world.janis.messages if "C-0" in message.text]


async def test_send_pressed_twice_files_one_complaint(world: World) -> None:
    await begin(world)
    world.anna.say("Broken.")
    await world.settle()
    await world.anna.press("➡️ That is all")
    await world.settle()
    status = find(world.anna, "Received")
    data = next(b["callback_data"] for row in status.rows for b in row if "Send complaint" in b["text"])
    await world.anna.press_data(data, status)
    await world.anna.press_data(data, status)
    await world.settle()
    cards = [m for m in world.anna.messages if "Complaint C-" in m.text]
    assert len(cards) == 1
    assert len([m for m in world.janis.messages if "Complaint C-" in m.text]) == 1


async def test_the_two_talk_in_the_card_and_nothing_goes_out_before_send(filed: World) -> None:
    anna, janis = filed.anna, filed.janis
    mine, theirs = find(anna, "Complaint C-0001"), find(janis, "Complaint C-0001")
    await janis.press("💬 Reply to client", theirs)
    await filed.settle()
    janis.say("Which pallets exactly?")
    janis.send_photo(PHOTO, "these?")
    await filed.settle()
    seen = len(anna.messages)
    ready = find(janis, "To Anna Bērziņa · C-0001")
    assert "1 photo · 4 words" in ready.text
    assert len(anna.messages) == seen
    await janis.press("✅ Send to client", ready)
    await filed.settle()
    assert "✅ Sent" in ready.text
    got = [message for message in from_bot(anna) if message.reply_to == mine.id]
    assert "Which pallets exactly?" in got[0].text
    assert got[1].kind == "photo"
    assert "First answer" not in theirs.text
    assert "Step 2 of 4" in theirs.text

    anna.say("The green ones <b>&", reply_to=got[0])
    await filed.settle()
    assert "C-0001; Jānis Bērziņš has it" in anna.last.text
    said = find(janis, "The green ones <b>&")
    assert said.reply_to == theirs.id
    janis.say("Thank you!", reply_to=said)
    await filed.settle()
    await janis.press("✅ Send to client")
    await filed.settle()
    assert "Thank you!" in anna.last.text


async def test_notes_of_the_staff_never_reach_the_client_whatever_the_media(filed: World) -> None:
    theirs = find(filed.janis, "Complaint C-0001")
    seen = len(filed.anna.messages)
    filed.janis.say("He always says that.", reply_to=theirs)
    filed.janis.send_photo(PHOTO, "see the scratches", reply_to=theirs)
    filed.janis.send_voice(reply_to=theirs)
    await filed.settle()
    assert len(filed.anna.messages) == seen
    assert "3 notes of the staff" in theirs.text
    assert "does not see it" in filed.janis.last.text


async def test_a_reply_that_is_not_sent_stays_in_the_house(filed: World) -> None:
    await filed.janis.press("💬 Reply to client")
    filed.janis.say("Rubbish!")
    await filed.settle()
    seen = len(filed.anna.messages)
    await filed.janis.press("✖ Do not send")
    await filed.settle()
    assert "Not sent" in filed.janis.last.text
    assert len(filed.anna.messages) == seen
    filed.janis.say("Acme")
    await filed.settle()
    assert "To Anna" not in filed.janis.last.text


async def test_no_opens_the_same_number_again_and_the_second_time_it_goes_to_the_lead(filed: World) -> None:
    anna, card = filed.anna, find(filed.anna, "Complaint C-0001")
    await solve(filed)
    await anna.press("↩ No, open again", card)
    await filed.settle()
    assert "Step 2 of 4: in work" in card.text
    assert "not solved. Open again" in filed.janis.last.text
    await solve(filed, "A second one was sent.")
    await anna.press("↩ No, open again", card)
    await filed.settle()
    assert "for the second time" in find(filed.janis, "for the second time").text
    lead = find(filed.oskars, "Complaint C-0001")
    assert "Owner: Oskars Liepa" in lead.text
    assert "Reopened: 2 times" in lead.text


async def test_silence_closes_it_unconfirmed_and_says_so(filed: World) -> None:
    card = find(filed.anna, "Complaint C-0001")
    await solve(filed)
    await filed.jump(days=8)
    assert "closed it" in card.text
    assert "C-0001 is closed" in filed.anna.last.text
    assert "did not answer" in find(filed.janis, "unconfirmed").text
    filed.anna.say("It is still broken!", reply_to=card)
    await filed.settle()
    assert "C-0001 is open again" in filed.anna.transcript
    assert "Step 2 of 4" in card.text
    assert "It is still broken!" in filed.janis.transcript


async def test_writing_long_after_the_close_begins_a_new_one_linked_to_it(filed: World) -> None:
    card = find(filed.anna, "Complaint C-0001")
    await solve(filed)
    await filed.anna.press("✅ Yes, solved", card)
    await filed.settle()
    await filed.jump(days=31)
    filed.anna.say("Again the same.", reply_to=card)
    await filed.settle()
    assert "linked to it" in filed.anna.transcript
    await filed.anna.press("⚠️ Complaint")
    await filed.anna.press("Delivery")
    await filed.anna.press("➡️ That is all")
    await filed.anna.press("✅ Send complaint")
    await filed.settle()
    assert "Follows C-0001" in find(filed.janis, "Complaint C-0002").text


async def test_a_missed_date_is_escalated_and_needs_a_reason_and_a_new_date(filed: World) -> None:
    theirs = find(filed.janis, "Complaint C-0001")
    await filed.jump(hours=6, minutes=1)
    assert "first answer is due" in filed.janis.last.text
    assert not [m for m in filed.oskars.messages if "C-0001" in m.text]
    await filed.jump(days=1)
    assert "no answer yet" in find(filed.oskars, "C-0001: no answer yet").text
    assert "Complaint C-0001" in find(filed.oskars, "Complaint C-0001").text
    await filed.jump(days=1)
    assert find(filed.ilze, "C-0001: no answer yet")
    assert "⏰ First answer was due" in theirs.text
    await filed.janis.press("Set step…", theirs)
    await filed.janis.press("📅 New date…", theirs)
    filed.janis.say("Our expert was ill.")
    await filed.settle()
    filed.janis.say("27.11. 15:00")
    await filed.settle()
    assert "Our expert was ill." in filed.janis.last.text
    await filed.janis.press("✅ Send to client")
    await filed.settle()
    card = find(filed.anna, "Complaint C-0001")
    assert "Our expert was ill" in filed.anna.last.text
    assert "Fri 27 Nov, 15:00" in filed.anna.last.text
    assert "Fri 27 Nov, 15:00" in card.text
    assert "⏰" not in theirs.text


async def test_the_clocks_stand_still_while_the_client_is_waited_for(filed: World) -> None:
    theirs = find(filed.janis, "Complaint C-0001")
    await filed.janis.press("Set step…", theirs)
    await filed.janis.press("⏸ Wait for client", theirs)
    await filed.settle()
    line = filed.anna.last
    assert "needs your answer" in line.text
    await filed.jump(days=10)
    assert not [m for m in filed.oskars.messages if "C-0001" in m.text]
    filed.anna.say("Here it is.", reply_to=line)
    await filed.settle()
    assert "Waiting" not in theirs.text
    assert "First answer by" in theirs.text


async def test_two_managers_take_at_once_and_one_has_it(filed: World) -> None:
    filed.oskars.say("/complaints")
    await filed.oskars.press("1")
    await filed.settle()
    hers, his = find(filed.oskars, "Complaint C-0001"), find(filed.janis, "Complaint C-0001")
    filed.oskars.tap("✋ Take", hers)
    filed.janis.tap("✋ Take", his)
    await filed.settle()
    owners = {line for card in (hers, his) for line in card.text.split("\n") if line.startswith("Owner")}
    assert len(owners) == 1
    taken = [m for m in filed.anna.messages if "has taken it into work" in m.text]
    assert len(taken) == 1


async def test_it_is_handed_over_to_a_colleague_who_does_not_see_the_client(filed: World) -> None:
    theirs = find(filed.janis, "Complaint C-0001")
    await filed.janis.press("Hand over…", theirs)
    await filed.janis.press("Päivi Korhonen", theirs)
    await filed.settle()
    assert "is yours now, from Jānis" in filed.paivi.last.text
    assert "Owner: Päivi Korhonen" in theirs.text
    await filed.paivi.press("💬 Reply to client")
    filed.paivi.say("I take care of it.")
    await filed.settle()
    await filed.paivi.press("✅ Send to client")
    await filed.settle()
    assert "I take care of it." in filed.anna.last.text


async def test_the_client_withdraws_it(filed: World) -> None:
    card = find(filed.anna, "Complaint C-0001")
    await filed.anna.press("✖ Withdraw", card)
    await filed.anna.press("✖ Yes, withdraw", card)
    await filed.settle()
    assert "Withdrawn" in card.text
    assert "withdrew it" in filed.janis.last.text
    await filed.jump(days=10)
    assert not [m for m in filed.oskars.messages if "C-0001" in m.text]


async def test_lists_show_each_their_own(filed: World) -> None:
    filed.anna.say("/my")
    await filed.settle()
    assert "1. C-0001 · received" in filed.anna.last.text
    await filed.anna.press("1")
    await filed.settle()
    assert "C-0001 is here" in filed.anna.last.text
    filed.igor.say("/my")
    filed.paivi.say("/complaints")
    filed.oskars.say("/complaints")
    filed.ilze.say("/complaints")
    await filed.settle()
    assert "C-0001" not in filed.igor.transcript
    assert "C-0001" not in filed.paivi.transcript
    assert "C-0001 · Acme Ltd · received · Jānis Bērziņš" in filed.ilze.last.text
    assert "C-0001" in filed.oskars.last.text
    await filed.oskars.press("⏰ Overdue")
    await filed.settle()
    assert "Complaints, overdue: 0" in filed.oskars.last.text
    await filed.oskars.press("👥 By owner…")
    await filed.oskars.press("Jānis Bērziņš")
    await filed.settle()
    assert "C-0001" in filed.oskars.last.text


async def test_what_is_not_theirs_does_not_exist(filed: World) -> None:
    for phone in (filed.noa, filed.igor, filed.paivi):
        phone.say("/help")
        await filed.settle()
        for data in ("cm:look:1:0:0", "cm:yes:1:0:0", "cm:card:1:0:0", "cm:take:1:1:0", "cm:reply:1:0:0"):
            toast = await phone.press_data(data, phone.last)
            assert toast.text.startswith(("I cannot find that", "Не могу это найти"))
    toast = await filed.anna.press_data("cm:take:1:1:0", filed.anna.last)
    assert "cannot find" in toast.text
    toast = await filed.anna.press_data("cm:nonsense:1:0:0", filed.anna.last)
    assert "older version" in toast.text
    for phone, command in ((filed.janis, "/complaint"), (filed.janis, "/my"), (filed.anna, "/complaints")):
        phone.say(command)
        await filed.settle()
        assert "not for your role" in phone.last.text


async def test_long_texts_and_markup_arrive_whole(world: World) -> None:
    text = "\n".join(f"{n}: <b>not bold</b> & 😀 и так далее" for n in range(150))
    assert 4096 < len(text) < 8192
    await file(world, text)
    got = "\n".join(m.text for m in from_bot(world.janis))
    for n in range(150):
        assert f"{n}: <b>not bold</b> & 😀" in got


async def test_a_client_who_blocked_the_bot_is_to_be_called(filed: World) -> None:
    filed.anna.block()
    await filed.settle()
    theirs = find(filed.janis, "Complaint C-0001")
    await filed.janis.press("💬 Reply to client", theirs)
    filed.janis.say("Are you there?")
    await filed.settle()
    toast = await filed.janis.press("✅ Send to client")
    assert "please call" in toast.text
    filed.anna.unblock()
    await filed.settle()
    await filed.janis.press("✅ Send to client")
    await filed.settle()
    assert "Are you there?" in filed.anna.last.text


async def test_a_file_larger_than_the_bot_may_download_is_passed_on_all_the_same(world: World) -> None:
    await begin(world)
    world.anna.send_document("film.mp4", bytes(21 * 1024 * 1024))
    await world.settle()
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()
    assert [message.kind for message in from_bot(world.janis)].count("document") == 1


async def test_the_whole_way_in_russian(world: World) -> None:
    igor = world.igor
    igor.say("/complaint")
    await igor.press("⚠️ Жалобу")
    await igor.press("Доставка")
    igor.say("Привезли не то.")
    await world.settle()
    assert "Получено: 3 слова" in igor.last.text
    await igor.press("➡️ Это всё")
    await igor.press("✅ Отправить жалобу")
    await world.settle()
    assert "Жалоба C-0001 · Доставка" in igor.last.text
    assert "Шаг 1 из 4: получено" in igor.last.text
    await solve(world)
    assert "Вопрос решён?" in igor.last.text
    await igor.press("✅ Да, решён")
    await world.settle()
    assert "Шаг 4 из 4: закрыто" in find(igor, "Жалоба C-0001").text


async def test_a_client_in_another_country_at_night_is_answered_at_once_without_sound(filed: World) -> None:
    await filed.jump(hours=12)
    theirs = find(filed.janis, "Complaint C-0001")
    await filed.janis.press("✋ Take", theirs)
    await filed.settle()
    assert "has taken it into work" in filed.anna.last.text
    assert filed.anna.last.silent
