"""When a word of a search fits a word that is kept, and how well. The rule; the index answers by the same."""

from collections.abc import Iterable, Mapping
from enum import IntEnum, IntFlag

from bot.domain.folding import fold
from bot.domain.searching.query import Query, Word
from bot.domain.searching.words import near, tokens


class Kind(IntFlag):
    """Where a word of a client stands."""

    NAME = 1
    CONTACT = 2
    CITY = 4
    PHONE = 8
    EMAIL = 16
    ID = 32
    NOTE = 64


NAMED = Kind.NAME | Kind.CONTACT | Kind.CITY
"""Words that are found by any part, and with one mistake."""
TAILED = NAMED | Kind.PHONE
FACTS = TAILED | Kind.EMAIL | Kind.ID
"""All but notes."""

Entry = Mapping[str, int]
"""The words of one client, each with every place where it stands (bits of Kind)."""


class Fit(IntEnum):
    """How well a client fits, the best first."""

    EXACT = 0
    BEGINS = 1
    NAME = 2
    CONTACT = 3
    INSIDE = 4
    TYPO = 5
    NOTE = 6


def entries(texts: Iterable[tuple[Kind, str | None]]) -> dict[str, int]:
    """The words of a client's texts. Phones count by their digits."""
    found: dict[str, int] = {}
    for kind, text in texts:
        if text:
            bits = int(kind)
            for word in _words(kind, text):
                found[word] = found.get(word, 0) | bits
    return found


def _words(kind: Kind, text: str) -> list[str]:
    if kind is not Kind.PHONE:
        return tokens(fold(text))
    digits = "".join(str(int(sign)) for sign in text if sign.isdecimal())
    return [digits[:40]] if digits else []


def fit(word: Word, kept: str, kinds: int, *, typos: bool = False) -> Fit | None:
    """How well one word of a search fits one word that is kept; None: not at all."""
    if kept.startswith(word.text):
        if kinds & Kind.NAME:
            return Fit.NAME
        if kinds & (FACTS & ~Kind.PHONE):
            return Fit.CONTACT
    if kinds & Kind.PHONE and word.phone is not None and word.phone in kept:
        return Fit.CONTACT if word.text in kept else Fit.INSIDE
    if kinds & NAMED and word.inside is not None and word.text in kept:
        return Fit.INSIDE
    if typos and kinds & NAMED and word.text.isalpha() and near(word.text, kept):
        return Fit.TYPO
    return Fit.NOTE if kinds & Kind.NOTE and kept.startswith(word.text) else None


def best(word: Word, entry: Entry, *, typos: bool = False) -> Fit | None:
    """How well a word fits a client, by the best of the client's words."""
    found = [fit(word, kept, kinds, typos=typos) for kept, kinds in entry.items()]
    return min((one for one in found if one is not None), default=None)


def judge(
    query: Query, folded: str, external_id: str | None, entry: Entry, *, typos: bool = False
) -> Fit | None:
    """How well a client fits the whole search: every word must fit, the worst of them tells."""
    if folded == query.folded or external_id == query.exact:
        return Fit.EXACT
    if folded.startswith(query.folded):
        return Fit.BEGINS
    worst: Fit | None = None
    for word in query.words:
        found = best(word, entry, typos=typos)
        if found is None:
            return None
        worst = found if worst is None else max(worst, found)
    return worst
