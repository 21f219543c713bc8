"""A client's card, its form, a calendar and a contact on the page, by the real bot. Takes the docs' picture of them."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Browser, expect

from playground.play import opened
from tests.cast import StoppedClock

from .browser import IN_A_BROWSER
from .test_story import pictures, press, say, settled, take, visit

__all__ = ["pictures"]
pytestmark = IN_A_BROWSER


async def test_card_form_and_calendar_stand_side_by_side(
    browser: Browser, tmp_path: Path, pictures: Path
) -> None:
    async with opened(tmp_path, clock=StoppedClock()) as world:
        page = await visit(browser, world)
        _, janis, oskars = (page.locator(".phone").nth(n) for n in range(3))
        await say(janis, "acme")
        await expect(janis.get_by_text("❔ Missing:")).to_be_visible()
        await press(janis, "✏️ Edit")
        await press(janis, "Tier")
        await press(janis, "★ key")
        await expect(janis.get_by_text("Saved: Tier: regular → ★ key")).to_be_visible()
        await say(janis, "acme")
        await settled(world)
        await say(oskars, "acme")
        await press(oskars, "✏️ Edit")
        await press(oskars, "Deals, notes ›")
        await press(oskars, "Contract ends")
        await expect(oskars.get_by_text("Nov 2026").last).to_be_visible()
        await take(page, pictures / "clients.png")
        await page.close()
