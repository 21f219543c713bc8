"""The whole loop: a low score, its why, the case, its deadlines, the close, the client's last word."""

from datetime import timedelta

from playground.model import Message
from playground.phone import Phone
from tests.chats.test_complaints import file
from tests.chats.world import World


async def rate(world: World, score: str, phone: Phone | None = None) -> None:
    """Somebody (Anna) rates by themselves."""
    who = phone or world.anna
    who.say("/rate")
    await world.settle()
    await who.press(score)
    await world.settle()


def card_of(phone: Phone) -> Message:
    """The newest card of a case."""
    return next(m for m in reversed(phone.messages) if "· case 1" in m.text)


async def finish(world: World, phone: Phone | None = None) -> None:
    """Whoever owns it (Jānis) closes the case."""
    who = phone or world.janis
    card = card_of(who)
    await who.press("✅ Close…", card)
    await who.press("Delivery", card)
    await who.press("Too late", card)
    await world.settle()
    who.say("Sent a new box today")
    await world.settle()


async def test_a_low_score_becomes_a_case_that_is_called_closed_and_settled(world: World) -> None:
    await rate(world, "3")
    assert "3 of 10" in world.anna.last.text
    assert "What went wrong?" in world.anna.last.text
    card = world.janis.last
    assert "Acme Ltd" in card.text
    assert "First contact by" in card.text
    await world.anna.press("☐ Delivery")
    world.anna.say("The box came <late> & wet")
    await world.settle()
    assert "Jānis Bērziņš will contact you by Tue 24 Nov, 10:00" in world.anna.last.text
    assert "The box came <late> & wet" in card.text
    assert "Reasons: Delivery" in card.text
    assert "said more" in world.janis.last.text
    await world.janis.press("✋ Take", card)
    await world.janis.press("📞 Called", card)
    await world.settle()
    assert "First contact: Mon 23 Nov" in card.text
    await finish(world)
    assert "Anna Bērziņa: asked whether it is settled" in world.janis.last.text
    assert "Is it settled for you?" in world.anna.last.text
    await world.anna.press("✅ Yes, settled")
    await world.settle()
    assert "glad that it is settled" in world.anna.last.text
    assert "says it is settled" in world.janis.last.text
    assert "Closed: settled" in card.text


async def test_three_and_less_also_tells_the_lead_and_six_does_not(world: World) -> None:
    await rate(world, "6")
    assert not world.oskars.messages
    await rate(world, "3", world.noa)
    assert "Levant Trade" in world.oskars.last.text
    assert "Levant Trade" in world.paivi.last.text


async def test_seven_opens_no_case(world: World) -> None:
    await rate(world, "7")
    assert not world.janis.messages


async def test_deadlines_ring_the_owner_then_the_lead_then_the_head(world: World) -> None:
    await rate(world, "5")
    await world.jump(hours=6)
    assert "first contact by Tue 24 Nov, 10:00" in world.janis.last.text
    assert not world.oskars.messages
    await world.jump(hours=18)
    assert "nobody made contact by Tue 24 Nov, 10:00" in world.janis.last.text
    assert "First contact was due Tue 24 Nov, 10:00" in card_of(world.oskars).text
    assert not [m for m in world.ilze.messages if "Acme" in m.text and "Good morning" not in m.text]
    await world.jump(hours=4)
    assert "First contact was due Tue 24 Nov, 10:00" in card_of(world.ilze).text


async def test_a_call_in_time_keeps_the_clock_silent(world: World) -> None:
    await rate(world, "5")
    await world.janis.press("📞 Called", card_of(world.janis))
    await world.jump(days=1)
    assert not [m for m in world.janis.messages if "nobody made contact" in m.text]
    assert not [m for m in world.oskars.messages if "case 1" in m.text]


async def test_no_reopens_the_case_and_the_second_no_takes_it_to_the_lead(world: World) -> None:
    await rate(world, "4")
    await finish(world)
    await world.anna.press("↩ No, not settled")
    await world.settle()
    assert "Jānis Bērziņš will contact you by" in world.anna.last.text
    world.anna.say("Nobody came")
    await world.settle()
    assert "Nobody came" in card_of(world.janis).text
    assert "Owner: Jānis Bērziņš" in card_of(world.janis).text
    await finish(world)
    await world.anna.press("↩ No, not settled")
    await world.settle()
    assert "Owner: Oskars Liepa" in card_of(world.oskars).text


async def test_seven_days_of_silence_close_the_case_unconfirmed_and_a_late_no_reopens_it(
    world: World,
) -> None:
    await rate(world, "4")
    await finish(world)
    question = world.anna.last
    await world.jump(days=7, minutes=1)
    assert "Closed, unconfirmed" in card_of(world.janis).text
    assert "we take it as settled" in question.text
    await world.anna.press("↩ No, not settled", question)
    await world.settle()
    assert "Reopened · Anna Bērziņa" in card_of(world.janis).text


async def test_a_second_low_voice_joins_the_case_and_one_no_reopens_it(world: World) -> None:
    await rate(world, "4")
    await rate(world, "2", world.igor)
    card = card_of(world.janis)
    assert "4 of 10" in card.text
    assert "2 of 10" in card.text
    assert "gave 2 too" in world.janis.last.text
    await finish(world)
    await world.anna.press("✅ Yes, settled")
    await world.settle()
    assert "others are still asked" in world.janis.last.text
    await world.igor.press("↩ Нет, не улажено")
    await world.settle()
    assert "Reopened · Igor Sokolov" in card_of(world.janis).text


async def test_a_change_to_eight_edits_the_card_and_offers_to_close(world: World) -> None:
    await rate(world, "3")
    card = card_of(world.janis)
    await world.anna.press("↩ Change answer")
    await world.anna.press("8")
    await world.settle()
    assert "3 → 8 of 10" in card.text
    assert "can be closed" in world.janis.last.text
    await world.janis.press("✅ Close: changed by client", card)
    await world.settle()
    world.janis.say("It was a slip of the finger")
    await world.settle()
    assert "the client changed the score" in card.text
    assert "Is it settled" not in world.anna.last.text


async def test_call_me_sooner_rings_the_owner_with_two_working_hours(world: World) -> None:
    await rate(world, "5")
    await world.anna.press("Skip")
    await world.anna.press("📞 Call me sooner")
    await world.settle()
    assert "by Mon 23 Nov, 12:00" in world.anna.last.text
    assert "wants to be called by Mon 23 Nov, 12:00" in world.janis.last.text


async def test_no_contact_needed_ends_the_clock_and_spares_the_question(world: World) -> None:
    await rate(world, "5")
    await world.anna.press("Skip")
    await world.anna.press("No contact needed")
    await world.settle()
    assert "Needs no contact" in card_of(world.janis).text
    assert "First contact by" not in card_of(world.janis).text
    await finish(world)
    assert "the client needed no contact" in card_of(world.janis).text
    assert "settled for you" not in world.anna.last.text


async def test_two_managers_press_take_at_once_and_the_second_is_told(world: World) -> None:
    await rate(world, "2")
    lead, own = card_of(world.oskars), card_of(world.janis)
    world.janis.tap("✋ Take", own)
    world.oskars.tap("✋ Take", lead)
    await world.settle()
    assert own.text.count("Taken ·") == 1
    assert [line for line in own.text.splitlines() if "Taken" in line] == [
        line for line in lead.text.splitlines() if "Taken" in line
    ]


async def test_take_is_undone_for_ten_minutes(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    await world.janis.press("✋ Take", card)
    await world.janis.press("↩ Undo", card)
    await world.settle()
    assert "Taken" not in card.text
    await world.janis.press("📞 Called", card)
    await world.janis.press("↩ Undo", card)
    await world.settle()
    assert "First contact by" in card.text
    await world.janis.press("✋ Take", card)
    await world.settle()
    undo = next(b["callback_data"] for row in card.rows for b in row if b["text"] == "↩ Undo")
    await world.jump(minutes=11)
    told = await world.janis.press_data(undo, card)
    assert "10 minutes" in told.text


async def test_a_case_is_handed_over_to_a_colleague_of_the_team(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    await world.janis.press("Hand over…", card)
    await world.janis.press("Päivi Korhonen", card)
    await world.settle()
    assert "Owner: Päivi Korhonen" in card_of(world.paivi).text
    await world.paivi.press("📞 Called", card_of(world.paivi))
    await world.settle()
    assert "Called · Päivi Korhonen" in card.text


async def test_a_foreign_or_forged_press_finds_nothing(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    world.paivi.say("/cases")
    await world.settle()
    assert "No open cases" in world.paivi.last.text
    for data in ("cs:take:1:0:0:", "cs:look:99:0:0:", "sd:1:1"):
        told = await world.paivi.press_data(data, world.paivi.last)
        assert "cannot find" in told.text
    told = await world.anna.press_data("cs:take:1:0:0:", world.anna.last)
    assert "cannot find" in told.text
    assert "Taken" not in card.text


async def test_open_cases_are_listed_and_opened(world: World) -> None:
    await rate(world, "5")
    world.janis.say("/cases")
    await world.settle()
    assert "1. Acme Ltd · Jānis Bērziņš · first contact by" in world.janis.last.text
    await world.janis.press("1")
    await world.settle()
    assert "5 of 10" in world.janis.last.text
    assert "✋ Take" in [label for row in world.janis.last.buttons for label in row]


async def test_a_year_old_card_shows_how_it_stands(world: World) -> None:
    await rate(world, "4")
    await finish(world)
    card, old = card_of(world.janis), card_of(world.janis).rows
    question = world.anna.last
    no = question.rows[1][0]["callback_data"]
    await world.jump(days=8)
    await world.sleep(days=365)
    handed = next(b["callback_data"] for row in old for b in row if "Hand over" in b["text"])
    await world.janis.press_data(handed, card)
    await world.settle()
    assert "Closed, unconfirmed" in card.text or "to whom" in card.text
    await world.anna.press_data(no, question)
    await world.settle()
    assert "closed a long time ago" in question.text


async def test_a_reply_to_the_card_is_a_note_that_the_client_never_sees(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    world.janis.say("Ask for Gustavs at the dock", reply_to=card)
    await world.settle()
    assert "📝 Ask for Gustavs at the dock" in card.text
    assert not [m for m in world.anna.messages if "Gustavs" in m.text]


async def test_what_is_typed_long_after_choosing_a_cause_closes_nothing(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    await world.janis.press("✅ Close…", card)
    await world.janis.press("Delivery", card)
    await world.janis.press("Too late", card)
    await world.settle()
    assert "What was done?" in card.text
    await world.jump(hours=2)
    world.janis.say("Levant")
    await world.settle()
    assert await world.app.db.value("SELECT state FROM cases") == "open"
    await world.janis.press("‹ Back", card)
    await world.settle()
    assert "5 of 10" in card.text


async def test_a_tap_in_the_minute_of_a_deadline_does_not_swallow_its_alarm(world: World) -> None:
    await rate(world, "5")
    world.clock.jump(timedelta(hours=24, seconds=20))
    await world.janis.press("✋ Take", card_of(world.janis))
    await world.jump(minutes=2)
    assert "First contact was due Tue 24 Nov, 10:00" in card_of(world.oskars).text


async def test_a_touch_logged_anywhere_is_the_first_contact_at_once(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    await world.jump(minutes=5)
    world.janis.say("/find Acme")
    await world.settle()
    await world.janis.press("📞 Log touch")
    await world.janis.press("📞 Call")
    await world.settle()
    assert "First contact: Mon 23 Nov" in card.text
    await world.jump(days=1)
    assert not [m for m in world.oskars.messages if "case 1" in m.text]


async def test_a_promise_that_passed_is_not_repeated_and_sooner_gives_a_new_one(world: World) -> None:
    await rate(world, "5")
    await world.jump(days=1, minutes=1)
    await world.anna.press("Skip")
    await world.settle()
    assert "Jānis Bērziņš knows about it" in world.anna.last.text
    await world.anna.press("📞 Call me sooner")
    await world.settle()
    assert "will contact you by Tue 24 Nov, 12:01" in world.anna.last.text
    assert "wants to be called by Tue 24 Nov, 12:01" in world.janis.last.text


async def test_the_leads_first_card_names_the_client_once(world: World) -> None:
    await rate(world, "2")
    assert world.oskars.last.text.count("Acme Ltd") == 1
    await world.jump(days=1, hours=4)
    assert card_of(world.ilze).text.count("Acme Ltd") == 1
    assert "has been waiting for 1 day, 4 hours" in card_of(world.ilze).text


async def test_a_wait_of_minutes_is_not_told(world: World) -> None:
    await rate(world, "5")
    await world.jump(minutes=5)
    await world.anna.press("Skip")
    await world.settle()
    assert "waiting" not in card_of(world.janis).text


async def test_a_score_that_rises_while_the_client_is_asked_is_told_to_the_owner(world: World) -> None:
    await rate(world, "3")
    card = world.anna.last
    await finish(world)
    await world.anna.press("↩ Change answer", card)
    await world.anna.press("8", card)
    await world.settle()
    assert "Closed: the client changed the score" in card_of(world.janis).text
    assert "changed the score to 8" in world.janis.last.text
    assert "can be closed" not in world.janis.last.text


async def test_a_lead_who_stands_in_for_the_owner_gets_one_card_and_one_alarm(world: World) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute(
            "UPDATE people SET user_id = NULL WHERE id = :janis", janis=world.cast.janis.person_id
        )
    await rate(world, "2")
    assert len([m for m in world.oskars.messages if "case 1" in m.text]) == 1
    assert "For Jānis Bērziņš" in world.oskars.last.text
    await world.jump(days=1)
    assert len([m for m in world.oskars.messages if "nobody made contact" in m.text]) == 1


async def test_old_buttons_of_a_closed_case_say_so_and_a_cause_has_two_levels(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    buttons = [b["callback_data"] for row in card.rows for b in row if "History" not in b["text"]]
    told = await world.janis.press_data("cs:cause:1:1:0:delivery", card)
    assert "not in the list" in told.text
    await finish(world)
    await world.anna.press("✅ Yes, settled")
    await world.settle()
    await world.jump(days=100)
    for data in buttons:
        told = await world.janis.press_data(data, card)
        await world.settle()
        assert "finished already" in told.text
        assert "Closed: settled" in card.text
        assert card.buttons == [["🕘 History"]]


async def test_a_deputy_works_the_case_of_who_is_away_and_it_says_for_whom(world: World) -> None:
    world.janis.say("/away 24.11-26.11 @paivi")
    await world.settle()
    await rate(world, "3")
    own = card_of(world.janis)
    assert "stands in" not in own.text
    await world.jump(days=1, minutes=-30)  # the absence has begun; the warning was the owner's
    assert "Owner: Jānis Bērziņš (away: Päivi Korhonen stands in)" in own.text
    assert len([m for m in world.janis.messages if "first contact by" in m.text]) == 1
    await world.jump(hours=1)
    card = card_of(world.paivi)
    assert card.text.startswith("↪ For Jānis Bērziņš: you stand in now")
    assert "First contact was due Tue 24 Nov, 10:00" in card.text
    await world.paivi.press("📞 Called", card)
    await world.settle()
    assert card.text.startswith("↪ For Jānis Bērziņš")
    assert "Called · Päivi Korhonen" in own.text
    world.anna.say("It was the second time", reply_to=world.anna.messages[-1])
    await world.settle()
    assert "It was the second time" in card.text
    assert card.text.startswith("↪ For Jānis Bērziņš")
    world.ilze.say("/cases")
    await world.settle()
    await world.ilze.press("1")
    await world.settle()
    top = card_of(world.ilze)
    await world.ilze.press("Hand over…", top)
    assert ["Jānis Bērziņš (away: Päivi Korhonen)"] not in top.buttons  # the owner has it already
    await world.ilze.press("Oskars Liepa", top)
    await world.settle()
    assert "Owner: Oskars Liepa" in card.text
    assert not card.text.startswith("↪")
    await world.ilze.press("↩ Undo", top)
    await world.settle()
    assert "Owner: Jānis Bērziņš" in card.text
    await world.ilze.press("🕘 History", top)
    await world.settle()
    for line in (
        "Opened by a low score",
        "First contact missed",
        "📞 Called · Päivi Korhonen",
    ):
        assert line in top.text
    await world.ilze.press("‹ Back", top)
    await finish(world, world.paivi)
    assert "Päivi Korhonen tells me that it was taken care of" in world.anna.last.text
    await world.anna.press("↩ No, not settled")  # who is away does not come back to it
    await world.settle()
    assert "Päivi Korhonen will contact you by Wed 25 Nov, 10:30" in world.anna.last.text
    world.janis.say("/away")
    await world.settle()
    await world.jump(days=3)
    assert "stands in" not in own.text
    assert card.text == "⚠️ Acme Ltd · case 1\n↪ With Jānis Bērziņš now. You do not see it any more."
    assert not card.buttons
    assert "Jānis Bērziņš will contact you" in world.anna.last.text


async def test_a_client_with_an_open_case_gets_another_manager(world: World) -> None:
    await rate(world, "5", world.noa)
    await world.noa.press("Skip")
    card = card_of(world.paivi)
    world.oskars.say("levant trade")
    await world.settle()
    for button in ("✏️ Edit", "Manager", "Jānis Bērziņš"):
        await world.oskars.press(button)
        await world.settle()
    assert "With Jānis Bērziņš now" in card.text
    assert not card.buttons
    assert "Jānis Bērziņš will contact you by" in world.noa.last.text
    world.noa.say("Too late again")
    await world.settle()
    await world.noa.press("⭐ Add to my rating of 5")
    await world.settle()
    assert "Too late again" in card_of(world.janis).text
    assert not [m for m in world.paivi.messages if "Too late again" in m.text]


async def test_thirty_days_after_the_close_the_client_is_asked_again_and_the_owner_hears_it(
    world: World,
) -> None:
    await rate(world, "4")
    await finish(world)
    await world.anna.press("✅ Yes, settled")
    await world.settle()
    card = card_of(world.janis)
    assert "Anna Bērziņa is asked again from Wed 23 Dec on" in card.text
    await world.jump(days=29, hours=23)
    before = len(world.anna.messages)
    await world.jump(days=7)
    asked = [m for m in world.anna.messages[before:] if "recommend" in m.text]
    assert asked
    await world.anna.press("9", asked[0])
    await world.settle()
    assert "Asked again: Anna Bērziņa gives 9. Recovered." in card.text
    assert any("asked again, Anna Bērziņa gives 9. Recovered." in m.text for m in world.janis.messages)


async def test_the_list_has_filters_owners_pages_and_answers_what_it_does_not_know(world: World) -> None:
    await rate(world, "5")
    await rate(world, "5", world.noa)
    await world.jump(hours=7)
    world.oskars.say("/cases")
    await world.settle()
    assert "Open cases: 2" in world.oskars.last.text
    assert "waiting for 7 hours" in world.oskars.last.text
    await world.oskars.press("👤 Whose?")
    await world.oskars.press("Päivi Korhonen · 1")
    await world.settle()
    assert "Levant Trade" in world.oskars.last.text
    assert "Acme" not in world.oskars.last.text
    world.oskars.say("/cases jānis")
    await world.settle()
    assert "Acme Ltd" in world.oskars.last.text
    assert "Levant" not in world.oskars.last.text
    world.oskars.say("/cases overdue")
    await world.settle()
    assert "Overdue cases: 1" in world.oskars.last.text  # a key client waits half
    world.oskars.say("/cases <nonsense>")
    await world.settle()
    assert "neither a list nor the owner" in world.oskars.last.text


async def test_a_complaint_of_the_client_shows_on_the_case_at_once(world: World) -> None:
    await rate(world, "5")
    card = card_of(world.janis)
    await file(world)
    assert "Open complaints: C-0001" in card.text


async def test_two_who_finish_at_once_ask_the_client_once(world: World) -> None:
    await rate(world, "2")
    for phone in (world.janis, world.oskars):
        card = card_of(phone)
        await phone.press("✅ Close…", card)
        await phone.press("Delivery", card)
        await phone.press("Too late", card)
    await world.settle()
    world.janis.say("Sent a new box")
    world.oskars.say("Called and apologised")
    await world.settle()
    assert len([m for m in world.anna.messages if "Is it settled" in m.text]) == 1
    assert any("finished before" in p.last.text for p in (world.janis, world.oskars))
