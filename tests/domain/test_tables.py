"""Tables of clients and staff: headers in six languages, cells, problems by row."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import tables
from bot.domain.clients import Status, Tier
from bot.domain.occasions import AnnualDate
from bot.domain.people import Role
from bot.domain.tables import BadTable, Grid, Kind, Line, Order, Parsed, Severity, layout_of, words

TODAY = date(2026, 11, 23)
DATA = Path(__file__).parents[1] / "data"


def northwind(name: str) -> Grid:
    """One of the shipped files as a grid."""
    with (DATA / f"northwind-{name}.csv").open(encoding="utf-8") as file:
        return Grid.of(csv.DictReader(file))


def table(header: str, *lines: str, orders: dict[str, Order] | None = None) -> Parsed:
    """A table written with bars."""
    head = tuple(word.strip() for word in header.split("|"))
    rows = (tuple(cell.strip() for cell in line.split("|")) for line in lines)
    grid = Grid(head, tuple(Line(number, cells) for number, cells in enumerate(rows, start=2)))
    return tables.read(grid, layout_of(head), "LV", TODAY, orders)


def problems(parsed: Parsed) -> list[tuple[int, str, str, str]]:
    """The problems without their details."""
    return [(one.row, one.column, one.code, one.severity.value) for one in parsed.problems]


def test_the_clients_of_northwind_come_in_whole() -> None:
    grid = northwind("clients")
    parsed = tables.read(grid, layout_of(grid.header), "LV", TODAY)
    assert parsed.kind is Kind.CLIENTS
    assert parsed.layout.ignored == ()
    assert len(parsed.clients) == len({row.key for row in parsed.clients}) == 91
    assert Counter(one.severity for one in parsed.problems) == {Severity.WARNING: 43}
    assert {one.column for one in parsed.problems} == {"phone"}
    assert all(
        row.country and row.contact and row.phone and row.city and row.position for row in parsed.clients
    )
    assert sum(row.manager is None for row in parsed.clients) == 2
    first = parsed.clients[0]
    assert (first.row, first.external_id, first.client, first.contact) == (
        2,
        "ALFKI",
        "Alfreds Futterkiste",
        "Maria Anders",
    )
    assert (first.country, first.first_deal, first.last_deal, first.share) == (
        "DE",
        date(1997, 8, 25),
        date(1998, 4, 9),
        0.34,
    )


def test_the_staff_of_northwind_come_in_with_their_roles() -> None:
    grid = northwind("managers")
    parsed = tables.read(grid, layout_of(grid.header), "US", TODAY)
    assert (parsed.kind, parsed.layout.ignored, parsed.problems) == (Kind.STAFF, (), ())
    assert len(parsed.staff) == 9
    roles = tables.roles(parsed.staff)
    assert {row.name: roles[row.row] for row in parsed.staff if roles[row.row] is not Role.MANAGER} == {
        "Andrew Fuller": Role.HEAD,
        "Steven Buchanan": Role.LEAD,
    }
    fuller = parsed.staff[1]
    assert (fuller.position, fuller.birthday) == ("Vice President, Sales", AnnualDate(19, 2, 1952))
    assert (fuller.hired, fuller.reports_to, fuller.country) == (date(1992, 8, 14), None, "US")


@pytest.mark.parametrize(
    "header",
    [
        "Company | Contact person | Phone | E-mail | Country | Manager | Birthday | First deal | Notes",
        "Компания | Контактное лицо | Тел. | Эл. почта | Страна | Менеджер | День рождения | Первая сделка | Примечание",
        "Uzņēmums | Kontaktpersona | Tālrunis | E-pasts | Valsts | Menedžeris | Dz.d. | Pirmais darījums | Piezīmes",
        "Yritys | Yhteyshenkilö | Puhelin | Sähköposti | Maa | Vastuuhenkilö | Syntymäpäivä | Ensimmäinen kauppa | Huomautukset",
        "Firma | Kontaktperson | Tlf. | E-post | Land | Kundeansvarlig | Fødselsdag | Første handel | Merknad",
        'חברה | איש קשר | טלפון | דוא"ל | מדינה | מנהל | יום הולדת | עסקה ראשונה | הערות',
        "COMPANY | contact_person | Phone (mobile) | e-mail: | country | MANAGER* | birthday | first_deal | notes",
    ],
)
def test_headers_are_known_in_six_languages(header: str) -> None:
    layout = layout_of([word.strip() for word in header.split("|")])
    fields = [column.field for column in layout.columns]
    assert fields == [
        "client",
        "contact",
        "phone",
        "email",
        "country",
        "manager",
        "birthday",
        "first_deal",
        "notes",
    ]
    assert layout.kind is Kind.CLIENTS


@pytest.mark.parametrize(
    "header",
    [
        "Name | Job title | Role | Reports to | Hired | Team",
        "ФИО | Должность | Роль | Руководитель | Дата приёма | Отдел",
        "Vārds, uzvārds | Amats | Tiesības | Tiešais vadītājs | Pieņemts darbā | Komanda",
        "Nimi | Titteli | Rooli | Esimies | Palkattu | Tiimi",
        "Navn | Stilling | Rolle | Leder | Ansatt siden | Avdeling",
        "שם | תפקיד | הרשאה | מנהל ישיר | תאריך קבלה | צוות",
        "Employee | Position | Access | Manager | Start date | Department",
    ],
)
def test_a_table_of_staff_is_told_from_one_of_clients(header: str) -> None:
    layout = layout_of([word.strip() for word in header.split("|")])
    assert layout.kind is Kind.STAFF
    assert [column.field for column in layout.columns] == [
        "name",
        "position",
        "role",
        "reports_to",
        "hired",
        "team",
    ]


def test_no_header_word_means_two_things() -> None:
    meaning: dict[str, str] = {}
    for field, line in words.HEADERS.items():
        for word in line.replace(";", ",").split(","):
            assert meaning.setdefault(words.key_of(word), field) == field, word


def test_every_field_but_the_kinds_own_can_be_read_back_by_its_own_name() -> None:
    """What an export writes as a heading, an import understands."""
    for kind in Kind:
        for field in tables.fields_of(kind) - {"decides"}:
            assert words.header(field) == field


def test_a_name_is_the_contacts_where_the_client_has_a_column_and_else_the_clients() -> None:
    assert table("Name | Company", "Anna | Acme").clients[0].contact == "Anna"
    alone = table("Name | Phone", "Anna Bērziņa | 26123456").clients[0]
    assert (alone.client, alone.contact, alone.person) == ("Anna Bērziņa", None, "Anna Bērziņa")
    assert table("Name | Segment", "Acme | retail").clients[0].person is None


def test_a_surname_in_a_column_of_its_own_belongs_to_the_name() -> None:
    assert table("Vārds | Uzvārds | Uzņēmums", "Anna | Bērziņa | Acme").clients[0].contact == "Anna Bērziņa"
    assert table("First name | Last name | Role", "Jānis | Ozols | manager").staff[0].name == "Jānis Ozols"
    assert (
        table("First name | Last name | Phone", "Anna | Bērziņa | 26123456").clients[0].client
        == "Anna Bērziņa"
    )


def test_unknown_and_repeated_columns_are_ignored_and_named() -> None:
    layout = layout_of(["Client", "Notes", "Comment", "Shoe size", ""])
    assert layout.ignored == ("Comment", "Shoe size")
    assert layout.fields == {"client", "notes"}


def test_a_column_can_be_given_another_meaning() -> None:
    layout = layout_of(["Client", "City", "Segment", "Wer"])
    changed = layout.assigned(1, "segment").assigned(3, "contact")
    assert [column.field for column in changed.columns] == ["client", "segment", None, "contact"]
    assert changed.assigned(3, None).columns[3].field is None


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ((), "table-empty"),
        (("", " "), "table-empty"),
        (("a", "b"), "table-no-names"),
        (("phone",), "table-no-names"),
    ],
)
def test_a_table_that_names_nobody_is_refused(header: tuple[str, ...], code: str) -> None:
    with pytest.raises(BadTable) as refused:
        layout_of(header)
    assert refused.value.code == code


def test_words_of_tier_status_role_and_language_are_read() -> None:
    row = table(
        "Клиент | Категория | Статус | Язык | ЛПР", "Acme | ключевой | под угрозой | латышский | да"
    ).clients[0]
    assert (row.tier, row.status, row.language, row.decides) == (Tier.KEY, Status.RISK, "lv", True)
    other = table(
        "Client | Tier | Status | Language | Decision maker", "Acme | regular | lost | NO | no"
    ).clients[0]
    assert (other.tier, other.status, other.language, other.decides) == (
        Tier.REGULAR,
        Status.LOST,
        "nb",
        False,
    )
    assert [row.role for row in table("Name | Role", "A | head", "B | тимлид", "C | päällikkö").staff] == [
        Role.HEAD,
        Role.LEAD,
        Role.MANAGER,
    ]


def test_a_wrong_word_is_a_warning_and_the_row_comes_in() -> None:
    parsed = table(
        "Client | Tier | Country | E-mail | Zone | Language",
        "Acme | golden | Atlantis | anna(at)acme | Europe/Rigga | Klingon",
    )
    assert [row.client for row in parsed.clients] == ["Acme"]
    assert problems(parsed) == [
        (2, "Country", "country-unknown", "warning"),
        (2, "E-mail", "email-unclear", "warning"),
        (2, "Tier", "tier-unknown", "warning"),
        (2, "Language", "language-unknown", "warning"),
        (2, "Zone", "zone-unknown", "warning"),
    ]
    assert parsed.problems[0].detail == {"text": "Atlantis"}
    assert parsed.count(Severity.WARNING) == 5


def test_a_doubtful_phone_is_a_warning_with_what_the_country_has() -> None:
    parsed = table("Client | Phone", "Acme | 2612345")
    assert problems(parsed) == [(2, "Phone", "phone-short", "warning")]
    assert parsed.problems[0].detail == {"text": "2612345", "digits": 7, "expected": "8", "country": "LV"}
    phone = parsed.clients[0].phone
    assert phone is not None
    assert (phone.raw, phone.key) == ("2612345", None)


def test_a_phone_is_read_by_the_country_of_its_row() -> None:
    rows = table("Client | Phone | Country", "A | 26123456 |", "B | 040 123 4567 | Suomi").clients
    assert [row.phone and row.phone.e164 for row in rows] == ["+37126123456", "+358401234567"]


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1997-08-25", date(1997, 8, 25)),
        ("1997-08-25 00:00:00", date(1997, 8, 25)),
        ("25.08.1997", date(1997, 8, 25)),
        ("25.8.1997 г.", date(1997, 8, 25)),
        ("25/08/1997", date(1997, 8, 25)),
        ("08/25/1997", date(1997, 8, 25)),
        ("1997/08/25", date(1997, 8, 25)),
        ("25-08-1997", date(1997, 8, 25)),
        ("05/05/1997", date(1997, 5, 5)),
    ],
)
def test_dates_are_read_as_people_write_them(cell: str, day: date) -> None:
    assert table("Client | First deal", f"Acme | {cell}").clients[0].first_deal == day


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("31.02.1997", "date-impossible"),
        ("25.08.97", "date-short-year"),
        ("25/08/97", "date-short-year"),
        ("03/04/1997", "date-ambiguous"),
        ("25.08", "date-no-year"),
        ("August", "date-unclear"),
        ("24.11.2026", "date-future"),
    ],
)
def test_a_date_that_cannot_be_used_keeps_its_row_out(cell: str, code: str) -> None:
    parsed = table("Client | First deal", f"Acme | {cell}", "Levant | 01.02.2003")
    assert problems(parsed) == [(2, "First deal", code, "error")]
    assert [row.client for row in parsed.clients] == ["Levant"]
    assert parsed.count(Severity.ERROR) == 1


def test_one_part_above_twelve_settles_the_order_of_its_column_alone() -> None:
    rows = table(
        "Client | First deal | Birthday",
        "A | 25/08/1997 | 08/25/1990",
        "B | 03/04/1998 | 03/04/1991",
        "C | 03-04-1999 | 03/04",
    ).clients
    assert [row.first_deal for row in rows] == [date(1997, 8, 25), date(1998, 4, 3), date(1999, 4, 3)]
    assert [row.birthday for row in rows] == [
        AnnualDate(25, 8, 1990),
        AnnualDate(4, 3, 1991),
        AnnualDate(4, 3),
    ]


def test_dates_that_can_be_read_two_ways_are_errors_until_somebody_says() -> None:
    lines = ("A | 03/04/1997", "B | 05/06/1998")
    assert [one.code for one in table("Client | First deal", *lines).problems] == ["date-ambiguous"] * 2
    settled = table("Client | First deal", *lines, orders={"first_deal": Order.MONTH_FIRST})
    assert [row.first_deal for row in settled.clients] == [date(1997, 3, 4), date(1998, 5, 6)]
    mixed = table("Client | First deal", "A | 25/08/1997", "B | 08/25/1997", "C | 03/04/1997")
    assert [(one.row, one.code) for one in mixed.problems] == [(4, "date-ambiguous")]


def test_a_birthday_may_lack_its_year_and_a_contract_may_end_in_the_future() -> None:
    row = table("Client | Birthday | Contract ends", "Acme | 29.02 | 31.12.2030").clients[0]
    assert (row.birthday, row.contract_ends) == (AnnualDate(29, 2), date(2030, 12, 31))


def test_dates_in_the_wrong_order_are_a_warning() -> None:
    parsed = table("Client | Contract signed | Contract ends", "Acme | 01.02.2025 | 01.02.2024")
    assert problems(parsed) == [(2, "Contract ends", "dates-crossed", "warning")]


@pytest.mark.parametrize(("cell", "share"), [("12.5", 12.5), ("12,5 %", 12.5), ("0", 0.0), ("100%", 100.0)])
def test_a_share_is_percent(cell: str, share: float) -> None:
    assert table("Client | Share, %", f"Acme | {cell}").clients[0].share == share


@pytest.mark.parametrize("cell", ["101", "-1", "much", "nan", "1e999"])
def test_a_share_beyond_all_sales_is_an_error(cell: str) -> None:
    assert problems(table("Client | Share", f"Acme | {cell}")) == [(2, "Share", "share-unclear", "error")]


def test_a_row_without_a_client_is_an_error_and_an_empty_one_is_nothing() -> None:
    parsed = table("Client | Contact", " | Anna", " | ", "Acme | Igor")
    assert problems(parsed) == [(2, "Client", "own-client", "warning")]
    assert [(row.client, row.contact) for row in parsed.clients] == [("Anna", None), ("Acme", "Igor")]
    parsed = table("Client | Contact | City", " | | Riga", "Acme | Igor | Riga")
    assert problems(parsed) == [(2, "Client", "no-name", "error")]
    assert [row.row for row in parsed.clients] == [3]


def test_a_row_with_more_cells_than_columns_is_an_error_as_its_cells_stand_askew() -> None:
    parsed = table("Client | Contact", "Acme | Ltd | Anna", "Levant | Noa | ")
    assert problems(parsed) == [(2, "", "extra-cells", "error")]
    assert parsed.problems[0].detail == {"cells": 3, "columns": 2}


def test_a_name_of_five_thousand_letters_is_an_error_and_is_not_repeated() -> None:
    parsed = table("Client", "x" * 5000)
    assert problems(parsed) == [(2, "Client", "too-long", "error")]
    assert parsed.problems[0].detail == {"length": 5000, "limit": 200}


def test_signs_in_names_stay_and_control_characters_go() -> None:
    row = table("Client | Contact", "<b>Acme</b> & Söhne 🎉\x00 | Anna\x07  B").clients[0]
    assert (row.client, row.contact) == ("<b>Acme</b> & Söhne 🎉", "Anna B")


@pytest.mark.parametrize(
    ("header", "one", "two"),
    [
        ("External id | Client", "A1 | Acme", "a1 | Acme Ltd"),
        ("Client | Contact | Phone", "Acme | Anna | 26123456", "Levant | Noa | +371 26123456"),
        ("Client | Contact", "Acme  | Anna Bērziņa", "ACME | anna berzina"),
        ("Client | Contact | Phone", "Acme | Anna | 2612345", "Acme | Anna | 7654321"),
        ("Name | Role", "Jānis | lead", "Janis | manager"),
    ],
)
def test_a_row_that_stands_in_the_file_already_is_a_duplicate(header: str, one: str, two: str) -> None:
    parsed = table(header, one, two)
    assert len(parsed.rows) == 1
    assert [
        (problem.row, problem.code, problem.detail)
        for problem in parsed.problems
        if problem.code == "duplicate"
    ] == [(3, "duplicate", {"of": 2})]
    assert parsed.count(Severity.DUPLICATE) == 1


@pytest.mark.parametrize(
    ("header", "one", "two"),
    [
        (
            "External id | Client | Contact",
            "A1 | Acme | Anna",
            "A1 | Acme | Igor",
        ),  # two contacts of one client
        (
            "Client | Contact | Phone",
            "Acme | Anna | 2612345",
            "Acme | Igor | 2612345",
        ),  # doubtful: never a key
        ("Client | Contact", "Acme | Anna", "Levant | Anna"),
        ("Client | Contact | Phone", "Acme | Anna | 67000000 ext 1", "Acme | Igor | 67000000 ext 2"),
    ],
)
def test_rows_that_only_resemble_each_other_both_come_in(header: str, one: str, two: str) -> None:
    assert len(table(header, one, two).rows) == 2


def test_a_file_with_every_row_wrong_gives_every_reason() -> None:
    parsed = table("Client | First deal | Share", *["| 31.02.1997 | lots"] * 300)
    assert parsed.clients == ()
    assert parsed.count(Severity.ERROR) == 300
    assert len(parsed.problems) == 600 + 300


def test_short_lines_are_filled_with_nothing() -> None:
    assert table("Client | Contact | Phone", "Acme").clients[0].contact is None


def test_a_role_that_is_written_is_not_guessed_anew() -> None:
    rows = table(
        "Name | Role | Reports to", "Ilze | head |", "Oskars | lead | Ilze", "Jānis | | Oskars", "Solo | |"
    ).staff
    assert list(tables.roles(rows).values()) == [Role.HEAD, Role.LEAD, Role.MANAGER, Role.MANAGER]


def test_whoever_reports_to_themselves_or_to_nobody_known_is_the_head() -> None:
    rows = table("Name | Reports to", "Ilze | Ilze", "Oskars | Board", "Jānis | Oskars").staff
    assert list(tables.roles(rows).values()) == [Role.HEAD, Role.HEAD, Role.MANAGER]


@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=6), max_size=8))
def test_any_table_of_any_texts_is_read_without_a_crash(lines: list[list[str]]) -> None:
    header = ("Client", "Contact", "Phone", "Birthday", "Share", "Country")
    grid = Grid(header, tuple(Line(number, tuple(cells)) for number, cells in enumerate(lines, start=2)))
    parsed = tables.read(grid, layout_of(header), "LV", TODAY)
    told = {problem.row for problem in parsed.problems} | {row.row for row in parsed.clients}
    assert told >= {line.number for line in grid.lines if any(cell.strip() for cell in line.cells)}


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_header_is_recognised_or_refused(header: list[str]) -> None:
    try:
        layout = layout_of(header)
    except BadTable:
        return
    assert layout.fields <= tables.fields_of(layout.kind)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1990-04-15", AnnualDate(15, 4, 1990)),
        ("15.04.1990", AnnualDate(15, 4, 1990)),
        ("15.4.1990 г.", AnnualDate(15, 4, 1990)),
        ("1990-04-15 00:00:00", AnnualDate(15, 4, 1990)),
        ("1990/04/15", AnnualDate(15, 4, 1990)),
        ("15/04/1990", AnnualDate(15, 4, 1990)),
        ("19900415", AnnualDate(15, 4, 1990)),
        ("--04-15", AnnualDate(15, 4)),
        ("--0415", AnnualDate(15, 4)),
        ("15.04.", AnnualDate(15, 4)),
        ("29.02", AnnualDate(29, 2)),
        ("1604-04-15", AnnualDate(15, 4)),
        ("32978", AnnualDate(15, 4, 1990)),
        ("0/0/00", None),
        ("0000-00-00", None),
        ("00.00.0000", None),
    ],
)
def test_birthdays_in_the_forms_of_programs(written: str, read_as: AnnualDate | None) -> None:
    parsed = table("Client | Birthday", f"Acme | {written}")
    assert problems(parsed) == []
    assert parsed.clients[0].birthday == read_as


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("15 марта 1990", "date-unclear"),
        ("March 15, 1990", "date-unclear"),
        ("15.04.90", "date-short-year"),
        ("15/04/90", "date-short-year"),
        ("03/04/1990", "date-ambiguous"),
        ("31.02.1990", "date-impossible"),
        ("15.04.2090", "date-future"),
        ("12", "date-unclear"),
        ("99999999", "date-impossible"),
    ],
)
def test_dates_that_would_be_guesses_are_errors(written: str, code: str) -> None:
    assert problems(table("Client | Birthday", f"Acme | {written}")) == [(2, "Birthday", code, "error")]


def test_a_mobile_counts_before_a_switchboard_and_the_others_are_told() -> None:
    parsed = table(
        "Client | Business phone | Home phone | Mobile phone | E-mail | E-mail 2",
        "Acme | 67000000 | 67000001 | 26123456 | a@acme.example | b@acme.example",
        "Levant | 67000000 | | | | c@levant.example",
        "Nord | | | 26123459 ::: 67000009 | |",
        "Same | +371 26123458 | | 26123458 | |",
    )
    assert [(row.phone and row.phone.key, row.email) for row in parsed.clients] == [
        ("+37126123456", "a@acme.example"),
        ("+37167000000", "c@levant.example"),
        ("+37126123459", None),
        ("+37126123458", None),
    ]
    assert [(one.row, one.column, one.detail["text"]) for one in parsed.problems] == [
        (2, "Business phone", "67000000"),
        (2, "Home phone", "67000001"),
        (2, "E-mail 2", "b@acme.example"),
        (4, "Mobile phone", "67000009"),
    ]
