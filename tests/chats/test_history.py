"""A client's card with all its fields, many contacts by pages, and its history as a timeline."""

from tests.chats.world import World


async def card(world: World, words: str = "acme") -> None:
    """Jānis has Acme's card before him."""
    world.janis.say(words)
    await world.settle()


async def test_the_card_shows_what_is_filled_in_and_one_line_of_what_is_missing(world: World) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute(
            "UPDATE clients SET share = 12.5, status = 'risk', contract_ends = '2027-03-01', notes = 'pays late'"
            " WHERE id = :id",
            id=world.cast.acme,
        )
        await tx.execute("UPDATE contacts SET likes = 'tea', decision_maker = 1, surveys = 0")
    await card(world)
    text = world.janis.last.text
    for part in (
        "Acme Ltd · № ACME",
        "regular · at risk · retail · Riga · Latvia · 12.5 % of sales",
        "ends 1 Mar 2027",
        "Purchasing · ★ decides · +37126123456 · in Telegram",
        "likes tea · no ratings",
        "❔ Missing: e-mail of Anna Bērziņa",
        "pays late",
    ):
        assert part in text, part
    assert len(world.janis.last.buttons) <= 6


async def test_more_than_eight_contacts_are_reached_by_pages(world: World) -> None:
    async with world.app.db.transaction() as tx:
        for number in range(10):
            person = await tx.value(
                "INSERT INTO people (role, name, folded, created_at) VALUES ('contact', :name, :name, 1) RETURNING id",
                name=f"zoe {number}",
            )
            await tx.execute(
                "INSERT INTO contacts (person_id, client_id) VALUES (:id, :client)",
                id=person,
                client=world.cast.acme,
            )
    await card(world)
    shown = world.janis.last
    assert "8. 👤 zoe 5" in shown.text
    assert "zoe 9" not in shown.text
    await world.janis.press("›", shown)
    await world.settle()
    assert "12. 👤 zoe 9" in shown.text
    await world.janis.press("👤 12", shown)
    await world.settle()
    assert "👤 zoe 9 · Acme Ltd" in shown.text


async def test_a_contact_is_sent_as_a_card_for_the_address_book(world: World) -> None:
    await card(world)
    await world.janis.press("👤 Anna Bērziņa")
    await world.janis.press("📇 Contact")
    await world.settle()
    sent = world.janis.last
    assert sent.kind == "contact"
    assert "FN:Anna Bērziņa" in str(sent.media)
    rows = await world.app.db.all("SELECT action FROM audit WHERE action = 'contact.file'")
    assert len(rows) == 1


async def test_the_history_is_grouped_by_day_with_words_and_opens_what_has_a_card(world: World) -> None:
    await card(world)
    shown = world.janis.last
    await world.janis.press("📞 Log touch", shown)
    await world.janis.press("📞 Call", shown)
    await world.settle()
    world.janis.say("wants prices " + "again and " * 20, reply_to=shown)
    world.anna.say("/rate")
    await world.settle()
    await world.anna.press("3")
    await world.settle()
    world.anna.say("Too slow")
    await world.settle()
    await world.jump(days=1)
    await card(world)
    shown = world.janis.last
    world.janis.say("likes <tea>", reply_to=shown)
    await world.settle()
    await world.janis.press("✏️ Edit", shown)
    await world.janis.press("Tier", shown)
    await world.janis.press("★ key", shown)
    await world.janis.press("‹ Card", shown)
    await world.janis.press("🕘 History", shown)
    await world.settle()
    text = shown.text
    assert (
        text.index("Tue 24 Nov")
        < text.index("likes <tea>")
        < text.index("Mon 23 Nov")
        < text.index("Too slow")
    )
    assert "Tier: regular → ★ key · Jānis Bērziņš" in text
    assert "1. 10:00 🔁 Case opened" in text
    await world.janis.press("📝", shown)
    await world.settle()
    assert "Too slow" not in shown.text
    await world.janis.press("⭐", shown)
    await world.settle()
    assert "⭐ 3 · Anna Bērziņa: Too slow" in shown.text
    await world.janis.press("All", shown)
    await world.janis.press("1", shown)
    await world.settle()
    assert "Acme Ltd" in world.janis.last.text
    assert world.janis.last is not shown


async def test_pages_of_the_history_stand_still_while_things_happen(world: World) -> None:
    await card(world)
    shown = world.janis.last
    for number in range(12):
        world.janis.say(f"note {number}", reply_to=shown)
        await world.settle()
    await world.jump(minutes=2)
    await world.janis.press("🕘 History", shown)
    await world.settle()
    assert "note 2" in shown.text
    assert "note 1\n" not in shown.text
    await world.jump(minutes=2)
    await world.app.db.value("SELECT 1")
    async with world.app.db.transaction() as tx:
        await tx.execute(
            "INSERT INTO touches (key, client_id, by_id, kind, at, created_at)"
            " VALUES ('k', :client, :by, 'visit', :at, :at)",
            client=world.cast.acme,
            by=world.cast.janis.person_id,
            at=int(world.clock().timestamp() * 1_000_000),
        )
    await world.janis.press("›", shown)
    await world.settle()
    assert "note 1" in shown.text
    assert "note 0" in shown.text
    assert "note 2" not in shown.text


async def test_another_managers_history_is_like_none(world: World) -> None:
    await card(world)
    for data in (
        f"hi:{world.cast.levant}:0:99999999:",
        f"cl:page:{world.cast.levant}:1:",
        f"pe:share:{world.cast.noa.person_id}:0",
    ):
        assert "I cannot find that" in (await world.janis.press_data(data, world.janis.last)).text
