"""Phone numbers as people write them. A doubtful one is kept as written and never becomes a key. Not: who owns it."""

import re
from dataclasses import dataclass

import phonenumbers
from phonenumbers import NumberParseException, PhoneMetadata, ValidationResult

_FLOAT = re.compile(r"(\+?\d{5,15})\.0+")  # a number cell of a spreadsheet
_EXTENSION = re.compile(
    r"[ ,;]*(?:вн(?:утр(?:енний)?)?\.?|доб(?:авочный)?\.?|iekš(?:ējais)?\.?|paplašin\.?|alanro\.?|alanumero|"
    r"linje|int\.?|שלוחה|של׳) *:? *(\d{1,7})",
    re.IGNORECASE,
)
_NAME_BESIDE = re.compile(r"\([^()\d]*\)")  # "26123456 (Anna)"
_SCIENTIFIC = re.compile(r"(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_BETWEEN = re.compile(r"[,;/|\n]| or | и | un | tai | eller ")
_LONGEST = 60
_E164 = phonenumbers.PhoneNumberFormat.E164
_SHOWN = phonenumbers.PhoneNumberFormat.INTERNATIONAL


@dataclass(frozen=True, slots=True)
class PhoneWarning:
    """Why a number is doubtful.

    Codes: phone-short, phone-long (`digits` found, `expected` by the country), phone-unused (no such number in its
    plan), phone-country (national, and nobody knows of which country), phone-several, phone-rounded (a spreadsheet
    lost digits), phone-unreadable.
    """

    code: str
    digits: int
    expected: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as written and, if sure, in E.164. `extension` belongs to the key: a switchboard is not a person."""

    raw: str
    e164: str | None = None
    extension: str = ""
    warning: PhoneWarning | None = None

    @property
    def key(self) -> str | None:
        """What tells this number from others; None for a doubtful one."""
        return f"{self.e164};{self.extension}" if self.e164 and self.extension else self.e164

    @property
    def shown(self) -> str:
        """The international form in groups, else as written."""
        if self.e164 is None:
            return self.raw
        number = phonenumbers.format_number(phonenumbers.parse(self.e164), _SHOWN)
        return f"{number} ext. {self.extension}" if self.extension else number


def read(raw: str, country: str | None) -> Phone | None:
    """Read a national (of an ISO country) or international number; None for an empty text."""
    raw = " ".join(raw.split())
    if not raw:
        return None
    text, rounded = _spreadsheet(raw)
    text = _EXTENSION.sub(r" ext. \1", _NAME_BESIDE.sub(" ", text)).strip()
    digits = sum(c.isdigit() for c in text)
    if rounded:
        return _doubtful(raw, PhoneWarning("phone-rounded", digits))
    if len(raw) > _LONGEST or digits < 3:
        return _doubtful(raw, PhoneWarning("phone-unreadable", digits))
    if sum(len(re.sub(r"\D", "", part)) >= 6 for part in _BETWEEN.split(text)) > 1:
        return _doubtful(raw, PhoneWarning("phone-several", digits))
    return _parsed(raw, text, country, digits)


def _spreadsheet(raw: str) -> tuple[str, bool]:
    """A number cell as digits, and whether the spreadsheet rounded some of them away."""
    if match := _FLOAT.fullmatch(raw):
        return match[1], False
    if match := _SCIENTIFIC.fullmatch(raw):
        written, wanted = match[1] + (match[2] or ""), int(match[3]) + 1
        return written, len(written) != wanted
    return raw, False


def _parsed(raw: str, text: str, country: str | None, digits: int) -> Phone:
    if text.startswith("00") and not (country == "AU" and text.startswith("0011")):
        text = "+" + text[2:]
    if country is None and not text.startswith("+"):
        return _doubtful(raw, PhoneWarning("phone-country", digits))
    try:
        number = phonenumbers.parse(text, country)
    except NumberParseException as error:
        code = "phone-long" if error.error_type == NumberParseException.TOO_LONG else "phone-unreadable"
        return _doubtful(raw, _warning(code, digits, country))
    if phonenumbers.is_valid_number(number):
        return _sure(raw, number)
    whole = _with_forgotten_plus(text, number)
    return _sure(raw, whole) if whole else _doubtful(raw, _why(number, text, country, digits))


def _with_forgotten_plus(text: str, number: phonenumbers.PhoneNumber) -> phonenumbers.PhoneNumber | None:
    """A number too long for its country, which is a good one once its plus is back: spreadsheets drop the plus."""
    too_long = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.TOO_LONG
    if text.startswith(("+", "0", "(")) or not too_long:
        return None
    try:
        whole = phonenumbers.parse("+" + text)
    except NumberParseException:
        return None
    return whole if phonenumbers.is_valid_number(whole) else None


def _why(number: phonenumbers.PhoneNumber, text: str, country: str | None, digits: int) -> PhoneWarning:
    found = phonenumbers.region_code_for_country_code(number.country_code or 0)
    abroad = text.startswith("+")
    region = found if abroad or country is None else country
    if abroad:
        digits = len(phonenumbers.national_significant_number(number))
    lengths = _lengths(region)
    if lengths and digits < lengths[0]:
        return _warning("phone-short", digits, region)
    too_long = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.TOO_LONG
    if lengths and too_long:
        return _warning("phone-long", digits, region)
    return _warning("phone-unused", digits, region)


def _warning(code: str, digits: int, country: str | None) -> PhoneWarning:
    lengths = _lengths(country)
    span = f"{lengths[0]}-{lengths[-1]}" if len(lengths) > 1 else "".join(map(str, lengths))
    return PhoneWarning(code, digits, span, country or "")


def _lengths(country: str | None) -> tuple[int, ...]:
    """How many digits numbers of fixed lines and mobiles have in a country, shortest first."""
    data = PhoneMetadata.metadata_for_region(country, None) if country else None
    if data is None:
        return ()
    kinds = (data.fixed_line, data.mobile)
    found = {n for kind in kinds if kind for n in kind.possible_length if n > 0}
    return tuple(sorted(found))


def _sure(raw: str, number: phonenumbers.PhoneNumber) -> Phone:
    return Phone(raw, phonenumbers.format_number(number, _E164), number.extension or "")


def _doubtful(raw: str, warning: PhoneWarning) -> Phone:
    return Phone(raw, warning=warning)
