"""What a typed search means: words, some of them digits of a phone. Not: what they fit, where it is looked up."""

import re
from dataclasses import dataclass

from bot.domain.errors import BadInput
from bot.domain.folding import fold
from bot.domain.searching.words import SHORTEST_INSIDE, tokens

LONGEST = 100
FEWEST_DIGITS = 4
_MOST_WORDS = 6
_WHOLE_NUMBER = 7
_NUMBER = re.compile(r"[+(]*\d[\d\s().+/-]*")
_TRUNK = re.compile(r"00|[08]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a search, folded."""

    text: str

    @property
    def phone(self) -> str | None:
        """The digits to look for in phones: four at least, without what is dialled before a number at home."""
        if not self.text.isdecimal() or len(self.text) < FEWEST_DIGITS:
            return None
        trunk = _TRUNK.match(self.text)
        rest = self.text[trunk.end() :] if trunk else self.text
        return rest if len(rest) >= FEWEST_DIGITS else self.text

    @property
    def inside(self) -> str | None:
        """What may stand in the middle of a kept word; None for what is too short for that."""
        if self.text.isdecimal():
            return self.phone
        return self.text if len(self.text) >= SHORTEST_INSIDE else None


@dataclass(frozen=True, slots=True)
class Query:
    """A search: every word must fit. `folded`: the whole of it, as a name may begin; `exact`: an external id."""

    words: tuple[Word, ...]
    folded: str
    exact: str


def read_query(text: str) -> Query:
    """Understand what was typed. Raises BadInput for nothing at all and for more than 100 characters."""
    plain = " ".join(text.split())
    if not plain:
        raise BadInput("find-empty")
    if len(plain) > LONGEST:
        raise BadInput("find-long", limit=LONGEST)
    found: list[Word] = []
    for word in (word for part in _parts(plain) for word in tokens(fold(part))):
        if Word(word) not in found:
            found.append(Word(word))
    return Query(tuple(found[:_MOST_WORDS]), fold(plain), plain)


def _parts(plain: str) -> list[str]:
    """A phone's groups of digits belong together: alone always, beside letters when they make a whole number."""
    if not any(sign.isalpha() for sign in plain) and len(_digits(plain)) >= FEWEST_DIGITS:
        return [_digits(plain)]
    parts: list[str] = []
    last = 0
    for match in _NUMBER.finditer(plain):
        outside = (
            not plain[max(0, match.start() - 1) : match.start()].isalnum()
            and not plain[match.end() : match.end() + 1].isalnum()
        )
        if outside and len(_digits(match[0])) >= _WHOLE_NUMBER:
            parts += [plain[last : match.start()], _digits(match[0])]
            last = match.end()
    return [*parts, plain[last:]]


def _digits(text: str) -> str:
    return "".join(str(int(sign)) for sign in text if sign.isdecimal())


def like(text: str) -> str:
    """A LIKE pattern (with ESCAPE '!') for texts that hold this one."""
    return f"%{escaped(text)}%"


def escaped(text: str) -> str:
    """The text with LIKE's own signs made plain."""
    return re.sub(r"([!%_])", r"!\1", text)
