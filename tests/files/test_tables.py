"""Tables as files: what people send, and what they get back."""

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from bot.domain import tables as domain
from bot.domain.tables import Grid
from bot.files.tables import SIZE_LIMIT, BadFile, Cell, csv_bytes, read, readings, xlsx_bytes

DATA = Path(__file__).parents[1] / "data"
LATVIAN = "Uzņēmums;Kontaktpersona;Tālrunis\r\nRīgas Šokolāde;Jānis Bērziņš;26123456\r\n"


def refusal(data: bytes) -> str:
    """The code of the refusal of a file."""
    with pytest.raises(BadFile) as refused:
        read(data)
    return refused.value.code


def cells(grid: Grid) -> list[tuple[str, ...]]:
    """The lines without their numbers."""
    return [line.cells for line in grid.lines]


def workbook(*rows: list[object], sheets: int = 1) -> bytes:
    """A workbook whose last sheet holds the rows."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        pages = [book.add_worksheet() for _ in range(sheets)]
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                pages[-1].write(number, place, value)
    return out.getvalue()


def repacked(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", ["clients", "managers", "sales"])
def test_the_shipped_files_are_read_whole(name: str) -> None:
    data = (DATA / f"northwind-{name}.csv").read_bytes()
    grid = read(data)
    expected = list(csv.DictReader(io.StringIO(data.decode())))
    assert list(grid.header) == list(expected[0])
    assert len(grid.lines) == len(expected)
    assert grid.lines[0].number == 2
    assert {key: value for key, value in grid.dicts()[0].items() if value} == {
        k: v for k, v in expected[0].items() if v
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1257"])
def test_latvian_letters_are_read_in_every_encoding_that_excel_writes(encoding: str) -> None:
    grid = read(LATVIAN.encode(encoding), "lv")
    assert grid.header == ("Uzņēmums", "Kontaktpersona", "Tālrunis")
    assert cells(grid) == [("Rīgas Šokolāde", "Jānis Bērziņš", "26123456")]


@pytest.mark.parametrize(
    ("language", "page", "text"),
    [
        ("ru", "cp1251", "Клиент;Контакт\r\nЁлка;Игорь\r\n"),
        ("he", "cp1255", "לקוח;איש קשר\r\nשלום;נועה\r\n"),
        ("fi", "cp1252", "Asiakas;Yhteyshenkilö\r\nPäivänsäde;Päivi\r\n"),
        ("nb", "cp1252", "Kunde;Kontakt\r\nBlåbær;Åse\r\n"),
        ("en", "cp1252", "Client;Contact\r\nCafé;Zoë\r\n"),
    ],
)
def test_what_is_not_unicode_is_in_the_code_page_of_the_company(language: str, page: str, text: str) -> None:
    grid = read(text.encode(page), language)
    assert [";".join(grid.header), *(";".join(line) for line in cells(grid))] == text.split("\r\n")[:-1]


def test_another_code_page_can_be_asked_for_when_the_letters_look_wrong() -> None:
    data = "Клиент;Контакт\r\nЁлка;Игорь\r\n".encode("cp1251")
    assert read(data, "lv", encoding="cp1257").header != ("Клиент", "Контакт")
    assert read(data, "lv", encoding="cp1251").header == ("Клиент", "Контакт")


def test_headings_that_make_words_in_another_code_page_only_are_read_in_that() -> None:
    data = "Клиент;Контакт\r\nЁлка;Игорь\r\n".encode("cp1251")
    assert read(data, "lv").header == ("Клиент", "Контакт")
    assert (read(data, "lv").encoding, read(data, "ru").encoding) == ("cp1251", "cp1251")
    assert read("Client;Contact\r\nЁлка;Игорь\r\n".encode("cp1251"), "lv").encoding == "cp1257"


def test_one_heading_that_happens_in_the_wrong_code_page_does_not_outweigh_four_in_the_right_one() -> None:
    data = "Uzņēmums;Kontaktpersona;Tālrunis;Dzimšanas diena\r\nŠķēres;Žanis;26123456;15.04.1990\r\n"
    assert read(data.encode("cp1257"), "en").encoding == "cp1257"


def test_the_same_cells_are_shown_in_every_code_page_that_makes_letters_of_them() -> None:
    data = "Client;Contact\r\nPlain;Игорь\r\n".encode("cp1251")
    found = dict(readings(data, "lv"))
    assert [line.cells[1] for line in found["cp1251"].lines] == ["Игорь"]
    assert "cp1257" in found
    assert readings("Client\nĀbols".encode(), "lv") == readings(workbook(["Client"], ["Ā"]), "lv") == []


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_of_three_delimiters_is_found(mark: str) -> None:
    text = mark.join(["Client", "Notes"]) + "\n" + mark.join(["Acme", '"one; two, three\tand a ""word"""'])
    assert cells(read(text.encode())) == [("Acme", 'one; two, three\tand a "word"')]


def test_a_single_column_a_hint_of_excel_and_empty_lines_keep_the_numbers_true() -> None:
    assert cells(read(b"Client\nAcme\nBon app'\n")) == [("Acme",), ("Bon app'",)]
    grid = read(b"sep=;\r\nClient;Contact\r\n\r\nAcme;Anna;;\r\n;;\r\nLevant;Noa\r\n")
    assert grid.header == ("Client", "Contact")
    assert [(line.number, line.cells) for line in grid.lines] == [
        (4, ("Acme", "Anna")),
        (6, ("Levant", "Noa")),
    ]


def test_a_cell_may_hold_several_lines() -> None:
    assert cells(read(b'Client,Notes\nAcme,"one\ntwo"\n')) == [("Acme", "one\ntwo")]


def test_numbers_and_dates_of_a_workbook_become_what_a_person_would_type() -> None:
    grid = read(
        workbook(
            ["Client", "Phone", "Birthday", "Share", "Key", "Met", "At"],
            [
                "Acme",
                37126123456.0,
                dt.date(1990, 3, 12),
                0.34,
                True,
                dt.datetime.combine(dt.date(2026, 11, 23), dt.time(9, 30)),
                dt.time(9, 5),
            ],
            [],
            ["00123", "+371 26123456", "12.03", 5, False, "", ""],
        )
    )
    assert [line.number for line in grid.lines] == [2, 4]
    assert cells(grid)[0][:5] == ("Acme", "37126123456", "1990-03-12", "0.34", "yes")
    assert cells(grid)[1] == ("00123", "+371 26123456", "12.03", "5", "no")


def test_the_first_sheet_with_anything_in_it_is_read() -> None:
    assert cells(read(workbook(["Client"], ["Acme"], sheets=3))) == [("Acme",)]


def test_a_table_that_begins_further_down_keeps_the_numbers_of_the_sheet() -> None:
    grid = read(workbook([], [], ["Client"], ["Acme"]))
    assert (grid.header, grid.lines[0].number) == (("Client",), 4)


@pytest.mark.parametrize("data", [b"", b"\n\n  \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00" * 10])
def test_an_empty_file_is_refused(data: bytes) -> None:
    assert refusal(data) == "file-empty"


def test_a_workbook_without_a_cell_is_refused() -> None:
    assert refusal(workbook()) == "file-empty"


def test_a_file_of_21_megabytes_is_refused_unread() -> None:
    assert refusal(b"x" * (21 * 1024 * 1024)) == "file-too-large"
    assert SIZE_LIMIT == 20 * 1024 * 1024


def test_a_table_of_too_many_rows_is_refused() -> None:
    assert refusal(b"Client\n" + b"Acme\n" * 50_001) == "file-too-many-rows"


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.95])
def test_a_workbook_that_broke_off_is_refused(cut: float) -> None:
    data = workbook(["Client"], ["Acme"])
    assert refusal(data[: int(len(data) * cut)]) == "file-broken"


def test_a_workbook_with_a_damaged_part_is_refused() -> None:
    data = bytearray(workbook(["Client"], ["Acme"]))
    place = data.index(b"xl/worksheets/sheet1.xml") + 60
    data[place : place + 8] = b"\xff" * 8
    assert refusal(bytes(data)) == "file-broken"


def test_a_workbook_whose_sheet_is_not_xml_is_refused() -> None:
    assert (
        refusal(repacked(workbook(["Client"]), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r="))
        == "file-broken"
    )


def test_a_bomb_is_refused_unopened() -> None:
    assert (
        refusal(repacked(workbook(["Client"]), "xl/media/zeros.bin", bytes(120 * 1024 * 1024))) == "file-bomb"
    )
    assert (
        refusal(repacked(workbook(["Client"]), "xl/media/zeros.bin", bytes(8 * 1024 * 1024))) == "file-bomb"
    )


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = bytearray(repacked(workbook(["Client"]), "xl/sharedStrings.xml", bytes(8 * 1024 * 1024)))
    size = (8 * 1024 * 1024).to_bytes(4, "little")
    lie = (1000).to_bytes(4, "little")
    assert refusal(bytes(honest).replace(size, lie)) == "file-bomb"


def test_one_cell_in_the_far_corner_does_not_fill_the_memory() -> None:
    far = (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        b"</sheetData></worksheet>"
    )
    assert refusal(repacked(workbook(["Client"]), "xl/worksheets/sheet1.xml", far)) == "file-too-many-rows"


def test_other_kinds_of_files_are_refused_by_what_they_are() -> None:
    plain_zip = io.BytesIO()
    with zipfile.ZipFile(plain_zip, "w") as archive:
        archive.writestr("letter.txt", "hello")
    assert refusal(plain_zip.getvalue()) == "file-kind"
    assert refusal(b"\x89PNG\r\n\x1a\n" + bytes(200)) == "file-kind"
    old_office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    assert refusal(old_office) == "file-kind"
    assert refusal(old_office + "EncryptedPackage".encode("utf-16-le")) == "file-locked"


def test_letters_of_no_known_code_page_are_refused() -> None:
    with pytest.raises(BadFile) as refused:
        read(b"Client\n\x81\x8d\x8f", "fi")
    assert refused.value.code == "file-letters"


def test_cells_that_begin_like_formulas_stay_text() -> None:
    evil = ["=1+1", "+371 26123456", "-5", "@anna", "'=1", "''+", "'quoted' - name", "it's"]
    data = csv_bytes(["Client"], [[text] for text in evil])
    written = [row[0] for row in csv.reader(io.StringIO(data.decode("utf-8-sig")))][1:]
    assert not any(text.startswith(("=", "+", "-", "@")) for text in written)
    assert [line[0] for line in cells(read(data))] == evil
    book = xlsx_bytes(["Client"], [[text] for text in evil])
    assert [line[0] for line in cells(read(book))] == evil
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_what_is_written_keeps_its_kind() -> None:
    header = ["Client", "Phone", "First deal", "Share", "Score", "Connected", "At", "Nothing", "Link"]
    row: list[Cell] = [
        "Ёлка 🎄",
        "0037126",
        dt.date(1997, 8, 25),
        0.34,
        9,
        True,
        dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC),
        None,
        "https://t.me/x",
    ]
    texts = ("Ёлка 🎄", "0037126", "1997-08-25", "0.34", "9", "yes", "2026-11-23 09:30", "", "https://t.me/x")
    assert cells(read(csv_bytes(header, [row]))) == [texts]
    assert cells(read(xlsx_bytes(header, [row], sheet="Ответы: [Q4]/2026 and a name too long"))) == [texts]


text_cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda text: text == text.strip()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(text_cells, min_size=2, max_size=2), min_size=1, max_size=5))
def test_whatever_is_written_is_read_again(rows: list[list[str]]) -> None:
    expected = [tuple(row) for row in rows]
    assert cells(read(csv_bytes(["Client", "Contact"], rows))) == expected
    assert cells(read(csv_bytes(["Client", "Contact"], rows, delimiter=","))) == expected
    assert cells(read(xlsx_bytes(["Client", "Contact"], rows))) == expected


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail))
def test_any_bytes_are_a_table_or_are_refused(data: bytes) -> None:
    try:
        grid = read(data, "lv")
    except BadFile as refused:
        assert refused.code.startswith("file-")  # noqa: PT017 both ends are right, only a crash is wrong
    else:
        assert grid.header


def test_clients_written_and_read_again_are_the_same_clients() -> None:
    before = read((DATA / "northwind-clients.csv").read_bytes())
    rows = [
        [line.cells[i] if i < len(line.cells) else "" for i in range(len(before.header))]
        for line in before.lines
    ]
    today = dt.date(2026, 11, 23)
    first = domain.read(before, domain.layout_of(before.header), "LV", today)
    for data in (csv_bytes(before.header, rows), xlsx_bytes(before.header, rows)):
        after = read(data)
        assert domain.read(after, domain.layout_of(after.header), "LV", today) == first
