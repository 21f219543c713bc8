"""Leads ask who is asked: the preview with names and dates, /why for a client, before and after a round."""

from tests.chats.world import World


async def test_the_lead_reads_who_is_asked_later_and_why_and_when_next(world: World) -> None:
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("2")
    await world.settle()
    world.oskars.say("/survey")
    await world.settle()
    preview = world.oskars.last
    assert "Contacts: 3\nWill be asked: 1\nAsked later: 2\n· open case: 2" in preview.text
    await world.oskars.press("👥 Who is asked later?", preview)
    await world.settle()
    assert preview.text == "Asked later: 2\n\nAcme Ltd\n· Anna Bērziņa: open case\n· Igor Sokolov: open case"
    await world.oskars.press("‹ Back", preview)
    await world.oskars.press("▶ Send now…", preview)
    await world.settle()
    await world.oskars.press("✅ Yes, send it now", preview)
    await world.settle()
    assert (
        "Contacts: 3\nAsked: 1 · answered: 0\nWaiting for their day: 0 · deferred by a rule: 2"
        in preview.text
    )
    await world.oskars.press("👥 Who is asked later?", preview)
    await world.settle()
    assert "Igor Sokolov: open case" in preview.text
    world.oskars.say("/why acme")
    await world.settle()
    told = world.oskars.last.text
    assert (
        told.count("has an open case. What helps: close it; they are asked 14 days later at the earliest")
        == 2
    )
    assert "was asked or answered lately: not asked until Mon 30 Nov, 10:00" in told
    assert told.count("Next: Monthly survey, as soon as that is over") == 2
    world.oskars.say("/survey")
    await world.settle()
    assert "asked by this survey lately: 1, the last until Mon 14 Dec" in world.oskars.last.text


async def test_why_offers_the_clients_that_may_be_meant_and_says_when_there_is_none(world: World) -> None:
    world.oskars.say("/why e")
    await world.settle()
    choice = world.oskars.last
    assert choice.buttons == [["Acme Ltd · Jānis Bērziņš"], ["Levant Trade · Päivi Korhonen"]]
    await world.oskars.press("Levant Trade · Päivi Korhonen", choice)
    await world.settle()
    assert (
        "Levant Trade\n\nNoa Levi: no rule holds them back\nNext: Annual survey, the round of Tue 1 Dec"
        in choice.text
    )
    await world.oskars.press("👤 The card", choice)
    await world.settle()
    card = world.oskars.last
    await world.oskars.press("❓ Asked when?", card)
    await world.settle()
    assert "Noa Levi: no rule holds them back" in card.text
    world.oskars.say("/why")
    await world.settle()
    assert "Write the client's name after the command" in world.oskars.last.text
    world.oskars.say("/why zzz")
    await world.settle()
    assert "I know no contacts at a client of yours called “zzz”." in world.oskars.last.text


async def test_what_is_tapped_on_an_older_card_answers_the_question_that_waits_now(world: World) -> None:
    world.oskars.say("/survey")
    await world.settle()
    await world.oskars.press("▶ Send now…")
    await world.settle()
    await world.oskars.press("✅ Yes, send it now")
    await world.settle()
    old = world.anna.last
    await world.jump(days=15)
    assert "This round closed" in old.text
    assert await world.app.db.value("SELECT COUNT(*) FROM invitations WHERE programme = 'annual'") == 3
    nine = next(b["callback_data"] for row in world.anna.last.rows for b in row if b["text"] == "9")
    await world.anna.press_data(nine.replace(nine.split(":")[2], "1", 1), old)
    await world.settle()
    found = await world.app.db.one(
        "SELECT i.programme, i.stage FROM answers a JOIN invitations i ON i.id = a.invitation_id"
    )
    assert found is not None
    assert (found["programme"], found["stage"]) == ("annual", "answered")


async def test_dont_ask_me_undone_days_later_still_comes_to_its_end(world: World) -> None:
    world.oskars.say("/survey")
    await world.settle()
    await world.oskars.press("▶ Send now…")
    await world.settle()
    await world.oskars.press("✅ Yes, send it now")
    await world.settle()
    card = world.anna.last
    await world.anna.press("Don't ask me", card)
    await world.settle()
    await world.jump(days=4)
    await world.anna.press("↩ Undo", card)
    await world.settle()
    await world.jump(days=12)
    assert "This round closed" in card.text
