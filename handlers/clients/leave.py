"""Contacts who left, and a client's own dates: the presses and how they look. Not: editing fields."""

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor, Role
from bot.i18n import Translator
from bot.usecases.clients.leaving import Dates, Leaving, Left
from handlers.answers import show
from handlers.clients.data import LETTERS, ClientData, EditData
from handlers.filters import Prefixes, Pressed
from handlers.keyboards import button, in_rows, keyboard
from handlers.mydata.data import EraseData
from handlers.occasions import OccasionData
from handlers.screen import Screen

_SHOWN = 20


def setup() -> Router:
    """Leaving and coming back, dates going and coming back."""
    router = Router(name="leave")
    router.callback_query.filter(Prefixes(EditData))
    for action, handler in (
        ("left", left),
        ("back", back),
        ("dates", dates),
        ("delete", delete),
        ("restore", restore),
    ):
        router.callback_query.register(handler, Pressed(EditData, action=action))
    return router


async def left(press: CallbackQuery, data: EditData, actor: Actor, leaving: Leaving, t: Translator) -> None:
    """The contact is not with the client any more."""
    await show(press, _left(await leaving.leave(actor, PersonId(data.id)), actor, t))


async def back(press: CallbackQuery, data: EditData, actor: Actor, leaving: Leaving, t: Translator) -> None:
    """They are."""
    await show(press, _left(await leaving.back(actor, data.at), actor, t))


async def dates(press: CallbackQuery, data: EditData, actor: Actor, leaving: Leaving, t: Translator) -> None:
    """The client's own dates, a number button each."""
    await show(press, _dates(await leaving.dates(actor, ClientId(data.id)), t))


async def delete(press: CallbackQuery, data: EditData, actor: Actor, leaving: Leaving, t: Translator) -> None:
    """One date goes."""
    await show(press, _dates(await leaving.delete(actor, data.id), t))


async def restore(
    press: CallbackQuery, data: EditData, actor: Actor, leaving: Leaving, t: Translator
) -> None:
    """It comes back."""
    await show(press, _dates(await leaving.restore(actor, data.at), t))


def _left(found: Left, actor: Actor, t: Translator) -> Screen:
    words = {"name": found.name, "client": found.client}
    text = t("edit-left", **words) if found.gone else t("edit-not-left", **words)
    rows = []
    if found.undo is not None:
        undo = EditData(action="back", noun=LETTERS["person"], id=found.person_id, at=found.undo)
        rows.append(button(t.plain("btn2-undo"), undo))
    rows.append(button(t.plain("btn2-open-client"), ClientData(action="back", id=found.client_id)))
    if not found.gone or not actor.role.at_least(Role.LEAD):
        return Screen(text, keyboard(rows))
    erase = button(t.plain("btn1-mydata-delete-their"), EraseData(action="ask", id=found.person_id))
    return Screen(text, keyboard(rows, [erase]))


def _dates(found: Dates, t: Translator) -> Screen:
    lines: list[str] = [t("edit-dates", name=found.client)]
    numbers = []
    for number, one in enumerate(found.dates[:_SHOWN], 1):
        day = t.annual(one.date.on(2000))
        since = t("edit-date-since", day=day, year=str(one.date.year)) if one.date.year else day
        lines.append(t("edit-date", n=number, day=since, label=one.label))
        numbers.append(button(str(number), EditData(action="form", noun=LETTERS["date"], id=one.id, at=0)))
    lines += [] if found.dates else [t("edit-no-dates")]
    card = EditData(action="card", noun=LETTERS["client"], id=found.client_id)
    last = [
        button(t.plain("btn2-add-date"), OccasionData(action="add", id=found.client_id)),
        button(t.plain("btn2-edit-card"), card),
    ]
    undo = []
    if found.deleted is not None and found.undo is not None:
        lines += ["", t("edit-date-deleted", label=found.deleted)]
        restore = EditData(action="restore", noun=LETTERS["client"], id=found.client_id, at=found.undo)
        undo.append(button(t.plain("btn2-undo"), restore))
    return Screen("\n".join(lines), keyboard(*in_rows(numbers, 5), undo, last))
