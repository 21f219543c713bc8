"""The catalogs as syntax trees: keys, variables, every wording a text can take. Holds no law itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import Any

from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl

from tests.house.sources import ROOT

LOCALES = ROOT / "bot" / "locales"


@dataclass
class Texts:
    """All texts of one language; `problems` are what a catalog must not hold."""

    language: str
    entries: dict[str, ftl.Message | ftl.Term] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def keys(self) -> set[str]:
        return {key for key in self.entries if not key.startswith("-")}

    def variables(self, key: str) -> frozenset[str]:
        """Names of the variables that a text needs, also through texts it refers to."""
        return frozenset(self._variables(self.entries[key].value))

    def _variables(self, node: Any) -> Iterator[str]:
        for part in _walk(node):
            if isinstance(part, ftl.VariableReference):
                yield part.id.name
            elif isinstance(part, ftl.MessageReference):
                yield from self._variables(self.entries[part.id.name].value)

    def wordings(self, key: str, sample: str = "12") -> list[str]:
        """Every wording of a text: each variant of its choices, `sample` for each value."""
        return self._wordings(self.entries[key].value, sample)

    def _wordings(self, pattern: Any, sample: str) -> list[str]:
        parts = [self._wording(element, sample) for element in pattern.elements] if pattern else []
        return ["".join(words) for words in product(*parts)]

    def _wording(self, element: Any, sample: str) -> list[str]:
        if isinstance(element, ftl.TextElement):
            return [element.value]
        inner = element.expression if isinstance(element, ftl.Placeable) else element
        if isinstance(inner, ftl.Placeable):
            return self._wording(inner, sample)
        if isinstance(inner, ftl.StringLiteral):
            return [str(inner.parse()["value"])]
        if isinstance(inner, ftl.SelectExpression):
            return [words for variant in inner.variants for words in self._wordings(variant.value, sample)]
        if isinstance(inner, ftl.MessageReference | ftl.TermReference):
            name = ("-" if isinstance(inner, ftl.TermReference) else "") + inner.id.name
            return self._wordings(self.entries[name].value, sample)
        return [sample]


def _walk(node: Any) -> Iterator[ftl.BaseNode]:
    if isinstance(node, list):
        for part in node:
            yield from _walk(part)
    elif isinstance(node, ftl.BaseNode):
        yield node
        for child in vars(node).values():
            yield from _walk(child)


def languages() -> tuple[str, ...]:
    """Every language with a folder of texts."""
    return tuple(sorted(path.name for path in LOCALES.iterdir() if path.is_dir()))


@lru_cache
def texts(language: str) -> Texts:
    """All texts of a language, read from its files."""
    found = Texts(language)
    for file in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            _take(found, entry, f"{language}/{file.name}")
    return found


def _take(found: Texts, entry: Any, file: str) -> None:
    if isinstance(entry, ftl.Junk):
        found.problems.append(f"{file} cannot be read at: {(entry.content or '')[:60]!r}")
    if not isinstance(entry, ftl.Message | ftl.Term):
        return
    key = ("-" if isinstance(entry, ftl.Term) else "") + entry.id.name
    if key in found.entries:
        found.problems.append(f"{key} stands in {found.files[key]} and in {file}")
    if entry.attributes or entry.value is None:
        found.problems.append(f"{file}: {key} must be one plain text, without attributes")
    if any(isinstance(part, ftl.FunctionReference) for part in _walk(entry)):
        found.problems.append(f"{file}: {key} calls a function; the Translator formats dates and numbers")
    found.entries[key], found.files[key] = entry, file
