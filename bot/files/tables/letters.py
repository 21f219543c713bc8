"""Bytes to letters: marks, strict UTF-8, the code page of a language, and what else it could have been."""

import codecs
import io
from collections.abc import Iterator

from bot.files.tables.bad import BadFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Detectors guess wrongly on short files in Latvian, Finnish and Norwegian; the company's language does not.
CODE_PAGES = {"lv": "cp1257", "ru": "cp1251", "he": "cp1255", "fi": "cp1252", "nb": "cp1252", "en": "cp1252"}
GUESSES = (
    "cp1257",
    "cp1251",
    "cp1255",
    "cp1252",
    "cp1250",
    "cp866",
    "koi8-r",
    "cp775",
    "mac-cyrillic",
    "mac-roman",
)
"""The code pages that files of our six languages come in."""
_CHUNK = 1024 * 1024
_CONTROL = frozenset(range(0x20)) - set(b"\t\r\n\x0b\x0c\x1a")


def encoding_of(data: bytes, language: str, wanted: str | None = None) -> tuple[str, bool]:
    """The encoding by the mark, else as wanted, else strict UTF-8, else the language's; whether it was guessed.

    Raises BadFile file-letters, or file-kind for what is no text at all.
    """
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if marked is None and b"\x00" in data:
        raise BadFile("file-kind")
    page = CODE_PAGES.get(language, "cp1252")
    for name in [marked] if marked else [wanted] if wanted in GUESSES else ["utf-8", page]:
        if name in GUESSES and _CONTROL & set(data[:_CHUNK]):
            raise BadFile("file-kind")
        if _fits(data, name):
            return name, name in GUESSES
    raise BadFile("file-letters")


def _fits(data: bytes, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK], start + _CHUNK >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def lines(data: bytes, encoding: str) -> Iterator[str]:
    """The lines with their ends, decoded as they are asked for: a large file is never in the memory twice."""
    return iter(io.TextIOWrapper(io.BytesIO(data), encoding, newline=""))


def guesses(data: bytes) -> list[str]:
    """The code pages in which a file that is not Unicode could be read."""
    if any(data.startswith(mark) for mark, _ in _BOMS) or _fits(data, "utf-8"):
        return []
    return [name for name in GUESSES if _fits(data, name)]
