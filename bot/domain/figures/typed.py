"""Reading a question about figures as people type it: any order, six languages. Not: who may see what, wording."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.errors import BadInput
from bot.domain.figures.asking import PERIODS, Option, View
from bot.domain.folding import fold

WHOSE, SEGMENT, TIER, PROGRAMME, REASON = "whose", "segment", "tier", "programme", "reason"


@dataclass(frozen=True, slots=True)
class Name:
    """Something that may be named: its kind and value, how it is told back, and the folded phrases it goes by."""

    kind: str
    value: str | Option
    label: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Typed:
    """What followed the command: None where nothing was said. `rest`: folded words that name somebody or something."""

    view: View | None = None
    days: int | None = None
    rest: tuple[str, ...] = ()


def _words(**lines: str) -> dict[str, str]:
    return {fold(word): name for name, words in lines.items() for word in words.split()}


_VIEWS = _words(
    nps="nps нпс score rating оценки оценка",
    waves="waves wave response волны волна рассылки отклик viļņi aallot bølger גלים",
    questions="questions question вопросы вопрос jautājumi kysymykset spørsmål שאלות",
    cases="cases case разборы разбор обращения обращение кейсы",
    complaints="complaints complaint compl жалобы жалоба претензии",
    activity="activity calls активность активн звонки",
)
_EVERYBODY = {
    fold(word) for word in ["all", "everybody", "everyone", "все", "всё", "visi", "kaikki", "alle", "כולם"]
}
# What kind of name follows, where a name alone would fit several.
_KINDS = _words(
    whose="team manager команда группа менеджер komanda menedžeris tiimi team צוות מנהל",
    segment="segment сегмент segments segmentti מגזר",
    tier="tier level уровень līmenis taso nivå דרגה",
    programme="survey programme program опрос программа aptauja kysely undersøkelse סקר",
    reason="reason cause причина iemesls cēlonis syy årsak סיבה",
)
# Days of one unit, in the six languages.
_UNITS = {
    fold(word): days
    for days, words in {
        1: "d day days д дн день дня дней dienas diena päivä päivää pv dag dager יום ימים",
        7: "w wk week weeks н нед неделя недели недель неделю nedēļa nedēļas viikko viikkoa uke uker שבוע",
        30: "m mo month months м мес месяц месяца месяцев mēnesis mēneši kuukausi kk måned måneder חודש",
        90: "q quarter quarters кв квартал квартала ceturksnis kvartaali kvartal רבעון",
        365: "y yr year years г год года лет gads gadi vuosi år שנה",
    }.items()
    for word in words.split()
}
_COUNTED = re.compile(r"(\d{1,15})([^\W\d]*)")
_ALMOST_A_YEAR = 360  # twelve months

# What the shipped lists are called, beside their ids and what the company calls them.
_KNOWN = {
    (kind, value): tuple(fold(word) for word in words.split())
    for (kind, value), words in {
        (TIER, "key"): "key ключевой ключевые atslēgas avain avainasiakkaat nøkkel nøkkelkunder מפתח",
        (TIER, "regular"): "regular обычный обычные pastāvīgs pastāvīgie tavallinen tavalliset vanlig vanlige רגיל",
        (TIER, "new"): "new новый новые jauns jaunie uusi uudet ny nye חדש",
        (PROGRAMME, "monthly"): "monthly ежемесячный месячный ikmēneša kuukausittain kuukausikysely månedlig חודשי",
        (PROGRAMME, "quarterly"): "quarterly ежеквартальный квартальный ceturkšņa neljännesvuosittain"
        " neljännesvuosikysely kvartalsvis רבעוני",
        (PROGRAMME, "annual"): "annual yearly ежегодный годовой ikgadējā ikgadējais vuosittain vuosikysely årlig שנתי",
        (PROGRAMME, "again"): "again recheck повторный повторно atkārtots uudelleen igjen שוב",
        (PROGRAMME, "rate"): "rate unasked own самостоятельно paši itse selv ביוזמתם",
        (REASON, "service"): "service сервис обслуживание apkalpošana palvelu service שירות",
        (REASON, "delivery"): "delivery доставка piegāde toimitus levering משלוח",
        (REASON, "price"): "price цена цены cena hinta pris מחיר",
        (REASON, "quality"): "quality качество kvalitāte laatu kvalitet איכות",
        (REASON, "communication"): "communication общение saziņa viestintä kommunikasjon תקשורת",
        (REASON, "other"): "other другое cits muu annet אחר",
    }.items()
}  # fmt: skip


def name(kind: str, value: str, label: str) -> Name:
    """A segment, tier, survey or reason by its id, its label and the words for it."""
    phrases = {fold(value), fold(label), *_KNOWN.get((kind, value), ())}
    return Name(kind, value, label, tuple(sorted(phrase for phrase in phrases if phrase)))


def person(option: Option) -> Name:
    """A manager or team."""
    return Name(WHOSE, option, option.name, (fold(option.name),))


def read(text: str) -> Typed:
    """Read "30d janis", "complaints 1y", "90 дней key delivery". Raises BadInput "stats-period" for days not offered,
    "stats-twice" for two periods or two views."""
    view: View | None = None
    days: int | None = None
    viewed, rest = "", list[str]()
    words = fold(text).replace(",", " ").split()
    while words:
        word = words.pop(0)
        bare = word.rstrip(".") or word  # "30 дн."
        if word in _KINDS and words:
            rest += [word, words.pop(0)]
        elif counted := _COUNTED.fullmatch(bare):
            days = _once(days, _days(counted, words))
        elif bare in _VIEWS:
            if view not in (None, _VIEWS[bare]):
                raise BadInput("stats-twice", first=viewed, second=bare)
            view, viewed = View(_VIEWS[bare]), bare
        elif bare in _UNITS and len(bare) > 1:
            days = _once(days, _UNITS[bare])
        elif word not in _EVERYBODY:  # which is what is meant when nobody is named
            rest.append(word)
    return Typed(view, days, tuple(rest))


def _once(before: int | None, days: int) -> int:
    if before not in (None, days):
        raise BadInput("stats-twice", first=f"{before}", second=f"{days}")
    return days


def _days(counted: re.Match[str], rest: list[str]) -> int:
    number, unit, typed = int(counted[1]), counted[2], counted[0]
    if not unit and rest and rest[0].rstrip(".") in _UNITS:
        typed += f" {rest[0]}"
        unit = rest.pop(0).rstrip(".")
    days = number * _UNITS.get(unit, 1 if not unit else 0)
    days = 365 if days == _ALMOST_A_YEAR else days
    if days not in PERIODS:
        raise BadInput("stats-period", typed=typed)
    return days


def find(rest: Sequence[str], names: Sequence[Name]) -> Mapping[str, Name]:
    """What folded words mean, one of a kind: the longest phrase that names something, then what follows it.

    A whole phrase goes before the beginning of another. Raises BadInput "stats-unknown" with what is possible,
    "stats-several" (name, names) and "stats-twice" (first, second).
    """
    found: dict[str, Name] = {}
    words = list(rest)
    while words:
        kind = _KINDS.get(words[0]) if len(words) > 1 else None
        words = words[1:] if kind else words
        one, taken = _longest(words, [one for one in names if kind in (None, one.kind)] or names)
        if one.kind in found and found[one.kind] != one:
            raise BadInput("stats-twice", first=found[one.kind].label, second=one.label)
        found[one.kind] = one
        words = words[taken:]
    return found


def _longest(words: Sequence[str], names: Sequence[Name]) -> tuple[Name, int]:
    for length in range(len(words), 0, -1):
        phrase = " ".join(words[:length])
        fitting = _unlike(one for one in names if phrase in one.phrases)
        fitting = fitting or _unlike(
            one for one in names if any(_fits(other, words[:length]) for other in one.phrases)
        )
        if len(fitting) > 1:
            labels = ", ".join(one.label for one in fitting[:5])
            raise BadInput("stats-several", name=phrase, names=labels)
        if fitting:
            return fitting[0], length
    raise BadInput("stats-unknown", name=words[0], **_possible(names))


def _possible(names: Sequence[Name]) -> dict[str, str]:
    """What could have been typed, some of each kind."""
    kinds = {
        kind: [one.label for one in names if one.kind == kind]
        for kind in (WHOSE, SEGMENT, TIER, PROGRAMME, REASON)
    }
    return {kind: ", ".join(labels[:8]) or "–" for kind, labels in kinds.items()}


def _unlike(names: Iterable[Name]) -> list[Name]:
    return list(dict.fromkeys(names))


def _fits(phrase: str, words: Sequence[str]) -> bool:
    """Every typed word begins a word of the phrase."""
    return all(any(part.startswith(word) for part in phrase.split()) for word in words)
