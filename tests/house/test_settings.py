"""Every setting is read by the wiring: one that nobody reads promises what does not happen."""

import ast
from collections.abc import Iterator

import pytest

from bot.config import Settings
from bot.config.sections import CompanySection
from tests.house.pages import fields, sections
from tests.house.sources import ROOT, Source, sources


def wiring() -> Iterator[Source]:
    yield from (Source(name) for name in ("bot/__main__.py", "bot/scheduler.py"))
    yield from sources("bot/app", "bot/telegram")


def read(source: Source) -> Iterator[tuple[str, str]]:
    """Section and name of every setting that a file reads, also through a name given to its section."""
    named = {
        target.id: value.attr
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Assign)
        for target, value in _pairs(node)
        if isinstance(target, ast.Name) and isinstance(value, ast.Attribute)
    }
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
            yield node.value.attr, node.attr
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield named.get(node.value.id, node.value.id), node.attr


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    for target in node.targets:
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
            yield from zip(target.elts, node.value.elts, strict=False)
        else:
            yield target, node.value


def built(section: str) -> bool:
    """Whether the use case of a section exists (sections without one always count)."""
    places = [ROOT / "bot" / "usecases" / section, ROOT / "bot" / "usecases" / f"{section}.py"]
    noun = section in {"surveys", "cases", "complaints", "exhibitions", "clients"}
    return not noun or any(place.exists() for place in places)


@pytest.mark.parametrize(
    "section", [name for name in Settings.model_fields if name != "company" and built(name)]
)
def test_every_setting_is_read(section: str) -> None:
    known = {pair for source in wiring() for pair in read(source)}
    defaults = dict(sections())[section]
    assert not [name for name, _, _ in fields(defaults) if (section, name) not in known]


def test_the_company_goes_down_as_a_whole() -> None:
    own = Source("bot/config/sections.py").tree
    domain = next(
        node for node in ast.walk(own) if isinstance(node, ast.FunctionDef) and node.name == "domain"
    )
    used = {node.attr for node in ast.walk(domain) if isinstance(node, ast.Attribute)}
    assert set(CompanySection.model_fields) <= used
