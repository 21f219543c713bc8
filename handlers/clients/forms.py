"""How the forms that edit look: the fields, one field, the result. Not: calendars (calendar), presses (edit)."""

from collections.abc import Mapping
from datetime import date

from aiogram.types import InlineKeyboardButton

from bot.domain.editing import CLIENT, CONSENTS, DATE, FIELDS, PAGES, Field, Kind, Values, birthday_of
from bot.domain.zones import NEAR, city
from bot.i18n import Html, Translator
from bot.usecases.clients.forms import Ask, Form, Option, Saved, Target
from handlers.clients import calendar
from handlers.clients.data import LETTERS, EditData, SetData
from handlers.clients.merge import merge_button
from handlers.keyboards import button, in_rows, keyboard
from handlers.lists import cut, pager
from handlers.screen import Screen

_SHORT, _LONG = 80, 600
_TALL = frozenset({Kind.DAY, Kind.BIRTHDAY})


def data(target: Target, action: str, field: str = "", at: int = -1) -> EditData:
    """Button data about a target."""
    return EditData(action=action, noun=LETTERS[target.noun], id=target.id, field=field, at=at)


def form_screen(form: Form, t: Translator) -> Screen:
    """The fields of a page with what they hold; the result of the last edit below."""
    target, codes = form.target, PAGES[form.target.noun][form.page]
    lines: list[str] = [t("edit-head", name=cut(target.name)), ""]
    fields = [FIELDS[target.noun][code] for code in codes if code != "manager" or form.hands]
    lines += [_line(field, target.values, form.names, t) for field in fields]
    if form.saved is not None:
        lines += ["", *_result(form.saved, t)]
    elif form.again:
        lines += ["", t("edit-same")]
    every = [button(_label(field, t), data(target, "ask", field.code)) for field in fields]
    return Screen("\n".join(lines), keyboard(*in_rows(every, 2), *_last(form, t)))


def _label(field: Field, t: Translator) -> str:
    return t.plain(f"btn2-edit-{field.code.replace('_', '-')}")


def _line(field: Field, values: Values, names: Mapping[int, str], t: Translator) -> Html:
    return t("edit-line", field=_label(field, t), value=value(field, values, names, t, most=_SHORT))


def _last(form: Form, t: Translator) -> list[list[InlineKeyboardButton]]:
    target, page = form.target, form.page
    extra = []
    if form.saved is not None and form.saved.undo is not None:
        extra.append(button(t.plain("btn2-undo"), data(target, "undo", at=form.saved.undo)))
    if target.noun == DATE:
        dates = EditData(action="dates", noun=LETTERS[CLIENT], id=target.client_id)
        extra.append(button(t.plain("btn2-edit-delete"), data(target, "delete")))
        return [*in_rows(extra, 2), [button(t.plain("btn2-back"), dates)]]
    if page == 1:
        date = t.plain("btn2-edit-dates", n=form.dates), data(target, "dates")
        left = t.plain("btn2-edit-left"), data(target, "left")
        extra.append(button(*(date if target.noun == CLIENT else left)))
        extra += [merge_button(target.noun, target.id, t)] if form.hands else []
    more = button(t.plain(f"btn2-edit-page-{target.noun}-{1 - page}"), data(target, "form", at=1 - page))
    return [*in_rows(extra, 2), [more, button(t.plain("btn2-edit-card"), data(target, "card"))]]


def _result(saved: Saved, t: Translator) -> list[Html]:
    old, new = (value(saved.field, one, saved.names, t, most=_SHORT) for one in (saved.old, saved.new))
    key = "edit-undone" if saved.undone else "edit-saved"
    lines = [t(key, field=_label(saved.field, t), old=old, new=new)]
    if saved.warning is not None:
        doubt = saved.warning
        lines.append(
            t(
                f"edit-{doubt.code}",
                digits=doubt.digits,
                expected=doubt.expected,
                country=t.country(doubt.country),
            )
        )
    if saved.taken is not None:
        lines.append(t("edit-phone-taken", who=saved.taken))
    return lines


def value(
    field: Field,
    values: Values,
    names: Mapping[int, str],
    t: Translator,
    *,
    most: int = _LONG,
    year: bool = False,
) -> str:
    """What a field holds, in words. `year`: with the year of a birthday, which is shown only where it is edited."""
    held = values.get(field.columns[0])
    if held is None:
        return "–"
    if field.kind is Kind.MANAGER:
        return names.get(int(held), "–")
    if field.kind in (Kind.CHOICE, Kind.SWITCH, Kind.LANGUAGE):
        return option(field, Option(str(held)), t)
    if field.kind is Kind.BIRTHDAY:
        day = birthday_of(field, values)
        assert day is not None
        return t.date(day.on(day.year)) if year and day.year else t.annual(day.on(2000))
    return _plain(field, held, t, most)


def _plain(field: Field, held: str | int | float, t: Translator, most: int) -> str:
    match field.kind:
        case Kind.DAY:
            return t.date(date.fromisoformat(str(held)))
        case Kind.SHARE:
            return t.plain("edit-share-value", share=f"{float(held):g}")
        case Kind.COUNTRY:
            return t.country(str(held))
        case Kind.ZONE:
            return city(str(held))
        case _:
            return cut(str(held), most)


def option(field: Field, one: Option, t: Translator) -> str:
    """A value to choose, in words."""
    if one.name is not None:
        return cut(one.name, 40)
    if field.kind is Kind.COUNTRY:
        return t.country(one.value)
    if field.kind is Kind.ZONE:
        return city(one.value)
    if field.kind is Kind.LANGUAGE:
        return t.plain(f"language-{one.value}") if t.has(f"language-{one.value}") else one.value
    word = field.code if field.kind is Kind.CHOICE else "switch"
    return t.plain(f"edit-{word}-{one.value}")


def ask_screen(asked: Ask, t: Translator, *, years: bool = False) -> Screen:
    """One field: what it holds, how to answer, what can be chosen."""
    field, target = asked.field, asked.target
    now = value(field, target.values, asked.names, t, year=True)
    lines = [t("edit-ask", name=cut(target.name), field=_label(field, t))]
    if asked.wanted is not None:
        lines.append(t("edit-newer", value=now))
        again = [button(t.plain("btn1-edit-anyway"), data(target, "anyway", asked.seen))]
        return Screen("\n".join(lines), keyboard(again, _back(asked, t)))
    lines.append(t("edit-empty") if now == "–" else t("edit-now", value=now))
    lines.append(t(f"edit-how-{_how(asked)}"))
    rows = calendar.rows(asked, t, years=years) if field.kind in _TALL else _choices(asked, t)
    if not field.needed and now != "–":
        rows.append([_set(asked, t.plain("btn2-edit-clear"), "")])
    return Screen("\n".join(lines), keyboard(*rows, _back(asked, t)))


def _how(asked: Ask) -> str:
    field = asked.field
    if field.code in CONSENTS:
        connected = asked.target.contact is not None and asked.target.contact.connected
        return "consent-connected" if connected else "consent"
    if field.kind is Kind.WORDS or field.kind is Kind.LINES:
        return "words"
    return field.kind.value


def _choices(asked: Ask, t: Translator) -> list[list[InlineKeyboardButton]]:
    field, now = asked.field, asked.target.values
    options = asked.options
    if field.kind is Kind.ZONE and not options:
        options = tuple(Option(zone) for zone in NEAR)
    if field.code in CONSENTS and asked.target.contact is not None and asked.target.contact.connected:
        options = tuple(one for one in options if one.value == "0")
    held = str(now.get(field.columns[0]))
    every = []
    for one in options:
        mark = "• " if held in (one.value, one.name) else ""
        every.append(_set(asked, mark + option(field, one, t), one.value))
    turn = pager(asked.page, asked.pages, t, lambda page: data(asked.target, "ask", field.code, page))
    return [*in_rows(every, 2), turn]


def _set(asked: Ask, label: str, value: str) -> InlineKeyboardButton:
    target = asked.target
    packed = SetData(
        noun=LETTERS[target.noun], id=target.id, field=asked.field.code, seen=asked.seen, value=value
    )
    return button(label, packed)


def _back(asked: Ask, t: Translator) -> list[InlineKeyboardButton]:
    target = asked.target
    page = next(page for page, codes in enumerate(PAGES[target.noun]) if asked.field.code in codes)
    return [
        button(t.plain("btn2-back"), data(target, "form", at=page)),
        button(t.plain("btn2-cancel"), data(target, "card")),
    ]
