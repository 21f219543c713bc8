"""Every letter that is queued anywhere can be opened and worded, every alarm that is set is answered."""

import ast
from collections.abc import Iterator
from typing import cast

import handlers
from bot.app.nouns import build
from bot.clock import Clock
from bot.config import Settings
from handlers.letters import RENDERERS
from storage.database import Database
from tests.house.sources import ROOT

FOLDERS = ("bot", "handlers", "storage")


def trees() -> Iterator[ast.Module]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.expr | None, names: dict[str, str]) -> Iterator[str]:
    """The literal texts that an expression may have: both arms of a condition, a constant of its module."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Name) and node.id in names:
        yield names[node.id]
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body, names)
        yield from texts(node.orelse, names)


def constants(tree: ast.Module) -> dict[str, str]:
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            for target, value in _pairs(node):
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found[target] = value.value
    return found


def _pairs(node: ast.Assign) -> Iterator[tuple[str, ast.expr]]:
    for target in node.targets:
        if isinstance(target, ast.Name):
            yield target.id, node.value
        elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            for one, value in zip(target.elts, node.value.elts, strict=True):
                if isinstance(one, ast.Name):
                    yield one.id, value


def given(name: str, place: int, keyword: str) -> set[str]:
    """The literal arguments of every call of `name` or `module.name`."""
    found: set[str] = set()
    for tree in trees():
        names = constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                more = [key.value for key in node.keywords if key.arg == keyword]
                args = [*node.args[place : place + 1], *more]
                found |= {text for arg in args for text in texts(arg, names)}
    return found


def nouns() -> tuple[set[str], set[str]]:
    """The nouns that open letters and that answer alarms."""
    made = build(Settings(), cast(Database, None), Clock())
    return set(made.letters.openers), set(made.ringers)


def test_every_letter_has_a_renderer_and_its_noun_an_opener() -> None:
    handlers.setup()
    kinds = given("Letter", 0, "kind")
    assert {"call.card", "occasion.card", "exhibition.card", "digest.morning"} <= kinds
    assert not kinds - set(RENDERERS)
    openers, _ = nouns()
    assert not {kind for kind in set(RENDERERS) | kinds if kind.partition(".")[0] not in openers}


def test_every_card_that_may_ring_has_its_line_worded() -> None:
    handlers.setup()
    # A survey's card is sent once for an invitation and its reminder is a kind of its own: it never rings.
    cards = {kind for kind in RENDERERS if kind.endswith(".card")} - {"survey.card"}
    assert not {kind for kind in cards if f"{kind}.line" not in RENDERERS}


def test_every_line_has_its_card() -> None:
    handlers.setup()
    assert not {kind for kind in RENDERERS if kind.endswith(".line") and kind[:-5] not in RENDERERS}


def test_every_alarm_has_a_ringer() -> None:
    kinds = given("alarms.put", 2, "kind")
    assert {"call.due", "occasion.look", "digest.due", "exhibition.next"} <= kinds
    _, ringers = nouns()
    assert not {kind for kind in kinds if kind.partition(".")[0] not in ringers}


def test_every_line_of_the_digest_opens_its_card() -> None:
    """Its buttons carry the noun of the thing; each section's noun has a handler of `OpenData`."""
    pressed = given("Pressed", 99, "noun")
    assert pressed >= {"call", "occasion", "exhibition", "complaint", "case"}
