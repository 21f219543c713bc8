"""Jānis keeps his clients' cards right: fields by buttons, words and the calendar, undone within ten minutes."""

import pytest

from playground.model import Message
from tests.chats.world import World


async def form(world: World, who: str = "janis", contact: str | None = None) -> Message:
    """Somebody has the form of Acme, or of a contact there, before them."""
    phone = getattr(world, who)
    phone.say("acme")
    await world.settle()
    card: Message = phone.last
    if contact is not None:
        await phone.press(contact, card)
        await world.settle()
    await phone.press("✏️ Edit", card)
    await world.settle()
    return card


async def asked(world: World, *path: str, contact: str | None = None) -> Message:
    """Jānis has gone down these buttons."""
    card = await form(world, contact=contact)
    for label in path:
        await world.janis.press(label, card)
        await world.settle()
    return card


async def test_a_choice_is_saved_by_a_button_and_taken_back(world: World) -> None:
    card = await asked(world, "Tier", "★ key")
    assert "✅ Saved: Tier: regular → ★ key" in card.text
    await world.janis.press("↩ Undo", card)
    await world.settle()
    assert "Taken back: Tier: ★ key → regular" in card.text
    assert "↩ Undo" not in str(card.buttons)
    await world.janis.press("‹ Card", card)
    await world.settle()
    assert "🏢 Acme Ltd" in card.text


async def test_after_ten_minutes_an_edit_stays(world: World) -> None:
    card = await asked(world, "Tier", "★ key")
    await world.jump(minutes=11)
    assert "for 10 minutes" in (await world.janis.press("↩ Undo", card)).text


async def test_a_double_tap_on_a_value_saves_it_once(world: World) -> None:
    card = await asked(world, "Tier")
    data = next(b["callback_data"] for row in card.rows for b in row if b["text"] == "★ key")
    await world.janis.press("★ key", card)
    await world.janis.press_data(data, card)
    await world.settle()
    assert "It was so already" in card.text
    assert await world.app.db.value("SELECT COUNT(*) FROM edits") == 1


async def test_a_text_is_typed_and_an_unfinished_form_survives_a_restart(world: World) -> None:
    await asked(world, "City")
    await world.restart()
    world.janis.say("Liepāja")
    await world.settle()
    assert "Saved: City: Riga → Liepāja" in world.janis.last.text
    await world.janis.press("City", world.janis.last)
    await world.settle()
    world.janis.say("/cancel")
    await world.settle()
    assert "Nothing was changed" in world.janis.last.text


async def test_a_renamed_client_is_found_by_the_new_name(world: World) -> None:
    await asked(world, "Name")
    world.janis.say("Ābele un dēli")
    await world.settle()
    world.janis.say("abele")
    await world.settle()
    assert "🏢 Ābele un dēli" in world.janis.last.text


async def test_a_date_is_chosen_in_the_calendar_other_years_are_two_taps_away(world: World) -> None:
    card = await asked(world, "Deals, notes ›", "Contract ends")
    assert card.buttons[1] == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    for label in ("Nov 2026", "»", "May", "17"):
        await world.janis.press(label, card)
        await world.settle()
    assert "Saved: Contract ends: – → 17 May 2036" in card.text
    await world.janis.press("Contract ends", card)
    await world.settle()
    assert "•17" in str(card.buttons)
    await world.janis.press("🗑 Clear", card)
    await world.settle()
    assert "Saved: Contract ends: 17 May 2036 → –" in card.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("3.2.2027", "Contract ends: – → 3 Feb 2027"),
        ("2027-02-03", "Contract ends: – → 3 Feb 2027"),
        ("3.2", "Please type the year"),
        ("31.2.2027", "no 31.02.2027 in the calendar"),
        ("soon", "cannot read “soon”"),
        ("1.1.2020", "end before it was signed"),
    ],
)
async def test_a_date_may_be_typed(world: World, typed: str, says: str) -> None:
    await asked(world, "Deals, notes ›", "Contract ends")
    world.janis.say(typed)
    await world.settle()
    assert says in world.janis.last.text


@pytest.mark.parametrize(
    ("path", "typed", "says"),
    [
        (("Deals, notes ›", "Share of sales"), "12,5 %", "Share of sales: – → 12.5 %"),
        (("Deals, notes ›", "Share of sales"), "120", "not a share from 0 to 100"),
        (("Deals, notes ›", "First deal"), "1.1.2030", "cannot lie in the future"),
        (("Name",), "x" * 101, "101 characters, at most 100"),
        (("Country",), "Финляндия", "Country: Latvia → Finland"),
        (("Country",), "Atlantis", "I know no country “Atlantis”"),
        (("Client number",), "LEV", "Another client has this number"),
        (("Tier",), "key", "choose with one of the buttons"),
        (("Deals, notes ›", "Notes"), "pays <late>\n\n\n\nalways", "pays <late>"),
    ],
)
async def test_what_is_typed_is_checked_in_clear_words(
    world: World, path: tuple[str, ...], typed: str, says: str
) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE clients SET external_id = 'LEV' WHERE id = :id", id=world.cast.levant)
    await asked(world, *path)
    world.janis.say(typed)
    await world.settle()
    assert says in world.janis.last.text


async def test_the_second_of_two_who_edit_at_once_is_asked_before_it_is_overwritten(world: World) -> None:
    await asked(world, "City")
    leads = await form(world, "ilze")
    await world.ilze.press("City", leads)
    await world.settle()
    world.ilze.say("Ventspils")
    await world.settle()
    world.janis.say("Liepāja")
    await world.settle()
    question = world.janis.last
    assert "Somebody has changed this meanwhile. Now: Ventspils" in question.text
    await world.janis.press("✅ Save mine anyway", question)
    await world.settle()
    assert "Saved: City: Ventspils → Liepāja" in question.text


async def test_a_doubtful_phone_is_kept_as_written_and_is_no_key(world: World) -> None:
    anna = world.cast.anna.person_id
    await asked(world, "Phone", contact="👤 Anna Bērziņa")
    world.janis.say("2612345")
    await world.settle()
    assert "Kept as written: 7 digits" in world.janis.last.text
    row = await world.app.db.one("SELECT phone, phone_key FROM people WHERE id = :id", id=anna)
    assert row is not None
    assert (row["phone"], row["phone_key"]) == ("2612345", None)
    await world.janis.press("Phone", world.janis.last)
    await world.settle()
    world.janis.say("29 555 123")
    await world.settle()
    assert "+37129555123" in world.janis.last.text


async def test_a_birthday_needs_no_year_and_moves_its_occasion(world: World) -> None:
    await world.jump(minutes=5)
    card = await asked(world, "Birthday", contact="👤 Anna Bērziņa")
    await world.janis.press("Feb", card)
    await world.janis.press("Dec", card)
    await world.settle()
    card_days = card.buttons
    assert ["29", "30", "31"] in card_days
    await world.janis.press("5", card)
    await world.settle()
    assert "Birthday: " in card.text
    assert "→ 5 December" in card.text
    world.janis.say("/dates")
    await world.settle()
    assert "5 Dec: Anna Bērziņa" in world.janis.last.text
    assert world.janis.last.text.count("Anna Bērziņa") == 1


async def test_a_client_is_handed_to_another_manager_with_all_that_is_open(world: World) -> None:
    card = await form(world, "oskars")
    await world.oskars.press("Manager", card)
    await world.oskars.press("Päivi", card)
    await world.settle()
    assert "Manager: Jānis Bērziņš → Päivi" in card.text
    assert "🤝 Acme Ltd is yours now, from Oskars" in world.paivi.last.text
    assert "looks after this client from now on" in world.janis.last.text
    world.janis.say("acme")
    await world.settle()
    assert "Nothing found" in world.janis.last.text
    await world.oskars.press("↩ Undo", card)
    await world.settle()
    world.janis.say("acme")
    await world.settle()
    assert "🏢 Acme Ltd" in world.janis.last.text


async def test_a_manager_hands_over_nothing_by_a_forged_button(world: World) -> None:
    card = await form(world)
    assert "Manager" not in str(card.buttons)
    paivi = world.cast.paivi.person_id
    for data in (f"es:c:{world.cast.acme}:manager:000000:{paivi}", f"ed:ask:c:{world.cast.acme}:manager:-1"):
        assert "not for your role" in (await world.janis.press_data(data, card)).text
    for data in (f"es:c:{world.cast.levant}:tier:000000:key", f"ed:form:c:{world.cast.levant}::0"):
        assert "I cannot find that" in (await world.janis.press_data(data, card)).text
    assert await world.app.db.value("SELECT COUNT(*) FROM edits") == 0


async def test_a_contact_changes_nothing_by_forged_buttons(world: World) -> None:
    world.anna.say("/help")
    await world.settle()
    acme, anna = world.cast.acme, world.cast.anna.person_id
    for data in (
        f"es:c:{acme}:tier:000000:key",
        f"ed:form:p:{anna}::0",
        f"ed:left:p:{anna}::-1",
        "ed:delete:d:1::-1",
    ):
        await world.anna.press_data(data, world.anna.last)
        await world.settle()
    assert await world.app.db.value("SELECT COUNT(*) FROM edits") == 0


async def test_a_connected_contact_decides_what_they_receive_staff_may_only_switch_off(world: World) -> None:
    card = await asked(world, "Notes, consents ›", "Ratings", contact="👤 Anna Bērziņa")
    assert card.buttons[0] == ["no"]
    await world.janis.press("no", card)
    await world.settle()
    assert "Saved: Ratings: yes → no" in card.text
    await world.janis.press("Ratings", card)
    await world.settle()
    data = f"es:p:{world.cast.anna.person_id}:surveys:{await seen(world, card)}:1"
    assert "decide this themselves" in (await world.janis.press_data(data, card)).text


async def seen(world: World, card: Message) -> str:
    """The fingerprint in the buttons of a question; from the step, where it has none."""
    args = str(await world.app.db.value("SELECT args FROM steps"))
    return args.partition('"seen": "')[2][:6]


async def test_a_contact_who_left_is_in_no_list_and_comes_back_by_undo(world: World) -> None:
    card = await asked(world, "Notes, consents ›", "🚪 Left their job", contact="👤 Anna Bērziņa")
    assert "Anna Bērziņa is not with Acme Ltd any more" in card.text
    world.janis.say("acme")
    await world.settle()
    assert "Anna" not in world.janis.last.text
    world.anna.say("/my")
    await world.settle()
    assert "not connected here, or not any more" in world.anna.last.text
    await world.janis.press("↩ Undo", card)
    await world.settle()
    world.janis.say("acme")
    await world.settle()
    assert "Anna" in world.janis.last.text


async def test_own_dates_are_listed_corrected_and_deleted(world: World) -> None:
    world.janis.say("acme")
    await world.settle()
    card = world.janis.last
    await world.janis.press("🎉 Add a date", card)
    world.janis.say("12.12.2010 Opened the shop")
    await world.settle()
    await world.janis.press("✏️ Edit", card)
    for label in ("Deals, notes ›", "📅 Own dates: 1", "1", "Day", "13"):
        await world.janis.press(label, card)
        await world.settle()
    assert "Day: 12 December → 13 December" in card.text
    world.janis.say("/dates")
    await world.settle()
    assert "13 Dec: Acme Ltd · Opened the shop" in world.janis.last.text
    await world.janis.press("🗑 Delete", card)
    await world.settle()
    assert "Deleted: Opened the shop" in card.text
    world.janis.say("/dates")
    await world.settle()
    assert "Opened the shop" not in world.janis.last.text
    await world.janis.press("↩ Undo", card)
    await world.settle()
    assert "1. 13 December (since 2010): Opened the shop" in card.text
    world.janis.say("/dates")
    await world.settle()
    assert "13 Dec: Acme Ltd · Opened the shop" in world.janis.last.text


async def test_the_audit_of_edits_holds_codes_and_no_texts(world: World) -> None:
    await asked(world, "Tier", "★ key")
    await asked(world, "City")
    world.janis.say("Ventspils")
    await world.settle()
    rows = await world.app.db.all(
        "SELECT action, old, new FROM audit WHERE action = 'client.edit' ORDER BY id"
    )
    assert [(row["old"], row["new"]) for row in rows] == [("tier=regular", "tier=key"), (None, "city")]
