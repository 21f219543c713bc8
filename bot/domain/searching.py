"""What a typed search means: words, or the digits of a phone. Not: where it is looked up."""

import re
from dataclasses import dataclass

from bot.domain.errors import BadInput
from bot.domain.folding import fold

LONGEST = 100
_MOST_WORDS = 6
_FEWEST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Query:
    """A search: every word must occur; `digits` when it looks like a phone; `exact` for an external id."""

    words: tuple[str, ...]
    digits: str | None
    exact: str


def read_query(text: str) -> Query:
    """Understand what was typed. Raises BadInput for nothing at all and for more than 100 characters."""
    plain = " ".join(text.split())
    if not plain:
        raise BadInput("find-empty")
    if len(plain) > LONGEST:
        raise BadInput("find-long", limit=LONGEST)
    digits = re.sub(r"\D", "", plain)
    like_phone = len(digits) >= _FEWEST_DIGITS and not any(sign.isalpha() for sign in plain)
    return Query(tuple(fold(plain).split()[:_MOST_WORDS]), digits if like_phone else None, plain)


def like(text: str) -> str:
    """A LIKE pattern (with ESCAPE '!') for texts that hold this one."""
    return f"%{escaped(text)}%"


def escaped(text: str) -> str:
    """The text with LIKE's own signs made plain."""
    return re.sub(r"([!%_])", r"!\1", text)
