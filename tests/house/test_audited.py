"""The audit: nothing that staff see or change of people leaves none of it, nothing changes it, every line has words."""

import ast
import inspect
import re
from collections.abc import Iterator
from typing import cast

from bot.app.nouns import usecases
from bot.charts import Charts
from bot.clock import Clock
from bot.config import Settings
from bot.i18n import translator
from storage.database import Database
from tests.house.audited import AUDITED, FREE
from tests.house.sources import calls, dotted, sources

WORDS = translator("en", "UTC")
_CHANGES = re.compile(
    r"\b(UPDATE|DELETE\s+FROM|TRUNCATE|REPLACE\s+INTO|DROP\s+TABLE)\s+audit\b", re.IGNORECASE
)


def methods() -> Iterator[str]:
    """Every public coroutine of a use case that somebody calls, by name; not what takes another one's transaction."""
    settings = Settings()
    made = usecases(settings, cast(Database, None), Clock(), settings.company.domain(), Charts())
    for noun, usecase in made.items():
        for name, function in inspect.getmembers(type(usecase), inspect.iscoroutinefunction):
            parameters = inspect.signature(function).parameters
            if (
                not name.startswith("_")
                and {"actor", "person_id"} & set(parameters)
                and not {"tx", "conn"} & set(parameters)
            ):
                yield f"{noun}.{name}"


def test_every_method_says_which_lines_it_leaves_or_why_none() -> None:
    known, there = {*AUDITED, *FREE}, set(methods())
    assert sorted(there - known) == [], (
        "put it into tests/house/audited.py, and into audit.add where it belongs"
    )
    assert sorted(known - there) == [], "no such method any more"
    assert sorted({*AUDITED} & {*FREE}) == []


def actions() -> Iterator[tuple[str, str]]:
    """Place and action of every line written by name."""
    for source in sources("bot", "storage"):
        for call in calls(source.tree):
            if dotted(call.func) in {"audit.add", "audit.seen"} and len(call.args) > 2:
                for action in ast.walk(call.args[2]):
                    if isinstance(action, ast.Constant) and isinstance(action.value, str):
                        yield f"{source.name}:{call.lineno}", action.value


def test_every_line_is_worded() -> None:
    known = {(place, action) for place, action in actions() if re.fullmatch(r"[a-z]+\.[a-z-]+", action)}
    known |= {("tests/house/audited.py", action) for actions_ in AUDITED.values() for action in actions_}
    missing = [
        f"{place}: audit-did-{action.replace('.', '-')} is missing in audit.ftl"
        for place, action in sorted(known)
        if not WORDS.has(f"audit-did-{action.replace('.', '-')}")
    ]
    assert not missing


def test_nothing_changes_or_removes_a_line() -> None:
    found = [
        f"{source.name}:{node.lineno}"
        for source in sources("bot", "handlers", "storage")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _CHANGES.search(node.value)
    ]
    assert not found, "the audit is only added to"
