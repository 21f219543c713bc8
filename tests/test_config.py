"""The settings: what is read, what is refused, and that every wrong thing is named at once."""

import os
from datetime import time
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.config import BadSettings, Hours, Settings, load
from bot.domain.choices import Choice, named
from bot.i18n import LANGUAGES, translator
from tests.house import pages

TOKEN = "123456:abcdefghijklmnopqrstuvwxyz"


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("RAPPORT_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def write(text: str) -> Path:
    file = Path("other.toml")
    file.write_text(text, encoding="utf-8")
    return file


def problems(text: str) -> list[str]:
    with pytest.raises(BadSettings) as caught:
        load(write(text), token=False)
    return caught.value.problems


def test_the_example_is_the_default_of_every_setting() -> None:
    assert load(pages.ROOT / "config.example.toml", token=False) == Settings()


def test_every_setting_says_what_it_is() -> None:
    for name, section in pages.sections():
        assert type(section).__doc__, name
        for key, field, _ in pages.fields(section):
            assert field.description, f"{name}.{key}"


def test_config_toml_here_is_read_when_none_is_named() -> None:
    Path("config.toml").write_text(f'[telegram]\ntoken = "{TOKEN}"\n', encoding="utf-8")
    assert load().telegram.token.get_secret_value() == TOKEN


def test_the_environment_alone_is_enough_and_stands_above_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_TELEGRAM__TOKEN", TOKEN)
    monkeypatch.setenv("RAPPORT_SURVEYS__DAYS", "mon,tue")
    monkeypatch.setenv("RAPPORT_SURVEYS__PASSIVE_REASONS", '["price", {"id": "x", "en": "X"}]')
    monkeypatch.setenv("RAPPORT_DIGEST__AT", "07:45")
    assert load().surveys.days == {0, 1}
    settings = load(write("[digest]\nat = 06:00:00\n[company]\nname = 'Acme'\n"))
    assert (settings.digest.at, settings.company.name) == (time(7, 45), "Acme")
    assert settings.surveys.passive_reasons == (Choice("price"), Choice("x", {"en": "X"}))


def test_days_hours_and_lists_are_read_in_plain_forms() -> None:
    settings = load(
        write(
            '[company]\nworkdays = ["sun", "Monday", 2]\nhours = "08:00 - 16:30"\ncountry = "il"\n'
            '[quiet]\nhours = "22:00-07:00"\n'
            '[cases]\ncauses = [{ id = "own", en = "Own", ru = "Своя", under = ["late"] }]\n'
        ),
        token=False,
    )
    assert settings.company.workdays == {6, 0, 1}
    assert settings.company.hours == Hours(time(8), time(16, 30))
    assert settings.quiet.hours == (time(22), time(7))
    assert settings.company.domain().country == "IL"
    assert settings.cases.causes == (Choice("own", {"en": "Own", "ru": "Своя"}, (Choice("late"),)),)


def test_all_errors_come_at_once_each_with_its_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPPORT_NOTHING__X", "1")
    monkeypatch.setenv("RAPPORT_DELIVERY__RATE", "fast")
    monkeypatch.setenv("RAPPORT_SURVEYS__DAYS", '["mon"')
    found = problems(
        '[telegram]\nmode = "webhook"\ntokn = "x"\n[strange]\n'
        '[company]\nzone = "Mars/Base"\ncountry = "QQ"\nlanguage = "xx"\nhours = "17:00-09:00"\n'
        '[surveys]\nmonthly_day = 31\npromoter_reasons = ["speed"]\n[complaints]\ncategories = ["price", "price"]\n'
    )
    paths = [problem.partition(":")[0] for problem in found]
    assert paths == sorted(
        [
            "RAPPORT_NOTHING__X",
            "company.country",
            "company.hours",
            "company.language",
            "company.zone",
            "complaints.categories",
            "delivery.rate",
            "strange",
            "surveys.days",
            "surveys.monthly_day",
            "surveys.promoter_reasons",
            "telegram.tokn",
            "webhook.secret",
            "webhook.url",
        ]
    )


def test_a_token_is_asked_for_only_where_telegram_is_needed() -> None:
    assert load(write(""), token=False) == Settings()
    with pytest.raises(BadSettings, match=r"telegram\.token: is missing"):
        load(write(""))


@pytest.mark.parametrize(
    "text",
    [
        '[telegram]\ntoken = "hunter2 secret"\n',
        '[webhook]\nsecret = "hunter2 secret"\n',
        '[database]\nurl = "mysql://me:hunter2@db/x"\n',
        '[telegram]\ntoken = ["hunter2"]\n',
    ],
)
def test_no_secret_is_ever_shown(text: str) -> None:
    assert "hunter2" not in "\n".join(problems(text))


@pytest.mark.parametrize(
    "word",
    [
        "hun/ter2",
        "hun#ter2",
        "hun?ter2",
        "12/hunter2",
        "hun:ter/2",
        "hun@/ter2",
        "hun@ter2",
        "12?hunter2",
        "hun[ter2",
    ],
)
def test_a_password_that_would_be_taken_for_a_host_is_refused_and_how_to_write_it_is_said(word: str) -> None:
    (said,) = problems(f'[database]\nurl = "postgresql://me:{word}@db/x"\n')
    assert "%2F" in said
    assert "ter2" not in said


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:hunter2@db/x",
        "postgres://me:p%2Fw@[::1]:5432/x",
        "postgresql://a:1,b:2/x?sslmode=disable",
        "postgresql:///x?host=/run/postgresql",
        "postgresql://me@/x?host=/run/postgresql&user=me",
        "postgresql://m%40e:50%25@%2Frun%2Fpostgresql/x",
    ],
)
def test_addresses_of_databases_are_taken_as_the_driver_takes_them(url: str) -> None:
    assert load(write(f'[database]\nurl = "{url}"\n'), token=False).database.url.get_secret_value() == url


def test_settings_can_be_printed_without_their_secrets() -> None:
    settings = load(
        write(f'[telegram]\ntoken = "{TOKEN}"\n[database]\nurl = "postgresql://me:hunter2@db/x"\n')
    )
    assert TOKEN not in repr(settings)
    assert "hunter2" not in repr(settings)


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"telegram = [", "not readable as TOML"), (b"\xff\xfe", "not UTF-8"), (b"telegram = 5", "telegram:")],
)
def test_a_broken_file_is_one_clear_error(content: bytes, says: str) -> None:
    file = Path("broken.toml")
    file.write_bytes(content)
    with pytest.raises(BadSettings, match=says):
        load(file)


def test_a_named_file_must_be_there() -> None:
    with pytest.raises(BadSettings, match="cannot be opened"):
        load(Path("nowhere.toml"))


def test_settings_are_frozen() -> None:
    with pytest.raises(ValidationError):
        Settings().company.name = "Other"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_entry_of_a_list_has_a_text(language: str) -> None:
    t, settings = translator(language, "UTC"), Settings()
    surveys = settings.surveys
    for reason in (*surveys.promoter_reasons, *surveys.passive_reasons, *surveys.detractor_reasons):
        assert t.choice("reason", reason)
    for category in settings.complaints.categories:
        assert t.choice("category", category)
    for cause in settings.cases.causes:
        assert all(t.choice("cause", entry) for entry in (cause, *cause.under))


def test_a_shipped_entry_that_was_renamed_in_one_language_or_taken_out_is_worded_by_the_catalog() -> None:
    renamed = Choice("delivery", {"": "delivery", "en": "Our vans"})
    for choice, words in (
        (renamed, ["Our vans", "Доставка"]),
        (named((), "delivery"), ["Delivery", "Доставка"]),
    ):
        assert [translator(code, "UTC").choice("reason", choice) for code in ("en", "ru")] == words
    assert translator("ru", "UTC").choice("reason", named((), "gone")) == "gone"


def test_a_text_of_the_company_goes_before_the_catalog() -> None:
    own = Choice("delivery", {"en": "Our vans"})
    assert [translator(code, "UTC").choice("reason", own) for code in ("en", "ru")] == [
        "Our vans",
        "Our vans",
    ]
