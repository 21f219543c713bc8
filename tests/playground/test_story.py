"""The main job on the page, by the real bot: a low score, its case, a jump. Takes the pictures of the docs on the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from playground.play import opened
from tests.cast import StoppedClock

from .browser import IN_A_BROWSER

pytestmark = IN_A_BROWSER
PICTURES = os.environ.get("RAPPORT_PICTURES")


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Where pictures go: `RAPPORT_PICTURES=docs/pictures` takes those of the docs anew."""
    return Path(PICTURES or tmp_path)


async def take(page: Page, where: Path) -> None:
    if PICTURES:
        await page.wait_for_timeout(400)  # movements settle, for the eye only
    await page.screenshot(path=where)


async def test_a_low_score_becomes_a_case_and_the_morning_reminds(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    async with opened(tmp_path, clock=StoppedClock()) as world:
        page = await browser.new_page(viewport={"width": 1440, "height": 900}, device_scale_factor=1)
        await page.goto(world.playground.url)
        anna, janis, oskars = (page.locator(".phone").nth(n) for n in range(3))
        await anna.get_by_role("button", name="Rate").click()
        await expect(anna.get_by_text("How likely are you to recommend us")).to_be_visible()
        await anna.get_by_role("button", name="3", exact=True).click()
        await expect(anna.get_by_text("Your answer: 3 of 10")).to_be_visible()
        await expect(janis.get_by_text("Acme Ltd · case")).to_be_visible()
        await expect(oskars.get_by_text("Anna Bērziņa gave 3")).to_be_visible()
        await anna.get_by_role("button", name="Delivery").click()
        await expect(janis.get_by_text("Delivery")).to_be_visible()
        await take(page, pictures / "playground.png")

        await page.emulate_media(color_scheme="dark")
        await janis.get_by_role("button", name="Take").click()
        await page.get_by_role("button", name="Next:").click()
        await expect(page.locator(".stop")).not_to_have_count(0)
        await take(page, pictures / "playground-dark.png")

        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size({"width": 400, "height": 800})
        await page.get_by_role("tab", name="Jānis").click()
        await take(page, pictures / "playground-narrow.png")
        await page.close()
