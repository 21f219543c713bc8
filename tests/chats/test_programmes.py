"""/surveys in the chat: the year as a picture, days, texts, questions, reasons; which survey goes out by hand."""

from tests.chats.world import World


async def press(world: World, label: str) -> str:
    await world.ilze.press(label)
    await world.settle()
    return world.ilze.last.text


async def say(world: World, words: str) -> str:
    world.ilze.say(words)
    await world.settle()
    return world.ilze.last.text


def labels(world: World) -> list[str]:
    return [label for row in world.ilze.last.buttons for label in row]


async def test_the_head_sees_the_year_and_changes_days(world: World) -> None:
    text = await say(world, "/surveys")
    assert world.ilze.last.kind == "photo"
    assert "Next: Annual survey, Tue 1 Dec\nLeads see it before: Mon 30 Nov, 09:30" in text
    assert "M · Monthly survey: 16 Dec, 18 Jan, 16 Feb" in text
    assert "Q · Quarterly survey: 4 Jan – 8 Jan, 1 Apr – 7 Apr" in text
    await press(world, "✅ Monthly survey")
    await press(world, "📅 Day")
    text = await press(world, "10")
    assert "Day 10 of the month" in text
    assert "Next: 10 Dec, 10 Feb" in text  # in January the quarter's is near
    assert world.ilze.last.kind == "photo"
    assert "Day 16" in await press(world, "↩ Undo")
    await press(world, "📅 Day")
    await press(world, "⌨️ Type it")
    assert "a number from 1 to 28" in await say(world, "31")
    assert "a number from 1 to 28" in await say(world, "the last one")
    assert "Day 20 of the month" in await say(world, "20")
    await world.restart()
    text = await say(world, "/surveys")
    assert "M · Monthly survey: 21 Dec" in text
    assert "Day 20" in await press(world, "✅ Monthly survey")
    text = await press(world, "⏸ Switch off")
    assert "off" in text
    assert "M · Monthly survey: off" in await press(world, "‹ Back")
    await press(world, "↩ Reset…")
    text = await press(world, "↩ Reset to the config")
    assert "M · Monthly survey: 16 Dec" in text
    assert "↩ Reset…" not in labels(world)


async def test_texts_questions_and_reasons_are_changed_in_each_language(world: World) -> None:
    await say(world, "/surveys")
    await press(world, "✅ Quarterly survey")
    await press(world, "✏️ Texts")
    await press(world, "✏️ Question 0–10")
    await press(world, "✏️ Русский")
    assert "at most 300" in world.ilze.last.text
    assert "That is 301 signs" in await say(world, "я" * 301)
    text = await say(world, "Посоветуете ли вы нас коллеге?")
    assert "Русский: Посоветуете ли вы нас коллеге?" in text
    assert "English: standard wording" in text
    await press(world, "‹ Back")
    await press(world, "❓ Questions")
    text = await press(world, "➕ Own words")
    text = await say(world, "What about <b>our</b> driver?")
    assert "6. What about <b>our</b> driver? · own words" in text
    await press(world, "6")
    text = await press(world, "⬆")
    assert "5. What about <b>our</b> driver?" in text
    await press(world, "1")
    text = await press(world, "🗑 Remove")
    assert "1. Delivery" in text
    assert "1. Product quality" in await press(world, "↩ Undo")
    await say(world, "/surveys")
    await press(world, "💬 Reasons")
    await press(world, "After 0–6")
    assert "➕ New reason" not in labels(world)  # six are the most
    await press(world, "Price")
    await press(world, "🗑 Remove")
    await press(world, "➕ New reason")
    assert "is offered there already" in await say(world, "delivery")
    assert "at most 17 fit" in await say(world, "The packaging of it all")
    text = await say(world, "Packaging")
    assert "6 of 6" in text
    await press(world, "Packaging")
    await press(world, "✏️ Русский")
    text = await say(world, "Упаковка")
    assert "Русский: Упаковка" in text


async def test_cancel_and_another_button_close_the_form(world: World) -> None:
    await say(world, "/surveys")
    card = world.ilze.last
    await press(world, "✅ Annual survey")
    await press(world, "📅 Day")
    await press(world, "⌨️ Type it")
    assert "Nothing was changed" in await say(world, "/cancel")
    await world.ilze.press("⌨️ Type it", card)
    await world.settle()
    await world.ilze.press("‹ Back", card)
    await world.settle()
    assert "Working day" not in await say(world, "3")  # a search now
    await world.ilze.press("📅 Day", card)
    await world.settle()
    await world.ilze.press("Jun", card)
    await world.settle()
    assert "Working day 1 of the month: Jun" in card.text


async def test_nobody_but_the_head_may(world: World) -> None:
    for phone in (world.oskars, world.janis, world.anna):
        phone.say("/surveys")
        await world.settle()
        assert "year ahead" not in phone.last.text


async def test_a_survey_that_is_switched_off_does_not_go_out_and_its_preview_says_so(world: World) -> None:
    await world.jump(days=7)  # Monday 30 November: the annual one was shown
    preview = next(m for m in world.oskars.messages if "Annual survey" in m.text)
    await say(world, "/surveys")
    await press(world, "✅ Annual survey")
    await press(world, "⏸ Switch off")
    assert "will not go out on Tue 1 Dec" in preview.text
    assert "switched off" in preview.text
    await press(world, "▶ Switch on")
    assert "goes out on Tue 1 Dec by itself" in preview.text
    await press(world, "⏸ Switch off")
    await world.jump(days=1)
    assert "cancelled" in preview.text
    assert not world.anna.messages


async def test_a_lead_chooses_which_survey_goes_out_by_hand(world: World) -> None:
    world.oskars.say("/survey")
    await world.settle()
    assert "Monthly survey · ready to go out" in world.oskars.last.text
    await world.oskars.press("📊 Quarterly survey instead")
    await world.settle()
    assert "Quarterly survey · ready to go out" in world.oskars.last.text
    await world.oskars.press("▶ Send now…")
    await world.settle()
    await world.oskars.press("✅ Yes, send it now")
    await world.settle()
    assert "Quarterly survey · sent" in world.oskars.last.text
    assert "How likely" in world.anna.last.text


async def test_a_reason_of_ones_own_is_offered_and_worded_wherever_answers_are_shown(world: World) -> None:
    await say(world, "/surveys")
    for label in ("💬 Reasons", "After 0–6", "Price", "🗑 Remove", "➕ New reason"):
        await press(world, label)
    await say(world, "Packaging")
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("2")
    await world.settle()
    assert "☐ Price" not in str(world.anna.last.buttons)
    await world.anna.press("☐ Packaging")
    await world.settle()
    await world.anna.press("Done")
    await world.settle()
    assert any("Packaging" in message.text for message in world.janis.messages)
    await say(world, "/surveys")
    for label in ("💬 Reasons", "After 0–6", "Packaging", "🗑 Remove"):
        await press(world, label)
    world.janis.say("/cases")
    await world.settle()
    assert any("Packaging" in message.text for message in world.janis.messages)
    assert not any("own-1" in message.text for message in world.janis.messages)


async def test_a_survey_sent_by_hand_stands_for_its_next_round_and_nobody_is_asked_twice(
    world: World,
) -> None:
    await world.jump(days=37)  # Wednesday 30 December, 10:00: the quarter begins on Monday 4 January
    asked = "SELECT COUNT(*) FROM invitations WHERE programme = 'quarterly' AND asked_at IS NOT NULL"
    world.ilze.say("/survey")
    await world.settle()
    await world.ilze.press("📊 Quarterly survey instead")
    await world.settle()
    preview = world.ilze.last
    assert "It stands for the round of Mon 4 Jan" in preview.text
    await world.ilze.press("▶ Send now…", preview)
    await world.settle()
    assert preview.buttons == [["✅ Yes, send it now"], ["‹ Back"]]
    await world.ilze.press("‹ Back", preview)
    await world.ilze.press("▶ Send now…", preview)
    await world.ilze.press("✅ Yes, send it now", preview)
    await world.settle()
    text = await say(world, "/surveys")
    assert "Left out, as it was sent by hand: 4 Jan (Q)" in text
    assert "Q · Quarterly survey: 30 Dec – 7 Jan, 1 Apr" in text
    await world.jump(days=50)
    assert await world.app.db.value(asked) == 3
    assert not any("goes out by itself" in m.text and "Quarterly" in m.text for m in world.oskars.messages)


async def test_what_one_team_sent_by_hand_is_left_out_there_and_its_planned_round_says_so(
    world: World,
) -> None:
    await world.jump(days=7)  # Monday 30 November: the annual one was shown
    planned = next(m for m in world.oskars.messages if "Annual survey" in m.text)
    world.oskars.say("/survey")
    await world.settle()
    for label in ("📊 Annual survey instead", "▶ Send now…", "✅ Yes, send it now"):
        await world.oskars.press(label)
        await world.settle()
    assert "It stands for the round of Tue 1 Dec" in world.oskars.last.text
    assert "will not go out on Tue 1 Dec" in planned.text
    assert "was sent by hand lately, and stands for this round" in planned.text
    text = await say(world, "/surveys")
    assert "A · Annual survey: 1 Dec" in text  # other teams have theirs
    assert "Left out for teams that sent it by hand: 1 Dec (A) · " in text
    await world.jump(days=2)
    assert "cancelled" in planned.text
    assert await world.app.db.value("SELECT COUNT(*) FROM invitations WHERE asked_at IS NOT NULL") == 3
    world.oskars.say("/why levant")
    await world.settle()
    assert "Next: Monthly survey, the round of Wed 16 Dec" in world.oskars.last.text
