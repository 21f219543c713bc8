"""Dates and times as people type them. Now is Monday 23 November 2026, 10:05."""

from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import BadDate, Split, When, read_day, read_when, split_when

NOW = datetime(2026, 11, 23, 10, 5, tzinfo=UTC)
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("24.11.2026 15:30", TOMORROW, time(15, 30)),
        ("24.11 15:30", TOMORROW, time(15, 30)),
        ("24.11.", TOMORROW, None),
        ("1. 12. 2026", date(2026, 12, 1), None),
        ("23.11", TODAY, None),
        ("22.11", date(2027, 11, 22), None),
        ("01.02.2020", date(2020, 2, 1), None),
        ("2026-12-01", date(2026, 12, 1), None),
        ("2026-12-01 09:05", date(2026, 12, 1), time(9, 5)),
        ("2026-12-01T09:05", date(2026, 12, 1), time(9, 5)),
        ("11:00", TODAY, time(11)),
        ("09:00", TOMORROW, time(9)),
        ("10:05", TOMORROW, time(10, 5)),
        ("9:00 24.11", TOMORROW, time(9)),
    ],
)
def test_strict_forms_are_read(text: str, day: date, clock: time | None) -> None:
    assert read_when(text, NOW) == When(day, clock)


@pytest.mark.parametrize(
    ("words", "day", "clock"),
    [
        ("today 17:00 | сегодня 17:00 | сегодня в 17:00 | šodien 17:00 | tänään klo 17 | i dag kl. 17 | idag kl 17:00 | היום 17:00", TODAY, time(17)),
        (
            "tomorrow 11:00 | Tomorrow at 11 | завтра 11:00 | завтра в 11 | rīt 11:00 | rīt plkst. 11:00 | rit 11:00 | huomenna 11:00"
            " | huomenna klo 11.00 | i morgen 11:00 | i morgen kl 11.00 | מחר 11:00 | מחר ב-11:00 | 11:00 tomorrow",
            TOMORROW,
            time(11),
        ),
        ("the day after tomorrow | послезавтра | parīt | ylihuomenna | i overmorgen | מחרתיים", date(2026, 11, 25), None),
        ("Friday | on Friday | fri | пятница | в пятницу | пт | piektdien | perjantaina | fredag | på fredag | יום שישי | ביום שישי", date(2026, 11, 27), None),
        ("monday | понедельник | пн | pirmdien | maanantai | mandag | יום שני | יום ב׳", date(2026, 11, 30), None),
        ("пн 15:30 | mon 15:30 | ma 15:30 | pr 15:30 | man 15:30 | יום שני 15:30", TODAY, time(15, 30)),
        ("пн 09:30 | mon 09:30", date(2026, 11, 30), time(9, 30)),
        ("sunday | воскресенье | svētdien | sunnuntai | søndag | יום ראשון", date(2026, 11, 29), None),
        ("in 3 days | через 3 дня | pēc 3 dienām | 3 päivän päästä | om 3 dager | בעוד 3 ימים", date(2026, 11, 26), None),
        ("in a week | через неделю | pēc nedēļas | viikon päästä | om en uke | in 1 week | בעוד שבוע", date(2026, 11, 30), None),
        ("in 2 weeks at 11:00 | через 2 недели в 11:00", date(2026, 12, 7), time(11)),
    ],
)  # fmt: skip
def test_words_of_six_languages_are_read(words: str, day: date, clock: time | None) -> None:
    read = {text.strip(): read_when(text, NOW) for text in words.split("|")}
    assert read == dict.fromkeys(read, When(day, clock))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.02", "date-impossible"),
        ("29.02.2027", "date-impossible"),
        ("32.01.2027 10:00", "date-impossible"),
        ("2026-13-01", "date-impossible"),
        ("0.0", "date-impossible"),
        ("01.02.26", "date-short-year"),
        ("25:00", "time-impossible"),
        ("tomorrow 11:60", "time-impossible"),
        ("завтра в 30", "time-impossible"),
        ("", "date-unclear"),
        ("soon", "date-unclear"),
        ("03/04/2026", "date-unclear"),
        ("24", "date-unclear"),
        ("tomorrow tomorrow", "date-unclear"),
        ("x" * 5000, "date-unclear"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(BadDate) as refused:
        read_when(text, NOW)
    assert refused.value.code == code
    assert len(str(refused.value.values["text"])) <= 50


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("Acme tomorrow 11:00", Split("Acme", TOMORROW, time(11))),
        ("Acme Ltd, завтра в 11:00", Split("Acme Ltd", TOMORROW, time(11))),
        ("Folk och fä HB 24.11 15:30", Split("Folk och fä HB", TOMORROW, time(15, 30))),
        ("Acme in 3 days at 9:00", Split("Acme", date(2026, 11, 26), time(9))),
        ("Acme 11:00 tomorrow", Split("Acme", TOMORROW, time(11))),
        ("Blue Monday tomorrow", Split("Blue Monday", TOMORROW, None)),
        ("Acme on Friday", Split("Acme", date(2026, 11, 27), None)),
        ("Studio 54 12:00", Split("Studio 54", TODAY, time(12))),
        ("tomorrow", Split("", TOMORROW, None)),
        ("Acme 2026-12-01T09:05", Split("Acme", date(2026, 12, 1), time(9, 5))),
    ],
)
def test_the_when_is_taken_from_the_end_of_a_text(text: str, split: Split) -> None:
    assert split_when(text, NOW) == split


@pytest.mark.parametrize(
    "text",
    ["", "Acme", "Iron Man", "Casa La", "tomorrow Acme", "Studio 54", "Friday's Ltd", "11:00 o'clock bar"],
)
def test_a_name_is_not_taken_for_a_date(text: str) -> None:
    assert split_when(text, NOW) is None


@pytest.mark.parametrize("text", ["Acme 31.02", "Acme 31.02 11:00", "Acme tomorrow 26:00", "Acme 25:61"])
def test_a_date_that_does_not_exist_is_not_taken_for_a_name(text: str) -> None:
    with pytest.raises(BadDate):
        split_when(text, NOW)


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)), st.times())
def test_a_full_date_is_read_in_both_forms(day: date, clock: time) -> None:
    clock = clock.replace(second=0, microsecond=0)
    when = When(day, clock)
    assert read_when(f"{day:%d.%m}.{day.year} {clock:%H:%M}", NOW) == when
    assert read_when(f"{day.isoformat()} {clock:%H:%M}", NOW) == when
    split = split_when(f"Bon app' {day.isoformat()} {clock:%H:%M}", NOW)
    assert split == Split("Bon app'", day, clock)


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    for read in (read_when, split_when):
        with suppress(BadDate):
            read(text, NOW)


def test_a_day_alone_is_read_without_a_time() -> None:
    assert read_day("завтра", TODAY) == TOMORROW
    assert read_day("01.12", TODAY) == date(2026, 12, 1)
    with pytest.raises(BadDate):
        read_day("tomorrow 11:00", TODAY)
