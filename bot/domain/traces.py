"""Where a text names a person: by name, phone, e-mail or account; and the text without it. Not: where texts are kept."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.domain.folding import fold

GAP = "…"
"""Stands in a text where somebody was named."""

_BETWEEN = r"[\s.,\-]+"
_SIGNS = r"[\s().\-/\u00a0]*"
_ENDS = 4  # letters from which on the end of a word may change with its case
_PHONE = 8  # digits at the end by which a number is known, however it begins
_SHORTEST = 7


@dataclass(frozen=True)
class Traces:
    """What names a person. `near` texts are about their own company: there a single word of the name is enough."""

    name: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    username: str = ""
    user_id: int | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name, folded."""
        return tuple(word for word in re.findall(r"\w+", fold(self.name)) if len(word) > 1)

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The last digits of each phone."""
        every = ("".join(c for c in phone if c.isdigit()) for phone in self.phones)
        return tuple(dict.fromkeys(digits[-_PHONE:] for digits in every if len(digits) >= _SHORTEST))

    @cached_property
    def _folded(self) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
        parts = [_inflected(word) for word in self.words]
        both = [parts, parts[::-1]] if len(parts) > 1 else []
        full = [_BETWEEN.join(one) for one in both]
        full += [re.escape(fold(self.email))] if self.email else []
        full += [f"@?{re.escape(fold(self.username))}"] if len(self.username) > 3 else []
        full += [str(self.user_id)] if self.user_id is not None and self.user_id >= 10**6 else []
        near = [part for part, word in zip(parts, self.words, strict=True) if len(word) > 2]
        return _bounded(full), _bounded(full + near)

    @cached_property
    def _phones(self) -> re.Pattern[str] | None:
        each = [rf"[+(]?[\d\s().\-/]{{0,12}}?{_SIGNS.join(number)}" for number in self.numbers]
        return re.compile(rf"(?<!\d)(?:{'|'.join(each)})(?!\d)") if each else None

    def found(self, text: str, *, near: bool = False) -> bool:
        """Whether the text names the person."""
        return next(self._spans(text, near=near), None) is not None

    def removed(self, text: str, *, near: bool = False) -> str:
        """The text with … wherever it names the person."""
        out, end = [], 0
        for start, stop in sorted(self._spans(text, near=near)):
            if start >= end:
                out += [text[end:start], GAP]
            end = max(end, stop)
        return "".join([*out, text[end:]])

    def in_row(self, cells: Sequence[str]) -> bool:
        """Whether a row of a table is about the person: a cell names them, or first and last name stand in it."""
        if any(self.found(cell) for cell in cells):
            return True
        there = set(re.findall(r"\w+", fold(" ".join(cells))))
        return len(self.words) > 1 and there.issuperset(self.words)

    def out_of_json(self, text: str, *, near: bool = False) -> str:
        """The same for a JSON text: rows and records about the person go whole."""
        try:
            value = json.loads(text)
        except ValueError:
            return self.removed(text, near=near)
        if not isinstance(value, dict | list):
            return self.removed(text, near=near)
        kept = self._kept(value, near=near)
        empty: Any = {} if isinstance(value, dict) else []
        return text if kept == value else json.dumps(empty if kept is None else kept, ensure_ascii=False)

    def _kept(self, value: Any, *, near: bool) -> Any:
        """The value without the person; None for a row or record that is about them."""
        if isinstance(value, str):
            return self.removed(value, near=near)
        if isinstance(value, dict):
            if self.in_row([one for one in value.values() if isinstance(one, str)]):
                return None
            return {name: self._kept(one, near=near) for name, one in value.items()}
        if isinstance(value, list):
            if value and all(one is None or isinstance(one, str) for one in value):
                return None if self.in_row([one or "" for one in value]) else value
            kept = [(one, self._kept(one, near=near)) for one in value]
            gone = any(new is None and old is not None for old, new in kept)
            if gone and not any(isinstance(new, str | dict | list) for _, new in kept):
                return None  # the number of a row whose cells are gone
            return [new for old, new in kept if new is not None or old is None]
        return value

    def _spans(self, text: str, *, near: bool) -> Iterator[tuple[int, int]]:
        pattern = self._folded[1 if near else 0]
        if pattern is not None:
            folded, places = _placed(text)
            for match in pattern.finditer(folded):
                yield places[match.start()], places[match.end() - 1] + 1
        if self._phones is not None:
            for match in self._phones.finditer(text):
                yield match.span()


def likes(traces: Traces) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parts of texts to look for in a database before `found` looks closely: as they stand, and digits alone.

    Databases compare letters each in their own way, so every way of writing a word is named.
    """
    words = [max(traces.words, key=len)] if traces.words else []
    bases = {word[:-1] if len(word) >= _ENDS else word for word in words}
    for word in traces.name.split():
        if words and fold(word).strip(".,") == words[0]:
            bases.add(word[:-1] if len(word) >= _ENDS else word)
    bases |= {one for one in (traces.email, traces.username) if len(one) > 3}
    if traces.user_id is not None and traces.user_id >= 10**6:
        bases.add(str(traces.user_id))
    ways = {way for base in bases for way in (base, base.lower(), base.upper(), base.capitalize())}
    ways |= {json.dumps(way)[1:-1] for way in ways}
    return tuple(sorted(ways)), traces.numbers


def _inflected(word: str) -> str:
    """A word of a name in any case: Bērziņa, Bērziņai; Anna, Annas. Rather one word too many than one too few."""
    return rf"{re.escape(word[:-1])}\w{{0,3}}" if len(word) >= _ENDS else re.escape(word)


def _bounded(parts: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)") if parts else None


def _placed(text: str) -> tuple[str, list[int]]:
    """The folded text, and the place in the text of each of its signs."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for one in fold(sign) or (" " if sign.isspace() else ""):
            signs.append(one)
            places.append(place)
    return "".join(signs), places
