"""Phones as people write them, in exports and on cards."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import phones
from bot.domain.countries import country_code
from bot.domain.phones import Phone, PhoneWarning

DATA = Path(__file__).parents[1] / "data"


def phone(raw: str, country: str | None = "LV") -> Phone:
    """A phone that is not an empty text."""
    read = phones.read(raw, country)
    assert read is not None
    return read


@pytest.mark.parametrize(
    ("raw", "country", "e164"),
    [
        ("26123456", "LV", "+37126123456"),
        (" 26 123 456 ", "LV", "+37126123456"),
        ("+371 26123456", None, "+37126123456"),
        ("+371 26123456", "US", "+37126123456"),
        ("00371 26123456", "US", "+37126123456"),
        ("37126123456.0", "LV", "+37126123456"),
        ("26123456.0", "LV", "+37126123456"),
        ("3.7126123456E+10", "LV", "+37126123456"),
        ("37126123456", "GB", "+37126123456"),  # the plus that a spreadsheet dropped
        ("8 (912) 345-67-89", "RU", "+79123456789"),
        ("030-0074321", "DE", "+49300074321"),
        ("03-1234567", "IL", "+97231234567"),
        ("(503) 555-7555", "US", "+15035557555"),
    ],
)
def test_a_good_number_is_read_in_national_and_international_form(
    raw: str, country: str | None, e164: str
) -> None:
    read = phone(raw, country)
    assert (read.e164, read.warning, read.key) == (e164, None, e164)


@pytest.mark.parametrize(
    ("raw", "country", "warning"),
    [
        ("2612345", "LV", PhoneWarning("phone-short", 7, "8", "LV")),
        ("+371 2612345", None, PhoneWarning("phone-short", 7, "8", "LV")),
        ("261234567", "LV", PhoneWarning("phone-long", 9, "8", "LV")),
        ("(5) 555-4729", "MX", PhoneWarning("phone-short", 8, "10", "MX")),
        ("(071) 23 67 22 20", "BE", PhoneWarning("phone-long", 11, "8-9", "BE")),
        ("07-98 92 35", "NO", PhoneWarning("phone-unused", 8, "8", "NO")),
        ("26123456", None, PhoneWarning("phone-country", 8)),
        ("26123456, 29111222", "LV", PhoneWarning("phone-several", 16)),
        ("26123456 / 29111222", "LV", PhoneWarning("phone-several", 16)),
        ("3.71E+10", "LV", PhoneWarning("phone-rounded", 3)),
        ("call Anna", "LV", PhoneWarning("phone-unreadable", 0)),
        ("12", "LV", PhoneWarning("phone-unreadable", 2)),
    ],
)
def test_a_doubtful_number_is_kept_as_written_and_is_never_a_key(
    raw: str, country: str | None, warning: PhoneWarning
) -> None:
    assert phone(raw, country) == Phone(raw, None, "", warning)
    assert phone(raw, country).key is None
    assert phone(raw, country).shown == raw


def test_two_people_behind_one_switchboard_have_two_keys() -> None:
    one, other = phone("67000000 ext. 5"), phone("67000000 ext. 6")
    assert one.e164 == other.e164 == "+37167000000"
    assert one.key != other.key
    assert one.shown == "+371 67 000 000 ext. 5"


def test_an_empty_cell_is_no_phone() -> None:
    assert phones.read("  ", "LV") is None


def test_every_phone_of_the_northwind_company_is_read_or_doubted_with_a_reason() -> None:
    with (DATA / "northwind-clients.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    read = [phone(row["phone"], country_code(row["country"])) for row in rows]
    assert len(read) == 91
    doubtful = [one for one in read if one.warning]
    assert len(doubtful) == 43
    assert [one.raw for one in read] == [row["phone"] for row in rows]
    assert all((one.e164 is None) is (one.warning is not None) for one in read)


@given(st.text(max_size=80), st.sampled_from([None, "LV", "IL", "US", "ZZ"]))
def test_any_text_is_a_number_or_a_doubt(raw: str, country: str | None) -> None:
    read = phones.read(raw, country)
    assert read is None or (read.e164 is None) is (read.warning is not None)
    if read and read.e164:
        again = phone(read.e164, None)
        assert again.e164 == read.e164


COUNTRIES = {
    "LV": ("26 123 456", "+37126123456"),
    "LT": ("8 612 34567", "+37061234567"),
    "EE": ("5123 4567", "+37251234567"),
    "FI": ("040 123 4567", "+358401234567"),
    "SE": ("070-123 45 67", "+46701234567"),
    "NO": ("412 34 567", "+4741234567"),
    "DK": ("32 12 34 56", "+4532123456"),
    "RU": ("8 (912) 345-67-89", "+79123456789"),
    "KZ": ("8 701 123 45 67", "+77011234567"),
    "BY": ("8 029 123 45 67", "+375291234567"),
    "UA": ("067 123 4567", "+380671234567"),
    "PL": ("601 123 456", "+48601123456"),
    "DE": ("030 1234567", "+49301234567"),
    "AT": ("0664 1234567", "+436641234567"),
    "CH": ("079 123 45 67", "+41791234567"),
    "NL": ("06-12345678", "+31612345678"),
    "BE": ("0475 12 34 56", "+32475123456"),
    "FR": ("06 12 34 56 78", "+33612345678"),
    "IT": ("02 1234 5678", "+390212345678"),
    "ES": ("612 34 56 78", "+34612345678"),
    "GB": ("020 7946 0958", "+442079460958"),
    "IE": ("085 123 4567", "+353851234567"),
    "IL": ("054-765-4321", "+972547654321"),
    "TR": ("0555 123 45 67", "+905551234567"),
    "AE": ("050 123 4567", "+971501234567"),
    "US": ("(212) 555-2368", "+12125552368"),
    "BR": ("(11) 91234-5678", "+5511912345678"),
    "CN": ("138 1234 5678", "+8613812345678"),
    "IN": ("098765 43210", "+919876543210"),
    "AU": ("0412 345 678", "+61412345678"),
}


@pytest.mark.parametrize("country", COUNTRIES)
def test_numbers_of_thirty_countries_are_read_as_at_home_and_from_abroad(country: str) -> None:
    national, e164 = COUNTRIES[country]
    elsewhere = "LV" if country != "LV" else "GB"
    digits = e164.removeprefix("+")
    assert phone(national, country).key == e164
    for written in (
        e164,
        f"+{digits[:3]} {digits[3:6]}-{digits[6:]}",
        f"00{digits}",
        f"00 {digits[:4]} {digits[4:]}",
    ):
        assert phone(written, elsewhere).key == e164
    assert phone(f"011 {digits}", "US").key == e164
    assert phone(f"8~10 {digits}", "RU").key == e164
    assert phone(f"{digits}.0", country).key == e164
    assert phone(f"{e164[0]}{e164[1:]}.0", elsewhere).key == e164


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("67000000 ext. 12", "+37167000000;12"),
        ("67000000 x12", "+37167000000;12"),
        ("+371 67000000 #12", "+37167000000;12"),
        ("67000000 доб. 12", "+37167000000;12"),
        ("67000000, вн. 12", "+37167000000;12"),
        ("67000000 внутр 12", "+37167000000;12"),
        ("67000000 iekš. 12", "+37167000000;12"),
        ("67000000 alanumero 12", "+37167000000;12"),
        ("67000000 linje 12", "+37167000000;12"),
        ("67000000 שלוחה 12", "+37167000000;12"),
        ("26123456 (Anna)", "+37126123456"),
        ("tel: 26123456", "+37126123456"),
        ("\u202a+371 26123456\u202c", "+37126123456"),
        ("+371\u00a026\u2011123\u2011456", "+37126123456"),
        ("+44 (0)20 7946 0958", "+442079460958"),
    ],
)
def test_extensions_and_words_beside_a_number(raw: str, key: str) -> None:
    assert phone(raw).key == key


def test_from_australia_one_dials_0011() -> None:
    assert phone("0011 371 26123456", "AU").key == "+37126123456"
