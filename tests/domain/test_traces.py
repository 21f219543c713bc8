"""Where a text names a person, and the text without it."""

import json

import pytest

from bot.domain.traces import Traces, likes

ZANE = Traces("Zane Ozoliņa-Kalns", ("+371 29 87 65 43",), "Zane.O@Example.com", "zane_ozo", 7312345678)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Zane Ozoliņa-Kalns called", "… called"),
        ("met OZOLINA KALNS, ZANE today", "met OZOLINA KALNS, ZANE today"),  # another order of three words
        ("ask kalns ozolina zane", "ask …"),
        ("told Zane Ozoliņai-Kalns", "told …"),
        ("write to zane.o@example.com now", "write to … now"),
        ("t.me/zane_ozo or @zane_ozo", "t.me/… or …"),
        ("29876543", "…"),
        ("+371 29876543, then", "…, then"),
        ("(371) 29-876-543!", "…!"),
        ("00371 2987 6543", "…"),
        ("tg://user?id=7312345678", "tg://user?id=…"),
        ("order 129876543210", "order 129876543210"),
        ("Zane is a common name", "Zane is a common name"),
        ("nothing here", "nothing here"),
    ],
)
def test_a_person_is_taken_out_of_a_text_and_nobody_else(text: str, kept: str) -> None:
    assert ZANE.removed(text) == kept
    assert ZANE.found(text) == (text != kept)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Zane asked twice", "… asked twice"),
        ("Ozoliņas kundze", "… kundze"),
        ("zanesson is somebody else", "zanesson is somebody else"),
    ],
)
def test_in_what_is_about_their_company_one_word_of_the_name_is_enough(text: str, kept: str) -> None:
    assert ZANE.removed(text, near=True) == kept


def test_cyrillic_names_are_found_in_any_case() -> None:
    ivan = Traces("Иван Фёдоров")
    assert ivan.removed("звонил Ивану Федорову вчера") == "звонил … вчера"
    assert ivan.removed("Фёдорова просила", near=True) == "… просила"


def test_rows_and_records_about_them_leave_a_table() -> None:
    table = {
        "header": ["First", "City", "Last"],
        "lines": [[2, ["Zane", "Riga", "Ozolina-Kalns"]], [3, ["Igor", "Riga", "Sokolov"]]],
    }
    kept = json.loads(ZANE.out_of_json(json.dumps(table)))
    assert kept == {"header": table["header"], "lines": [[3, ["Igor", "Riga", "Sokolov"]]]}
    assert ZANE.out_of_json('{"name": "Acme", "phone": "29876543"}') == "{}"
    same = '{"name":"Acme","n":5}'
    assert ZANE.out_of_json(same) == same


def test_what_a_database_looks_for_is_written_in_every_way() -> None:
    ways, numbers = likes(Traces("Анна Озола", ("+371 29876543",)))
    assert {"озола", "Озола", "ОЗОЛА"} <= set(ways) or {"Озол", "озол"} <= set(ways)
    assert any("\\u" in way for way in ways)
    assert numbers == ("29876543",)
