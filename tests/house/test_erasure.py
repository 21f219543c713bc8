"""Deletion knows every place: each column that could hold something of a person has a decision in storage/erasure."""

from pathlib import Path

from storage.database import Database
from storage.erasure import DATES, RULES, WHO
from tests.storage.schema import Table, schema

HOW = (
    "storage/erasure/tables.py decides what happens to it when a contact is deleted. Add the column to the Rule of its table "
    "(a new table: a new Rule): `mine` + `gone` when the person's rows go whole, `blank` when they are emptied, "
    "`search` for free text in which anybody may be named, `keep` with the reason when nobody can be found by it"
)


async def tables(migrated: Path) -> dict[str, Table]:
    db = await Database.open(f"sqlite:///{migrated}")
    try:
        return await schema(db)
    finally:
        await db.close()


def doubtful(table: Table) -> set[str]:
    """The columns that need a decision: texts, and numbers by which somebody could be found."""
    return {
        name
        for name, (kind, _) in table.columns.items()
        if kind == "text" or name in WHO | DATES or "phone_key" in name
    }


async def test_every_column_that_could_hold_something_of_a_person_is_decided(migrated_file: Path) -> None:
    missing = [
        f"{name}.{column}"
        for name, table in (await tables(migrated_file)).items()
        for column in sorted(doubtful(table) - (RULES[name].named if name in RULES else frozenset()))
    ]
    assert not missing, HOW


async def test_no_decision_is_about_what_is_not_there(migrated_file: Path) -> None:
    there = await tables(migrated_file)
    assert set(RULES) == set(there), HOW
    wrong = [
        f"{name}.{column}"
        for name, rule in RULES.items()
        for column in rule.named
        if column not in there[name].columns
    ]
    assert not wrong


async def test_free_text_can_be_found_again_by_its_key(migrated_file: Path) -> None:
    there = await tables(migrated_file)
    assert not [
        name for name, rule in RULES.items() if rule.search and not set(rule.keys) <= set(there[name].columns)
    ]


def test_a_rule_that_empties_or_deletes_says_which_rows() -> None:
    assert not [name for name, rule in RULES.items() if (rule.gone or rule.blank) and not rule.mine]
