"""The question 0-10: asked, answered, changed, explained, refused, reminded of, closed."""

import pytest

from tests.chats.world import World
from tests.playground.conftest import png


async def send_wave(world: World) -> None:
    """Oskars sends the survey to his team now."""
    world.oskars.say("/survey")
    await world.settle()
    await world.oskars.press("▶ Send now…")
    await world.settle()
    await world.oskars.press("✅ Yes, send it now")
    await world.settle()


async def test_the_lead_previews_and_sends_and_everybody_connected_is_asked_once(world: World) -> None:
    world.oskars.say("/survey")
    await world.settle()
    preview = world.oskars.last
    assert "Contacts: 3" in preview.text
    assert "Will be asked: 3" in preview.text
    await world.oskars.press("▶ Send now…", preview)
    await world.settle()
    await world.oskars.press("✅ Yes, send it now", preview)
    await world.settle()
    assert "Asked: 3" in preview.text or "Asked: 2" in preview.text
    card = world.anna.last
    assert "How likely are you to recommend us" in card.text
    assert card.buttons[:2] == [["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"]]
    assert "порекомендуете" in world.igor.last.text
    world.oskars.say("/survey")
    await world.settle()
    assert "Will be asked: 0" in world.oskars.last.text
    assert "asked by this survey lately: 3" in world.oskars.last.text


async def test_a_second_press_on_send_asks_nobody_twice(world: World) -> None:
    world.oskars.say("/survey")
    await world.settle()
    preview = world.oskars.last
    await world.oskars.press("▶ Send now…", preview)
    await world.settle()
    data = preview.rows[0][0]["callback_data"]
    await world.oskars.press_data(data, preview)
    told = await world.oskars.press_data(data, preview)
    await world.settle()
    assert not told.text
    assert len([m for m in world.anna.messages if "recommend" in m.text]) == 1


async def test_why_names_the_rule_and_the_date(world: World) -> None:
    world.oskars.say("/why acme")
    await world.settle()
    assert "Anna Bērziņa: no rule holds them back" in world.oskars.last.text
    await send_wave(world)
    world.oskars.say("/why acme")
    await world.settle()
    assert "was asked or answered lately: not asked until Mon 30 Nov, 10:00" in world.oskars.last.text
    world.janis.say("/why acme")
    await world.settle()
    assert "not for your role" in world.janis.last.text


async def test_the_score_is_stored_at_the_first_tap_and_a_double_tap_is_one(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    nine = card.rows[1][3]["callback_data"]
    await world.anna.press_data(nine, card)
    await world.anna.press_data(nine, card)
    await world.settle()
    assert "9 of 10" in card.text
    assert "What do we do best?" in card.text
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 1
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_changes") == 0


async def test_reasons_are_ticked_and_unticked_and_a_promoter_is_thanked(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    await world.anna.press("10", card)
    await world.anna.press("☐ Service", card)
    await world.anna.press("☐ Price", card)
    await world.anna.press("☑ Service", card)
    await world.anna.press("Done", card)
    await world.settle()
    assert "You chose: Price" in card.text
    assert "good to work with you" in card.text
    assert "10 of 10" in world.janis.last.text


async def test_a_passive_is_asked_what_would_make_it_a_ten_and_gets_a_call(world: World) -> None:
    await send_wave(world)
    await world.anna.press("8")
    await world.settle()
    assert "What would make it a 10?" in world.anna.last.text
    world.anna.say("Faster trucks")
    await world.settle()
    assert "Jānis Bērziņš sees what you said" in world.anna.last.text
    assert "Faster trucks" in world.janis.last.text
    assert await world.app.db.value("SELECT cause FROM calls WHERE cause = 'passive'") == "passive"


async def test_a_voice_and_a_photo_are_words_too_and_the_manager_hears_them(world: World) -> None:
    await send_wave(world)
    await world.anna.press("4")
    world.anna.send_voice()
    await world.settle()
    world.anna.send_photo(png(20, 20), caption="see here")
    await world.settle()
    card = next(m for m in world.janis.messages if "4 of 10" in m.text)
    assert "Voice messages, photos, files: 2" in card.text
    assert "see here" in card.text
    before = len(world.janis.messages)
    await world.janis.press("🎧 Show everything that was said", card)
    await world.settle()
    assert len(world.janis.messages) == before + 2


async def test_a_score_can_be_changed_for_seven_days_and_says_so_after(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    old = [button["callback_data"] for row in card.rows for button in row]
    await world.anna.press("9", card)
    await world.anna.press("↩ Change answer", card)
    await world.anna.press("10", card)
    await world.settle()
    assert "10 of 10" in card.text
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_changes") == 1
    await world.jump(days=7)
    told = await world.anna.press_data(old[0], card)
    await world.settle()
    assert "could be changed until Mon 30 Nov, 10:00" in told.text
    assert "10 of 10" in card.text


async def test_the_silent_are_reminded_once_then_the_manager_calls_then_the_round_closes(
    world: World,
) -> None:
    await send_wave(world)
    card = world.anna.last
    await world.jump(days=3, minutes=1)
    reminder = world.anna.last
    assert "would still like to know" in reminder.text
    await world.jump(days=4)
    assert await world.app.db.value("SELECT COUNT(*) FROM calls WHERE cause = 'silence'") == 3
    await world.jump(days=7)
    assert "This round closed" in card.text
    assert "This round closed" in reminder.text
    assert len([m for m in world.anna.messages if "still like" in m.text]) <= 1
    await world.anna.press("Rate anyway", card)
    await world.anna.press("9", card)
    await world.settle()
    assert "9 of 10" in card.text
    assert "9 of 10" in world.anna.last.text  # the question of the annual survey, which waits by now


async def test_both_keyboards_feed_one_answer(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    await world.jump(days=3, minutes=1)
    await world.anna.press("7", world.anna.last)
    await world.settle()
    assert "7 of 10" in card.text
    assert "7 of 10" in world.anna.last.text
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 1


async def test_dont_ask_me_is_kept_and_undone(world: World) -> None:
    await send_wave(world)
    await world.anna.press("Don't ask me")
    await world.settle()
    assert "will not be asked again" in world.anna.last.text
    world.oskars.say("/why acme")
    await world.settle()
    assert "does not want surveys" in world.oskars.last.text
    await world.anna.press("↩ Undo")
    await world.settle()
    assert "How likely" in world.anna.last.text


async def test_later_says_when_it_asks_again(world: World) -> None:
    await send_wave(world)
    told = await world.anna.press("Later")
    assert "Thu 26 Nov" in told.text


async def test_rate_reopens_the_answer_of_these_days_and_later_makes_a_new_one(world: World) -> None:
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("9")
    await world.settle()
    world.anna.say("/rate")
    await world.settle()
    assert "9 of 10" in world.anna.last.text
    await world.jump(days=7, hours=1)
    world.anna.say("⭐ Rate")
    await world.settle()
    assert "How likely" in world.anna.last.text
    await world.anna.press("8", world.anna.last)
    await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 2


async def test_what_one_rates_counts_as_asked(world: World) -> None:
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("9")
    world.oskars.say("/survey")
    await world.settle()
    assert "Will be asked: 2" in world.oskars.last.text
    assert "asked something lately: 1" in world.oskars.last.text


async def test_a_press_for_somebody_elses_question_finds_nothing(world: World) -> None:
    await send_wave(world)
    nine = world.anna.last.rows[1][3]["callback_data"]
    told = await world.igor.press_data(nine, world.igor.last)
    assert "Не могу это найти" in told.text
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 0


@pytest.mark.parametrize(
    "data", ["sv:score:999:9:1", "sv:score:1:11:1", "sv:score:1:x:1", "sv:tick:1:nonsense:1", "sv:what:1::1"]
)
async def test_a_forged_press_changes_nothing_and_is_answered(world: World, data: str) -> None:
    await send_wave(world)
    told = await world.anna.press_data(data, world.anna.last)
    assert told.text
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 0


async def test_who_blocked_the_bot_before_the_wave_is_not_asked(world: World) -> None:
    world.anna.block()
    await world.settle()
    world.oskars.say("/survey")
    await world.settle()
    assert "cannot be reached: 1" in world.oskars.last.text
    await world.oskars.press("▶ Send now…")
    await world.settle()
    await world.oskars.press("✅ Yes, send it now")
    await world.settle()
    assert not world.anna.messages


async def test_an_open_case_holds_everybody_of_the_client_back(world: World) -> None:
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("2")
    await world.settle()
    world.oskars.say("/why acme")
    await world.settle()
    assert world.oskars.last.text.count("has an open case") == 2


async def test_a_round_is_seen_the_working_day_before_and_goes_out_by_itself(world: World) -> None:
    def seen() -> list[str]:
        return [m.text.splitlines()[0] for m in world.oskars.messages if "survey ·" in m.text]

    await world.jump(days=6, hours=23)  # Monday 30 November, 09:00
    assert not seen()
    await world.jump(hours=1)
    assert seen() == ["📊 Annual survey · goes out on Tue 1 Dec by itself"]
    assert not world.anna.messages
    await world.jump(days=1)
    assert "How likely" in world.anna.last.text
    assert seen() == ["📊 Annual survey · sent on Tue 1 Dec"]
    await world.jump(days=30)
    assert seen()[1:] == [
        "📊 Monthly survey · sent on Wed 16 Dec",
        "📊 Quarterly survey · goes out by itself, Mon 4 Jan – Fri 8 Jan",
    ]


async def test_a_round_is_put_off_or_cancelled(world: World) -> None:
    await world.jump(days=22)
    asked = len(world.anna.messages)  # by the annual survey
    preview = next(m for m in world.oskars.messages if "Monthly survey" in m.text)
    await world.oskars.press("⏸ To Thu 17 Dec", preview)
    await world.settle()
    assert "goes out on Thu 17 Dec" in preview.text
    await world.jump(days=1, hours=2)
    assert len(world.anna.messages) == asked
    await world.oskars.press("✖ Cancel this round", preview)
    await world.jump(days=3)
    assert len(world.anna.messages) == asked
    assert "cancelled" in preview.text


async def test_words_long_after_the_score_are_not_taken_for_its_why(world: World) -> None:
    await send_wave(world)
    await world.anna.press("9")
    await world.jump(hours=2)
    world.anna.say("When do you open on Friday?")
    await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_words") == 0


async def test_a_reply_to_the_question_is_words_at_any_time(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    await world.anna.press("3", card)
    await world.jump(days=2)
    world.anna.say("And the papers were wrong", reply_to=card)
    await world.settle()
    assert "And the papers were wrong" in next(m for m in world.janis.messages if "case 1" in m.text).text


async def test_a_detractor_may_file_a_complaint_at_once(world: World) -> None:
    await send_wave(world)
    await world.anna.press("2")
    await world.anna.press("Skip")
    await world.anna.press("⚠️ File a complaint")
    await world.settle()
    assert world.anna.last.buttons
    assert await world.app.db.value("SELECT state FROM complaints") == "draft"


async def test_a_detractor_may_write_to_the_manager_at_once(world: World) -> None:
    await send_wave(world)
    await world.anna.press("2")
    await world.anna.press("Skip")
    await world.anna.press("✍️ Write now")
    await world.settle()
    assert "Write to Jānis" in world.anna.last.text
    world.anna.say("Please bring the papers on Monday.")
    await world.settle()
    assert "Please bring the papers on Monday." in world.janis.transcript


async def test_words_bring_one_screen_with_buttons_below_them_and_the_card_becomes_one_line(
    world: World,
) -> None:
    await send_wave(world)
    card = world.anna.last
    await world.anna.press("3", card)
    world.anna.say("The box was wet")
    await world.settle()
    live = world.anna.last
    assert "will contact you by" in live.text
    assert live.buttons
    assert card.text == "Your answer: 3 of 10 – “unlikely”. Thank you for being honest."
    assert not card.buttons
    world.anna.say("And late", reply_to=live)
    await world.settle()
    assert "Received: 2 messages" in live.text
    await world.anna.press("↩ Change answer", live)
    await world.anna.press("4", live)
    await world.settle()
    assert "4 of 10" in card.text
    assert not card.buttons
    assert len([m for m in world.anna.messages if m.buttons]) == 1


async def test_what_was_praised_is_not_taken_for_what_went_wrong(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    await world.anna.press("9", card)
    await world.anna.press("☐ Price", card)
    await world.anna.press("↩ Change answer", card)
    await world.anna.press("3", card)
    await world.settle()
    assert "☐ Price" in str(card.buttons)
    assert "Reasons" not in world.janis.last.text


async def test_a_passive_who_went_down_and_came_back_is_called_once(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    for score in ("8", "7", "3", "8"):
        await world.anna.press(score, card)
        await world.anna.press("↩ Change answer", card)
    await world.settle()
    calls = "SELECT COUNT(*) FROM calls WHERE cause = 'passive' AND state = "
    assert await world.app.db.value(calls + "'open'") == 1
    assert await world.app.db.value(calls + "'dropped'") == 1


async def test_who_answered_on_another_card_is_neither_reminded_nor_called(world: World) -> None:
    world.anna.say("/rate")
    await world.settle()
    own = world.anna.last
    await send_wave(world)
    await world.anna.press("9", own)
    await world.jump(days=8)
    assert not [m for m in world.anna.messages if "would still like" in m.text]
    anna = world.cast.anna.person_id
    assert not await world.app.db.value(
        "SELECT COUNT(*) FROM calls WHERE cause = 'silence' AND person_id = :anna", anna=anna
    )


async def test_a_late_answer_counts_as_asked(world: World) -> None:
    await send_wave(world)
    card = world.anna.last
    await world.jump(days=20)
    await world.anna.press("Rate anyway", card)
    await world.anna.press("9", card)
    await world.jump(days=2)
    world.oskars.say("/why acme")
    await world.settle()
    assert "was asked or answered lately: not asked until Sun 20 Dec, 10:00" in world.oskars.last.text


async def test_who_stopped_everything_is_not_called_about_a_survey(world: World) -> None:
    await send_wave(world)
    world.anna.say("/stop")
    await world.settle()
    await world.jump(days=15)
    anna = world.cast.anna.person_id
    assert not await world.app.db.value(
        "SELECT COUNT(*) FROM calls WHERE cause = 'silence' AND person_id = :anna", anna=anna
    )


async def test_without_any_answer_the_figures_do_not_speak_of_answers(world: World) -> None:
    world.oskars.say("/nps")
    await world.settle()
    assert "Nobody was asked in these days." in world.oskars.last.text
    assert "answers came" not in world.oskars.last.text


async def test_a_passive_who_said_nothing_is_not_told_of_words(world: World) -> None:
    await send_wave(world)
    await world.anna.press("8")
    await world.anna.press("Skip")
    await world.settle()
    assert "Jānis Bērziņš sees your rating." in world.anna.last.text
