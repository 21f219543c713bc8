"""Phone mode in the chat: staff tap the score that a contact says, tick and note the why. Not: what follows from it."""

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.errors import BadInput, NotFound
from bot.domain.ids import CallId, InvitationId, PersonId
from bot.domain.people import Actor
from bot.domain.surveys import HIGHEST, LOWEST
from bot.i18n import LANGUAGES, Html, Translator, translator
from bot.usecases.surveys import Noting, PhoneMode
from handlers import errors
from handlers.answers import react, reply, show, toast
from handlers.commands import STAFF
from handlers.filters import About, By, Prefixes, Pressed
from handlers.keyboards import button, copy, in_rows, keyboard
from handlers.letters import Renderer
from handlers.phonedata import PhoneData
from handlers.screen import Screen
from handlers.words import words_of

_TOP_ROW = 6  # 0-5, then 6-10


def setup() -> Router:
    """Opening the screen, its buttons, replies to it."""
    router = Router(name="phonemode")
    router.callback_query.filter(Prefixes(PhoneData))
    router.message.register(say, About("phone"), By(STAFF))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(PhoneData, action=action))
    return router


async def from_call(
    press: CallbackQuery, actor: Actor, phonemode: PhoneMode, data: PhoneData, update_id: int
) -> None:
    """From a call's card: the screen comes below."""
    await phonemode.open_call(actor, CallId(data.id), update_id)
    await toast(press)


async def from_contact(
    press: CallbackQuery, actor: Actor, phonemode: PhoneMode, data: PhoneData, update_id: int
) -> None:
    """From a contact's card."""
    await phonemode.open_contact(actor, PersonId(data.id), update_id)
    await toast(press)


async def score(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """A number that the contact said."""
    if not data.value.isdecimal():
        raise NotFound
    found = await phonemode.score(actor, InvitationId(data.id), int(data.value), data.seen)
    why = "" if found.refusal is None else t.plain(f"phone-refused-{found.refusal}", **_who(found))
    await show(press, screen(found, t), why, alert=bool(why))


async def tick(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """A reason; the button says whether it is set, so that two taps are one."""
    found = await phonemode.reason(actor, InvitationId(data.id), data.value, on=data.action == "tick")
    await show(press, screen(found, t))


async def done(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[Done]."""
    await show(press, screen(await phonemode.done(actor, InvitationId(data.id)), t))


async def again(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[Change the score]."""
    await show(press, screen(await phonemode.again(actor, InvitationId(data.id)), t))


async def look(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[‹ Back]: the screen as it stands."""
    await show(press, screen(await phonemode.look(actor, InvitationId(data.id)), t))


async def leave(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """[No score]: the screen folds to one line, from which it opens again."""
    found = await phonemode.look(actor, InvitationId(data.id))
    if found.answer is not None:
        await show(press, screen(found, t))
        return
    text = f"{_head(found, t)}\n{t('phone-left')}"
    await show(press, Screen(text, keyboard([_button(found, t.plain("btn1-phone-score"), "look")])))


async def undo(
    press: CallbackQuery, actor: Actor, t: Translator, phonemode: PhoneMode, data: PhoneData
) -> None:
    """Take it back."""
    try:
        await show(press, screen(await phonemode.undo(actor, InvitationId(data.id)), t))
    except BadInput as error:
        found = await phonemode.look(actor, InvitationId(data.id))
        await show(press, screen(found, t), errors.words(error, t, html=False), alert=True)


async def say(message: Message, actor: Actor, t: Translator, phonemode: PhoneMode, number: int) -> None:
    """A reply to the screen: the contact's words."""
    words = words_of(message)
    if words is None:
        raise BadInput("note-what")
    found = await phonemode.say(actor, InvitationId(number), words)
    if found.answer is not None and found.answer.by_manager:
        await react(message)
    else:
        await reply(message, Screen(t("phone-noted-beside", person=found.person)))


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "call": from_call,
    "open": from_contact,
    "score": score,
    "tick": tick,
    "untick": tick,
    "done": done,
    "again": again,
    "look": look,
    "leave": leave,
    "undo": undo,
}


# Drawing


def screen(found: Noting, t: Translator) -> Screen:
    """Phone mode as it stands: to be asked, noted, or answered by the contact."""
    answer = found.answer
    if answer is None or found.choosing:
        return _asking(found, t)
    if not answer.by_manager:
        return Screen("\n".join([_head(found, t), *_own(found, t)]))
    return _noted(found, t)


def line(found: Noting, t: Translator) -> Screen:
    """The one line that rings: the contact's own answer took the place of what was noted."""
    return Screen(t("phone-line-own", person=found.person, **_scores(found)))


LETTERS: dict[str, Renderer] = {"phone.card": screen, "phone.card.line": line}


def _head(found: Noting, t: Translator) -> Html:
    return t("phone-head", person=found.person, client=found.client)


def _asking(found: Noting, t: Translator) -> Screen:
    lines: list[str] = [_head(found, t)]
    if found.phone:
        lines.append(t("phone-number", phone=found.phone))
    lines += ["", t("phone-read"), _question(found, t)]
    if found.language in LANGUAGES and found.language != t.language:
        theirs = translator(found.language, t.zone)
        lines += [
            t("phone-read-theirs", language=t.plain(f"language-{found.language}")),
            _question(found, theirs),
        ]
    lines += ["", t("phone-only")]
    if found.unwilling:
        lines.append(t("phone-unwilling"))
    last = [_button(found, t.plain("btn2-phone-none"), "leave")]
    if found.choosing:
        last = [_button(found, t.plain("btn2-back"), "look")]
    if found.phone:
        last.append(copy(t.plain("btn2-copy-number"), found.phone))
    scores = [_button(found, str(n), "score", n) for n in range(LOWEST, HIGHEST + 1)]
    return Screen("\n".join(lines), keyboard(scores[:_TOP_ROW], scores[_TOP_ROW:], last))


def _question(found: Noting, t: Translator) -> Html:
    own = None if found.programme is None else found.programme.asks(t.language)
    return t("phone-question", text=own or t.plain("survey-recommend"))


def _own(found: Noting, t: Translator) -> list[Html]:
    assert found.answer is not None
    lines = [t("phone-own", person=found.person, score=found.answer.score, at=found.answer.at)]
    if found.noted is not None:
        lines.append(t("phone-own-noted", by=found.noted.by, score=found.noted.score, at=found.noted.at))
    return [*lines, t("phone-own-stands")]


def _noted(found: Noting, t: Translator) -> Screen:
    answer, noted = found.answer, found.noted
    assert answer is not None
    assert noted is not None
    lines: list[str] = [_head(found, t), t("phone-noted", score=answer.score, by=noted.by, at=noted.at)]
    names = [t.choice("reason", choice) for choice in found.offered if choice.id in found.chosen]
    lines += [t("phone-reasons", reasons=t.join(names))] if names and answer.said else []
    lines += [t("phone-words", n=found.words)] if found.words else []
    lines += [t("phone-case")] if found.in_case else []
    lines += [t("phone-call", day=t.day(found.call_at))] if found.call_at is not None else []
    ticks: list[InlineKeyboardButton] = []
    if not answer.said:
        lines += ["", t(f"phone-why-{answer.group}")]
        ticks = [_tick(found, choice.id, t.choice("reason", choice), t) for choice in found.offered]
    lines += ["", t("phone-apart", person=found.person)]
    rest = [] if answer.said else [_button(found, t.plain("btn2-phone-done"), "done")]
    rest += [_button(found, t.plain("btn2-undo"), "undo")] if found.may_undo else []
    change = [_button(found, t.plain("btn1-phone-change"), "again")] if found.may_change else []
    return Screen("\n".join(lines), keyboard(*in_rows(ticks, 2), rest, change))


def _tick(found: Noting, reason: str, name: str, t: Translator) -> InlineKeyboardButton:
    on = reason in found.chosen
    label = t.plain("survey-ticked" if on else "survey-unticked", text=name)
    return _button(found, label, "untick" if on else "tick", reason)


def _button(found: Noting, text: str, action: str, value: str | int = "") -> InlineKeyboardButton:
    seen = 0 if found.answer is None else found.answer.version
    data = PhoneData(action=action, id=found.invitation.id, value=str(value), seen=seen)
    return button(text, data)


def _scores(found: Noting) -> dict[str, int]:
    own = 0 if found.answer is None else found.answer.score
    return {"score": own, "noted": own if found.noted is None else found.noted.score}


def _who(found: Noting) -> dict[str, str | int]:
    by = "" if found.noted is None else found.noted.by
    return {"person": found.person, "by": by, "score": _scores(found)["score"]}
