"""A screen that is too long for Telegram reaches its reader all the same."""

from html import unescape

from handlers.screen import Media, Screen, fitted


def test_what_fits_stays_as_it_is() -> None:
    screen = Screen("<b>" + "&lt;" * 4096 + "</b>")
    assert fitted(screen) is screen


def test_a_text_that_is_too_long_loses_its_end_and_no_half_sign() -> None:
    cut = fitted(Screen("<b>a&amp;b</b>" + "🙂" * 3000)).text
    assert cut.startswith("a&amp;b🙂")
    assert cut.endswith("🙂…")
    assert len(unescape(cut).encode("utf-16-le")) // 2 <= 4096


def test_a_caption_has_less_room() -> None:
    assert len(fitted(Screen("x" * 2000, media=Media("photo", "id"))).text) <= 1024
