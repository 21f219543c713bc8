"""Words for search: how a text falls into them, their ends, and how one may be misspelt. Not: whose they are."""

import re
from functools import lru_cache

LONGEST_WORD = 40
SHORTEST_INSIDE = 3
"""So many letters may stand anywhere in a word; of a phone four digits."""
SHORTEST_MEANT = 4
"""A word so long may be typed with one mistake."""

_WORD = re.compile(r"[^\W_]+")
# Inside a word these are no border: O'Brien is found as obrien, the Hebrew gershayim of an abbreviation is left out.
_INNER = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=[א-ת])\"(?=[א-ת])")
# By the first letter's alphabet; folded letters only. Others are misspelt by leaving out and by swapping.
_ALPHABETS = tuple(
    "".join(letters)
    for letters in (
        (chr(n) for n in range(ord("a"), ord("z") + 1)),
        (chr(n) for n in range(ord("а"), ord("я") + 1) if chr(n) != "й"),
        (chr(n) for n in range(ord("א"), ord("ת") + 1)),
        (chr(n) for n in range(ord("α"), ord("ω") + 1) if chr(n) != "ς"),
    )
)


def tokens(folded: str) -> list[str]:
    """The words of a folded text, in order."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(_INNER.sub("", folded))]


def step(word: str) -> int:
    """How far apart the ends of this word are kept."""
    return 3 if word.isdecimal() else 2


def tails(word: str) -> list[str]:
    """The word and ends of it, by which any part of it is found: a part begins at most `step - 1` signs before one."""
    return [word, *(word[at:] for at in range(step(word), len(word) - 1, step(word)))]


def near(typed: str, meant: str) -> bool:
    """Whether one letter too many, too few, another one or two swapped tell the typed word from the meant one."""
    if abs(len(typed) - len(meant)) > 1 or len(meant) < SHORTEST_MEANT or typed == meant:
        return False
    same = 0
    while same < min(len(typed), len(meant)) and typed[same] == meant[same]:
        same += 1
    left, right = typed[same:], meant[same:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[:2] == right[1::-1] and len(left) > 1 and left[2:] == right[2:])
    )


@lru_cache(maxsize=256)
def spellings(typed: str) -> tuple[str, ...]:
    """Every word that may have been meant, but for one mistake; letters of the typed word's alphabet."""
    if not typed.isalpha() or len(typed) < SHORTEST_INSIDE:
        return ()
    letters = next((one for one in _ALPHABETS if typed[0] in one), "")
    found = {typed[:at] + typed[at + 1 :] for at in range(len(typed))}
    found |= {typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1)}
    found |= {typed[:at] + new + typed[at + 1 :] for at in range(len(typed)) for new in letters}
    found |= {typed[:at] + new + typed[at:] for at in range(len(typed) + 1) for new in letters}
    return tuple(sorted(word for word in found - {typed} if len(word) >= SHORTEST_MEANT))
