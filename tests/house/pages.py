"""Writes the pages that come from the code (`make docs`): config.example.toml, and pages of docs/."""

import inspect
import json
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from bot.config import Hours, Settings
from bot.config.kinds import DAYS
from bot.config.section import Section
from bot.domain.choices import Choice
from bot.domain.people import Role
from bot.domain.programmes import Question
from bot.domain.tables import Kind, fields_of
from bot.domain.tables.words import HEADERS
from bot.i18n import translator
from handlers.commands import COMMANDS, EVERYBODY
from storage.erasure import RULES
from tests.house import roles

ROOT = Path(__file__).parents[2]

EXAMPLE_HEAD = """\
# Every setting of Rapport with its default. Copy this file to config.toml and keep what you change.
# Each may come from the environment as well, which wins: RAPPORT_<SECTION>__<NAME>, such as RAPPORT_TELEGRAM__TOKEN.
# `rapport check-config` names everything that is wrong. docs/settings.md says more.
"""

PAGE_HEAD = """\
# Settings

Written from the code by `make docs`; do not edit by hand.

`rapport run --config config.toml` reads a TOML file (`config.toml` here when none is named, else the environment
alone). A variable `RAPPORT_<SECTION>__<NAME>` stands above the file: `RAPPORT_TELEGRAM__TOKEN=…`,
`RAPPORT_SURVEYS__DAYS=mon,tue`. `rapport check-config` names all that is wrong at once, each with its path; an unknown
name is wrong too. Everything has a default except `telegram.token`, and `webhook.url` and `webhook.secret` with
`mode = "webhook"`.

Days are `mon` … `sun` or 1 … 7 (1 = Monday). Hours are `"09:00-17:00"`, clock times `"08:30"`.
Lists of reasons, questions, categories and causes hold ids of shipped entries, or entries of your own with a text per language:

```toml
categories = ["delivery", { id = "spare-parts", en = "Spare parts", ru = "Запчасти" }]
quarterly_questions = ["product", { id = "support", kind = "score", en = "Our support?", ru = "Наша поддержка?" }]
annual_intro = { en = "Two minutes that shape our next year." }
causes = [{ id = "delivery", under = ["late", { id = "customs", en = "Customs", ru = "Таможня" }] }]
```
"""


COMMANDS_HEAD = """\
# Commands in chat

Written from the code by `make docs`; do not edit by hand. Rights add up: head, lead, manager.
Someone else's client, complaint or case answers exactly like one that does not exist. Plain text of staff is a search; a
reply to a card is a note on it; plain text of a client is never lost: the bot asks what it is.

| command | who | what |
|---|---|---|
"""


def literal(value: Any) -> str:
    """A default as TOML."""
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, Hours):
        value = str(value)
    if isinstance(value, time):
        value = f"{value:%H:%M}"
    if isinstance(value, Choice):
        if not value.under:
            return literal(value.id)
        return f"{{ id = {literal(value.id)}, under = {literal(value.under)} }}"
    if isinstance(value, Question):
        return literal(value.id)
    if isinstance(value, frozenset):
        value = [DAYS[day] for day in sorted(value)]
    if isinstance(value, list | tuple):
        parts = [literal(part) for part in value]
        line = f"[{', '.join(parts)}]"
        return line if len(line) < 100 else "[\n" + "".join(f"  {part},\n" for part in parts) + "]"
    return json.dumps(value, ensure_ascii=False)


def sections() -> Iterator[tuple[str, Section]]:
    """The name and the defaults of every section."""
    settings = Settings()
    for name in Settings.model_fields:
        yield name, getattr(settings, name)


def fields(section: Section) -> Iterator[tuple[str, FieldInfo, str]]:
    """The name, description and default (TOML) of every setting of a section."""
    for name, field in type(section).model_fields.items():
        yield name, field, literal(getattr(section, name))


def example() -> str:
    """The text of config.example.toml."""
    parts = [EXAMPLE_HEAD]
    for name, section in sections():
        parts.append(f"\n# {inspect.getdoc(type(section))}\n[{name}]\n")
        parts += [f"{key} = {default}  # {field.description}\n" for key, field, default in fields(section)]
    return "".join(parts)


def settings_page() -> str:
    """The text of docs/settings.md."""
    parts = [PAGE_HEAD]
    for name, section in sections():
        parts.append(
            f"\n## [{name}]\n\n{inspect.getdoc(type(section))}\n\n| name | default | what |\n|---|---|---|\n"
        )
        for key, field, default in fields(section):
            cell = " ".join(default.split()).replace("|", "\\|")
            parts.append(f"| `{key}` | `{cell}` | {field.description} |\n")
    return "".join(parts)


def commands_page() -> str:
    """The text of docs/commands.md: who may say what, in the words of the bot's own menu."""
    t, parts = translator("en", "UTC"), [COMMANDS_HEAD]
    for command in COMMANDS:
        key = f"command-{command.name}"
        who = (
            "everybody"
            if command.who == EVERYBODY
            else ", ".join(role for role in Role if role in command.who)
        )
        parts.append(f"| `/{command.name}` | {who} | {t.plain(key) if t.has(key) else ''} |\n")
    return "".join(parts)


HEADINGS_HEAD = """\
# Headings of files

Written from the code by `make docs`; do not edit by hand. [Importing](import.md) says how they are used. Headings are
compared without capitals, accents and punctuation.

| column of | what | headings |
|---|---|---|
"""


def headings_page() -> str:
    """The text of docs/headings.md: every word of a heading that is known."""
    t = translator("en", "UTC")
    parts = [HEADINGS_HEAD]
    for field, words in HEADERS.items():
        kinds = [kind.value for kind in Kind if field in fields_of(kind)]
        label = t.plain(f"field-{field}") if kinds else field.replace("_", " ")
        parts.append(
            f"| {', '.join(kinds) or 'both'} | {label} | {'; '.join(part.strip() for part in words.split(';'))} |\n"
        )
    return "".join(parts)


DELETION_HEAD = """\
# What becomes of each table when a contact is deleted

Written from the code by `make docs`; do not edit by hand. The rule behind it is in [privacy](privacy.md).
*Rows go*: those about the person are deleted. *Emptied*: these columns of the person's rows. *Taken out*: what names the
person is replaced by … in everybody's rows (*row goes*: the whole row).

| table | holds | the person's rows | free text of others |
|---|---|---|---|
"""


def deletion_page() -> str:
    """The text of docs/deletion.md."""
    parts = [DELETION_HEAD]
    for name, rule in sorted(RULES.items()):
        emptied = ", ".join(f"`{column}`" for column in rule.blank)
        mine = "rows go" if rule.gone else f"emptied: {emptied}" if rule.blank else "stay"
        texts = ", ".join(f"`{column}`" for column in rule.search)
        others = f"{'row goes' if rule.found_goes else 'taken out'}: {texts}" if texts else "–"
        parts.append(f"| `{name}` | {rule.what} | {mine} | {others} |\n")
    return "".join(parts)


PAGES = {
    "docs/deletion.md": deletion_page,
    "docs/headings.md": headings_page,
    "config.example.toml": example,
    "docs/settings.md": settings_page,
    "docs/commands.md": commands_page,
    "docs/roles.md": roles.page,
}

if __name__ == "__main__":
    for name, text in PAGES.items():
        (ROOT / name).write_text(text(), encoding="utf-8")
