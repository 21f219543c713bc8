"""What stands in deploy/ and docs/ about settings, ports and statuses is what the program knows."""

import re
from pathlib import Path

import pytest

from bot import __main__ as command
from bot.config import Settings
from bot.telegram.run import DRAIN
from tests.house.sources import ROOT

DEPLOY = ROOT / "deploy"
SETTINGS = Settings()
PAGES = [
    path for path in (*DEPLOY.iterdir(), *ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")) if path.is_file()
]


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_variable_is_a_setting(page: Path) -> None:
    found = re.findall(r"RAPPORT_([A-Z]+)__([A-Z_]+)", page.read_text(encoding="utf-8"))
    unknown = [
        (section, name)
        for section, name in found
        if not hasattr(getattr(SETTINGS, section.lower(), None), name.lower())
    ]
    assert not unknown


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_a_proxy_passes_on_to_where_the_webhook_listens(name: str) -> None:
    webhook = SETTINGS.webhook
    assert f"{webhook.host}:{webhook.port}" in text(name)
    assert webhook.path in text(name)


def test_the_image_asks_the_health_page_and_leaves_time_to_stop() -> None:
    health = SETTINGS.health
    assert f"{health.host}:{health.port}/healthz" in text("Dockerfile")
    grace = re.search(r"stop_grace_period: (\d+)s", text("compose.yaml"))
    assert grace is not None
    assert int(grace[1]) > DRAIN


def test_the_unit_does_not_restart_what_does_not_mend_itself() -> None:
    unit = text("rapport.service")
    assert f"RestartPreventExitStatus={command.REFUSED} {command.BAD_SETTINGS}" in unit
    stop = re.search(r"TimeoutStopSec=(\d+)", unit)
    assert stop is not None
    assert int(stop[1]) > DRAIN
