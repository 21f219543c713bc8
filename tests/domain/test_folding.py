"""Folding: one form for search and sorting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Jānis   Bērziņš ", "janis berzins"),
        ("Ёлка Андрей", "елка андреи"),
        ("Folk och fä HB", "folk och fa hb"),
        ("Bräcke, København, Łódź", "bracke, kobenhavn, lodz"),
        ("STRASSE Straße", "strasse strasse"),
        ("Bon app’", "bon app'"),
        ("שָׁלוֹם", "שלום"),
        ("ＡＢＣ", "abc"),
        ("\u2068Anna\u2069 \u200fB", "anna b"),
        ("Åse Ærø", "ase aero"),
        ("İstanbul ısı", "istanbul isi"),
        ("", ""),
    ],
)
def test_a_text_is_folded_as_people_would_type_it(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
