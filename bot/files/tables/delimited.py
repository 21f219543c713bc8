"""CSV: letters, delimiter, quotes. Not: workbooks."""

import csv
import io
import re
from collections.abc import Iterator

from bot.files.tables.bad import BadFile

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Detectors guess wrongly on short files in Latvian, Finnish and Norwegian; the company's language does not.
CODE_PAGES = {"lv": "cp1257", "ru": "cp1251", "he": "cp1255", "fi": "cp1252", "nb": "cp1252", "en": "cp1252"}
_DELIMITERS = ";\t,"
_SEP = re.compile(r"sep=(.)\r?\n")  # Excel's own hint in the first line
_GUARDED = re.compile(r"\A'(?='*[=+\-@\t\r])")


def rows(data: bytes, language: str, encoding: str | None = None) -> Iterator[list[str]]:
    """The rows of a CSV file; a cell that was guarded against being a formula is freed. Raises BadFile."""
    text = decode(data, language, encoding)
    if "\x00" in text:
        raise BadFile("file-kind")
    hint = _SEP.match(text)
    if hint:
        text = text[hint.end() :]
        yield []  # the hint is a row of the file: numbers stay true
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=hint[1] if hint else delimiter(text))
    try:
        for row in reader:
            yield [_GUARDED.sub("", cell) for cell in row]
    except csv.Error:
        raise BadFile("file-broken") from None


def decode(data: bytes, language: str, encoding: str | None = None) -> str:
    """The text by its byte order mark, else strict UTF-8, else the code page of a language. Raises BadFile."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    page = encoding or CODE_PAGES.get(language, "cp1252")
    tried = [marked] if marked else [encoding] if encoding else ["utf-8", page]
    for name in tried:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise BadFile("file-letters")


def delimiter(text: str) -> str:
    """The delimiter that cuts the header into most cells; a comma if none does."""
    header = next((line for line in text.splitlines() if line.strip()), "")
    cells = {mark: len(next(csv.reader([header], delimiter=mark), [])) for mark in _DELIMITERS}
    best = max(cells, key=lambda mark: cells[mark])
    return best if cells[best] > 1 else ","
