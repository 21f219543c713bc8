"""/mydata: a contact sees what is held, takes it along, corrects it, and is deleted after days of grace."""

import json
from datetime import timedelta

import pytest

from bot.domain.ids import PersonId
from playground.phone import Phone
from storage import groups
from tests.chats.world import World

DELETE, YES, RESTORE = "🗑 Delete my data…", "🗑 Yes, delete everything", "↩ Restore, do not delete"


def told(phone: Phone) -> str:
    """What the bot said since the last act."""
    return "\n".join(message.text for message in phone.new)


async def rated(world: World, words: str = "Late <b>again</b> & again", score: int = 3) -> None:
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press(str(score))
    await world.settle()
    world.anna.say(words)
    await world.settle()


async def complained(world: World) -> None:
    world.anna.say("/complaint")
    await world.anna.press("⚠️ Complaint")
    await world.anna.press("Delivery")
    await world.settle()
    world.anna.say("The pallet was broken")
    await world.settle()
    await world.anna.press("➡️ That is all")
    await world.anna.press("✅ Send complaint")
    await world.settle()


async def asked(world: World) -> None:
    """Anna wants to be deleted."""
    world.anna.say("/mydata")
    await world.anna.press(DELETE)
    await world.anna.press(YES)
    await world.settle()


async def test_a_contact_sees_everything_in_words(world: World) -> None:
    await rated(world)
    world.anna.say("/mydata")
    await world.settle()
    text = told(world.anna)
    for part in ("Anna Bērziņa", "+37126123456", "29.02.1988", "Acme Ltd", "Jānis Bērziņš", "Ratings (1)"):
        assert part in text
    assert "“Late <b>again</b> & again”" in text
    assert "Igor" not in text


async def test_a_contact_takes_it_along_as_a_page_and_as_json(world: World) -> None:
    await rated(world)
    world.anna.say("/mydata")
    await world.anna.press("⬇️ Download")
    await world.settle()
    page, data = (world.anna.file(message).data for message in world.anna.messages[-2:])
    html = page.decode()
    assert '<html lang="en" dir="ltr">' in html
    assert "Late &lt;b&gt;again&lt;/b&gt; &amp; again" in html
    assert "http" not in html
    held = json.loads(data)["held"]
    assert held["person"][0]["phone"] == "+37126123456"
    assert held["scores"][0]["score"] == 3
    assert held["scores"][0]["words"] == "Late <b>again</b> & again"


async def test_staff_see_what_is_held_of_them_and_how_it_ends(world: World) -> None:
    world.janis.say("/mydata")
    await world.settle()
    text = told(world.janis)
    assert "Jānis Bērziņš" in text
    assert "Your work" in text
    assert "leaver" in text
    assert [row[0]["text"] for row in world.janis.last.rows] == ["⬇️ Download"]
    await world.janis.press("⬇️ Download")
    await world.settle()
    assert "Acme" not in world.janis.file(world.janis.last).data.decode()


async def test_a_contact_corrects_own_data_and_the_manager_hears_of_it(world: World) -> None:
    world.anna.say("/mydata")
    await world.anna.press("✏️ Correct")
    await world.settle()
    await world.anna.press("Phone")
    await world.settle()
    assert "Now: +37126123456" in world.anna.last.text
    world.anna.say("nonsense")
    await world.settle()
    assert "no phone number" in world.anna.last.text
    await world.restart()
    world.anna.say("29 876 543")
    await world.settle()
    assert "✅ Phone: +37129876543" in told(world.anna)
    assert "Anna Bērziņa (Acme Ltd) corrected: Phone" in world.janis.last.text
    for button, typed, kept in (
        ("Name", "Anna  Kalniņa", "Name: Anna Kalniņa"),
        ("Role at work", " Head  buyer", "Role at work: Head buyer"),
        ("E-mail", "anna@acme.example", "E-mail: anna@acme.example"),
        ("Birthday", "1.3.1988", "Birthday: 01.03.1988"),
    ):
        await world.anna.press(button)
        world.anna.say(typed)
        await world.settle()
        assert kept in told(world.anna)
    await world.anna.press("Birthday")
    world.anna.say("/cancel")
    await world.settle()
    assert "Left as it is" in world.anna.last.text


async def test_a_wish_to_be_deleted_is_told_and_can_be_taken_back_at_start(world: World) -> None:
    await asked(world)
    assert "will be deleted on Mon 30 Nov, 10:00" in world.anna.last.text
    for phone in (world.janis, world.oskars):
        assert "Anna Bērziņa (Acme Ltd) asked to have their data deleted" in phone.last.text
    world.anna.say("/start")
    await world.settle()
    await world.anna.press(RESTORE)
    await world.settle()
    assert "Everything is as it was" in world.anna.last.text
    assert "the data stays after all" in world.janis.last.text
    await world.jump(days=8)
    world.anna.say("/mydata")
    await world.settle()
    assert "Anna Bērziņa" in told(world.anna)


async def test_nothing_is_switched_on_in_the_days_of_grace(world: World) -> None:
    await asked(world)
    world.anna.say("/settings")
    await world.settle()
    await world.anna.press("🔔 Turn it on again")
    await world.settle()
    row = await world.app.db.one("SELECT stopped_at FROM people WHERE user_id = :id", id=world.anna.id)
    assert row is not None
    assert row["stopped_at"] is not None


async def test_after_the_days_of_grace_the_account_is_that_of_a_stranger(world: World) -> None:
    await rated(world)
    await complained(world)
    await asked(world)
    await world.jump(days=8)
    texts = [message.text for message in world.janis.messages]
    assert any("A contact of Acme Ltd was deleted on their wish" in text for text in texts)
    assert not any("pallet" in text for text in texts if "C-0001" in text and "Step" in text)
    world.anna.say("hello?")
    await world.settle()
    assert "know only people who were invited" in world.anna.last.text
    assert await world.app.db.value("SELECT state FROM complaints") == "withdrawn"
    assert await world.app.db.value("SELECT state FROM cases") == "closed"
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 1


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_what_a_content_contact_said_is_drawn_anew_without_them(world: World) -> None:
    await rated(world, "So punctual", 9)
    card = next(message for message in world.janis.messages if "So punctual" in message.text)
    assert "Anna" in card.text
    await asked(world)
    await world.jump(days=8)
    assert "9" in card.text
    assert "Anna" not in card.text
    assert "punctual" not in card.text


async def test_a_lead_deletes_for_a_contact_and_a_manager_may_only_take_it_back(world: World) -> None:
    world.janis.say("/find Anna")
    await world.janis.press("👤 Anna Bērziņa")
    await world.settle()
    assert "Delete data" not in str(world.janis.last.rows)
    world.oskars.say("/find Anna")
    await world.oskars.press("👤 Anna Bērziņa")
    await world.oskars.press("🗑 Delete data…")
    await world.settle()
    assert "Only when they asked for it" in world.oskars.last.text
    await world.oskars.press(YES)
    await world.settle()
    assert "The data of Anna Bērziņa (Acme Ltd) will be deleted on" in world.oskars.last.text
    assert "As you wished, your data will be deleted on" in world.anna.last.text
    await world.janis.press(RESTORE)
    await world.settle()
    assert "not deleted after all" in world.anna.last.text


async def test_forged_presses_delete_nobody(world: World) -> None:
    person = world.cast.noa.person_id
    world.anna.say("/mydata")
    await world.settle()
    place = world.anna.last
    await world.anna.press_data(f"er:yes:{person}", place)
    world.janis.say("/help")
    await world.settle()
    await world.janis.press_data(f"er:yes:{person}", world.janis.last)
    await world.janis.press_data(f"er:yes:{world.cast.anna.person_id}", world.janis.last)
    world.stranger.say("/help")
    await world.settle()
    await world.stranger.press_data("er:yes:0", world.stranger.last)
    await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM people WHERE erase_at IS NOT NULL") == 0


async def test_quiet_hours_of_ones_own_hold_what_nobody_asked_for(world: World) -> None:
    world.anna.say("/settings")
    await world.settle()
    assert "Quiet hours: 20:00–09:00" in world.anna.last.text
    await world.anna.press("🌙 Quiet hours")
    await world.anna.press("22:00–08:00")
    await world.settle()
    assert "Quiet hours: 22:00–08:00" in world.anna.last.text
    row = await world.app.db.one(
        "SELECT quiet_from, quiet_to FROM people WHERE user_id = :id", id=world.anna.id
    )
    assert row is not None
    assert (row["quiet_from"], row["quiet_to"]) == (22 * 60, 8 * 60)
    await world.anna.press("🌙 Quiet hours")
    await world.anna.press("As the company does")
    await world.settle()
    assert "Quiet hours: 20:00–09:00" in world.anna.last.text


async def test_words_are_forgotten_when_their_time_is_over_and_scores_stay(world: World) -> None:
    await rated(world)
    await world.app.nouns.tidy()
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_words") == 1
    world.clock.jump(timedelta(days=1100))
    await world.app.nouns.tidy()
    assert await world.app.db.value("SELECT COUNT(*) FROM answer_words") == 0
    assert await world.app.db.value("SELECT COUNT(*) FROM answers") == 1


async def test_privacy_tells_how_long_and_links_the_policy(world: World) -> None:
    world.anna.say("/privacy")
    await world.settle()
    assert "words of ratings, closed complaints and messages: 3 years" in world.anna.last.text
    assert "voices, pictures and files with them: 1 year" in world.anna.last.text
    assert "/mydata" in world.anna.last.text


@pytest.mark.parametrize("dialect", ["sqlite"])
async def test_privacy_tells_who_reads_the_week_also_in_a_group(world: World) -> None:
    world.anna.say("/privacy")
    await world.settle()
    assert "also read by the manager's team, on Mondays" in world.anna.last.text
    assert "group in Telegram" not in world.anna.last.text
    async with world.app.db.transaction() as tx:
        team, lead = (
            await tx.value("SELECT team_id FROM clients WHERE id = :id", id=world.cast.acme),
            PersonId(2),
        )
        await groups.connect(tx, team, -1001, "Riga people", lead, world.clock())
    world.igor.say("/privacy")
    await world.settle()
    assert "приходит в чат группы в Telegram: только имена" in world.igor.last.text


async def test_after_deletion_nobody_writes_to_whoever_complained(world: World) -> None:
    await complained(world)
    await asked(world)
    await world.janis.press("💬 Reply to client")
    await world.settle()
    world.janis.say("We are sorry, Anna")
    await world.settle()
    draft = world.janis.last
    card = next(message for message in world.janis.messages if "Complaint C-0001" in message.text)
    await world.jump(days=7, hours=1)
    assert "data of who filed it was deleted" in card.text
    assert "cannot be reached" not in card.text
    assert "Withdrawn by the client" not in card.text
    assert "Reply" not in str(card.rows)
    assert "C-0001 has ended: the client's data was deleted" in told(world.janis)
    assert "cannot find that" in (await world.janis.press("✅ Send to client", draft)).text
    assert "nobody is there" in (await world.janis.press_data("cm:reply:1:0:0", card)).text
    assert await world.app.db.value("SELECT COUNT(*) FROM steps") == 0
    world.janis.say("Acme")
    await world.settle()
    assert "🏢 Acme Ltd" in world.janis.last.text
    assert await world.app.db.value("SELECT COUNT(*) FROM words") == 0


async def test_what_is_typed_as_a_correction_must_make_sense(world: World) -> None:
    for what, typed, answer in (
        ("Name", "…", "Please type a name"),
        ("Role at work", "?", "Please type a role at work"),
        ("Birthday", "in spring", "cannot read that as a birthday"),
        ("Birthday", "31.02.", "no 31.02."),
        ("E-mail", "anna@acme", "does not look like an e-mail"),
    ):
        world.anna.say("/mydata")
        await world.anna.press("✏️ Correct")
        await world.anna.press(what)
        world.anna.say(typed)
        await world.settle()
        assert answer in world.anna.last.text
        world.anna.send_voice()
        await world.settle()
        assert "“”" not in world.anna.last.text
        world.anna.say("/cancel")
        await world.settle()


async def test_who_left_their_job_can_still_be_deleted_by_a_lead(world: World) -> None:
    await complained(world)
    world.oskars.say("/find Anna")
    for label in ("👤 Anna Bērziņa", "✏️ Edit", "Notes, consents ›", "🚪 Left their job"):
        await world.oskars.press(label)
        await world.settle()
    card = next(message for message in world.janis.messages if "Complaint C-0001" in message.text)
    await world.janis.press_data("cm:card:1:0:0", card)
    await world.settle()
    assert "was deleted" not in card.text, "they left; nothing was deleted"
    await world.oskars.press("🗑 Delete data…")
    await world.oskars.press(YES)
    await world.settle()
    await world.oskars.press(RESTORE)
    await world.settle()
    assert "The data of Anna Bērziņa stays" in world.oskars.last.text
    await world.oskars.press_data(f"er:yes:{world.cast.anna.person_id}", world.oskars.last)
    await world.jump(days=7, hours=1)
    assert await world.app.db.value("SELECT COUNT(*) FROM people WHERE name LIKE 'Anna%'") == 0


async def test_a_letter_in_doubt_is_asked_about_no_more_once_the_person_is_deleted(world: World) -> None:
    await complained(world)
    await asked(world)
    await world.janis.press("💬 Reply to client")
    await world.settle()
    world.janis.say("We are sorry")
    await world.settle()
    world.playground.faults.lose_answer("sendMessage", chat=world.anna.id)
    await world.janis.press("✅ Send to client")
    await world.settle()
    await world.jump(minutes=5)
    card = next(message for message in world.janis.messages if "did not confirm" in message.text)
    assert "Anna" in card.text
    await world.jump(days=7, hours=1)
    assert "Nothing is in doubt" in card.text
    assert "Anna" not in card.text
