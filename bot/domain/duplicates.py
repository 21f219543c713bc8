"""When two names are likely to be the same client or person: case, accents, legal forms and one mistake aside. No storage."""

from bot.domain.folding import fold
from bot.domain.searching import near, tokens

LEGAL = frozenset(
    [
        "ltd",
        "limited",
        "llc",
        "llp",
        "inc",
        "corp",
        "co",
        "plc",
        "gmbh",
        "ag",
        "kg",
        "ug",
        "sia",
        "as",
        "ik",
        "oy",
        "oyj",
        "ab",
        "tmi",
        "as",
        "asa",
        "ans",
        "nuf",
        "bv",
        "nv",
        "sa",
        "srl",
        "sro",
        "spa",
        "sas",
        "uab",
        "oü",
        "ou",
        "the",
        "and",
        "group",
        "company",
        "ооо",
        "оао",
        "зао",
        "пао",
        "ао",
        "ип",
        "тоо",
        "чп",
        "тов",
        "компания",
        "группа",
        "בעמ",
        "בע",
        "מ",
        "חברת",
    ]
)
"""Words that tell no firm from another."""


def telling(name: str) -> list[str]:
    """The words of a client's name that tell it from others; all of them when none does."""
    words = tokens(fold(name))
    return [word for word in words if word not in LEGAL] or words


def same_client(one: str, other: str) -> bool:
    """Whether two clients' names differ by no more than legal forms, the order of words and one mistake."""
    first, second = telling(one), telling(other)
    if sorted(first) == sorted(second):
        return True
    return near("".join(first), "".join(second)) or near("".join(sorted(first)), "".join(sorted(second)))


def same_person(one: str, other: str) -> bool:
    """Whether two names at one client are likely one person's: every word of the shorter is in the longer, but for
    one mistake. "Anna" may be Anna Bērziņa."""
    first, second = sorted((tokens(fold(one)), tokens(fold(other))), key=len)
    rest = list(second)
    mistakes = 0
    for word in first:
        match = next((kept for kept in rest if kept == word), None)
        if match is None:
            match = next((kept for kept in rest if near(word, kept) or near(kept, word)), None)
            mistakes += 1
        if match is None:
            return False
        rest.remove(match)
    return bool(first) and mistakes <= 1
