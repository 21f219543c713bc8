"""Why a client was found: which contact, phone, e-mail or words of a note. Not: finding, wording."""

import re
from dataclasses import dataclass

from bot.domain.folding import fold
from bot.domain.searching.fitting import Fit, Kind, best, entries
from bot.domain.searching.query import Query, Word
from bot.domain.searching.words import tokens

_AROUND = 24


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A contact, as far as a search may have met them."""

    name: str
    phone: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """A client, as far as a search may have met it."""

    name: str
    external_id: str | None
    city: str | None
    contacts: tuple[KnownContact, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """What fitted besides the client's own name: each is None when it did not."""

    contact: str | None = None
    phone: str | None = None
    email: str | None = None
    note: str | None = None


def why(query: Query, known: Known) -> Why:
    """What to show beside the client's name."""
    own = entries([(Kind.NAME, known.name), (Kind.CITY, known.city), (Kind.ID, known.external_id)])
    met = [_met(word, known, best(word, own, typos=True)) for word in query.words]
    return Why(
        contact=next((one.contact for one in met if one.contact), None),
        phone=next((one.phone for one in met if one.phone), None),
        email=next((one.email for one in met if one.email), None),
        note=next((one.note for one in met if one.note), None),
    )


def _met(word: Word, known: Known, own: Fit | None) -> Why:
    """Where a word fits better than in what the client itself is called."""
    found: tuple[Fit, Why] | None = None if own is None else (own, Why())
    for one in known.contacts:
        for fits, told in (
            (best(word, entries([(Kind.CONTACT, one.name)]), typos=True), Why(contact=one.name)),
            (best(word, entries([(Kind.PHONE, one.phone)])), Why(contact=one.name, phone=one.phone)),
            (best(word, entries([(Kind.EMAIL, one.email)])), Why(contact=one.name, email=one.email)),
        ):
            if fits is not None and (found is None or fits < found[0]):
                found = fits, told
    if found is not None:
        return found[1]
    fitting = (text for text in known.notes if best(word, entries([(Kind.NOTE, text)])) is not None)
    text = next(fitting, None)
    return Why() if text is None else Why(note=snippet(text, word))


def snippet(text: str, word: Word) -> str:
    """A few words of a note around the one that fits."""
    plain = " ".join(text.split())
    for match in re.finditer(r"\S+", plain):
        if any(kept.startswith(word.text) for kept in tokens(fold(match[0]))):
            start = plain.rfind(" ", 0, max(0, match.start() - _AROUND)) + 1
            end = plain.find(" ", match.end() + _AROUND)
            end = len(plain) if end < 0 else end
            return ("…" if start else "") + plain[start:end][:80] + ("…" if end < len(plain) else "")
    return plain[:80]
