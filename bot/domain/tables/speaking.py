"""What an export writes above and into its columns, in six languages: words that an import reads back. Not: reading."""

from bot.domain.clients import Status, Tier
from bot.domain.tables.words import HEADERS

LANGUAGES = ("en", "ru", "lv", "fi", "nb", "he")
"""In the order of the words of every header."""

_TIERS = {
    "en": {Tier.KEY: "key", Tier.REGULAR: "regular", Tier.NEW: "new"},
    "ru": {Tier.KEY: "ключевой", Tier.REGULAR: "обычный", Tier.NEW: "новый"},
    "lv": {Tier.KEY: "atslēgas", Tier.REGULAR: "parasts", Tier.NEW: "jauns"},
    "fi": {Tier.KEY: "avain", Tier.REGULAR: "tavallinen", Tier.NEW: "uusi"},
    "nb": {Tier.KEY: "nøkkel", Tier.REGULAR: "vanlig", Tier.NEW: "ny"},
    "he": {Tier.KEY: "מפתח", Tier.REGULAR: "רגיל", Tier.NEW: "חדש"},
}
_STATUSES = {
    "en": {Status.ACTIVE: "active", Status.RISK: "at risk", Status.LOST: "lost"},
    "ru": {Status.ACTIVE: "активный", Status.RISK: "под угрозой", Status.LOST: "потерян"},
    "lv": {Status.ACTIVE: "aktīvs", Status.RISK: "apdraudēts", Status.LOST: "zaudēts"},
    "fi": {Status.ACTIVE: "aktiivinen", Status.RISK: "vaarassa", Status.LOST: "menetetty"},
    "nb": {Status.ACTIVE: "aktiv", Status.RISK: "i fare", Status.LOST: "tapt"},
    "he": {Status.ACTIVE: "פעיל", Status.RISK: "בסיכון", Status.LOST: "אבוד"},
}
_ANSWERS = {
    "en": ("no", "yes"),
    "ru": ("нет", "да"),
    "lv": ("nē", "jā"),
    "fi": ("ei", "kyllä"),
    "nb": ("nei", "ja"),
    "he": ("לא", "כן"),
}


_LINK = {
    "en": "Personal link",
    "ru": "Личная ссылка",
    "lv": "Personīgā saite",
    "fi": "Henkilökohtainen linkki",
    "nb": "Personlig lenke",
    "he": "קישור אישי",
}


def link(language: str) -> str:
    """Above a column of links, which no import reads."""
    return _LINK.get(language, _LINK["en"])


def heading(field: str, language: str) -> str:
    """The first word of a field in a language, which `words.header` takes for this field."""
    word = HEADERS[field].split(";")[LANGUAGES.index(language)].split(",")[0].strip()
    return word[:1].upper() + word[1:]


def tier(value: str, language: str) -> str:
    """A tier in a language."""
    return _TIERS[language][Tier(value)]


def status(value: str, language: str) -> str:
    """A status in a language."""
    return _STATUSES[language][Status(value)]


def answer(value: bool, language: str) -> str:
    """Yes or no in a language."""
    return _ANSWERS[language][value]
