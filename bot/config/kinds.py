"""Kinds of settings: hours, days, lists, addresses, secrets, and what is refused. Not: names and defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import Annotated, NamedTuple
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr

from bot.domain.choices import Choice
from bot.domain.programmes import MOST_QUESTIONS, MOST_WORDS, SHIPPED, Kind, Question
from bot.i18n import LANGUAGES

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
REASONS = ("service", "delivery", "price", "quality", "communication", "other")
CATEGORIES = ("delivery", "quality", "documents", "service", "price", "other")
CAUSES = {
    "delivery": ("late", "damaged", "incomplete", "wrong-item"),
    "product": ("defect", "description", "out-of-stock"),
    "service": ("no-answer", "slow-answer", "tone", "promise"),
    "terms": ("price", "payment", "documents", "billing"),
    "outside": ("carrier", "misunderstanding", "client-changed", "unknown"),
}


class Hours(NamedTuple):
    """From a clock time to another; the second may be on the next day (quiet hours)."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def _hours(value: object) -> object:
    if isinstance(value, str):
        match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)\s*[-–]\s*([01]\d|2[0-3]):([0-5]\d)", value.strip())
        if match is None:
            raise ValueError('must look like "09:00-17:00"')
        a, b, c, d = map(int, match.groups())
        return Hours(time(a, b), time(c, d))
    return value


def same_day(value: Hours) -> Hours:
    if value.start >= value.end:
        raise ValueError("must end later than it starts")
    return value


def _days(value: object) -> object:
    """Names or numbers of days (1 = Monday … 7 = Sunday) as 0 … 6."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list | tuple | set | frozenset):
        raise ValueError('must be a list such as ["mon", "tue"]')
    return frozenset(_weekday(day) for day in value)


def _weekday(day: object) -> int:
    if isinstance(day, str) and day.strip().lower()[:3] in DAYS:
        return DAYS.index(day.strip().lower()[:3])
    if isinstance(day, int) and 1 <= day <= 7:
        return day - 1
    raise ValueError(f"must hold days such as {', '.join(DAYS)}")


def _some(value: frozenset[int]) -> frozenset[int]:
    if not value:
        raise ValueError("must hold at least one day")
    return value


def known_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):
        raise ValueError("is not an IANA zone such as Europe/Riga") from None
    return value


def known_country(value: str) -> str:
    from holidays import list_supported_countries

    code = value.strip().upper()
    if code and code not in list_supported_countries():
        raise ValueError("is not a country code with known holidays, such as LV (empty: no holidays)")
    return code


def known_language(value: str) -> str:
    if value not in LANGUAGES:
        raise ValueError(f"must be one of: {', '.join(LANGUAGES)}")
    return value


def web_address(value: str) -> str:
    if value and not re.match(r"https?://[^/\s]+", value):
        raise ValueError("must begin with https:// or http://")
    return value.rstrip("/")


def bot_token(value: SecretStr) -> SecretStr:
    if value.get_secret_value() and not re.fullmatch(r"\d+:[\w-]{3,}", value.get_secret_value()):
        raise ValueError("does not look like a bot token (digits, a colon, letters)")
    return value


def webhook_secret(value: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[\w-]{0,256}", value.get_secret_value(), re.ASCII):
        raise ValueError("may hold only A-Z a-z 0-9 _ - and at most 256 of them")
    return value


_ADDRESS = re.compile(r"postgres(?:ql)?://([^/?#]*)([^?#]*)(?:\?([^#]*))?(#.*)?", re.DOTALL)
_HOST = re.compile(r"(\[[^\]]*\]|[^:\[\]@]*)(:\d*)?")


def database_url(value: SecretStr) -> SecretStr:
    url = value.get_secret_value()
    if not re.match(r"sqlite:///.|postgres(ql)?://.", url):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    address = _ADDRESS.fullmatch(url)
    if address is not None and not _is_plain(*address.groups("")):
        raise ValueError(
            "cannot be read: in a name or password write / as %2F, # as %23, ? as %3F, @ as %40, [ as %5B, ] as %5D"
        )
    return value


def _is_plain(login: str, path: str, query: str, rest: str) -> bool:
    """Whether the driver finds the hosts where they are. It would take the rest of a password for a host, a port or an
    option, and name it in its error."""
    name, at, hosts = login.partition("@")  # the first one, as the driver does
    if not at:
        name, hosts = "", login
    options = query.split("&") if query else []
    return (
        not set("[]") & set(name)
        and "@" not in path
        and not rest
        and all(map(_HOST.fullmatch, hosts.split(",")))
        and all("=" in option for option in options)
    )


def _choice(value: object) -> Choice:
    """An id of a shipped entry, or a table with an id and texts by language."""
    if isinstance(value, Choice):
        return value
    entry = {"id": value} if isinstance(value, str) else value
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
        raise ValueError('must hold ids or tables such as {id = "delivery", en = "Delivery"}')
    key = entry["id"]
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,23}", key):
        raise ValueError(f"the id {key!r} may hold only a-z, 0-9 and -, at most 24")
    texts = {name: text for name, text in entry.items() if name not in ("id", "under")}
    for name, text in texts.items():
        if name not in LANGUAGES or not isinstance(text, str) or not text.strip():
            raise ValueError(f"the entry {key!r} has {name!r}, which is no text in {', '.join(LANGUAGES)}")
    return Choice(key, texts, _choices(entry.get("under", ())))


def _choices(value: object) -> tuple[Choice, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",")]
    if not isinstance(value, list | tuple):
        raise ValueError("must be a list")
    return tuple(_choice(entry) for entry in value)


def _texts(value: object) -> object:
    """A text by language."""
    if not isinstance(value, Mapping):
        raise ValueError('must be a table of texts by language, such as {en = "How likely …?"}')
    for name, text in value.items():
        if name not in LANGUAGES or not isinstance(text, str) or not 0 < len(text.strip()) <= MOST_WORDS:
            raise ValueError(
                f"has {name!r}, which is no text of at most {MOST_WORDS} signs in {', '.join(LANGUAGES)}"
            )
    return {name: text.strip() for name, text in value.items()}


def _question(value: object) -> Question:
    """An id of a shipped question, or a table with an id, a kind and texts by language."""
    if isinstance(value, Question):
        return value
    entry = {"id": value} if isinstance(value, str) else value
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), str):
        raise ValueError(
            'must hold ids or tables such as {id = "support", kind = "score", en = "Our support?"}'
        )
    key = entry["id"]
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,23}", key):
        raise ValueError(f"the id {key!r} may hold only a-z, 0-9 and -, at most 24")
    texts = {name: text for name, text in entry.items() if name not in ("id", "kind")}
    _texts(texts)
    if not texts and key not in SHIPPED:
        raise ValueError(f'the question {key!r} needs a text: {{id = "{key}", kind = "score", en = "…"}}')
    kind = entry.get("kind", SHIPPED.get(key, Kind.SCORE))
    if kind not in tuple(Kind):
        raise ValueError(f"the kind of the question {key!r} must be one of: {', '.join(Kind)}")
    return Question(key, Kind(kind), texts)


def _questions(value: object) -> tuple[Question, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list | tuple):
        raise ValueError("must be a list")
    found = tuple(_question(entry) for entry in value)
    if len(found) > MOST_QUESTIONS:
        raise ValueError(f"must hold at most {MOST_QUESTIONS} questions")
    if len({question.id for question in found}) < len(found):
        raise ValueError("holds an id twice")
    return found


class _Shipped(NamedTuple):
    """Checks a list: every entry is shipped or brings its text, and no id comes twice on either level."""

    ids: frozenset[str]
    most: int = 100

    def __call__(self, value: tuple[Choice, ...]) -> tuple[Choice, ...]:
        every = [*value, *(below for choice in value for below in choice.under)]
        for choice in every:
            if not choice.texts and choice.id not in self.ids:
                raise ValueError(f'the entry {choice.id!r} needs a text: {{id = "{choice.id}", en = "…"}}')
        if not 1 <= len(value) <= self.most:
            raise ValueError(f"must hold 1 to {self.most} entries")
        if len({choice.id for choice in every}) < len(every):
            raise ValueError("holds an id twice")
        return value


def _ids(value: object) -> object:
    """Ids, in a list or with commas between them."""
    return (
        tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value
    )


Texts = Annotated[dict[str, str], BeforeValidator(_texts)]
Questions = Annotated[tuple[Question, ...], BeforeValidator(_questions)]
Ids = Annotated[tuple[str, ...], BeforeValidator(_ids), Field(strict=False)]
Clock = Annotated[time, Field(strict=False)]
Span = Annotated[Hours, BeforeValidator(_hours)]
Days = Annotated[frozenset[int], BeforeValidator(_days), AfterValidator(_some)]
Several = Annotated[int, Field(ge=1, le=3650)]
Port = Annotated[int, Field(ge=0, le=65535)]
Reasons = Annotated[
    tuple[Choice, ...], BeforeValidator(_choices), AfterValidator(_Shipped(frozenset(REASONS), 6))
]
Categories = Annotated[
    tuple[Choice, ...], BeforeValidator(_choices), AfterValidator(_Shipped(frozenset(CATEGORIES), 12))
]
Causes = Annotated[
    tuple[Choice, ...],
    BeforeValidator(_choices),
    AfterValidator(_Shipped(frozenset(CAUSES) | {below for under in CAUSES.values() for below in under}, 12)),
]
