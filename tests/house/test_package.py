"""The wheel: built offline, installed into an empty folder, and run beside packages of the same names."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bot import __version__
from bot.i18n import LANGUAGES
from tests.house.sources import PRODUCT, ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder), cwd=ROOT)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"),
        *("--disable-pip-version-check", "--target", str(target), str(wheel)),
    )
    return target


def run(*words: str, cwd: Path | None = None, path: Path | None = None) -> str:
    """Run it away from the sources; what it wrote."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RAPPORT_"))
    }
    environment |= {"PYTHONSAFEPATH": "1"} | ({"PYTHONPATH": str(path)} if path else {})
    ended = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_the_wheel_holds_every_file_of_the_product_and_nothing_else(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    ours = {
        path.relative_to(ROOT).as_posix()
        for folder in PRODUCT
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == ours


def test_the_wheel_holds_texts_migrations_and_the_page(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    for language in LANGUAGES:
        assert f"bot/locales/{language}/common.ftl" in held
    assert any(name.startswith("storage/migrations/0001_") for name in held)
    pages = [path.relative_to(ROOT).as_posix() for path in (ROOT / "playground").rglob("*.html")]
    assert set(pages) <= set(held)


def test_the_installed_program_runs_beside_packages_of_the_same_names(
    installed: Path, tmp_path: Path
) -> None:
    for root in PRODUCT:
        (tmp_path / root).mkdir()
        (tmp_path / root / "__init__.py").write_text(
            "raise SystemExit('the decoy was imported')", encoding="utf-8"
        )
    script = str(installed / "bin" / "rapport")
    assert (
        run(sys.executable, script, "--version", cwd=tmp_path, path=installed) == f"rapport {__version__}\n"
    )
    assert "owner-link" in run(sys.executable, "-m", "bot", "--help", cwd=tmp_path, path=installed)


def test_the_installed_program_words_texts_and_knows_its_migrations(installed: Path, tmp_path: Path) -> None:
    probe = (
        "import bot; from bot.i18n import translator, LANGUAGES\n"
        "from storage.migrator import shipped\n"
        "print(bot.__file__, [translator(l, 'UTC').plain('btn2-back') for l in LANGUAGES], shipped()[0].name)"
    )
    said = run(sys.executable, "-c", probe, cwd=tmp_path, path=installed)
    assert str(installed) in said
    assert "0001_" in said
