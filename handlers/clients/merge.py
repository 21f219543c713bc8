"""Merging two cards: whom with, what would happen, done, taken back. Not: what moves."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.merging import CLIENT_STEP, PERSON_STEP, Choices, Merged, Merging, Preview, Side
from handlers.answers import reply, show
from handlers.clients.data import LETTERS, ClientData, ContactData, MergeData
from handlers.filters import AtStep, Prefixes, Pressed
from handlers.keyboards import button, keyboard
from handlers.screen import Screen

_NOUNS = {letter: noun for noun, letter in LETTERS.items() if noun != "date"}


def setup() -> Router:
    """The presses, and the name that is typed."""
    router = Router(name="merge")
    router.callback_query.filter(Prefixes(MergeData))
    for step in (CLIENT_STEP, PERSON_STEP):
        router.message.register(search, AtStep(step))
    for action, handler in (("ask", ask), ("pick", pick), ("do", do), ("undo", undo)):
        router.callback_query.register(handler, Pressed(MergeData, action=action))
    return router


def merge_button(noun: str, id_: int, t: Translator) -> InlineKeyboardButton:
    """The way here from a form."""
    return button(t.plain("btn2-merge"), MergeData(action="ask", noun=LETTERS[noun], id=id_))


async def ask(press: CallbackQuery, data: MergeData, actor: Actor, merging: Merging, t: Translator) -> None:
    """Whom with: likely ones, or a name to type."""
    await show(press, _choices(await merging.ask(actor, _NOUNS.get(data.noun, ""), data.id), t))


async def search(message: Message, actor: Actor, merging: Merging, t: Translator) -> None:
    """Those that fit what was typed."""
    await reply(message, _choices(await merging.search(actor, message.text or ""), t, asked=True))


async def pick(press: CallbackQuery, data: MergeData, actor: Actor, merging: Merging, t: Translator) -> None:
    """What would happen."""
    found = await merging.preview(actor, _NOUNS.get(data.noun, ""), data.id, data.other)
    await show(press, _preview(found, t))


async def do(press: CallbackQuery, data: MergeData, actor: Actor, merging: Merging, t: Translator) -> None:
    """Merged."""
    done = await merging.merge(actor, _NOUNS.get(data.noun, ""), data.id, data.other, data.seen)
    await show(press, _merged(done, t))


async def undo(press: CallbackQuery, data: MergeData, actor: Actor, merging: Merging, t: Translator) -> None:
    """Taken back."""
    await show(press, _merged(await merging.undo(actor, data.id), t))


def _choices(found: Choices, t: Translator, *, asked: bool = False) -> Screen:
    key = "merge-nothing" if asked and not found.others else f"merge-ask-{found.kind}"
    every = [
        [button(_label(one, found.kind), _data(found.kind, "pick", found.of.id, one.id))]
        for one in found.others
    ]
    return Screen(t(key, name=found.of.name), keyboard(*every, [_open(found.kind, found.of.id, t)]))


def _label(one: Side, kind: str) -> str:
    return (one.name if kind == "client" else f"{one.name} · {one.client}")[:40]


def _data(kind: str, action: str, id_: int, other: int = 0, seen: int = 0) -> MergeData:
    return MergeData(action=action, noun=LETTERS[kind], id=id_, other=other, seen=seen)


def _open(kind: str, id_: int, t: Translator) -> InlineKeyboardButton:
    card = ClientData(action="back", id=id_) if kind == "client" else ContactData(action="open", id=id_)
    return button(t.plain("btn1-merge-card"), card)


def _preview(found: Preview, t: Translator) -> Screen:
    kept, gone = found.kept, found.gone
    lines: list[str] = [t("merge-preview", kept=kept.name, gone=gone.name)]
    if found.kind == "person" and kept.client != gone.client:
        lines.append(t("merge-across", kept=kept.client, gone=gone.client))
    lines += [t("merge-filled", fields=_fields(found.filled, t))] if found.filled else []
    lines += [t("merge-stays", fields=_fields(found.stays, t))] if found.stays else []
    if found.moved:
        lines.append(t("merge-moved", what=_moved(found, t)))
    lines += [t("merge-history")] if found.kind == "person" else []
    lines += [t("merge-account", name=gone.name)] if found.account else []
    lines += ["", t("merge-undo-hint")]
    seen = kept.version + gone.version
    return Screen(
        "\n".join(lines),
        keyboard(
            [button(t.plain("btn1-merge-do"), _data(found.kind, "do", kept.id, gone.id, seen))],
            [button(t.plain("btn1-merge-other"), _data(found.kind, "pick", gone.id, kept.id))],
            [_open(found.kind, kept.id, t)],
        ),
    )


def _fields(codes: tuple[str, ...], t: Translator) -> str:
    return t.join([t.plain(f"btn2-edit-{code.replace('_', '-')}") for code in codes])


def _moved(found: Preview, t: Translator) -> str:
    return t.join([t.plain(f"merge-count-{what}", n=n) for what, n in found.moved.items()])


def _merged(done: Merged, t: Translator) -> Screen:
    if done.undone:
        lines: list[str] = [t("merge-undone")]
        lines += [t("merge-missed", n=done.missed)] if done.missed else []
        cards = [[_open(done.kind, done.kept, t)], [_other(done, t)]]
        return Screen("\n".join(lines), keyboard(*cards))
    back = button(t.plain("btn1-merge-undo"), MergeData(action="undo", noun=LETTERS[done.kind], id=done.id))
    return Screen(t("merge-done", name=done.name), keyboard([back], [_open(done.kind, done.kept, t)]))


def _other(done: Merged, t: Translator) -> InlineKeyboardButton:
    card = ClientData(action="open", id=done.gone)
    if done.kind == "person":
        return button(t.plain("btn1-merge-card-other"), ContactData(action="open", id=done.gone))
    return button(t.plain("btn1-merge-card-other"), card)
