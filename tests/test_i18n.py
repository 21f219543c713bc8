"""The Translator: plurals, escapes, dates, isolates."""

import datetime as dt

import pytest

from bot import i18n
from bot.i18n import Catalog, Html, MissingText, Translator, match_language, translator

TUESDAY = dt.datetime(2026, 11, 24, 14, 0, tzinfo=dt.UTC)

EN = """
hello = Hello <b>{ $name }</b>
cases = { $n ->
    [one] one case
   *[other] { $n } cases
}
state = { $state ->
    [open] Still open
   *[closed] Closed
}
long = { $kind ->
    [quote] „{ $words }“
   *[bare] { $words }
}
due = By { $at }
late = { $late ->
    [yes] Late
   *[no] In time
}
"""


def english(zone: str = "Europe/Riga") -> Translator:
    return Translator(Catalog("en", [EN]), zone)


def hebrew() -> Translator:
    return Translator(
        Catalog("he", ["line = NPS { $n }\n    שלום { $name }\n    { $at }\n"]), "Asia/Jerusalem"
    )


def test_what_people_write_is_escaped_in_a_message() -> None:
    assert english()("hello", name="<Anna & Co>") == "Hello <b>&lt;Anna &amp; Co&gt;</b>"


def test_html_of_our_own_stays_as_it_is() -> None:
    assert english()("hello", name=Html("<i>Anna</i>")) == "Hello <b><i>Anna</i></b>"


def test_a_text_inside_another_is_escaped_once() -> None:
    t = english()
    assert t("hello", name=t("due", at="<now>")) == "Hello <b>By &lt;now&gt;</b>"


def test_a_button_label_escapes_nothing() -> None:
    assert english().plain("due", at="A&B") == "By A&B"


@pytest.mark.parametrize(("n", "shown"), [(1, "one case"), (2, "2 cases"), (1234, "1,234 cases")])
def test_english_has_two_plurals(n: int, shown: str) -> None:
    assert english()("cases", n=n) == shown


@pytest.mark.parametrize(("n", "shown"), [(1, "1 день"), (3, "3 дня"), (5, "5 дней"), (21, "21 день")])
def test_russian_has_three_plurals(n: int, shown: str) -> None:
    source = "d = { $n } { $n ->\n    [one] день\n    [few] дня\n   *[many] дней\n }\n"
    assert Translator(Catalog("ru", [source]), "UTC")("d", n=n) == shown


def test_a_choice_compares_the_word_itself() -> None:
    assert english()("state", state="open") == "Still open"
    assert english()("late", late=True) == "Late"


def test_a_text_of_the_longest_message_fits_inside_a_choice() -> None:
    words = "x" * 4096
    assert english()("long", kind="quote", words=words) == f"„{words}“"


def test_times_are_told_in_the_zone_of_the_reader() -> None:
    assert english("Europe/Riga")("due", at=TUESDAY) == "By Tue 24 Nov, 16:00"
    assert english("Asia/Tokyo")("due", at=TUESDAY) == "By Tue 24 Nov, 23:00"


def test_dates_and_lengths_are_worded_too() -> None:
    t = english()
    assert t("due", at=dt.date(2026, 11, 24)) == "By 24 Nov 2026"
    assert t.when(TUESDAY, with_year=True) == "Tue, 24 Nov 2026, 16:00"
    assert (t.day(TUESDAY.date()), t.time(TUESDAY), t.annual(TUESDAY)) == (
        "Tue 24 Nov",
        "16:00",
        "24 November",
    )
    assert t.duration(dt.timedelta(hours=28)) == "1 day, 4 hours"
    assert t.duration(dt.timedelta()) == "0 minutes"


def test_a_time_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without zone"):
        english().when(dt.datetime(2026, 11, 24, 14, 0))  # noqa: DTZ001


def test_numbers_lists_and_signs_follow_the_language() -> None:
    t = english()
    assert (t.number(1234.5, 1), t.percent(0.44), t.join(["A", "B", "C"])) == ("1,234.5", "44%", "A, B and C")
    assert (t.signed(42), t.signed(-7), t.signed(0)) == ("+42", "-7", "0")
    assert t.join([Html("<b>A</b>"), "B<"]) == "<b>A</b> and B&lt;"
    assert t.join([]) == ""


def test_in_hebrew_every_value_is_isolated_and_every_line_anchored() -> None:
    rlm, fsi, pdi = "\u200f", "\u2068", "\u2069"
    lines = hebrew()("line", n=42, name="Anna", at=TUESDAY).split("\n")
    assert lines[0] == f"{rlm}NPS {fsi}42{pdi}"
    assert lines[1] == f"שלום {fsi}Anna{pdi}"
    assert lines[2].startswith(f"{rlm}{fsi}")
    assert lines[2].endswith(f"16:00{pdi}")


def test_a_missing_text_or_variable_raises() -> None:
    with pytest.raises(MissingText, match="no text 'nothing'"):
        english()("nothing")
    with pytest.raises(MissingText, match="name"):
        english()("hello")


def test_a_running_bot_tells_a_missing_text_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_forgiving", True)
    assert Translator(Catalog("ru", ["other = x\n"]), "UTC").plain("language-ru") == "Русский"


def test_a_catalog_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        Catalog("en", ["broken = { $n -> [one] x }\n"])


@pytest.mark.parametrize(
    ("code", "language"),
    [("ru", "ru"), ("ru-RU", "ru"), ("en_GB", "en"), ("pt", "ru"), (None, "ru"), ("", "ru")],
)
def test_a_language_code_finds_a_catalog_or_the_default(code: str | None, language: str) -> None:
    assert match_language(code, "ru") == language


def test_norwegian_and_hebrew_have_other_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "LANGUAGES", ("en", "nb", "he"))
    assert [match_language(code, "en") for code in ("no", "nn", "iw")] == ["nb", "nb", "he"]


def test_a_translator_is_made_once() -> None:
    assert translator("ru", "Europe/Riga") is translator("ru", "Europe/Riga")
    assert translator("xx", "UTC").language == "en"
