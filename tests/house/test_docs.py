"""Docs: pages that come from the code are current, links lead somewhere, nothing is missing, every command is real."""

import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import __main__ as command
from bot.config import Settings
from bot.telegram import run
from tests.house.catalogs import LOCALES
from tests.house.pages import PAGES
from tests.house.sources import ROOT

SETTINGS = Settings()
DECISIONS = ROOT / "docs" / "decisions"
OPERATIONS = ROOT / "docs" / "operations.md"


def plain(label: str) -> str:
    """A label's words alone: without signs, capitals and what is put in."""
    return re.sub(r"\W+", " ", re.sub(r"\{[^}]*\}", " ", label)).strip().lower()


BUTTONS = plain(" ".join(page.read_text(encoding="utf-8") for page in sorted((LOCALES / "en").glob("*.ftl"))))


def documents() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(page: Path) -> Iterator[tuple[str, str]]:
    """File and anchor of every link to a page of ours; no file: the page itself."""
    for target in re.findall(r"\]\(([^)\s]+)\)", text(page)):
        if not re.match(r"[a-z]+:", target):
            file, _, anchor = target.partition("#")
            yield file, anchor


def anchors(page: Path) -> set[str]:
    """The headings as the address line has them."""
    headings = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def commands() -> set[str]:
    """Every command of the program."""
    entries = command.cli.registered_commands
    return {str(entry.name or getattr(entry.callback, "__name__", "")) for entry in entries}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_written_from_the_code_is_current(name: str) -> None:
    assert text(ROOT / name) == PAGES[name](), "run: make docs"


@pytest.mark.parametrize("page", documents(), ids=named)
def test_every_link_leads_somewhere(page: Path) -> None:
    for file, anchor in links(page):
        target = page.parent / file if file else page
        assert target.exists(), file
        assert not anchor or anchor in anchors(target), f"{file}#{anchor}"


def test_every_page_is_found_from_the_readme() -> None:
    seen, open_ones = set[Path](), [ROOT / "README.md"]
    while open_ones:
        page = open_ones.pop().resolve()
        if page not in seen and page.suffix == ".md":
            seen.add(page)
            open_ones += [page.parent / file for file, _ in links(page) if file]
    assert {page.resolve() for page in documents()} <= seen


def test_every_picture_is_shown() -> None:
    shown = {(page.parent / file).resolve() for page in documents() for file, _ in links(page) if file}
    assert {picture.resolve() for picture in (ROOT / "docs" / "pictures").iterdir()} <= shown


def test_every_decision_is_listed_under_its_number() -> None:
    pages = sorted(page.name for page in DECISIONS.glob("0*.md"))
    assert [file for file, _ in links(DECISIONS / "README.md")] == pages
    assert [int(name[:4]) for name in pages] == list(range(1, len(pages) + 1))
    for name in pages:
        assert text(DECISIONS / name).startswith(f"# {int(name[:4])}. ")


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("0*.md")), ids=lambda page: page.stem)
def test_a_decision_says_what_why_and_what_was_rejected(page: Path) -> None:
    assert all(f"**{part}.**" in text(page) for part in ("Decision", "Why", "Rejected"))


def test_every_dependency_has_a_decision() -> None:
    project = tomllib.loads(text(ROOT / "pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[=<>;]", line)[0] for line in wanted}
    decided = "\n".join(text(page) for page in DECISIONS.glob("0*.md")).lower()
    assert not {name for name in names if not re.search(rf"\b{re.escape(name)}\b", decided)}


def test_operations_tells_of_every_command_and_no_other() -> None:
    told = set(re.findall(r"^\| `rapport ([a-z-]+)", text(OPERATIONS), re.MULTILINE))
    assert told == commands()


def test_operations_tells_of_every_exit_status() -> None:
    told = set(map(int, re.findall(r"^\| (\d+) \|", text(OPERATIONS), re.MULTILINE)))
    used = {command.OTHER, command.UNREACHABLE, command.TAKEN, command.REFUSED, command.BAD_SETTINGS}
    assert told == used | {run.STOPPED, run.ANOTHER_POLLER, 2}  # 2: typer's own, for wrong arguments


@pytest.mark.parametrize("page", documents(), ids=named)
def test_what_is_to_be_typed_exists(page: Path) -> None:
    made = set(re.findall(r"^([a-z-]+):", text(ROOT / "Makefile"), re.MULTILINE))
    blocks = re.findall(r"```\n(.*?)```", text(page), re.DOTALL)
    inline = re.findall(r"`([^`]+)`", re.sub(r"```.*?```", "", text(page), flags=re.DOTALL))
    typed = "\n".join([*map(textwrap.dedent, blocks), *inline])
    assert set(re.findall(r"^make ([a-z-]+)", typed, re.MULTILINE)) <= made
    assert set(re.findall(r"(?:^|/bin/)rapport ([a-z][a-z-]+)", typed, re.MULTILINE)) <= commands()
    assert set(re.findall(r"python -m bot ([a-z-]+)", typed)) <= commands()


def test_the_glossary_has_each_word_once_and_in_order() -> None:
    parts = text(ROOT / "docs" / "glossary.md").split("\n## ")[1:]
    for part in parts:
        words = re.findall(r"^\| ([^|]+) \|", part, re.MULTILINE)[1:]
        assert words == sorted(words, key=str.lower)
        assert len(set(words)) == len(words)


def prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"```.*?```", "", text(page), flags=re.DOTALL)


@pytest.mark.parametrize("page", documents(), ids=named)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    roots = "bot|handlers|storage|playground|tests|deploy|benchmarks|docs"
    for name in re.findall(rf"`((?:{roots})/[\w/.-]*)`", prose(page)):
        assert (ROOT / name).exists() or (ROOT / f"{name}.py").exists(), name


@pytest.mark.parametrize("page", documents(), ids=named)
def test_every_setting_and_button_that_a_page_names_is_there(page: Path) -> None:
    for section, key in re.findall(r"`\[(\w+)\](?: (\w+))?`", prose(page)):
        assert hasattr(SETTINGS, section), section
        assert not key or hasattr(getattr(SETTINGS, section), key), f"{section}.{key}"
    labels = re.sub(r"`[^`]*`", "", prose(page)) if page.parent.name == "docs" else ""
    for label in re.findall(r"\[([^\]\[\n]+)\](?![(\[])", labels):
        assert plain(label) in BUTTONS or page.name == "settings.md", label
