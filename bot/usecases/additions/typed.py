"""A contact as somebody gave it: typed words, a card of an address book, an account of Telegram. Not: storing it."""

import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from bot.domain.errors import BadInput
from bot.domain.occasions import parse
from bot.domain.people import Step
from bot.domain.tables import Grid
from bot.usecases.joining import clean_name

_EMAIL = re.compile(r"\S+@\S+\.\S+")
ReadCards = Callable[[bytes, str], Grid]
"""Reads vCards (bytes, encoding) into rows under the headings ORG, FN, TEL, EMAIL, BDAY, TITLE."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is known of a contact before they are stored. `company`: where they work, as the card says; `birthday` as
    `occasions.parse` reads it; `account` and `username`: the Telegram account that was picked."""

    name: str
    phone: str | None = None
    email: str | None = None
    position: str | None = None
    birthday: str | None = None
    company: str | None = None
    account: int | None = None
    username: str | None = None

    def args(self) -> dict[str, int | str | bool | None]:
        """As a step keeps it."""
        return {one.name: value for one in fields(self) if (value := getattr(self, one.name)) is not None}


@dataclass(frozen=True, slots=True)
class Shared:
    """A contact as Telegram gave it: what it says itself, and the vCard beside it."""

    contact: Typed
    vcard: str | None = None


def stamp(args: Mapping[str, object]) -> int:
    """A number that stands in the buttons of a question, so that an earlier one's do not answer a later one."""
    return zlib.crc32(json.dumps(sorted(args.items())).encode()) & 0xFFFFFF


def kept(step: Step | None) -> Typed | None:
    """What a step keeps of a contact; None when it keeps none."""
    if step is None or not step.args.get("name"):
        return None
    known = {one.name: step.args.get(one.name) for one in fields(Typed)}
    return Typed(**known)  # type: ignore[arg-type]


def read_contact(text: str) -> Typed:
    """Read "Anna Bērziņa, +371 26123456, anna@acme.lv", in one line or several; the name comes first."""
    parts = [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]
    if not parts:
        raise BadInput("name-empty")
    phone = email = position = birthday = None
    for part in parts[1:]:
        if _EMAIL.fullmatch(part):
            email = email or part[:100]
        elif ("." in part or "-" in part) and (day := _birthday(part)):
            birthday = day
        elif sum(sign.isdigit() for sign in part) >= 3:
            phone = phone or part[:60]
        else:
            position = position or part[:100]
    return Typed(clean_name(parts[0]), phone, email, position, birthday)


def with_card(shared: Shared, read: ReadCards) -> Typed:
    """What the vCard beside a shared contact tells more; one that cannot be read tells nothing."""
    typed = shared.contact
    try:
        table = read((shared.vcard or "").encode(), "utf-8")
    except BadInput:
        return typed
    if not table.lines:
        return typed
    told = dict(zip(table.header, table.lines[0].cells, strict=False))
    own = str(told.get("FN") or "").strip()
    company = (
        str(told.get("ORG") or "").strip()[:100] if own else ""
    )  # without one a person is a client of their own
    return replace(
        typed,
        email=str(told.get("EMAIL") or "").strip()[:100] or typed.email,
        position=str(told.get("TITLE") or "").strip()[:100] or typed.position,
        birthday=_birthday(str(told.get("BDAY") or "")) or typed.birthday,
        company=company or typed.company,
    )


def _birthday(text: str) -> str | None:
    try:
        return str(parse(text))
    except BadInput:
        return None
