"""QR codes: pictures that a phone can read."""

import io

from PIL import Image

from bot.files import qr

LINK = "https://t.me/rapport_bot?start=c" + "A1b2" * 8


def test_a_code_is_a_sharp_picture_with_a_quiet_white_edge() -> None:
    picture = Image.open(io.BytesIO(qr.png(LINK))).convert("L")
    assert picture.format is None
    assert picture.width == picture.height
    assert 400 <= picture.width <= 760
    edge = picture.crop((0, 0, picture.width, picture.width // 15))
    assert edge.getextrema() == (255, 255)
    assert picture.getextrema() == (0, 255)


def test_the_same_link_gives_the_same_picture_and_another_link_another() -> None:
    assert qr.png(LINK) == qr.png(LINK)
    assert qr.png(LINK) != qr.png(LINK + "x")
    assert qr.png(LINK).startswith(b"\x89PNG")
