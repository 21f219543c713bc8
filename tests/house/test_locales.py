"""Texts: complete in every language, all of them used, called with the right variables, and labels that fit.

A key may be built from an f-string, `t(f"case-state-{state}")`: then every key of that shape counts as used, and at least
one must exist. A key that stands as a plain string anywhere in the product counts as used as well.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import matplotlib
import pytest
from PIL import ImageFont

from bot.i18n import FALLBACK, LANGUAGES
from handlers.commands import COMMANDS
from tests.house.catalogs import LOCALES, languages, texts
from tests.house.sources import Source, calls, dotted, sources

ENGLISH = texts(FALLBACK)
TALKING = tuple(source for source in sources("bot", "handlers") if source.name != "bot/i18n.py")
OTHERS = [language for language in languages() if language != FALLBACK]

# Pixels of a label on a keyboard 300 px wide, in a font of 14 px.
WIDTHS = {"btn1-": 288, "btn2-": 136, "btn3-": 85, "category-": 136, "cause-": 136}
TICKED = "☑ "
# Entries of lists in the settings: tests/test_config.py looks after them.
OPEN_LISTS = "choices.ftl"
TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
LOOKS_LIKE_A_KEY = re.compile(r"(btn[123]|error|command)-[a-z0-9-]*[a-z0-9]")


@cache
def font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"), 14)


def width(label: str) -> float:
    """Pixels of a label; the font has no emoji, which phones draw about 19 px wide."""
    emoji = sum(ord(sign) >= 0x1F000 for sign in label)
    plain = "".join(sign for sign in label if ord(sign) < 0x1F000 and sign != "\ufe0f")
    return font().getlength(plain) + 19 * emoji


def key_calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Place, call and key of every text that the code asks a Translator for."""
    for source in TALKING:
        for call in calls(source.tree):
            name = dotted(call.func)
            if call.args and (name == "t" or name.endswith((".t", ".plain"))):
                for key in branches(call.args[0]):
                    yield f"{source.name}:{call.lineno}", call, key


def branches(key: ast.expr) -> Iterator[ast.expr]:
    if isinstance(key, ast.IfExp):
        yield from branches(key.body)
        yield from branches(key.orelse)
    else:
        yield key


def shape(key: ast.JoinedStr) -> str:
    """The regular expression of a key built from an f-string."""
    return "".join(str(p.value) if isinstance(p, ast.Constant) else "[a-z0-9_-]+" for p in key.values)


def shapes() -> Iterator[str]:
    """The shape of every f-string and every list entry (`t.choice`) that may name texts."""
    for source in TALKING:
        for node in ast.walk(source.tree):
            if isinstance(node, ast.JoinedStr) and re.match(r"[a-z][a-z0-9]*-", shape(node)):
                yield shape(node)
        for call in calls(source.tree):
            if dotted(call.func).endswith(".choice") and call.args and isinstance(call.args[0], ast.Constant):
                yield f"{call.args[0].value!s}-[a-z0-9-]+"


def strings(source: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def refusals() -> Iterator[tuple[str, str, frozenset[str] | None]]:
    """Place, code and (where a call shows them) variables of every refusal that the product can raise."""
    for source in sources("bot", "handlers"):
        for call in calls(source.tree):
            if dotted(call.func) == "BadInput" and call.args and isinstance(call.args[0], ast.Constant):
                named = [keyword.arg for keyword in call.keywords]
                given = None if None in named else frozenset(name for name in named if name)
                yield f"{source.name}:{call.lineno}", str(call.args[0].value), given
    for node in ast.walk(Source("bot/domain/errors.py").tree):
        if isinstance(node, ast.ClassDef) and node.name != "DomainError":
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
                    yield f"bot/domain/errors.py:{line.lineno}", str(line.value.value), None


def test_the_languages_named_are_those_with_texts() -> None:
    assert sorted(LANGUAGES) == list(languages())


@pytest.mark.parametrize("language", languages())
def test_every_catalog_can_be_read(language: str) -> None:
    assert not texts(language).problems


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_texts(language: str) -> None:
    there = texts(language).keys
    assert sorted(ENGLISH.keys - there) == [], f"missing in {language}"
    assert sorted(there - ENGLISH.keys) == [], "missing in English"


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_takes_the_same_variables_in_every_language(language: str) -> None:
    other = texts(language)
    different = {
        key: (sorted(ENGLISH.variables(key)), sorted(other.variables(key)))
        for key in sorted(ENGLISH.keys & other.keys)
        if ENGLISH.variables(key) != other.variables(key)
    }
    assert not different


def test_every_text_that_the_code_asks_for_exists_and_gets_exactly_its_variables() -> None:
    wrong = []
    for place, call, key in key_calls():
        if not isinstance(key, ast.Constant):
            continue
        if key.value not in ENGLISH.keys:
            wrong.append(f"{place} asks for {key.value!r}, which no catalog has")
        elif (given := _given(call)) is not None and given != ENGLISH.variables(key.value):
            needs = ", ".join(sorted(ENGLISH.variables(key.value))) or "nothing"
            wrong.append(f"{place} gives {key.value!r} {sorted(given)}; it needs {needs}")
    assert not wrong


def _given(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def test_every_family_of_texts_that_the_code_builds_has_members_that_its_variables_suit() -> None:
    wrong = []
    for place, call, key in key_calls():
        if isinstance(key, ast.JoinedStr):
            family = [known for known in ENGLISH.keys if re.fullmatch(shape(key), known)]
            given = _given(call)
            if not family:
                wrong.append(f"{place} builds {shape(key)}, which no catalog has")
            elif given is not None and not any(ENGLISH.variables(known) <= given for known in family):
                wrong.append(f"{place} gives {sorted(given)}, which suits none of {family}")
    assert not wrong


def test_keys_that_stand_in_tables_exist() -> None:
    wrong = [
        f"{source.name}:{line} names {text!r}, which no catalog has"
        for source in TALKING
        for line, text in strings(source)
        if LOOKS_LIKE_A_KEY.fullmatch(text) and text not in ENGLISH.keys
    ]
    assert not wrong


def test_every_refusal_has_a_text_and_gets_its_variables() -> None:
    wrong = []
    for place, code, given in refusals():
        key = f"error-{code}"
        if key not in ENGLISH.keys:
            wrong.append(f"{place}: {key} is missing")
        elif given is not None and given != ENGLISH.variables(key):
            wrong.append(f"{place}: {key} needs {sorted(ENGLISH.variables(key))}, not {sorted(given)}")
    assert not wrong


def test_no_text_is_left_over() -> None:
    named = {text for source in TALKING for _, text in strings(source)}
    named |= {f"command-{entry.name}" for entry in COMMANDS}
    families = [re.compile(pattern) for pattern in shapes()]
    left = sorted(
        f"{ENGLISH.files[key]}: {key}"
        for key in ENGLISH.keys - named
        if not ENGLISH.files[key].endswith(OPEN_LISTS)
        and not any(family.fullmatch(key) for family in families)
        and not _referred(key)
    )
    assert not left, "nobody asks for these"


def _referred(key: str) -> bool:
    return any(key in _references(file) for file in (LOCALES / FALLBACK).glob("*.ftl"))


@cache
def _references(file: Path) -> frozenset[str]:
    return frozenset(re.findall(r"\{ *([a-z][a-z0-9-]*) *\}", file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", languages())
def test_every_label_fits_its_button(language: str) -> None:
    catalog = texts(language)
    wide = []
    for key in sorted(catalog.keys):
        ticked = TICKED if key.startswith("reason-") else ""
        room = 136 if ticked else next((px for prefix, px in WIDTHS.items() if key.startswith(prefix)), None)
        if room is not None:
            wide += [
                f"{catalog.files[key]}: {key} = {label!r} is {width(label):.0f} px, not {room}"
                for label in (ticked + words for words in catalog.wordings(key))
                if width(label) > room
            ]
    assert not wide


@pytest.mark.parametrize("language", languages())
def test_labels_hold_no_markup(language: str) -> None:
    catalog = texts(language)
    marked = [
        key
        for key in sorted(catalog.keys)
        if key.startswith(("btn", "reason-", "category-", "cause-"))
        and any(sign in words for words in catalog.wordings(key) for sign in "<>\n")
    ]
    assert not marked


class Markup(HTMLParser):
    """Follows the tags of one text; `wrong` says what Telegram would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        if tag not in TAGS:
            self.wrong.append(f"<{tag}> is unknown to Telegram")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


@pytest.mark.parametrize("language", languages())
def test_the_markup_of_every_text_is_whole(language: str) -> None:
    catalog = texts(language)
    wrong = []
    for key in sorted(catalog.keys):
        for words in catalog.wordings(key):
            markup = Markup()
            markup.feed(words)
            markup.close()
            if markup.wrong or markup.open:
                wrong.append(f"{catalog.files[key]}: {key}: {markup.wrong or markup.open}")
    assert not wrong
