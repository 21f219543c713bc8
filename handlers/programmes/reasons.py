"""The reasons of /surveys: three groups, one of them, one reason. Not: what a press does."""

from bot.domain.choices import Choice
from bot.domain.errors import BadInput, NotFound
from bot.domain.nps import Group
from bot.domain.people import Step
from bot.domain.programmes import ALL, MOST_REASONS
from bot.i18n import Translator
from bot.usecases.programmes import Shown
from handlers.keyboards import button, in_rows
from handlers.lists import cut
from handlers.programmes.data import ProgrammeData
from handlers.programmes.parts import Row, ask, back, do, see


def reasons(shown: Shown, _code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    """All three groups."""
    programme = shown.of(ALL)
    lines: list[str] = [t("programme-head-reasons")]
    for after in Group:
        names = t.join([reason(one, t) for one in programme.reasons[after]])
        lines += ["", t(f"programme-group-{after}"), t("programme-group-reasons", reasons=names)]
    rows = [[see(t, f"btn1-programme-group-{after}", "group", after)] for after in Group]
    return "\n".join(lines), [*rows, back(t, "main")]


def reason(one: Choice, t: Translator) -> str:
    """A reason in the reader's language."""
    return t.choice("reason", one)


def unlike(shown: Shown, step: Step, text: str, t: Translator) -> None:
    """Refuse a reason that reads like another of its group: the shipped ones are worded only here. Raises BadInput."""
    if step.args.get("what") not in ("reason", "rename"):
        return
    others = [one for one in _of_group(shown, str(step.args["group"])) if one.id != step.args.get("id")]
    typed = " ".join(text.split())
    if typed.casefold() in {reason(one, t).casefold() for one in others}:
        raise BadInput("programme-twice", text=typed)


def group(shown: Shown, code: str, _id: str, t: Translator) -> tuple[str, list[Row]]:
    """One group: what it offers, and what other groups offer that it could."""
    there = _of_group(shown, code)
    lines: list[str] = [
        t(f"programme-group-{Group(code)}"),
        t("programme-group-how", n=len(there), most=MOST_REASONS),
    ]
    ones = [
        button(cut(reason(one, t), 20), ProgrammeData(action="see", what="reason", code=code, id=one.id))
        for one in there
    ]
    rows: list[Row] = in_rows(ones, 2)
    if len(there) < MOST_REASONS:
        rows += _more(shown, code, there, t)
    return "\n".join(lines), [*rows, back(t, "reasons")]


def _more(shown: Shown, code: str, there: tuple[Choice, ...], t: Translator) -> list[Row]:
    every = {one.id: one for after in Group for one in shown.of(ALL).reasons[after] if one not in there}
    offers = [
        do(t.plain("programme-offer", text=cut(reason(one, t), 18)), "offer", code, "", one.id)
        for one in every.values()
    ]
    new = ProgrammeData(action="ask", what="reason", code=code, language=t.language)
    return [*in_rows(offers[:6], 2), [button(t.plain("btn1-programme-reason"), new)]]


def _of_group(shown: Shown, code: str) -> tuple[Choice, ...]:
    if code not in tuple(Group):
        raise NotFound
    return shown.of(ALL).reasons[Group(code)]


def one_reason(shown: Shown, code: str, id_: str, t: Translator) -> tuple[str, list[Row]]:
    """One reason, to rename or remove; its group when it is there no more."""
    one = next((one for one in _of_group(shown, code) if one.id == id_), None)
    if one is None:
        return group(shown, code, "", t)
    lines: list[str] = [t("programme-head-reason", text=reason(one, t)), t(f"programme-group-{Group(code)}")]
    lines += [
        t("programme-text", language=t.plain(f"language-{language}"), text=one.texts[language])
        for language in shown.languages
        if language in one.texts
    ]
    names = [ask(t, "rename", code, language, id_) for language in shown.languages]
    drop = ProgrammeData(action="do", what="unoffer", code=code, id=id_)
    return "\n".join(lines), [names, [button(t.plain("btn2-programme-drop"), drop), *back(t, "group", code)]]
