"""Imports go down only: the table of floors, held over the syntax trees of all source files."""

import sys
from dataclasses import dataclass

import pytest

from tests.house.sources import PRODUCT, Source, sources


@dataclass(frozen=True)
class Floor:
    """Files below these paths may import the standard library, `theirs` (distributions) and `ours` (modules)."""

    files: tuple[str, ...]
    theirs: frozenset[str] = frozenset()
    ours: tuple[str, ...] = ()
    anything: bool = False


def only(*names: str) -> frozenset[str]:
    return frozenset(names)


# The first that fits counts.
FLOORS = (
    # 4 wiring
    Floor(("bot/__main__.py",), anything=True),
    Floor(("bot/app.py", "bot/app/", "bot/config/", "bot/scheduler.py", "bot/telegram/"), anything=True),
    Floor(("bot/health.py",), only("aiohttp")),
    Floor(("bot/__init__.py",)),
    Floor(("bot/logs.py",)),
    # 3 talk
    Floor(
        ("handlers/",), only("aiogram"), ("handlers", "bot.usecases", "bot.domain", "bot.i18n", "bot.charts")
    ),
    # 2 act
    Floor(("bot/usecases/",), ours=("bot.usecases", "storage", "bot.domain", "bot.clock")),
    Floor(("bot/delivery/",), ours=("bot.delivery", "storage", "bot.domain", "bot.clock")),
    Floor(("bot/charts.py", "bot/charts/"), only("matplotlib"), ("bot.charts", "bot.domain")),
    Floor(
        ("bot/files/",),
        only("xlsxwriter", "python_calamine", "icalendar", "segno", "PIL"),
        ("bot.files", "bot.domain"),
    ),
    # 1 remember
    Floor(("storage/",), only("aiosqlite", "asyncpg"), ("storage", "bot.domain")),
    # 0 know
    Floor(("bot/domain/",), only("holidays", "phonenumbers"), ("bot.domain", "bot.clock", "bot.i18n")),
    Floor(("bot/clock.py",), ours=("bot.domain", "bot.i18n")),
    Floor(("bot/i18n.py",), only("fluent", "babel"), ("bot.domain", "bot.clock")),
    # beside the house
    Floor(("playground/",), only("aiohttp"), ("playground", "bot.app")),
)

# Imports within a floor that the table does not name, each with its reason.
EXCEPTIONS: dict[str, tuple[str, ...]] = {
    # What became of a letter is told to its manager in the transaction that settles it.
    "bot/delivery/sender.py": ("bot.usecases.doubts",),
    "bot/delivery/settle.py": ("bot.usecases.doubts", "bot.usecases.groups", "bot.usecases.reach"),
}


def floor_of(name: str) -> Floor | None:
    return next((floor for floor in FLOORS if name.startswith(floor.files)), None)


def forbidden(source: Source, floor: Floor) -> list[str]:
    found = []
    for line, module in source.imports():
        root = module.partition(".")[0]
        if root in sys.stdlib_module_names:
            continue
        if root in PRODUCT:
            ours = (*floor.ours, *EXCEPTIONS.get(source.name, ()))
            fine = floor.anything or any(f"{module}.".startswith(f"{allowed}.") for allowed in ours)
        else:
            fine = floor.anything or root in floor.theirs
        if not fine:
            found.append(f"{source.name}:{line} imports {module}")
    return found


def test_every_file_stands_on_a_floor() -> None:
    lost = [source.name for source in sources() if floor_of(source.name) is None]
    assert not lost, "add these to the table of floors, or move them"


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.name)
def test_imports_go_down_only(source: Source) -> None:
    floor = floor_of(source.name)
    assert floor is not None
    assert not forbidden(source, floor)


def test_only_the_command_line_knows_the_playground() -> None:
    found = [
        f"{source.name}:{line}"
        for source in sources()
        if not source.name.startswith(("playground/", "bot/__main__.py"))
        for line, module in source.imports()
        if module.startswith("playground")
    ]
    assert not found


def test_only_the_wiring_knows_the_settings() -> None:
    wiring = ("bot/app", "bot/__main__.py", "bot/config/", "bot/scheduler.py", "bot/telegram/")
    found = [
        f"{source.name}:{line}"
        for source in sources()
        if not source.name.startswith(wiring)
        for line, module in source.imports()
        if f"{module}.".startswith("bot.config.")
    ]
    assert not found


def test_the_version_imports_nothing() -> None:
    assert not list(Source("bot/__init__.py").imports())
