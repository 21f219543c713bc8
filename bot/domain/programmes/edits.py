"""What a head may change of a programme, and what is refused. Not: how changes are kept (changes), who may."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from bot.domain.choices import Choice
from bot.domain.errors import BadInput, NotFound
from bot.domain.nps import Group
from bot.domain.programmes.forms import (
    ANNUAL,
    MONTHLY,
    MOST_QUESTIONS,
    MOST_WORDS,
    QUARTERLY,
    Kind,
    Programme,
    Question,
)

MOST_DAY = {MONTHLY: 28, QUARTERLY: 40, ANNUAL: 15}
"""The last day that may be chosen: of the month; working day of the quarter; working day of the month."""
MOST_REASONS = 6
MOST_REASON = 17
"""Signs of a reason: it stands on a button, two a row."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change. `what` names it (EDITS), `id` the question or reason, `group` whose reason; `value` is a number or words."""

    what: str
    code: str
    value: str = ""
    id: str = ""
    language: str = ""
    group: str = ""


def edited(programme: Programme, edit: Edit, used: Collection[str]) -> Programme:
    """The programme after a change; `used`: ids that questions and reasons ever had. Raises BadInput and NotFound."""
    change = EDITS.get(edit.what)
    if change is None:
        raise NotFound
    return change(programme, edit, used)


def has_room(programme: Programme, edit: Edit) -> None:
    """Refuse what cannot be changed, or is one question or reason more, before it is typed. Raises BadInput and NotFound."""
    if edit.what not in TYPED:
        raise NotFound
    if edit.what == "ask" and (programme.code == MONTHLY or edit.id not in tuple(Kind)):
        raise NotFound  # the monthly one is short
    if edit.what == "reword":
        _place(programme.questions, edit.id)
    if edit.what == "rename":
        _place(_group(programme, edit), edit.id)
    if edit.what == "ask" and len(programme.questions) >= MOST_QUESTIONS:
        raise BadInput("programme-questions", most=MOST_QUESTIONS)
    if edit.what == "reason" and len(_group(programme, edit)) >= MOST_REASONS:
        raise BadInput("programme-reasons", most=MOST_REASONS)


def number(value: str, most: int) -> int:
    """A day as typed: 16 or 16th, 1 to `most`. Raises BadInput."""
    digits = value.strip().rstrip(".").removesuffix("th")
    if not (digits.isascii() and digits.isdecimal() and 1 <= int(digits[:4]) <= most):
        raise BadInput("programme-day", most=most)
    return int(digits[:4])


def words(value: str, most: int) -> str:
    """Words as typed, in one line. Raises BadInput when there are none or too many."""
    text = " ".join(value.split())
    if not text:
        raise BadInput("programme-empty")
    if len(text) > most:
        raise BadInput("programme-long", most=most, n=len(text))
    return text


def _switch(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    return replace(programme, on=edit.value == "on")


def _day(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    return replace(programme, day=number(edit.value, MOST_DAY[programme.code]))


def _month(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    return replace(programme, month=number(edit.value, 12))


def _question(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    return replace(programme, question=_worded(programme.question, edit))


def _intro(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    return replace(programme, intro=_worded(programme.intro, edit))


def _worded(texts: Mapping[str, str], edit: Edit) -> dict[str, str]:
    """The texts with another wording in one language; empty words bring back the standard one."""
    rest = {name: text for name, text in texts.items() if name != edit.language}
    return rest | ({edit.language: words(edit.value, MOST_WORDS)} if edit.value else {})


# Questions of a long form


def _ask(programme: Programme, edit: Edit, used: Collection[str]) -> Programme:
    """One more question, the last; `id` is its kind."""
    has_room(programme, edit)
    texts = {edit.language: words(edit.value, MOST_WORDS)}
    added = Question(_fresh(used), Kind(edit.id), texts)
    return replace(programme, questions=(*programme.questions, added))


def _reword(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    _place(programme.questions, edit.id)
    text = words(edit.value, MOST_WORDS)
    return replace(
        programme,
        questions=tuple(
            replace(q, texts={**q.texts, edit.language: text}) if q.id == edit.id else q
            for q in programme.questions
        ),
    )


def _drop(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    return replace(programme, questions=tuple(q for q in programme.questions if q.id != edit.id))


def _move(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    """Up or down by one place; at the end it stays."""
    at = _place(programme.questions, edit.id)
    to = min(max(at + (-1 if edit.value == "up" else 1), 0), len(programme.questions) - 1)
    rest = [q for q in programme.questions if q.id != edit.id]
    rest.insert(to, programme.questions[at])
    return replace(programme, questions=tuple(rest))


# Reasons


def _reason(programme: Programme, edit: Edit, used: Collection[str]) -> Programme:
    has_room(programme, edit)
    there = _group(programme, edit)
    text = words(edit.value, MOST_REASON)
    _unlike(there, text)
    return _with(programme, edit, (*there, Choice(_fresh(used), {edit.language: text})))


def _rename(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    """Another word for a reason, in every group that offers it: it is one reason for the figures."""
    there, text = _group(programme, edit), words(edit.value, MOST_REASON)
    _place(there, edit.id)
    _unlike((c for c in there if c.id != edit.id), text)

    def renamed(choice: Choice) -> Choice:
        # A shipped reason is still worded by the catalog in the other languages.
        new = {**(choice.texts or {"": choice.id}), edit.language: text}
        return replace(choice, texts=new) if choice.id == edit.id else choice

    reasons = {group: tuple(map(renamed, programme.reasons[group])) for group in Group}
    return replace(programme, reasons=reasons)


def _unoffer(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    kept = tuple(c for c in _group(programme, edit) if c.id != edit.id)
    if not kept:
        raise BadInput("programme-last-reason")
    return _with(programme, edit, kept)


def _offer(programme: Programme, edit: Edit, _used: Collection[str]) -> Programme:
    """A reason that another group offers is offered here too."""
    there = _group(programme, edit)
    known = {c.id: c for group in Group for c in programme.reasons[group]}
    if edit.id in {c.id for c in there}:
        return programme
    if len(there) >= MOST_REASONS:
        raise BadInput("programme-reasons", most=MOST_REASONS)
    if edit.id not in known:
        raise NotFound
    return _with(programme, edit, (*there, known[edit.id]))


def _group(programme: Programme, edit: Edit) -> tuple[Choice, ...]:
    if edit.group not in tuple(Group):
        raise NotFound
    return programme.reasons[Group(edit.group)]


def _with(programme: Programme, edit: Edit, reasons: tuple[Choice, ...]) -> Programme:
    return replace(programme, reasons={**programme.reasons, Group(edit.group): reasons})


def _unlike(there: Iterable[Choice], text: str) -> None:
    if text.casefold() in {known.casefold() for c in there for known in c.texts.values()}:
        raise BadInput("programme-twice", text=text)


def _place(there: Iterable[Question | Choice], id_: str) -> int:
    """Where it stands. Raises NotFound when it was taken out meanwhile."""
    places = [place for place, one in enumerate(there) if one.id == id_]
    if not places:
        raise NotFound
    return places[0]


def _fresh(used: Collection[str]) -> str:
    """An id that nothing ever had: old answers keep their meaning."""
    return next(id_ for n in range(1, 100_000) if (id_ := f"own-{n}") not in used)


EDITS: dict[str, Callable[[Programme, Edit, Collection[str]], Programme]] = {
    "switch": _switch,
    "day": _day,
    "month": _month,
    "question": _question,
    "intro": _intro,
    "ask": _ask,
    "reword": _reword,
    "drop": _drop,
    "move": _move,
    "reason": _reason,
    "rename": _rename,
    "unoffer": _unoffer,
    "offer": _offer,
}
TYPED = frozenset({"day", "question", "intro", "ask", "reword", "reason", "rename"})
"""Changes whose value may be typed."""
SHARED = frozenset({"reason", "rename", "unoffer", "offer"})
"""Changes of what all programmes share."""
