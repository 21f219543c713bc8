"""Files as common programs export them come in without being edited."""

from datetime import date
from pathlib import Path

import pytest

from bot.domain import tables
from bot.domain.imports import Choices
from bot.domain.tables import Parsed, Severity
from bot.files.tables import read

EXPORTS = Path(__file__).parents[1] / "data" / "exports"
TODAY = date(2026, 11, 22)


def parsed(name: str, language: str, country: str) -> Parsed:
    """A file as a company of that language and country reads it."""
    grid = read((EXPORTS / name).read_bytes(), language)
    return tables.read(grid, Choices().layout(grid), country, TODAY)


def people(found: Parsed) -> list[tuple[str | None, ...]]:
    """Client, contact, phone key, e-mail, birthday, manager of each row."""
    return [
        (
            row.client,
            row.contact,
            row.phone.key if row.phone else None,
            row.email,
            str(row.birthday) if row.birthday else None,
            row.manager,
        )
        for row in found.clients
    ]


EXPECTED = {
    ("google-contacts.csv", "lv", "LV"): [
        ("Dzintara Koks SIA", "Līga Ābola", "+37129111222", "liga@dzintarakoks.example", "1987-04-15", None),
        ("Järvinen & Pojat Oy", "Pekka Juhani Järvinen", "+358407654321", None, "29.02", None),
        ("Ruta", None, None, "ruta@mail.example", None, None),
        ("Baltic Frost SIA", None, "+37167222333", None, None, None),
        ("uldis@mail.example", None, None, "uldis@mail.example", None, None),
    ],
    ("google-contacts-old.csv", "en", "NO"): [
        ("Fjord Fisk AS", "Kari Nordmann Hansen", "+4741234567", "kari@fjordfisk.example", "15.04", None),
        ("Fjord Fisk AS", "Ola Berg", "+4792233444", None, "1979-12-01", None),
    ],
    ("outlook-contacts.csv", "fi", "FI"): [
        ("Meriväylä Oy", "Päivi Mäkelä", "+358407654321", "paivi@merivayla.example", "1984-04-15", None),
        ("Meriväylä Oy", "Åke J. Sjöberg", "+35897654321", "ake@merivayla.example", None, None),
        ("Nordlys AS", "Søren Dahl", "+4790512345", None, "1990-01-02", None),
    ],
    ("outlook-com-contacts.csv", "he", "IL"): [
        ('לבנון סחר בע"מ', "נועה לוי", "+972547654321", "noa@levanon.example", "1991-07-03", None),
    ],
    ("bitrix24-contacts.csv", "ru", "RU"): [
        ("ООО «Северный лес»", "Ольга Петровна Ёлкина", "+79213456789", "elkina@sevles.example", "1985-04-15",
         "Мария Иванова"),
        ("ООО «Северный лес»", "Игорь Щукин", "+78123456789", "shchukin@sevles.example", None, "Мария Иванова"),
        ("Анна Юрьева", None, "+79052223344", None, None, "Пётр Громов"),
    ],
    ("bitrix24-companies.csv", "lv", "RU"): [
        ("ООО «Северный лес»", None, "+78123456789", "info@sevles.example", None, "Мария Иванова"),
        ("АО «Ветер»", None, None, None, None, "Пётр Громов"),
    ],
    ("amocrm-contacts.csv", "ru", "RU"): [
        ("ИП Белова", "Татьяна Белова", "+79161112233", "belova@opt.example", None, "Пётр Громов"),
        ("ООО «Рассвет»", "Марк Черных", "+79162223344", None, None, "Мария Иванова"),
    ],
    ("iphone.vcf", "lv", "RU"): [
        ("Jūras Vējš SIA", "Zane Bērziņa", "+37129555666", "zane@jurasvejs.example", "15.04", None),
        ("Сергей Петрович Иванов", None, "+79217778899", None, "1979-11-30", None),
        ("Meža Taka SIA", None, "+37167777888", None, None, None),
    ],
    ("android-2.1.vcf", "ru", "RU"): [
        ("ООО Квадрат", "Дарья Кузнецова", "+79167778899", "darya@kvadrat.example", "1990-04-15", None),
        ("Игорь Март", None, "+79161234567", None, None, None),
    ],
    ("vcard-4.0.vcf", "he", "IL"): [
        ("Levant", "Noa Levi", "+972547654321;12", "noa@levant.example", "15.04", None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("name", "language", "country"), EXPECTED)
def test_an_export_gives_the_people_who_are_in_it(name: str, language: str, country: str) -> None:
    found = parsed(name, language, country)
    assert people(found) == EXPECTED[name, language, country]
    assert {problem.severity for problem in found.problems} <= {Severity.WARNING}


@pytest.mark.parametrize("name", ["bitrix24-contacts.csv", "amocrm-contacts.csv"])
def test_russian_exports_in_windows_1251_are_read_in_a_company_of_any_language(name: str) -> None:
    russian = people(parsed(name, "ru", "RU"))
    assert [people(parsed(name, language, "RU")) for language in ("lv", "fi", "he", "en")] == [russian] * 4


def test_further_details_of_an_export_come_in_too() -> None:
    amo, bitrix = parsed("amocrm-contacts.csv", "ru", "RU"), parsed("bitrix24-contacts.csv", "ru", "RU")
    assert (amo.clients[0].position, amo.clients[0].notes) == ("Владелец", "Скидка 5 %")
    assert bitrix.clients[0].notes == "Звонить после обеда; не по пятницам"
    iphone = parsed("iphone.vcf", "lv", "LV").clients[0]
    assert (iphone.city, iphone.country, iphone.position) == ("Rīga", "LV", "Projektu vadītāja")
    assert (
        iphone.notes == "Garš komentārs, kas aizņem vairāk nekā vienu rindu un tāpēc ir salocīts\nOtrā rinda"
    )
    old = parsed("google-contacts-old.csv", "en", "NO").clients[0]
    assert (old.likes, old.country, old.position) == ("Sailing", "NO", "Innkjøper")


def test_the_number_of_a_person_in_another_program_is_not_the_clients() -> None:
    assert [row.external_id for row in parsed("bitrix24-companies.csv", "ru", "RU").clients] == ["311", "312"]
    for name in ("bitrix24-contacts.csv", "amocrm-contacts.csv"):
        assert {row.external_id for row in parsed(name, "ru", "RU").clients} == {None}


def test_the_department_of_a_contact_is_no_team_of_ours() -> None:
    assert {row.team for row in parsed("outlook-contacts.csv", "fi", "FI").clients} == {None}
