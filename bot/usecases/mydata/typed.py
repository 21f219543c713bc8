"""What a person types while correcting their data, made into values. Not: writing them."""

import re

from bot.domain import occasions, phones
from bot.domain.dates import BadDate
from bot.domain.errors import BadInput
from bot.usecases.joining import clean_name

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")
_LONGEST_EMAIL, _LONGEST_POSITION = 200, 100


def read(what: str, text: str, country: str | None, year: int) -> dict[str, str | int | None]:
    """Columns of people and their values. `country`: of a national phone; `year`: this one. Raises BadInput."""
    if what == "name":
        return {"name": clean_name(text)}
    if what == "position":
        position = " ".join(text.split())
        if len(position) > _LONGEST_POSITION or not any(sign.isalpha() for sign in position):
            raise BadInput("mydata-position")
        return {"position": position}
    if what == "birthday":
        day = _birthday(text, year)
        return {"birth_day": day.day, "birth_month": day.month, "birth_year": day.year}
    if what == "email":
        email = text.strip()
        if len(email) > _LONGEST_EMAIL or not _EMAIL.fullmatch(email):
            raise BadInput("mydata-email")
        return {"email": email}
    phone = phones.read(text, country)
    if phone is None or phone.e164 is None:
        raise BadInput("mydata-phone")
    return {"phone": phone.e164, "phone_key": phone.key}


def _birthday(text: str, this_year: int) -> occasions.AnnualDate:
    try:
        day = occasions.parse(text)
    except BadDate as bad:
        raise BadInput("mydata-birthday" if bad.code == "date-unclear" else bad.code, **bad.values) from bad
    if day.year is not None and not 1900 < day.year <= this_year:
        raise BadInput("mydata-year")
    return day
