"""Jānis plans a call, is pinged, finishes it in place."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.people import Role
from playground.model import Message
from storage import calls, clients, people
from tests.chats.world import World


async def test_a_call_is_planned_rung_and_finished_in_place(world: World) -> None:
    world.janis.say("/call Acme tomorrow 11:00")
    await world.settle()
    card = world.janis.last
    assert "Anna Bērziņa" in card.text
    await world.jump(days=1, hours=2)
    assert world.janis.last.reply_to == card.id
    await world.janis.press("✅ Done", card)
    await world.janis.press("Talked", card)
    await world.settle()
    assert "✅ Talked · Jānis Bērziņš" in card.text
    await world.janis.press("↩ Undo", card)
    await world.settle()
    assert "Talked" not in card.text


async def test_buttons_of_a_card_work_after_a_restart(world: World) -> None:
    world.janis.say("/call Acme tomorrow 11:00")
    await world.settle()
    card = world.janis.last
    await world.restart()
    await world.janis.press("⏰ Snooze…", card)
    await world.settle()
    assert any("09:00" in label for row in card.buttons for label in row)


async def test_commands_of_staff_are_refused_to_clients(world: World) -> None:
    for command in ("/call Acme tomorrow 11:00", "/today", "/dates"):
        world.anna.say(command)
        await world.settle()
        assert "not for your role" in world.anna.last.text


async def test_the_morning_digest_comes_on_the_next_working_morning(world: World) -> None:
    world.janis.say("/call Acme tomorrow")
    await world.settle()
    await world.jump(days=1)
    digest = next(m for m in world.janis.messages if "Good morning" in m.text)
    assert "📞 Calls 1" in digest.text
    await world.janis.press("1", digest)
    await world.settle()
    assert "Time to call: Anna Bērziņa" in world.janis.last.text


async def test_a_call_and_a_date_are_planned_from_the_clients_card(world: World) -> None:
    janis = world.janis
    janis.say("acme")
    await world.settle()
    card = janis.last
    await janis.press("Plan a call", card)
    await world.settle()
    janis.say("31.02")
    await world.settle()
    assert "calendar" in janis.last.text
    janis.say("tomorrow 12:00")
    await world.settle()
    assert "12:00" in janis.last.text
    await janis.press("Add a date", card)
    await world.settle()
    janis.say("01.12 Founding day")
    await world.settle()
    assert "Founding day" in janis.last.text


async def planned(world: World, text: str = "/call Acme tomorrow 11:00") -> Message:
    world.janis.say(text)
    await world.settle()
    return world.janis.last


def labels(card: Message) -> list[str]:
    return [label for row in card.buttons for label in row]


async def test_the_third_time_a_call_is_put_off_it_is_kept_handed_over_or_dropped(world: World) -> None:
    janis, card = world.janis, await planned(world)
    for n in range(3):
        await janis.press("⏰ Snooze…", card)
        await world.settle()
        assert not any("Sat" in label or "Sun" in label for label in labels(card))
        await janis.press(labels(card)[n], card)
        await world.settle()
    assert "Put off 3 times" in card.text
    assert {"Keep…", "🗑 Drop", "Hand over to a colleague…"} <= set(labels(card))
    await janis.press("Hand over", card)
    await world.settle()
    await janis.press("Päivi", card)
    await world.settle()
    assert "👤 Manager: Päivi Korhonen" in card.text
    assert "Anna Bērziņa" in world.paivi.last.text
    await world.paivi.press("✅ Done", world.paivi.last)
    await world.paivi.press("Talked", world.paivi.last)
    await world.settle()
    assert "✅ Talked · Päivi Korhonen" in card.text


async def test_the_next_try_stands_on_the_card_and_rings(world: World) -> None:
    janis, card = world.janis, await planned(world)
    await janis.press("✅ Done", card)
    await janis.press("No answer", card)
    await world.settle()
    await janis.press("15:00" if any("15:00" in x for x in labels(card)) else labels(card)[1], card)
    await world.settle()
    assert "🔁 Next try" in card.text
    assert labels(card) == ["↩ Undo"]
    await world.jump(days=1)
    assert any(m.id > card.id and "📞 Call" in m.text for m in janis.messages)


async def test_a_button_of_last_year_says_why_not_and_shows_the_card_as_it_stands(world: World) -> None:
    janis, card = world.janis, await planned(world)
    await janis.press("⏰ Snooze…", card)
    await world.settle()
    old = card.rows[0][0]["callback_data"]
    await world.jump(until=world.clock() + timedelta(days=3))
    toast = await janis.press_data(old, card)
    await world.settle()
    assert toast.alert
    assert "passed already" in toast.text
    assert "✅ Done" in labels(card)
    await janis.press("✅ Done", card)
    await janis.press("Talked", card)
    await world.settle()
    undo = next(b["callback_data"] for row in card.rows for b in row if "Undo" in b["text"])
    world.clock.jump(timedelta(days=365))
    toast = await janis.press_data(undo, card)
    await world.settle()
    assert "10 minutes" in toast.text
    assert labels(card) == []
    assert (await janis.press_data(old, card)).text == ""
    await world.settle()
    assert "✅ Talked" in card.text


@pytest.mark.parametrize(
    "data", ["ca:done:1:0:0", "co:1:talked", "ca:z:1:99999999:0", "oc:done:1", "op:call:1"]
)
async def test_someone_elses_and_forged_buttons_find_nothing(world: World, data: str) -> None:
    await planned(world)
    for phone in (world.paivi, world.anna, world.stranger):
        phone.say("/help")
        await world.settle()
        assert (await phone.press_data(data, phone.last)).alert
    huge = data.replace("1", "9" * 25, 1)
    assert (await world.janis.press_data(huge, world.janis.last)).alert


async def test_a_voice_note_and_the_last_score_stand_on_the_card(world: World) -> None:
    card = await planned(world)
    world.janis.send_voice(reply_to=card)
    await world.settle()
    assert "🎤 a voice message" in card.text
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("9")
    await world.settle()
    assert "rating 9 (23 Nov 2026)" in (await planned(world, "/call Acme tomorrow 12:00")).text


async def test_a_morning_of_a_hundred_calls_is_paged_and_fits(world: World) -> None:
    async with world.app.db.transaction() as tx:
        for n in range(100):
            client = await clients.add(
                tx, name=f"<b>🙂 & {n} " + "x" * 90, now=world.clock(), manager_id=world.cast.janis.person_id
            )  # fmt: skip
            await people.add(tx, role=Role.CONTACT, name="Ļ" * 100, now=world.clock(), client_id=client)
            await calls.plan(
                tx, key=f"k{n}", client_id=client, person_id=None, cause="hand", due_at=world.clock(),
                now=world.clock(),
            )  # fmt: skip
    world.janis.say("/today")
    await world.settle()
    digest = world.janis.last
    assert "📞 Calls 100" in digest.text
    assert labels(digest)[-2] == "1 / 4"
    for _ in range(3):
        await world.janis.press("›", digest)
        await world.settle()
    assert "100. " in digest.text
    await world.janis.press("100", digest)
    await world.settle()
    assert "📞 Call" in world.janis.last.text


async def test_two_hundred_dates_are_paged(world: World) -> None:
    async with world.app.db.transaction() as tx:
        for n in range(200):
            await people.add(
                tx, role=Role.CONTACT, name=f"Zoe <i> {n} " + "y" * 80, now=world.clock(),
                client_id=world.cast.acme, birth_day=1 + n % 28, birth_month=12,
            )  # fmt: skip
    world.janis.say("/dates")
    await world.settle()
    found = world.janis.last
    pages = labels(found)[-2]
    assert pages.startswith("1 / ")
    await world.janis.press("‹", found)
    await world.settle()
    assert labels(found)[-2] == f"{pages[4:]} / {pages[4:]}"


async def test_a_reply_to_a_dates_card_is_a_note_on_the_client(world: World) -> None:
    world.janis.say("/dates")
    await world.settle()
    await world.janis.press("1")
    await world.settle()
    world.janis.say("likes <b>tulips</b>", reply_to=world.janis.last)
    await world.settle()
    assert "Note kept · Acme Ltd" in world.janis.last.text


async def test_a_date_that_was_today_does_not_say_so_the_day_after(world: World) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE people SET birth_day = 25, birth_month = 11 WHERE name LIKE 'Igor%'")
    world.janis.say("/dates")
    await world.settle()
    await world.janis.press("1")
    await world.settle()
    card = world.janis.last
    await world.jump(until=datetime(2026, 11, 25, 12, tzinfo=UTC))
    assert "🎂 Today: Igor Sokolov" in card.text
    await world.jump(days=1)
    assert "Wed 25 Nov" in card.text
    assert "Today" not in card.text


async def test_a_call_to_a_contact_by_name_is_to_that_contact(world: World) -> None:
    assert "📞 Call Igor Sokolov · Acme Ltd" in (await planned(world, "/call Igor tomorrow 12:00")).text
    assert "no client of yours" in (await planned(world, "/call % tomorrow 12:00")).text


async def test_the_calls_of_a_manager_who_blocked_the_bot_come_to_the_lead_who_stays_reachable(
    world: World,
) -> None:
    await planned(world)
    world.janis.block()
    await world.settle()
    await world.jump(days=1, hours=2)
    digests = [m for m in world.oskars.messages if "Good morning" in m.text]
    assert len(digests) == 1
    assert "in place of Jānis Bērziņš" in digests[0].text
    card = next(m for m in world.oskars.messages if "📞 Call Anna" in m.text)
    assert "For Jānis Bērziņš" in card.text
    assert not [m for m in world.ilze.messages if "📞 Call" in m.text]
    await world.oskars.press("✅ Done", card)
    await world.oskars.press("Talked", card)
    await world.settle()
    assert "✅ Talked · Oskars Liepa" in card.text


async def test_a_leavers_cards_are_not_drawn_anew(world: World) -> None:
    card = await planned(world)
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE people SET left_at = 1 WHERE id = :id", id=world.cast.janis.person_id)
    world.oskars.say("acme")
    await world.settle()
    await world.oskars.press("op:call:1", world.oskars.last)
    await world.settle()
    await world.oskars.press("✅ Done")
    await world.oskars.press("Talked")
    await world.settle()
    assert "Talked" in world.oskars.last.text
    assert "Talked" not in card.text


async def passive(world: World) -> Message:
    """Anna rates 8 and says why; Jānis opens the call that came of it."""
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("8")
    await world.anna.press("☐ Delivery")
    world.anna.say("Two days faster would be a ten")
    world.anna.send_voice()
    await world.settle()
    await world.jump(days=7)
    digest = next(m for m in reversed(world.janis.messages) if "ask what would make it a 10" in m.text)
    line = next(one for one in digest.text.splitlines() if "ask what would make it a 10" in one)
    await world.janis.press(line.partition(".")[0], digest)
    await world.settle()
    return next(m for m in reversed(world.janis.messages) if "Ask: what would make it a 10" in m.text)


async def test_the_call_of_a_passive_shows_the_question_the_score_and_what_was_said(world: World) -> None:
    janis, card = world.janis, await passive(world)
    for part in (
        "8 of 10",
        "Chose: Delivery",
        "Two days faster would be a ten",
        "Voice messages, photos, files: 1",
    ):
        assert part in card.text
    assert not any("Score by phone" in label for label in labels(card))
    await world.restart()
    await janis.press("✅ Done", card)
    await world.settle()
    assert "Reply to this message with what would make it a 10" in card.text
    await janis.press("Talked", card)
    janis.say("Wants delivery within a day", reply_to=card)
    await world.settle()
    assert "Last note: Wants delivery within a day" in card.text
    janis.say("acme")
    await world.settle()
    assert "Wants delivery within a day" in janis.last.text


async def test_a_changed_score_drops_the_call_of_a_passive_and_its_card_says_so(world: World) -> None:
    card = await passive(world)
    question = next(m for m in reversed(world.anna.messages) if any("Change answer" in x for x in labels(m)))
    world.clock.jump(-timedelta(days=1))
    await world.anna.press("Change answer", question)
    await world.anna.press("10", question)
    await world.settle()
    assert "the client has given another score since" in card.text


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_call_is_put_off_to_a_typed_day_and_leads_to_the_clients_card(world: World) -> None:
    janis, card = world.janis, await planned(world)
    await janis.press("⏰ Snooze…", card)
    await janis.press("🗓 Pick a date…", card)
    await world.settle()
    janis.say("nonsense")
    await world.settle()
    await world.restart()
    janis.say("02.12 15:30")
    await world.settle()
    assert "⏰ Acme Ltd: Wed 2 Dec, 15:30" in janis.last.text
    assert "Wed 2 Dec, 15:30" in card.text
    await janis.press("👤 Card", card)
    await world.settle()
    assert "Manager: Jānis Bērziņš" in janis.last.text


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_a_call_finds_clients_as_the_search_does_and_asks_where_it_is_not_sure(world: World) -> None:
    janis = world.janis
    janis.say("/call igor sokolov tomorrow 11:00")
    await world.settle()
    assert "Igor Sokolov · Acme Ltd" in janis.last.text
    janis.say("/call acnne tomorrow 12:00")
    await world.settle()
    assert "I know no client of yours" in janis.last.text
    janis.say("/call akme tomorrow 12:00")
    await world.settle()
    assert "Which one do you mean?" in janis.last.text
    await janis.press("Acme Ltd")
    await world.settle()
    assert "12:00" in janis.last.text
