"""/away: who is away, who stands in, by words or by buttons. Not: what a deputy may see."""

from datetime import date

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import AbsenceId, PersonId
from bot.domain.people import Actor
from bot.i18n import Html, Translator
from bot.usecases.absences import FORM_STEP, Absences, Entered, Form, Line, Listed, Told
from bot.usecases.people import People
from handlers.answers import reply, show
from handlers.filters import AtStep, Prefixes, Pressed, Said
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.lists import cut, fitting
from handlers.screen import Screen


class AwayData(CallbackData, prefix="aw"):
    """A press about absences: `id` is an absence or a person, `day` an ISO date."""

    action: str
    id: int = 0
    day: str = ""


def setup() -> Router:
    """The command, its form, and what ends an absence."""
    router = Router(name="absences")
    router.callback_query.filter(Prefixes(AwayData))
    router.message.register(away, Said("away"))
    router.message.register(answer, AtStep(FORM_STEP))
    for action, handler in (
        ("list", listed),
        ("add", begin),
        ("who", whose),
        ("dep", deputy),
        ("day", day),
        ("end", finish),
        ("x", close),
    ):
        router.callback_query.register(handler, Pressed(AwayData, action=action))
    return router


async def away(message: Message, actor: Actor, absences: Absences, t: Translator, args: str) -> None:
    """/away alone, or /away 1.08-14.08 @deputy."""
    drawn = await (absences.typed(actor, args) if args else absences.listed(actor))
    await reply(message, screen(drawn, t))


async def answer(message: Message, actor: Actor, absences: Absences, t: Translator) -> None:
    """What was typed for the open question."""
    await reply(message, screen(await absences.answer(actor, message.text or ""), t))


async def listed(press: CallbackQuery, actor: Actor, absences: Absences, t: Translator) -> None:
    """The list."""
    await show(press, screen(await absences.listed(actor), t))


async def begin(press: CallbackQuery, actor: Actor, absences: Absences, t: Translator) -> None:
    """A new absence."""
    await show(press, screen(await absences.begin(actor), t))


async def whose(
    press: CallbackQuery, data: AwayData, actor: Actor, absences: Absences, t: Translator
) -> None:
    """A new absence of this person."""
    await show(press, screen(await absences.begin(actor, PersonId(data.id)), t))


async def deputy(
    press: CallbackQuery, data: AwayData, actor: Actor, absences: Absences, t: Translator
) -> None:
    """Who stands in."""
    await show(press, screen(await absences.pick(actor, deputy=PersonId(data.id)), t))


async def day(press: CallbackQuery, data: AwayData, actor: Actor, absences: Absences, t: Translator) -> None:
    """The first or last day."""
    await show(press, screen(await absences.pick(actor, day=data.day), t))


async def finish(
    press: CallbackQuery, data: AwayData, actor: Actor, absences: Absences, t: Translator
) -> None:
    """Back early, or not away after all."""
    done = await absences.finish(actor, AbsenceId(data.id))
    await show(press, screen(done, t), t.plain("away-ended"))


async def close(
    press: CallbackQuery, actor: Actor, absences: Absences, people: People, t: Translator
) -> None:
    """Leave the form."""
    if actor.step is not None and actor.step.name == FORM_STEP:
        await people.cancel(actor)
    await show(press, screen(await absences.listed(actor), t))


# Drawing


def screen(drawn: Listed | Form | Entered, t: Translator) -> Screen:
    """The list, the next question, or what was entered."""
    if isinstance(drawn, Listed):
        return _list(drawn, t)
    if isinstance(drawn, Entered):
        one = drawn.line
        lines = [
            t("away-entered", line=_line(one, t, "away-plain")),
            t("away-entered-means", deputy=one.deputy),
        ]
        ends = [_end(one, t)] if one.may_change else []
        return Screen("\n".join(lines), keyboard(ends, [_back(t)]))
    return _form(drawn, t)


def _list(drawn: Listed, t: Translator) -> Screen:
    add = [button(t.plain("btn1-away-add"), AwayData(action="add"))]
    if not drawn.lines:
        return Screen(f"{t('away-nobody')}\n\n{t('away-how')}", keyboard(add))
    lines = fitting([_line(one, t) for one in drawn.lines])
    ends = [[_end(one, t)] for one in drawn.lines[: len(lines)] if one.may_change][:10]
    return Screen("\n".join([t("away-head"), *lines, "", t("away-how")]), keyboard(*ends, add))


def _line(one: Line, t: Translator, key: str = "") -> Html:
    days = _days(one.first, one.last, t)
    key = key or ("away-line-now" if one.current else "away-line")
    line = t(key, name=cut(one.name), days=days, deputy=cut(one.deputy))
    if one.then is None or one.then_days is None:
        return line
    meanwhile = _days(*one.then_days, t)
    return Html(f"{line} {t('away-line-then', deputy=cut(one.deputy), days=meanwhile, then=cut(one.then))}")


def _days(first: date, last: date, t: Translator) -> str:
    return t.date(first) if first == last else f"{t.short(first)} – {t.date(last)}"


def _end(one: Line, t: Translator) -> InlineKeyboardButton:
    name = cut(one.name, 20)
    what = "btn1-away-back" if one.current else "btn1-away-cancel"
    words = t.plain(what, name=name, day=t.short(one.first))
    return button(words, AwayData(action="end", id=one.id))


def _back(t: Translator) -> InlineKeyboardButton:
    return button(t.plain("btn2-back"), AwayData(action="list"))


def _form(form: Form, t: Translator) -> Screen:
    who = AwayData(action="who" if form.ask == "who" else "dep")
    people = [button(cut(one.name, 18), who.model_copy(update={"id": one.id})) for one in form.choices]
    days = [button(t.day(one), AwayData(action="day", day=one.isoformat())) for one in form.days]
    cancel = [button(t.plain("btn2-cancel"), AwayData(action="x"))]
    lines = [] if form.ask == "who" or form.mine else [t("away-form-for", name=form.name)]
    if form.deputy is not None:
        lines.append(t("away-form-deputy", deputy=form.deputy))
    if form.first is not None:
        lines.append(t("away-form-first", day=t.day(form.first)))
    text = "\n".join([*lines, t(f"away-ask-{form.ask}")])
    return Screen(text, keyboard(*in_rows([*people, *days], 2), cancel))


# Letters


def for_deputy(told: Told, t: Translator) -> Screen:
    """To the deputy: you stand in."""
    return Screen(t("away-told-deputy", name=told.line.name, days=_days(told.line.first, told.line.last, t)))


def for_absent(told: Told, t: Translator) -> Screen:
    """To the absent person: somebody entered it for you."""
    one = told.line
    return Screen(t("away-told-entered", deputy=one.deputy, days=_days(one.first, one.last, t)))


def over(told: Told, t: Translator) -> Screen:
    """To the deputy: back early."""
    return Screen(t("away-told-over", name=told.line.name))


def cancelled(told: Told, t: Translator) -> Screen:
    """To the deputy: not away after all."""
    one = told.line
    return Screen(t("away-told-cancelled", name=one.name, days=_days(one.first, one.last, t)))


def replaced(told: Told, t: Translator) -> Screen:
    """To the deputy: another absence was entered for these days, with somebody else."""
    one = told.line
    return Screen(t("away-told-replaced", name=one.name, days=_days(one.first, one.last, t)))


def lost(told: Told, t: Translator) -> Screen:
    """To the absent person and the lead: the deputy left."""
    one = told.line
    days = _days(one.first, one.last, t)
    add = [button(t.plain("btn1-away-add"), AwayData(action="add"))]
    return Screen(t("away-told-lost", name=one.name, deputy=one.deputy, days=days), keyboard(add))


def back(told: Told, t: Translator) -> Screen:
    """The first morning: what happened meanwhile."""
    one, what = told.line, told.happened
    head = t("away-back-head", days=_days(one.first, one.last, t), deputy=one.deputy)
    if what is None or not what.anything:
        return Screen(f"{head}\n{t('away-back-nothing')}")
    pairs = (
        (what.calls or what.touches, t("away-back-calls", calls=what.calls, touches=what.touches)),
        (
            what.cases_opened or what.cases_closed,
            t("away-back-cases", opened=what.cases_opened, closed=what.cases_closed),
        ),
        (
            what.complaints_filed or what.complaints_closed,
            t("away-back-complaints", filed=what.complaints_filed, closed=what.complaints_closed),
        ),
        (what.answers, t("away-back-answers", answers=what.answers, low=what.low)),
    )
    return Screen("\n".join([head, *(line for there, line in pairs if there), t("away-back-today")]))


LETTERS: dict[str, Renderer] = {
    "absence.deputy": for_deputy,
    "absence.entered": for_absent,
    "absence.over": over,
    "absence.cancelled": cancelled,
    "absence.replaced": replaced,
    "absence.lost": lost,
    "absence.back": back,
}
