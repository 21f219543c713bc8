"""What staff see of long forms and of contacts who disagree, on whatever card. Not: what contacts see."""

from collections.abc import Sequence

from bot.domain.forms import Further
from bot.domain.spread import Spread
from bot.i18n import Translator

_LONGEST = 500


def asked(one: Further, t: Translator) -> str:
    """The question: as the company worded it when it was asked, else as the catalog does."""
    key = f"question-{one.question}"
    return one.asked or (t.plain(key) if t.has(key) else one.question)


def apart(found: Spread, t: Translator) -> str:
    """For staff: contacts of one client think quite differently."""
    low, high = found.low, found.high
    return t("survey-apart", low=low.score, who=low.name, high=high.score, other=high.name)


def further_lines(given: Sequence[Further], t: Translator) -> list[str]:
    """For staff: each further answer in one line."""
    return [_line(one, t) for one in given]


def _line(one: Further, t: Translator) -> str:
    name = asked(one, t)
    words = " · ".join(one.words)
    if one.files:
        words = " · ".join(filter(None, (words, t.plain("survey-further-files", n=one.files))))
    if one.score is None:
        return t("survey-further-words", question=name, words=words[:_LONGEST])
    if not words:
        return t("survey-further-score", question=name, score=one.score)
    return t("survey-further-both", question=name, score=one.score, words=words[:_LONGEST])
