"""/audit as the head reads it: words, filters, pages, a file."""

from io import BytesIO

from python_calamine import CalamineWorkbook

from playground.phone import Phone
from tests.chats.world import World


async def say(phone: Phone, words: str, world: World) -> str:
    phone.say(words)
    await world.settle()
    return phone.last.text


async def press(phone: Phone, label: str, world: World) -> str:
    await phone.press(label)
    await world.settle()
    return phone.last.text


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if " · " in line and not line.startswith("Filter")]


async def test_the_head_reads_in_human_words_who_opened_whose_card(world: World) -> None:
    await say(world.janis, "Acme", world)
    text = await say(world.ilze, "/audit", world)
    assert "Jānis Bērziņš opened the card of Acme Ltd · 10:00" in text
    assert "Mon 23 Nov" in text


async def test_person_client_kind_and_period_narrow_it_together(world: World) -> None:
    await say(world.janis, "Acme", world)
    await say(world.paivi, "Levant", world)
    await say(world.ilze, "/audit", world)
    text = await say(world.ilze, "/audit janis", world)
    assert "Jānis" in text
    assert "Päivi" not in text
    text = await say(world.ilze, "/audit Levant", world)
    assert "Filter: Levant Trade" in text
    assert "Päivi Korhonen opened the card of Levant Trade" in text
    assert "Acme" not in text
    assert "Nothing fits" in await press(world.ilze, "Exports", world)
    assert "Päivi" in await press(world.ilze, "Views", world)
    assert "Filter: Levant Trade · views · 23 Nov 2026" in await press(world.ilze, "Today", world)
    assert "Filter" not in await press(world.ilze, "✖ No filter", world)
    await world.jump(days=1)
    assert "Nothing fits" in await say(world.ilze, "/audit levant today views", world)
    text = await say(world.ilze, "/audit Levant 20.11-23.11", world)
    assert "Filter: Levant Trade · 20 Nov 2026 – 23 Nov 2026" in text
    assert "Päivi Korhonen opened" in text


async def test_pages_stand_still_while_new_lines_come(world: World) -> None:
    for _ in range(12):
        await say(world.janis, "Acme", world)
        await world.jump(minutes=1)
    first = await say(world.ilze, "/audit janis views", world)
    assert len(lines(first)) == 10
    second = await press(world.ilze, "Older ›", world)
    for _ in range(5):
        await say(world.janis, "Acme", world)
    card = world.ilze.last
    third = await press(world.ilze, "Older ›", world)
    assert len(lines(third)) == 4
    assert not any("Older" in label for row in world.ilze.last.buttons for label in row)
    assert await press(world.ilze, "‹ Newer", world) == second
    assert await press(world.ilze, "‹ Newer", world) == first
    newest = await press(world.ilze, "‹ Newer", world)
    assert len(lines(newest)) == 10
    assert card.id == world.ilze.last.id


async def test_several_of_a_name_are_asked_about_and_nobody_is_said(world: World) -> None:
    await say(world.janis, "Anna", world)
    assert "“e” fits several" in await say(world.ilze, "/audit e", world)
    assert "Filter: Levant Trade" in await press(world.ilze, "🏢 Levant Trade", world)
    assert "I know nobody and no client called “Zorro”" in await say(world.ilze, "/audit Zorro", world)
    assert "no period I know" in await say(world.ilze, "/audit 15.11-1.11", world)
    assert "no 31.02.2026 in the calendar" in await say(world.ilze, "/audit 31.02", world)


async def test_the_file_has_the_filter_and_is_a_line_itself(world: World) -> None:
    await say(world.janis, "Acme", world)
    await say(world.ilze, "/audit Acme", world)
    await world.ilze.press("⬇️ XLSX")
    await world.settle()
    message = world.ilze.last
    assert "🧾 Audit: Acme Ltd" in message.text
    sheet = CalamineWorkbook.from_filelike(BytesIO(world.ilze.file(message).data)).get_sheet_by_index(0)
    rows = sheet.to_python()
    assert rows[0][:4] == ["Time", "Who", "What", "Kind"]
    assert rows[-1][1:4] == ["Jānis Bērziņš", "Jānis Bērziņš opened the card of Acme Ltd", "views"]
    assert "Ilze Kalniņa exported the audit, lines: 2" in await say(world.ilze, "/audit exports", world)


async def test_forged_buttons_of_the_audit_are_refused(world: World) -> None:
    await say(world.ilze, "/audit", world)
    for phone in (world.oskars, world.janis, world.anna):
        await say(phone, "/help", world)
        for data in ("au:show:0:0:::0", "au:xlsx:0:0:::0", "au:older:0:0:::5"):
            assert "not for your role" in (await phone.press_data(data, phone.last)).text
    for data in ("au:show:0:0:x::0", "au:show:0:0::9-:0", "au:show:0:0::1-1:0"):
        assert "no period" in (await world.ilze.press_data(data, world.ilze.last)).text
    await world.ilze.press_data("au:older:0:0:::99999999", world.ilze.last)
    await world.settle()
    assert "Audit" in world.ilze.last.text


async def test_what_was_deleted_stays_readable(world: World) -> None:
    await say(world.ilze, "/add Short Lived", world)
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE audit SET client_id = 999 WHERE action = 'client.add'")
        await tx.execute(
            "INSERT INTO audit (at, action, thing) SELECT at, 'some.thing', 'what:7' FROM audit LIMIT 1"
        )
    text = await say(world.ilze, "/audit changes", world)
    assert "Ilze Kalniņa added client 999 (deleted)" in text
    assert "The program: some.thing" in text


async def test_a_day_at_the_ends_of_the_calendar_is_answered(world: World) -> None:
    for words in ("/audit 0001-01-01", "/audit 31.12.9999", "/audit 1.11-31.12.9999"):
        assert "in the calendar" in await say(world.ilze, words, world), words
