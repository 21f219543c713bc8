"""Text and parameters: what is a parameter, what is a statement, what goes in as a value."""

from datetime import UTC, date, datetime
from enum import Enum, IntEnum, StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.database.sql import arguments, numbered, ready, ready_row, split

NAMES = st.from_regex(r"[a-z_][a-z0-9_]{0,8}", fullmatch=True)
INSIDE = st.text(st.sampled_from("ab ;:'\"-/*\n$я"), max_size=12)
QUIET = st.one_of(
    INSIDE.map(lambda text: "'" + text.replace("'", "''") + "'"),
    INSIDE.map(lambda text: '"' + text.replace('"', '""') + '"'),
    INSIDE.map(lambda text: "-- " + text.replace("\n", " ") + "\n"),
    INSIDE.map(lambda text: "/* " + text.replace("*/", "").replace("/*", "").rstrip("*/") + " */"),
    NAMES.map(lambda name: f"x::{name}"),
    st.sampled_from(["SELECT", "a = b", "(1, 2)", ", "]),
)


@given(st.lists(st.one_of(QUIET, NAMES.map(lambda name: (name,))), max_size=12))
def test_only_parameters_become_numbers(pieces: list[str | tuple[str]]) -> None:
    names = list(dict.fromkeys(piece[0] for piece in pieces if isinstance(piece, tuple)))
    sql = " ".join(f":{piece[0]}" if isinstance(piece, tuple) else piece for piece in pieces)
    expected = " ".join(
        f"${names.index(piece[0]) + 1}" if isinstance(piece, tuple) else piece for piece in pieces
    )

    assert numbered(sql) == (expected, tuple(names))


@given(st.lists(st.lists(QUIET, min_size=1, max_size=5), max_size=6))
def test_a_script_falls_apart_at_semicolons_outside_of_literals_and_comments(script: list[list[str]]) -> None:
    statements = [" ".join(pieces).strip() for pieces in script]
    said = [
        statement
        for statement, pieces in zip(statements, script, strict=True)
        if any(not piece.startswith(("--", "/*")) for piece in pieces)
    ]

    assert split("\n;\n".join(statements)) == said


def test_a_script_of_comments_and_semicolons_has_no_statements() -> None:
    assert split(" ; -- none; \n /* ; */ ;; ") == []


def test_a_parameter_without_a_value_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=":b has no value"):
        arguments(("a", "b"), {"a": 1})


class Colour(StrEnum):
    RED = "red"


class Size(IntEnum):
    BIG = 3


class Plain(Enum):
    ONE = "one"


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        (True, 1),
        (False, 0),
        (Colour.RED, "red"),
        (Size.BIG, 3),
        (Plain.ONE, "one"),
        (None, None),
        (b"x", b"x"),
    ],
)
def test_values_become_what_both_databases_keep(given: Any, stored: Any) -> None:
    value = ready("SELECT :x", {"x": given})[1]["x"]

    assert value == stored
    assert type(value) is type(stored)
    assert ready_row({"x": given})["x"] == stored


@pytest.mark.parametrize("given", [datetime(2027, 1, 1, tzinfo=UTC), date(2027, 1, 1)])
def test_dates_and_times_are_refused_by_name(given: date) -> None:
    with pytest.raises(TypeError, match=r":at is a .* microseconds"):
        ready("SELECT :at", {"at": given})


def test_a_thing_that_no_database_takes_is_refused() -> None:
    with pytest.raises(TypeError, match=":x is a dict"):
        ready("SELECT :x", {"x": {}})


def test_a_list_stands_for_its_members_and_its_length_is_a_power_of_two() -> None:
    sql, params = ready("SELECT ':ids' WHERE id IN (:ids)", {"ids": [4, 5, 6]})

    assert sql == "SELECT ':ids' WHERE id IN (:ids__0, :ids__1, :ids__2, :ids__3)"
    assert params == {"ids__0": 4, "ids__1": 5, "ids__2": 6, "ids__3": 6}
