"""Quiet hours, and which clock and country a contact lives by."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import countries, quiet
from bot.domain.worktime import local, public_holidays


def at(text: str, zone: str = "Europe/Riga") -> datetime:
    """The UTC instant of a local clock time."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:00"),
        ("2026-11-23 19:59", "2026-11-23 19:59"),
        ("2026-11-23 20:00", "2026-11-24 09:00"),
        ("2026-11-23 08:59", "2026-11-23 09:00"),
        ("2026-11-23 00:30", "2026-11-23 09:00"),
        ("2026-11-21 12:00", "2026-11-23 09:00"),
        ("2026-11-20 20:30", "2026-11-23 09:00"),
        ("2026-11-18 12:00", "2026-11-19 09:00"),  # a holiday of Latvia
        ("2026-03-28 22:00", "2026-03-30 09:00"),  # over the change to summer time
    ],
)
def test_what_nobody_asked_for_waits_for_a_civil_hour(asked: str, allowed: str) -> None:
    assert quiet.hold(at(asked), "Europe/Riga", "LV") == at(allowed)


def test_the_weekend_of_israel_is_friday_and_saturday() -> None:
    friday = at("2026-11-27 11:00", "Asia/Jerusalem")
    assert quiet.hold(friday, "Asia/Jerusalem", "IL") == at("2026-11-29 09:00", "Asia/Jerusalem")
    sunday = at("2026-11-22 11:00", "Asia/Jerusalem")
    assert quiet.hold(sunday, "Asia/Jerusalem", "IL") == sunday
    assert quiet.weekend("IL") == {4, 5}
    assert quiet.weekend("LV") == quiet.weekend(None) == quiet.weekend("ZZ") == {5, 6}


def test_the_clock_is_the_contacts_and_not_the_companys() -> None:
    noon_in_riga = at("2026-11-23 12:00")
    assert quiet.hold(noon_in_riga, "America/New_York", "US") == at("2026-11-23 09:00", "America/New_York")


def test_own_quiet_hours_may_lie_within_one_day_or_be_none() -> None:
    assert quiet.hold(at("2026-11-23 12:30"), "Europe/Riga", "LV", start=time(12), end=time(14)) == at(
        "2026-11-23 14:00"
    )
    assert quiet.hold(at("2026-11-23 23:30"), "Europe/Riga", "LV", start=time(12), end=time(14)) == at(
        "2026-11-23 23:30"
    )
    assert quiet.hold(at("2026-11-23 03:00"), "Europe/Riga", "LV", start=time(9), end=time(9)) == at(
        "2026-11-23 03:00"
    )
    assert quiet.hold(at("2026-11-23 09:00"), "Europe/Riga", "LV", start=time(9), end=time(9)) == at(
        "2026-11-23 09:00"
    )


def test_given_working_days_replace_the_weekend() -> None:
    saturday = at("2026-11-21 12:00")
    assert quiet.hold(saturday, "Europe/Riga", "LV", frozenset(range(7))) == saturday
    with pytest.raises(ValueError):
        quiet.hold(saturday, "Europe/Riga", "LV", frozenset())


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 5 * 366 * 24 * 60).map(lambda m: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=m)),
    st.sampled_from(
        [
            ("Europe/Riga", "LV"),
            ("Asia/Jerusalem", "IL"),
            ("America/Sao_Paulo", "BR"),
            ("Pacific/Auckland", "NZ"),
        ]
    ),
)
def test_holding_gives_an_allowed_instant_and_holding_it_again_changes_nothing(
    asked: datetime, home: tuple[str, str]
) -> None:
    zone, country = home
    held = quiet.hold(asked, zone, country)
    clock = local(held, zone)
    assert asked <= held <= asked + timedelta(days=14)
    assert time(9) <= clock.time() < time(20)
    assert clock.weekday() not in quiet.weekend(country)
    assert clock.date() not in public_holidays(country, clock.year)
    assert quiet.hold(held, zone, country) == held
    assert quiet.is_quiet(asked, zone, country) is (held != asked)


def test_a_zone_is_asked_else_the_countrys_only_one_else_the_companys() -> None:
    assert quiet.contact_zone("America/Chicago", "LV", "Europe/Riga") == "America/Chicago"
    assert quiet.contact_zone(None, "FI", "Europe/Riga") == "Europe/Helsinki"
    assert quiet.contact_zone(None, "US", "Europe/Riga") == "Europe/Riga"
    assert quiet.contact_zone(None, None, "Europe/Riga") == "Europe/Riga"


def test_every_zone_of_the_table_exists() -> None:
    zones = {zone for _, zone, _ in countries._rows() if zone}
    assert zones <= available_timezones()
    assert len(zones) > 150


@pytest.mark.parametrize(
    ("code", "written"),
    [
        (
            "GB",
            "UK, U.K., United Kingdom, great britain, England, Великобритания, Англия, Lielbritānija, Iso-Britannia, GB, gbr",
        ),
        ("US", "USA, U.S.A., United States, США, ASV, Yhdysvallat, us"),
        ("DE", "Germany, Deutschland, Германия, Vācija, vacija, Saksa, Tyskland, גרמניה"),
        ("LV", "Latvia, Latvija, Латвия, LV, lva, לטביה"),
        ("RU", "Russia, Россия, РФ, Российская Федерация, Krievija, Venäjä, Russland, רוסיה"),
        ("CZ", "Czechia, Czech Republic, Česko, Чехия"),
        ("NL", "Netherlands, The Netherlands, Holland, Голландия, Нидерланды"),
        ("NO", "Norway, Norge, Norja, Норвегия, Norvēģija, נורווגיה"),
        ("BY", "Беларусь, Белоруссия, Belarus"),
        ("IL", "Israel, Израиль, Izraēla, ישראל"),
        ("KZ", "Kazakhstan, Казахстан"),
        ("EE", "Estonia, Eesti, Эстония, Igaunija, Viro"),
    ],
)
def test_a_country_is_known_by_the_names_people_write(code: str, written: str) -> None:
    unknown = [name for name in written.split(",") if countries.country_code(name) != code]
    assert unknown == []


@pytest.mark.parametrize("name", ["", " ", "Atlantis", "U", "Rīga"])
def test_what_is_no_country_is_not_guessed(name: str) -> None:
    assert countries.country_code(name) is None


def test_no_name_stands_for_two_countries() -> None:
    seen: dict[str, str] = {}
    for code, _, names in countries._rows():
        for name in names:
            assert seen.setdefault(countries._key(name), code) == code, name


def test_the_table_is_of_today() -> None:
    assert countries.only_zone("UA") == "Europe/Kyiv"
    assert date(2026, 11, 18) in public_holidays("LV", 2026)
