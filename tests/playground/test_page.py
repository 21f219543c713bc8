"""The page in a real browser: three people talk to a bot, and the clock jumps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, expect

from playground import Playground
from tests.waiting import CEILING

from .browser import IN_A_BROWSER, PATIENCE
from .conftest import HandClock, png
from .corner_shop import ANNA, HEBREW, JANIS, Shop, open_shop

pytestmark = IN_A_BROWSER


@dataclass
class Table:
    """The page with its three phones, and the bot behind it."""

    page: Page
    town: Playground
    shop: Shop
    clock: HandClock

    @property
    def anna(self) -> Locator:
        return self.page.locator(".phone").nth(0)

    @property
    def janis(self) -> Locator:
        return self.page.locator(".phone").nth(1)

    @property
    def oskars(self) -> Locator:
        return self.page.locator(".phone").nth(2)

    async def started(self) -> Locator:
        """Let Anna press Start."""
        await self.anna.get_by_role("button", name="Start", exact=True).click()
        await expect(self.anna.get_by_text("Welcome, Anna")).to_be_visible()
        return self.anna


# What the page shows for a few seconds only stands until it was looked at.
SLOWLY = """
const soon = window.setTimeout;
window.setTimeout = (what, wait, ...more) => soon(what, wait > 3000 ? 600000 : wait, ...more);
"""


@pytest_asyncio.fixture(loop_scope="module")
async def table(browser: Browser, port_factory: Callable[[], int]) -> AsyncIterator[Table]:
    clock = HandClock()
    town = Playground(clock)
    town.world.queries.lifetime = CEILING
    url = await town.start(port_factory())
    context = await browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_default_timeout(PATIENCE)
    await context.add_init_script(SLOWLY)
    page = await context.new_page()
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if "Content Security" in said.text else None)
    async with open_shop(town, clock) as shop:
        await page.goto(url)
        await expect(page.locator(".phone")).to_have_count(3)
        yield Table(page, town, shop, clock)
        await context.close()
    await town.stop()
    assert not trouble


async def test_a_score_is_pressed_and_everybody_sees_it_at_once(table: Table) -> None:
    anna = await table.started()
    await anna.get_by_role("button", name="Rate", exact=True).click()
    await anna.get_by_role("button", name="3", exact=True).click()
    await expect(anna.get_by_text("Your answer: 3 of 10")).to_be_visible()
    await expect(anna.locator(".toast")).to_have_text("Stored")
    await expect(anna.locator(".foot").last).to_contain_text("edited")
    await expect(anna.locator(".busy")).to_have_count(0)
    await expect(table.janis.get_by_text("Anna Bērziņa, Acme Ltd: 3 of 10")).to_be_visible()
    await expect(table.oskars.get_by_text("Low score: 3")).to_be_visible()
    await table.janis.get_by_role("button", name="Take").click()
    await expect(table.janis.get_by_role("button", name="Take")).to_have_count(0)


async def test_all_is_done_by_keyboard(table: Table) -> None:
    anna, keyboard = await table.started(), table.page.keyboard
    await expect(anna.get_by_label("Message", exact=True)).to_be_focused()
    await keyboard.type("/ra")
    await expect(anna.get_by_role("option", name="/rate")).to_be_visible()
    await keyboard.press("ArrowUp")
    await keyboard.press("Enter")
    await anna.get_by_role("button", name="10", exact=True).press("Enter")
    await expect(anna.get_by_text("Your answer: 10 of 10")).to_be_visible()
    await anna.get_by_role("button", name="Reply to this message").last.press("Enter")
    await expect(anna.locator(".replying")).to_be_visible()
    await keyboard.press("Escape")
    await expect(anna.locator(".replying")).to_be_hidden()
    await anna.get_by_role("button", name="Reply to this message").last.press("Enter")
    await keyboard.type("two\nlines".replace("\n", " "))
    await keyboard.press("Enter")
    await expect(anna.locator(".mine .quoted")).to_contain_text("Your answer: 10")
    await anna.get_by_role("button", name="Anna Bērziņa").press("Enter")
    await expect(anna.get_by_role("dialog", name="Whose phone")).to_be_visible()
    await keyboard.press("ArrowDown")
    await keyboard.press("Escape")
    await expect(anna.locator(".switch")).to_be_focused()


async def test_photos_albums_files_and_voices_are_sent(table: Table, tmp_path: Path) -> None:
    anna = await table.started()
    await anna.get_by_label("Message", exact=True).fill("the box is broken")
    await anna.get_by_role("button", name="Attach").click()
    await anna.get_by_role("menuitem", name="Sample photo").click()
    await expect(anna.get_by_text("Complaint C-0142")).to_be_visible()
    await expect(anna.locator(".reactions")).to_have_text("👀")
    await expect(anna.get_by_text("the box is broken")).to_be_visible()
    await expect(table.janis.locator(".picture img")).to_have_js_property("complete", True)
    names = []
    for name, data in (("a.png", png(30, 20)), ("b.png", png(20, 30)), ("list <1>.csv", b"a;b\n")):
        (tmp_path / name).write_bytes(data)
        names.append(tmp_path / name)
    await anna.locator("input[type=file]").set_input_files(names)
    await expect(anna.locator(".pictures.n2 img")).to_have_count(2)
    async with table.page.expect_download() as started:
        await anna.get_by_role("link", name="list <1>.csv").click()
    saved = await (await started.value).path()
    assert saved.read_bytes() == b"a;b\n"
    await anna.get_by_role("button", name="Attach").click()
    await anna.get_by_role("menuitem", name="Sample voice message").click()
    await expect(anna.get_by_label("Voice message, 0:07")).to_be_visible()
    await anna.get_by_role("button", name="Open the photo").first.click()
    await expect(table.page.get_by_role("dialog", name="Picture")).to_be_visible()
    await table.page.keyboard.press("Escape")
    await expect(table.page.get_by_role("dialog", name="Picture")).to_be_hidden()


async def test_a_jump_stops_at_all_that_falls_due(table: Table) -> None:
    page = table.page
    await expect(page.locator("#now-time")).to_have_text("11:30")
    await expect(page.get_by_role("button", name="Next thing due")).to_be_enabled()
    await page.get_by_role("button", name="Next thing due").click()
    await expect(page.locator(".stop")).to_have_count(1)
    await expect(page.locator("#now-time")).to_have_text("13:30")
    await expect(table.janis.get_by_text("Call Anna Bērziņa")).to_be_visible()
    await page.get_by_role("button", name="+1 day").click()
    await expect(page.locator("#now-date")).to_have_text("Tuesday, 24 November 2026")
    await expect(page.locator(".stop .stamp")).to_have_text(
        ["13:30 Mon 23 Nov", "07:30 Tue 24 Nov", "10:30 Tue 24 Nov"]
    )
    assert [m.date % 86400 // 3600 for m in table.town.phones[JANIS].messages[-3:]] == [11, 5, 8]
    await expect(page.get_by_role("button", name="Nothing due")).to_be_disabled()
    await page.get_by_role("button", name="+1 hour").click()
    await expect(page.locator(".stop").last).to_contain_text("Nothing was due on the way.")
    await page.get_by_role("button", name="Jump to…").click()
    await page.get_by_label("Go to this day and time").fill("2027-07-01T09:00")
    await page.get_by_role("button", name="Jump", exact=True).click()
    await expect(page.locator("#now-date")).to_have_text("Thursday, 1 July 2027")
    await expect(page.locator("#now-time")).to_have_text("09:00")
    assert table.clock().isoformat() == "2027-07-01T06:00:00+00:00"
    await page.get_by_role("button", name="Jump to…").click()
    await page.get_by_label("Go to this day and time").fill("2026-07-01T09:00")
    await page.keyboard.press("Enter")
    await expect(page.locator(".stop").last).to_contain_text("the clock only goes forward")


async def test_any_person_can_be_looked_at_and_what_they_missed_is_counted(table: Table) -> None:
    anna = await table.started()
    await anna.get_by_role("button", name="Anna Bērziņa").click()
    await anna.get_by_role("button", name="Sam Stranger").click()
    await expect(anna.get_by_role("button", name="Start", exact=True)).to_be_visible()
    table.town.phones[ANNA].say("hello")
    badge = anna.locator(".switch > .badge")
    await expect(badge).to_have_text("1")
    await expect(table.page).to_have_title("(1) Rapport playground")
    await table.oskars.get_by_role("button", name="Oskars Liepa").click()
    await table.oskars.get_by_role("button", name="Anna Bērziņa").click()
    await expect(table.oskars.get_by_text("You wrote: hello")).to_be_visible()
    await expect(badge).to_be_hidden()
    await table.page.reload()
    await expect(table.oskars.get_by_text("You wrote: hello")).to_be_visible()


async def test_a_link_is_opened_by_somebody_new(table: Table) -> None:
    await table.janis.get_by_label("Message", exact=True).fill("/links")
    await table.page.keyboard.press("Enter")
    await expect(table.janis.get_by_role("link", name="ours")).to_have_attribute(
        "href", "https://example.org/x"
    )
    await table.anna.get_by_role("button", name="Anna Bērziņa").click()
    await table.anna.get_by_role("button", name="Join as a new person…").click()
    dialog = table.page.get_by_role("dialog", name="Join as a new person")
    await expect(dialog.get_by_label("Link they were given")).to_have_value(
        "https://t.me/rapport_bot?start=cABC123"
    )
    await dialog.get_by_label("Name").fill("Maria <b>")
    await dialog.get_by_label("Language").select_option("ru")
    await dialog.get_by_role("button", name="Join", exact=True).click()
    await expect(table.anna.locator(".switch .name")).to_have_text("Maria <b>")
    await expect(table.anna.locator(".mine").get_by_text("/start cABC123")).to_be_visible()
    await table.janis.get_by_role("button", name="t.me/rapport_bot?start=cABC123").click()
    await expect(table.janis.locator(".mine").get_by_text("/start cABC123")).to_be_visible()


async def test_the_bot_is_blocked_and_let_in_again(table: Table) -> None:
    anna = await table.started()
    await anna.get_by_role("button", name="More").click()
    await anna.get_by_role("menuitem", name="Stop and block the bot").click()
    await expect(anna.locator(".switch .role")).to_contain_text("has blocked the bot")
    assert table.town.phones[ANNA].user.blocked
    await anna.get_by_role("button", name="Unblock").click()
    await expect(anna.get_by_label("Message", exact=True)).to_be_focused()
    assert not table.town.phones[ANNA].user.blocked


async def test_an_alert_waits_to_be_read(table: Table) -> None:
    anna = await table.started()
    await anna.get_by_role("button", name="Rate", exact=True).click()
    await anna.get_by_role("button", name="Later").click()
    alert = anna.get_by_role("alertdialog")
    await expect(alert).to_contain_text("We ask again tomorrow at 10:00.")
    await expect(alert.get_by_role("button", name="OK")).to_be_focused()
    await table.page.keyboard.press("Enter")
    await expect(alert).to_have_count(0)


async def test_it_shows_that_the_bot_is_at_work(table: Table) -> None:
    anna = await table.started()
    table.town.world.tell("typing", ANNA, "typing")
    await expect(anna.locator(".switch .role")).to_have_text("Rapport is typing…")
    table.town.phones[ANNA].say("hello")
    await expect(anna.locator(".switch .role")).to_have_text("Client · Acme Ltd")


async def test_nothing_that_people_write_becomes_markup(table: Table) -> None:
    anna = await table.started()
    evil = '<img src=x onerror="document.title=1"> <b>&amp; <script>'
    await anna.get_by_label("Message", exact=True).fill(evil)
    await table.page.keyboard.press("Enter")
    await expect(anna.get_by_text(f"You wrote: {evil}")).to_be_visible()
    await expect(anna.locator(".text img, .text script, .mine b")).to_have_count(0)


async def test_hebrew_runs_from_right_to_left(table: Table) -> None:
    anna = await table.started()
    table.town.phones[ANNA].say(HEBREW)
    text = anna.locator(".mine .text").last
    await expect(text).to_have_text(HEBREW)
    await expect(text).to_have_css("direction", "rtl")
    await expect(anna.locator(".text").first).to_have_css("direction", "ltr")


async def test_a_card_is_sent_in_ones_own_name(table: Table) -> None:
    anna = await table.started()
    await anna.get_by_role("button", name="Rate", exact=True).click()
    await anna.get_by_role("button", name="9", exact=True).click()
    await table.janis.get_by_role("button", name="Send from me…").click()
    offered = table.janis.get_by_role("dialog", name="Results to send")
    await offered.get_by_role("combobox").select_option("Anna Bērziņa · Client · Acme Ltd")
    await offered.get_by_role("button", name="Birthday card for Anna").click()
    await expect(anna.get_by_text("Dear Anna, happy birthday!")).to_be_visible()
    await expect(anna.locator(".foot").last).to_contain_text("via bot")
    await expect(offered).to_be_hidden()


async def test_in_a_narrow_window_phones_become_tabs(table: Table) -> None:
    page = table.page
    await page.set_viewport_size({"width": 420, "height": 820})
    await expect(page.get_by_role("tab")).to_have_count(3)
    await expect(table.anna).to_be_visible()
    await expect(table.janis).to_be_hidden()
    table.town.phones[JANIS].say("hello")
    tab = page.get_by_role("tab", name="Jānis")
    await expect(tab.locator(".badge")).to_have_text("1")
    await page.get_by_role("tab", name="Anna").press("ArrowRight")
    await expect(tab).to_be_focused()
    await expect(table.janis).to_be_visible()
    await expect(tab.locator(".badge")).to_be_hidden()
    overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0


async def test_the_page_comes_back_when_the_playground_does(table: Table) -> None:
    port = int(table.town.url.rpartition(":")[2])
    assert table.town._runner
    await table.town._runner.cleanup()
    await expect(table.page.get_by_text("The playground does not answer")).to_be_visible()
    await table.town.start(port)
    await expect(table.page.get_by_text("The playground does not answer")).to_be_hidden()
    await table.started()


async def test_other_pages_and_forms_cannot_speak_to_it(table: Table) -> None:
    async with aiohttp.ClientSession() as session:
        body = '{"person": 2001, "text": "x"}'
        where = f"{table.town.url}/play/say"
        async with session.post(where, data=body, headers={"Content-Type": "text/plain"}) as response:
            assert (response.status, "sends JSON" in await response.text()) == (400, True)
        async with session.post(where, data=body, headers={"Origin": "http://evil.example"}) as response:
            assert response.status == 403
        async with session.get(table.town.url) as response:
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self'")
        for path in ("/nothing.js", "/../server.py", "/play/nothing", "/play/history?person=1"):
            async with session.get(table.town.url + path) as response:
                assert response.status in (400, 404)
