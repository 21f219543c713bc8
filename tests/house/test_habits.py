"""Habits of the house that a syntax tree can show: one clock, owned tasks, sizes, docstrings, no hosts."""

import ast
import subprocess
from statistics import median

import pytest

from tests.house.sources import ROOT, Source, calls, dotted, sources

# A file of about 300 lines is long; what is past 330 is two files.
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_HANDLER = 330, 50, 25

# Files past the ceiling, each with its reason. Make one a folder rather than add it here.
LONG_FILES: dict[str, str] = {}

# Who starts tasks, keeps them, and ends them.
OWNERS = (
    "bot/app.py",
    "bot/app/",
    "bot/telegram/",
    "bot/delivery/",
    "bot/scheduler.py",
    "storage/database/",
    "playground/",
)
NOW = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "dt.datetime.now", "dt.date.today"}
# The playground pretends to be Telegram, whose clock is the product's: it is given one.
EVERYTHING = sources("bot", "handlers", "storage", "playground", "tests", "benchmarks")


def test_every_module_opens_with_one_line_about_itself() -> None:
    silent = [source.name for source in EVERYTHING if not ast.get_docstring(source.tree)]
    assert not silent


def test_every_folder_with_code_is_a_package() -> None:
    folders = {
        (ROOT / source.name).parent for source in sources("bot", "handlers", "storage", "playground", "tests")
    }
    assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]


def test_only_the_clock_asks_what_time_it_is() -> None:
    found = [
        f"{source.name}:{call.lineno}"
        for source in sources()
        if source.name != "bot/clock.py"
        for call in calls(source.tree)
        if dotted(call.func).removeprefix("datetime.datetime.").removeprefix("datetime.date.") in NOW
        or dotted(call.func) in {"datetime.datetime.now", "datetime.date.today"}
    ]
    assert not found


def test_only_the_settings_read_the_environment() -> None:
    found = [
        f"{source.name}:{node.lineno}"
        for source in sources("bot", "handlers", "storage")
        if not source.name.startswith("bot/config/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and dotted(node) in {"os.environ", "os.getenv"}
    ]
    assert not found


def starts_task(call: ast.Call) -> bool:
    return dotted(call.func) in {"asyncio.create_task", "asyncio.ensure_future", "create_task"} or (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "create_task"
        and "loop" in ast.unparse(call.func.value).lower()
    )


def test_every_task_has_an_owner() -> None:
    for source in sources():
        dropped = [node.value for node in ast.walk(source.tree) if isinstance(node, ast.Expr)]
        for call in filter(starts_task, calls(source.tree)):
            place = f"{source.name}:{call.lineno}"
            assert source.name.startswith(OWNERS), f"{place} starts a task outside of those who own tasks"
            assert call not in dropped, f"{place} starts a task and forgets it"


@pytest.mark.parametrize("source", sources("bot/domain"), ids=lambda source: source.name)
def test_the_domain_never_waits(source: Source) -> None:
    waiting = ast.AsyncFunctionDef | ast.Await | ast.AsyncFor | ast.AsyncWith
    assert not [node for node in ast.walk(source.tree) if isinstance(node, waiting)]


def test_files_stay_short() -> None:
    long = {
        source.name: lines
        for source in sources()
        if (lines := source.text.count("\n")) > LONGEST_FILE and source.name not in LONG_FILES
    }
    assert not long, "make it a folder of the same name"


def test_functions_stay_short() -> None:
    long = [
        f"{source.name}:{function.name} has {lines} lines"
        for source in sources()
        for function, lines in source.functions()
        if lines > (LONGEST_HANDLER if source.name.startswith("handlers/") else LONGEST_FUNCTION)
    ]
    assert not long


def test_most_functions_are_shorter_still() -> None:
    lengths = [lines for source in sources("bot", "handlers", "storage") for _, lines in source.functions()]
    assert median(lengths) <= 8


def test_no_host_of_a_registry_and_no_path_of_a_machine_stands_in_any_file() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: nobody knows which files are the project's")
    forbidden = [
        "--index" + "-url",
        "py" + "pi.org",
        "pythonhosted" + ".org",
        "npm" + "js.org",
        "/ho" + "me/",
        "/ro" + "ot/",
    ]
    found = [
        f"{name}: {word}"
        for name in listed.stdout.splitlines()
        if (text := _text(name)) is not None
        for word in forbidden
        if word in text
    ]
    assert not found


def _text(name: str) -> str | None:
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except (UnicodeDecodeError, OSError):
        return None
