"""Docs: pages that come from the code are current, links lead somewhere, every decision is listed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.pages import PAGES
from tests.house.sources import ROOT


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def links(page: Path) -> Iterator[str]:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target) and not target.startswith("#"):
            yield target.partition("#")[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_written_from_the_code_is_current(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == PAGES[name](), "run: make docs"


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    assert not [target for target in links(page) if not (page.parent / target).exists()]


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    assert {page.name for page in folder.glob("0*.md")} == set(links(folder / "README.md"))
