"""Facts in words: names, dates, codes of lists. Not: how a page or message is made of them."""

from datetime import date, datetime

from bot.domain.choices import named
from bot.domain.mydata import Code, Fact, Held, Value
from bot.domain.zones import city
from bot.i18n import Translator

# Lists whose words other screens have already; what follows the dash is the code.
_FAMILIES = {
    "touch-kind": "touch-kind-",
    "language": "language-",
    "state": "complaint-state-",
    "guest": "exhibition-state-",
    "date": "occasion-kind-",
    "question": "question-",
}


def section_name(name: str, t: Translator) -> str:
    """The heading of a section."""
    return t.plain(f"mydata-section-{name}")


def fact_name(fact: Fact, t: Translator) -> str:
    """What a fact is called."""
    return t.plain(f"mydata-fact-{fact.name}")


def value(fact: Fact, held: Held, t: Translator) -> str:
    """A fact's value as plain text, not escaped."""
    return city(str(fact.value)) if fact.name == "zone" else _value(fact.value, held, t)


def _value(value: Value, held: Held, t: Translator) -> str:
    if isinstance(value, bool):
        return t.plain("mydata-yes") if value else t.plain("mydata-no")
    if isinstance(value, Code):
        return _code(value, held, t)
    if isinstance(value, datetime):
        return t.when(value, with_year=True)
    if isinstance(value, date):
        return t.date(value)
    return str(value)


def _code(value: Code, held: Held, t: Translator) -> str:
    code = value.code.partition(".")[0] if value.family == "letter" else value.code.replace("_", "-")
    if t.has(key := f"mydata-{value.family}-{code}"):
        return t.plain(key)
    if value.family in held.choices:
        return t.choice(value.family, named(held.choices[value.family], value.code))
    key = _FAMILIES.get(value.family, "") + code
    return t.plain(key) if t.has(key) else value.code
