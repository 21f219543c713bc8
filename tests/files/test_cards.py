"""vCards: whatever phones write."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.tables import BadFile, read
from bot.files.tables.cards import HEADER


def card(*lines: str, encoding: str = "utf-8") -> dict[str, str]:
    """The one person of a card of these lines."""
    text = "\r\n".join(["BEGIN:VCARD", "VERSION:3.0", *lines, "END:VCARD", ""])
    grid = read(text.encode(encoding), "ru")
    assert grid.header == HEADER
    assert len(grid.lines) == 1
    return {key: value for key, value in zip(HEADER, grid.lines[0].cells, strict=True) if value}


def test_somebody_without_a_company_is_a_client_of_their_own() -> None:
    assert card("N:Bērziņa;Anna;;;") == {"ORG": "Anna Bērziņa"}
    assert card("FN:Anna Bērziņa", "ORG:Acme\\, Ltd;Sales") == {"ORG": "Acme, Ltd", "FN": "Anna Bērziņa"}


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1990-04-15", "1990-04-15"),
        ("19900415", "19900415"),
        ("1990-04-15T00:00:00Z", "1990-04-15"),
        ("--0415", "--0415"),
        ("1604-04-15", "--04-15"),
        ("16040415", "--04-15"),
    ],
)
def test_birthdays_in_every_form(written: str, read_as: str) -> None:
    assert card("FN:Anna", f"BDAY;VALUE=date:{written}")["BDAY"] == read_as


def test_the_preferred_and_the_mobile_phone_come_first_and_faxes_never() -> None:
    phones = [
        "TEL;TYPE=FAX:1",
        "TEL;TYPE=HOME:222",
        "item1.TEL;TYPE=CELL:333",
        "item1.X-ABLabel:x",
        "TEL;PREF=1:444",
    ]
    found = card("FN:Anna", *phones)
    assert [found[name] for name in ("TEL", "TEL 2", "TEL 3")] == ["444", "333", "222"]


def test_folded_lines_and_line_feeds_in_notes_are_put_together() -> None:
    assert card("FN:Anna", "NOTE:one\\ntwo", "  and", "\tmore")["NOTE"] == "one\ntwo andmore"


def test_letters_are_those_of_the_property_else_of_the_file() -> None:
    assert card("FN:Ёлка", encoding="cp1251")["ORG"] == "Ёлка"
    assert card("FN;CHARSET=KOI8-R;ENCODING=QUOTED-PRINTABLE:=E1=CE=CE=C1")["ORG"] == "Анна"
    assert card("FN;CHARSET=NONSENSE:Anna")["ORG"] == "Anna"


def test_a_picture_of_15_megabytes_is_passed_over() -> None:
    picture = "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 60 + ("\r\n " + "A" * 74) * 200_000
    assert card("FN:Anna", picture, "TEL:26123456") == {"ORG": "Anna", "TEL": "26123456"}
    whole = "PHOTO;ENCODING=b:" + "A" * (15 * 1024 * 1024)
    assert card("FN:Anna", whole, "TEL:26123456") == {"ORG": "Anna", "TEL": "26123456"}


def test_old_pictures_whose_lines_are_not_indented_do_no_harm() -> None:
    assert card("FN:Anna", "PHOTO;BASE64:", "AAAA", "BBBB==", "", "TEL:26123456")["TEL"] == "26123456"


def test_a_card_of_very_many_numbers_gives_the_first_that_are_preferred() -> None:
    card = b"BEGIN:VCARD\nVERSION:3.0\nFN:Anna\n" + b"TEL:+37126123456\n" * 50_000 + b"END:VCARD\n"
    (line,) = read(card).lines
    assert line.cells.count("+37126123456") == 3


def test_a_card_that_breaks_off_is_left_out() -> None:
    assert read(b"BEGIN:VCARD\nFN:Anna\nEND:VCARD\nBEGIN:VCARD\nFN:No").lines[0].cells[0] == "Anna"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_in_a_card_are_read_or_refused(data: bytes) -> None:
    try:
        grid = read(b"BEGIN:VCARD\r\nFN:Anna\r\n" + data + b"\r\nEND:VCARD\r\n", "ru")
    except BadFile as refused:
        assert refused.code.startswith("file-")  # noqa: PT017 both ends are right, only a crash is wrong
    else:
        assert grid.header == HEADER
