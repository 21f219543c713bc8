"""What figures are about, in words: whose, which segment, tier, survey, reason. Not: numbers."""

from collections.abc import Iterator

from bot.domain.choices import Choice
from bot.domain.figures import CUTS, TIERS, Name, Option, View, name
from bot.domain.programmes import DEFAULTS, OWN, RECHECK
from bot.i18n import Translator
from bot.usecases.figures import Heading, Lists, Mean


def whose(option: Option, t: Translator) -> str:
    """All managers, team Riga, Jānis Bērziņš: plain."""
    if option.kind == "everybody":
        return t.plain("stats-everybody")
    return t.plain("stats-team", name=option.name) if option.kind == "team" else option.name


def survey(code: str, t: Translator) -> str:
    """The name of a survey; one that is not in the catalog by its code."""
    key = f"stats-programme-{code}"
    return t.plain(key) if t.has(key) else code


def question(one: Mean, t: Translator) -> str:
    """A further question of a survey, in a word or two."""
    key = f"question-{one.question}"
    return one.asked or (t.plain(key) if t.has(key) else one.question)


def cut_label(kind: str, view: View, choice: Choice, t: Translator) -> str:
    """A segment, tier, survey, reason or cause."""
    if kind == "segment":
        return choice.text(t.language) or choice.id
    if kind == "tier":
        return t.plain(f"stats-tier-{choice.id}")
    if kind == "programme":
        return survey(choice.id, t)
    return t.choice("cause" if view is View.CASES else "reason", choice)


def cut_word(heading: Heading, kind: str, t: Translator) -> str:
    """What the figure is cut by of this kind; "" when it is not."""
    value = getattr(heading.ask.cut, kind)
    if value is None:
        return ""
    if kind == "segment":
        return heading.segment or t.plain("stats-no-segment")
    if kind == "reason":
        return " › ".join(cut_label(kind, heading.ask.view, one, t) for one in heading.reason)
    return cut_label(kind, heading.ask.view, Choice(value), t)


def cut_words(heading: Heading, t: Translator) -> str:
    """All that the figure is cut by: "Retail · key · quarterly"; "" for nothing."""
    words = (cut_word(heading, kind, t) for kind in CUTS[heading.ask.view])
    return " · ".join(word for word in words if word)


def names(lists: Lists, t: Translator) -> tuple[Name, ...]:
    """What may be typed beside people and segments, in the reader's words."""
    return tuple(_names(lists, t))


def _names(lists: Lists, t: Translator) -> Iterator[Name]:
    for tier in TIERS:
        yield name("tier", tier, t.plain(f"stats-tier-{tier}"))
    for code in (*DEFAULTS, RECHECK, OWN):
        yield name("programme", code, survey(code, t))
    for reason in {reason.id: reason for reason in lists.reasons}.values():
        yield name("reason", reason.id, t.choice("reason", reason))
    for cause in lists.causes:
        for one in (cause, *cause.under):
            yield name("cause", one.id, t.choice("cause", one))
