"""The card about letters that may not have arrived. Not: which those are."""

from typing import Literal

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup

from bot.domain.ids import LetterId, PersonId
from bot.domain.letters import Doubtful
from bot.domain.people import Actor
from bot.i18n import Html, Translator
from bot.usecases.doubts import Doubt, Doubts
from handlers.answers import show
from handlers.filters import Pressed
from handlers.screen import Screen

_SHOWN = 10


class DoubtData(CallbackData, prefix="doubt"):
    """`upto`: the newest letter on the card, or the one letter shown."""

    act: Literal["again", "arrived", "each", "again1", "arrived1", "back"]
    manager: int
    upto: int


def setup() -> Router:
    """Buttons of the card."""
    router = Router(name="doubts")
    router.callback_query.register(step_through, Pressed(DoubtData, act="each"))
    router.callback_query.register(back, Pressed(DoubtData, act="back"))
    router.callback_query.register(settle, Pressed(DoubtData))
    return router


async def settle(press: CallbackQuery, data: DoubtData, actor: Actor, doubts: Doubts, t: Translator) -> None:
    """All of them, or the one shown: sent again, or arrived."""
    one = data.act.endswith("1")
    doubt = await doubts.settle(
        actor,
        PersonId(data.manager),
        arrived=data.act.startswith("arrived"),
        upto=LetterId(data.upto),
        one=one,
    )
    toast = t.plain("doubt-arrived" if data.act.startswith("arrived") else "doubt-again")
    await show(press, _single(doubt, t) if one and doubt.letters else card(doubt, t), toast)


async def step_through(
    press: CallbackQuery, data: DoubtData, actor: Actor, doubts: Doubts, t: Translator
) -> None:
    """One letter after another."""
    doubt = await doubts.show(actor, PersonId(data.manager))
    await show(press, _single(doubt, t) if doubt.letters else card(doubt, t))


async def back(press: CallbackQuery, data: DoubtData, actor: Actor, doubts: Doubts, t: Translator) -> None:
    """The whole card again."""
    await show(press, card(await doubts.show(actor, PersonId(data.manager)), t))


def card(doubt: Doubt, t: Translator) -> Screen:
    """Everything in doubt, with one button for all."""
    if not doubt.letters:
        return Screen(t("doubt-none"))
    lines = [_line(letter, t) for letter in doubt.letters[:_SHOWN]]
    more = len(doubt.letters) - len(lines)
    if more:
        lines.append(t("doubt-more", count=more))
    text = t("doubt-card", count=len(doubt.letters), lines=Html("\n".join(lines)))
    rows = [[("btn2-doubt-again", "again"), ("btn2-doubt-arrived", "arrived")]]
    if len(doubt.letters) > 1:
        rows.append([("btn1-doubt-each", "each")])
    return Screen(text, _keyboard(doubt.manager_id, doubt.upto, rows, t))


def _single(doubt: Doubt, t: Translator) -> Screen:
    letter = doubt.letters[0]
    rows = [
        [("btn2-doubt-again-one", "again1"), ("btn2-doubt-arrived-one", "arrived1")],
        [("btn2-back", "back")],
    ]
    text = t("doubt-one", left=len(doubt.letters), line=Html(_line(letter, t)))
    return Screen(text, _keyboard(doubt.manager_id, letter.id, rows, t))


def _line(letter: Doubtful, t: Translator) -> str:
    noun = letter.kind.partition(".")[0]
    who = f"{letter.person}, {letter.client}" if letter.client else letter.person
    return t("doubt-line", kind=noun, who=who, at=letter.since)


def _keyboard(
    manager: PersonId, upto: LetterId, rows: list[list[tuple[str, str]]], t: Translator
) -> InlineKeyboardMarkup:
    def button(label: str, act: str) -> InlineKeyboardButton:
        data = DoubtData.model_validate({"act": act, "manager": manager, "upto": upto})
        return InlineKeyboardButton(text=t.plain(label), callback_data=data.pack())

    return InlineKeyboardMarkup(inline_keyboard=[[button(*one) for one in row] for row in rows])


def line(doubt: Doubt, t: Translator) -> Screen:
    """The line that rings when more came into doubt."""
    return Screen(t("doubt-line-ring", count=len(doubt.letters)))


LETTERS = {"doubt.card": card, "doubt.card.line": line}
