"""One folded form of a text, for search and sorting in every database alike. Not: what people see."""

import unicodedata

# Letters which Unicode does not take apart, as people type them on a keyboard without them.
_PLAIN = str.maketrans(
    {
        "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "’": "'", "‘": "'", "ʼ": "'", "׳": "'", "״": '"', "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "־": "-",
    }
)  # fmt: skip
_DROPPED = ("Mn", "Cf")  # marks (accents, niqqud) and invisible marks of direction


def fold(text: str) -> str:
    """Casefolded, without accents and niqqud, ё as е, й as и, spaces collapsed. Folding twice changes nothing."""
    if text.isascii():
        return " ".join(text.casefold().split())
    parts = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in parts if unicodedata.category(c) not in _DROPPED)
    plain = bare.casefold().translate(_PLAIN)
    return " ".join(unicodedata.normalize("NFC", plain).split())
