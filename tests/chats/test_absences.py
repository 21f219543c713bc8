"""Being away, as a conversation: typed and by buttons; the deputy gets everything, sees the clients, and no longer after it."""

from tests.chats.world import World


async def says(world: World, phone: str, words: str) -> str:
    one = getattr(world, phone)
    one.say(words)
    await world.settle()
    return str(one.last.text)


async def test_a_week_typed_and_the_deputy_knows(world: World) -> None:
    said = await says(world, "janis", "/away 1.12-5.12 @paivi_k")
    assert "✅" in said
    assert "1 Dec – 5 Dec 2026" in said
    assert "Päivi" in said
    assert "You stand in" in world.paivi.last.text
    assert "Jānis Bērziņš: 1 Dec – 5 Dec 2026" in await says(world, "paivi", "/away")
    assert "Jānis" in await says(world, "oskars", "/away")


async def test_what_is_typed_wrong_is_answered_clearly(world: World) -> None:
    for words, answer in (
        ("/away 20.11-25.11 @paivi_k", "passed already"),
        ("/away 5.12-1.12 @paivi_k", "before the first"),
        ("/away 31.02-5.03 @paivi_k", "31.02."),
        ("/away 1.12.26-5.12.26 @paivi_k", "four digits"),
        ("/away 1.12-5.12.2028 @paivi_k", "more than 366"),
        ("/away 1.12-5.12 @nobody", "no colleague"),
        ("/away 1.12-5.12 @janis_b", "themselves"),
        ("/away Päivi 1.12-5.12 @oskars", "cannot enter an absence of Päivi"),
        ("/away Anna 1.12-5.12 @oskars", "no colleague called “Anna”"),
    ):
        assert answer in await says(world, "janis", words), words
    assert "Nobody is away" in await says(world, "janis", "/away")


async def test_a_circle_is_refused_where_the_days_meet(world: World) -> None:
    await says(world, "janis", "/away 1.12-5.12 @paivi_k")
    assert "nobody would be there" in await says(world, "paivi", "/away 5.12-8.12 Jānis")
    assert "✅" in await says(world, "paivi", "/away 6.12-8.12 Jānis")


async def test_by_buttons_and_through_a_restart(world: World) -> None:
    await says(world, "janis", "/away")
    await world.janis.press("➕ Add an absence")
    await world.settle()
    assert "Who stands in?" in world.janis.last.text
    await world.janis.press("Päivi Korhonen"[:18])
    await world.settle()
    assert "From which day?" in world.janis.last.text
    await world.restart()
    await world.janis.press("Tue 24 Nov")
    await world.settle()
    assert "Up to which day" in world.janis.last.text
    assert "passed" in await says(world, "janis", "1.1.2026") or "before the first" in world.janis.last.text
    assert "✅" in await says(world, "janis", "27.11")
    await world.janis.press("✖ Cancel: Jānis Bērziņš, 24 Nov")
    await world.settle()
    assert "Nobody is away" in world.janis.last.text
    assert "not away after all" in world.paivi.last.text


async def test_cancel_closes_the_form(world: World) -> None:
    await says(world, "janis", "/away")
    await world.janis.press("➕ Add an absence")
    await world.settle()
    assert "No absence was entered" in await says(world, "janis", "/cancel")


async def test_the_deputy_gets_the_complaint_sees_the_client_and_not_afterwards(world: World) -> None:
    await says(world, "oskars", "/away Jānis today @paivi_k")
    assert "Acme Ltd" in await says(world, "paivi", "/find Acme")
    world.anna.say("/complaint")
    await world.settle()
    await world.anna.press("⚠️ Complaint")
    await world.anna.press("Delivery")
    world.anna.say("It came late")
    await world.settle()
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()
    assert any("For Jānis Bērziņš" in one.text and "C-0001" in one.text for one in world.paivi.messages)
    assert not any("C-0001" in one.text for one in world.janis.messages)
    await world.paivi.press("Take")
    await world.settle()
    await world.jump(days=1)
    assert "Acme Ltd" not in await says(world, "paivi", "/find Acme")
    back = next(one.text for one in world.janis.messages if "Welcome back" in one.text)
    assert "Complaints received: 1" in back


async def test_back_early_brings_the_letter_at_once(world: World) -> None:
    await says(world, "ilze", "/away Jānis 23.11-30.11 Päivi")
    await says(world, "janis", "/away")
    await world.janis.press("↩ Jānis Bērziņš is back")
    await world.settle()
    await world.jump(minutes=2)
    assert any("Welcome back" in one.text for one in world.janis.messages)
    assert any("You do not stand in any more" in one.text for one in world.paivi.messages)
    assert "Acme Ltd" not in await says(world, "paivi", "/find Acme")


async def test_the_same_day_again_after_coming_back_early_counts_again(world: World) -> None:
    await says(world, "janis", "/away today @paivi_k")
    await world.janis.press("↩ Jānis Bērziņš is back")
    await world.settle()
    await says(world, "janis", "/away today @paivi_k")
    assert "stands in now" in await says(world, "janis", "/away")
    assert "Acme Ltd" in await says(world, "paivi", "/find Acme")


async def test_colleagues_and_days_are_understood_as_people_write_them(world: World) -> None:
    for words in ("25.11-30.11 @paivi", "from 1.12 to 5.12 Päivi", "с 1.12 по 5.12 paivi k"):
        assert "Päivi Korhonen stands in" in await says(world, "janis", f"/away {words}"), words
    for words in ("/away 31.12.9999 @paivi", "/away 0001-01-01 @paivi"):
        assert "in the calendar" in await says(world, "janis", words)


async def test_a_client_cannot_press_buttons_of_absences(world: World) -> None:
    await says(world, "anna", "/help")
    for data in ("aw:list:0:", "aw:add:0:", "aw:who:3:", "aw:dep:3:", "aw:day:0:2026-11-30", "aw:end:1:"):
        refused = await world.anna.press_data(data, world.anna.last)
        assert "not for your role" in refused.text, data


def about(world: World, phone: str, words: str) -> list[str]:
    return [one.text for one in getattr(world, phone).messages if words in one.text]


async def test_the_deputy_has_an_own_copy_of_a_card_and_the_absent_persons_is_drawn_on(world: World) -> None:
    await complain(world)
    (before,) = about(world, "janis", "Step 1 of 4")
    await says(world, "janis", "/away today @paivi_k")
    await world.jump(hours=6, minutes=30)  # the first answer is nearly due
    (card,) = about(world, "paivi", "Step 1 of 4")
    assert "For Jānis Bērziņš" in card
    assert len(about(world, "paivi", "C-0001")) == 1
    await world.paivi.press("✋ Take")
    await world.settle()
    (after,) = about(world, "janis", "C-0001 · Delivery")
    assert after != before
    assert "Step 2 of 4" in after


async def test_a_second_ring_finds_the_card_of_the_deputy(world: World) -> None:
    await says(world, "janis", "/away 23.11-25.11 @paivi_k")
    await complain(world)
    await world.jump(hours=23)
    assert len(about(world, "paivi", "C-0001 · Delivery")) == 1
    lines = about(world, "paivi", "answer")
    assert any("C-0001: " in line for line in lines), lines
    assert not about(world, "janis", "C-0001")
    await world.jump(days=3)
    assert len(about(world, "janis", "C-0001 · Delivery")) == 1
    assert len(about(world, "paivi", "C-0001 · Delivery")) == 1


async def complain(world: World) -> None:
    world.anna.say("/complaint")
    await world.settle()
    await world.anna.press("⚠️ Complaint")
    await world.anna.press("Delivery")
    world.anna.say("It came late")
    await world.settle()
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()


async def test_the_clients_card_says_that_its_manager_is_away_and_who_stands_in(world: World) -> None:
    await says(world, "janis", "/away today @paivi_k")
    for phone in ("paivi", "oskars", "janis"):
        assert "🌴 Away now: Päivi Korhonen stands in." in await says(world, phone, "/find Acme")
    await world.jump(days=1)
    assert "Away" not in await says(world, "janis", "/find Acme")


async def test_a_username_that_changed_is_known_with_the_next_word(world: World) -> None:
    world.paivi.user.username = "p_korhonen"
    await says(world, "paivi", "/help")
    assert "Päivi Korhonen stands in" in await says(world, "janis", "/away 1.12 @p_korhonen")
    assert "no colleague" in await says(world, "janis", "/away 2.12 @paivi_k")


async def test_another_deputy_for_the_same_days_takes_the_place_of_the_first(world: World) -> None:
    await says(world, "janis", "/away 1.12-5.12 Oskars")
    await says(world, "janis", "/away 1.12-5.12 @paivi_k")
    listed = await says(world, "janis", "/away")
    assert "Päivi Korhonen stands in" in listed
    assert "Oskars" not in listed
    assert "Somebody else stands in for Jānis Bērziņš now" in world.oskars.last.text
    await says(world, "janis", "/away 3.12 Oskars")  # a part of it: both stand
    assert (await says(world, "janis", "/away")).count("stands in") == 2
