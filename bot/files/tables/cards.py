"""vCards 2.1, 3.0 and 4.0: the people of one file as rows of a table. Pictures and sounds are passed over unread."""

import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.tables import Grid, Line
from bot.files.tables import letters
from bot.files.tables.bad import ROW_LIMIT, BadFile

_BEGIN = re.compile(r"\s*BEGIN:VCARD\s*$", re.IGNORECASE)
_HEAD = re.compile(
    rb"(?:[A-Za-z0-9-]+\.)?(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):"
)
_PASSED = {"PHOTO", "LOGO", "SOUND", "KEY"}
_KNOWN = {"N", "FN", "ORG", "TITLE", "ROLE", "TEL", "EMAIL", "BDAY", "NOTE", "ADR", "X-ABSHOWAS"}
_LONGEST = 16 * 1024  # bytes of a value; longer ones are not of a person
_MOST = 100  # numbers, addresses … of one kind that a card may hold; more are passed over
_APART = re.compile(r"(?<!\\);")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_NO_YEAR = re.compile(r"1604-?(\d\d)-?(\d\d)")  # Apple's year of those who keep theirs
_PHONES, _MAILS = 3, 2
HEADER = (
    "ORG",
    "FN",
    "TITLE",
    *("TEL", "TEL 2", "TEL 3"),
    *("EMAIL", "EMAIL 2"),
    "BDAY",
    "ADR city",
    "ADR country",
    "NOTE",
)


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    params: str  # upper case
    value: bytes
    encoding: str

    def text(self) -> str:
        """The value as letters; of a broken one what can be read."""
        raw = quopri.decodestring(self.value) if "QUOTED-PRINTABLE" in self.params else self.value
        charset = re.search(r"CHARSET=\"?([A-Z0-9_-]+)", self.params)
        try:
            return raw.decode(charset[1] if charset else self.encoding)
        except (UnicodeDecodeError, LookupError):
            return raw.decode(self.encoding, "replace")

    def parts(self) -> list[str]:
        """The value cut at its semicolons, each part plain."""
        return [_plain(part) for part in _APART.split(self.text())]


@dataclass(slots=True)
class _Card:
    found: dict[str, list[_Property]] = field(default_factory=dict)

    def first(self, name: str) -> str:
        """The first filled value of a property."""
        return next((text for one in self.found.get(name, ()) if (text := _plain(one.text()))), "")

    def part(self, name: str, place: int) -> str:
        """A part of the first of a property that has it."""
        every = (one.parts() for one in self.found.get(name, ()))
        return next((parts[place] for parts in every if len(parts) > place and parts[place]), "")


def are(data: bytes, encoding: str) -> bool:
    """Whether a file holds vCards."""
    first = next((line for line in letters.lines(data[:4096], encoding) if line.strip()), "") if data else ""
    return bool(_BEGIN.match(first))


def grid(data: bytes, encoding: str) -> Grid:
    """One row a person, numbered as they come; whoever has no company is a client of their own. Raises BadFile."""
    if encoding == "utf-16":
        data, encoding = data.decode(encoding).encode(), "utf-8"
    lines = []
    for number, card in enumerate(_cards(data, encoding.removesuffix("-sig")), start=1):
        if number > ROW_LIMIT:
            raise BadFile("file-too-many-rows", limit=ROW_LIMIT)
        lines.append(Line(number, _row(card)))
    return Grid(HEADER, tuple(lines))


def _cards(data: bytes, encoding: str) -> Iterator[_Card]:
    card: _Card | None = None
    for line in _unfolded(data.removeprefix(b"\xef\xbb\xbf")):
        match = _HEAD.match(line)
        name = match["name"].decode().upper() if match else ""
        if match is None:
            continue
        if name == "BEGIN":
            card = _Card()
        elif name == "END" and card is not None:
            yield card
            card = None
        elif card is not None and name in _KNOWN and len(line) <= _LONGEST:
            params = match["params"].decode("ascii", "replace").upper()
            if len(found := card.found.setdefault(name, [])) < _MOST:
                found.append(_Property(name, params, line[match.end() :], encoding))


def _unfolded(data: bytes) -> Iterator[bytes]:
    """Whole lines: what is folded is put together again, a long picture is let go as it comes."""
    whole, passing = bytearray(), False
    for raw in io.BytesIO(data):
        line = raw.rstrip(b"\r\n")
        soft = whole.endswith(b"=") and b"QUOTED-PRINTABLE" in whole[:200].upper()
        if line[:1] in (b" ", b"\t") or soft:
            if not passing and len(whole) <= _LONGEST:
                whole[len(whole) - soft :] = line[0 if soft else 1 :]
            continue
        yield bytes(whole)
        name = line[:80].partition(b":")[0].partition(b";")[0].rpartition(b".")[2].upper()
        passing = name.decode("ascii", "replace") in _PASSED
        whole = bytearray(b"" if passing else line[: _LONGEST + 1])
    yield bytes(whole)


def _row(card: _Card) -> tuple[str, ...]:
    family, given, middle = (card.part("N", place) for place in range(3))
    name = card.first("FN") or " ".join(part for part in (given, middle, family) if part)
    company = card.part("ORG", 0)
    if card.first("X-ABSHOWAS").upper() == "COMPANY" and company:
        name = ""
    phones = _best(card.found.get("TEL", []), _PHONES)
    mails = _best(card.found.get("EMAIL", []), _MAILS)
    return (
        company or name,
        name if company and name != company else "",
        card.first("TITLE") or card.first("ROLE"),
        *(_phone(text) for text in phones),
        *mails,
        _NO_YEAR.sub(r"--\1-\2", card.first("BDAY").partition("T")[0]),
        card.part("ADR", 3),
        card.part("ADR", 6),
        card.first("NOTE"),
    )


def _best(found: list[_Property], count: int) -> list[str]:
    """The values, those preferred and mobile first, no fax; exactly so many."""
    some = [one for one in found if "FAX" not in one.params and "PAGER" not in one.params]
    some.sort(key=lambda one: (not _preferred(one), not _mobile(one)))
    texts = [text for one in some if (text := _plain(one.text()))]
    return [*texts[:count], *[""] * (count - len(texts))]


def _preferred(one: _Property) -> bool:
    return bool(re.search(r"\bPREF\b(?!=[2-9])", one.params))


def _mobile(one: _Property) -> bool:
    return bool(re.search(r"\b(CELL|IPHONE|MOBILE)\b", one.params))


def _phone(text: str) -> str:
    """The number of a "tel:" address (4.0), with its extension."""
    if not text.lower().startswith("tel:"):
        return text
    number, _, rest = text[4:].partition(";")
    extension = re.search(r"ext=(\d+)", rest)
    return f"{number} ext. {extension[1]}" if extension else number


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text).strip()
