"""The main job on the page, by the real bot: score, case, complaint, reminders, figures. Takes the docs' pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, Response, expect

from playground.play import World, opened
from tests.cast import StoppedClock

from .browser import IN_A_BROWSER, PATIENCE

pytestmark = IN_A_BROWSER
PICTURES = os.environ.get("RAPPORT_PICTURES")


async def visit(browser: Browser, world: World, height: int = 1000) -> Page:
    """The page, open; on a slow machine it gets its time."""
    page = await browser.new_page(viewport={"width": 1440, "height": height}, device_scale_factor=1)
    page.set_default_timeout(PATIENCE)
    await page.goto(world.playground.url)
    return page


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go: `RAPPORT_PICTURES=docs/pictures` takes those of the docs anew."""
    return Path(PICTURES or tmp_path)


async def take(page: Page, where: Path) -> None:
    if PICTURES:
        await page.wait_for_timeout(400)  # movements settle, for the eye only
    await page.screenshot(path=where)


async def settled(world: World) -> None:
    """What was sent from the page has come and been answered."""
    await world.playground.idle()
    await world.app.idle()


def is_told(answer: Response) -> bool:
    """Whether the page has told the playground something."""
    return answer.request.method == "POST"


async def say(phone: Locator, text: str) -> None:
    """Type and send; returns when Telegram has it."""
    box = phone.get_by_role("textbox").last
    await box.fill(text)
    async with phone.page.expect_response(is_told):
        await box.press("Enter")


async def press(phone: Locator, label: str) -> None:
    """Press the newest button of this name; returns when Telegram has heard it."""
    async with phone.page.expect_response(is_told):
        await phone.get_by_role("button", name=label, exact=True).last.click()


async def jump(page: Page, days: int = 0, hours: int = 0) -> None:
    """Move the clock by the page's own buttons; each is free again when everything due on the way is done."""
    for label, times in (("+1 day", days), ("+1 hour", hours)):
        for _ in range(times):
            await page.get_by_role("button", name=label).click()
            await expect(page.get_by_role("button", name=label)).to_be_enabled()


async def test_a_low_score_becomes_a_case_and_the_morning_reminds(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    async with opened(tmp_path, clock=StoppedClock()) as world:
        page = await visit(browser, world, 900)
        anna, janis, oskars = (page.locator(".phone").nth(n) for n in range(3))
        await anna.get_by_role("button", name="Rate").click()
        await expect(anna.get_by_text("How likely are you to recommend us")).to_be_visible()
        await anna.get_by_role("button", name="3", exact=True).click()
        await expect(anna.get_by_text("Your answer: 3 of 10")).to_be_visible()
        await expect(janis.get_by_text("Acme Ltd · case")).to_be_visible()
        await expect(oskars.get_by_text("Acme Ltd · case")).to_be_visible()
        await anna.get_by_role("button", name="Delivery").click()
        await expect(janis.get_by_text("Delivery")).to_be_visible()
        await take(page, pictures / "playground.png")

        await page.emulate_media(color_scheme="dark")
        await janis.get_by_role("button", name="Take").click()
        await page.get_by_role("button", name="Next thing due").click()
        await expect(page.locator(".stop")).not_to_have_count(0)
        await take(page, pictures / "playground-dark.png")

        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size({"width": 400, "height": 800})
        await page.get_by_role("tab", name="Jānis").click()
        await take(page, pictures / "playground-narrow.png")
        await page.close()


async def test_a_complaint_with_a_photo_is_followed_to_settled(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    async with opened(tmp_path, clock=StoppedClock()) as world:
        page = await visit(browser, world)
        anna, janis, _ = (page.locator(".phone").nth(n) for n in range(3))
        await press(anna, "⚠️ Complaint")
        await expect(anna.get_by_text("What would you like to send?")).to_be_visible()
        await press(anna.locator(".log"), "⚠️ Complaint")
        await press(anna, "Delivery")
        await say(anna, "Two pallets came wet.")
        await expect(anna.get_by_text("Received: 4 words")).to_be_visible()
        await anna.get_by_role("button", name="Attach").click()
        await page.get_by_text("Sample photo", exact=False).first.click()
        await expect(anna.get_by_text("Received: 1 photo")).to_be_visible()
        await press(anna, "➡️ That is all")
        await press(anna, "✅ Send complaint")
        await expect(anna.get_by_text("Step 1 of 4").first).to_be_visible()
        await expect(janis.get_by_text("Complaint C-").first).to_be_visible()
        await press(janis, "✋ Take")
        await expect(anna.get_by_text("Step 2 of 4").first).to_be_visible()
        await take(page, pictures / "complaint.png")
        await press(janis, "Set step…")
        await press(janis, "✅ Solved…")
        for words in ("Packed without foil", "Two new pallets sent today", "Foil is checked at loading"):
            await say(janis, words)
            await expect(janis.get_by_text(words).first).to_be_visible()
            await settled(world)
        await press(janis, "✅ Send to client")
        await expect(anna.get_by_text("Is it solved?").first).to_be_visible()
        await press(anna, "✅ Yes, solved")
        await expect(anna.get_by_text("Step 4 of 4").first).to_be_visible()
        await page.close()


async def test_a_month_passes_from_the_annual_survey_to_the_leads_figures(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    async with opened(tmp_path, clock=StoppedClock()) as world:
        page = await visit(browser, world)
        anna, janis, oskars = (page.locator(".phone").nth(n) for n in range(3))
        for text in ("/exhibition", "Riga Expo", "20.01.2027-22.01.2027", "Riga, hall 2", "C-17"):
            await say(oskars, text)
            await expect(oskars.locator(".log").get_by_text(text).last).to_be_visible()
            await settled(world)
        await press(oskars, "Everybody")
        await press(oskars, "✅ Start")
        await say(janis, "/call Acme tomorrow 11:00")
        await expect(janis.get_by_text("Due Tue 24 Nov, 11:00")).to_be_visible()
        await jump(page, days=8, hours=5)
        for button in ("3", "☐ Delivery", "Done", "▶ Go on: question 2 of 8", "4", "7"):
            await press(anna, button)
            await settled(world)
        await expect(anna.get_by_text("Question 4 of 8")).to_be_visible()
        await expect(janis.get_by_text("Reasons: Delivery")).to_be_visible()
        await take(page, pictures / "loop.png")
        await jump(page, days=6)
        await expect(oskars.get_by_text("The week of team Riga").last).to_be_attached()
        await say(oskars, "/huddle")
        await expect(oskars.get_by_text("1 contact answered").last).to_be_visible()
        await say(oskars, "/why Acme")
        await expect(oskars.get_by_text("What helps: close it").last).to_be_visible()
        await take(page, pictures / "monday.png")
        await jump(page, days=16)
        await expect(janis.get_by_text("Igor Sokolov, Acme Ltd · birthday").first).to_be_attached()
        await expect(janis.get_by_text("Your list: 0 of").first).to_be_attached()
        await page.set_viewport_size({"width": 1440, "height": 1320})  # the whole picture with its buttons
        await say(oskars, "/stats 1y")
        await expect(oskars.get_by_role("img").last).to_be_visible()
        await expect(oskars.get_by_role("button", name="1 y •")).to_be_visible()
        await take(page, pictures / "figures.png")
        await page.close()
