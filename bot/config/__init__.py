"""Settings: a TOML file and the environment become one frozen object. Nobody else reads either. Not: rules."""

from __future__ import annotations

import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings, EnvSettingsSource

from bot.config.kinds import Hours
from bot.config.sections import Settings

__all__ = ["BadSettings", "Hours", "Settings", "load"]

PREFIX = "RAPPORT_"
DEFAULT_FILE = Path("config.toml")


class BadSettings(Exception):
    """Settings cannot be used. `problems` are lines "section.name: what is wrong"; none holds a secret."""

    def __init__(self, source: str, problems: list[str]) -> None:
        self.problems = problems
        lines = "".join(f"\n  {problem}" for problem in problems)
        super().__init__(f"bad settings in {source}:{lines}")


def load(file: Path | None = None, *, token: bool = True) -> Settings:
    """Read the file (default: config.toml where there is one) and the environment above it.

    token: whether the command talks to Telegram and so cannot do without one. Raises BadSettings with all errors.
    """
    chosen = file or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)
    source = str(chosen) if chosen else "the environment"
    values, problems = _environment()
    if chosen:
        values = _merged(_read(chosen), values)
    problems += _missing(values, token=token)
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        problems += [
            _line(entry["loc"], entry["type"], entry["msg"]) for entry in error.errors(include_input=False)
        ]
        raise BadSettings(source, sorted(set(problems))) from None
    if problems:
        raise BadSettings(source, problems)
    return settings


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise BadSettings(str(file), [f"not readable as TOML: {error}"]) from None
    except OSError as error:
        raise BadSettings(str(file), [f"cannot be opened: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise BadSettings(str(file), ["is not UTF-8"]) from None


def _environment() -> tuple[dict[str, Any], list[str]]:
    """What RAPPORT_<SECTION>__<NAME> variables say, and those that mean nothing."""
    problems = [
        f"{name}: there is no section [{section.lower()}]"
        for name in sorted(os.environ)
        if name.upper().startswith(PREFIX)
        and "__" in name
        and (section := name[len(PREFIX) :].partition("__")[0]).lower() not in Settings.model_fields
    ]
    return _Variables()(), problems


class _Variables(EnvSettingsSource):
    """The environment's part; what should be JSON and is not goes on as it stands, so that all errors come at once."""

    def __init__(self) -> None:
        model = cast("type[BaseSettings]", Settings)
        super().__init__(model, case_sensitive=False, env_prefix=PREFIX, env_nested_delimiter="__")

    def decode_complex_value(self, field_name: str, field: FieldInfo, value: Any) -> Any:
        try:
            return json.loads(value)
        except ValueError:
            return value


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for name, value in above.items():
        old = merged.get(name)
        both = isinstance(old, Mapping) and isinstance(value, Mapping)
        merged[name] = _merged(cast("Mapping[str, Any]", old), value) if both else value
    return merged


def _line(path: tuple[int | str, ...], kind: str, message: str) -> str:
    where = ".".join(str(part) for part in path)
    if kind == "extra_forbidden":
        return f"{where}: there is no such " + ("section" if len(path) == 1 else "setting")
    return f"{where}: {message.removeprefix('Value error, ')}"


def _missing(values: Mapping[str, Any], *, token: bool) -> list[str]:
    """What no default can stand for; looked up before the types are checked, so that all errors come at once."""

    def given(section: str, name: str) -> Any:
        table = values.get(section)
        return table.get(name) if isinstance(table, Mapping) else None

    problems = []
    if token and not given("telegram", "token"):
        problems.append("telegram.token: is missing; @BotFather gives one")
    if given("telegram", "mode") == "webhook":
        if not given("webhook", "url"):
            problems.append('webhook.url: is missing, and telegram.mode is "webhook"')
        if not given("webhook", "secret"):
            problems.append("webhook.secret: is missing; without it anybody could speak as Telegram")
    return problems
