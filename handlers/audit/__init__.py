"""/audit: who did what to whom, by filters, in pages, as a file. Not: how a line is worded (words)."""

import asyncio

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bot.domain.audit import PERIODS, Asked, Kind
from bot.domain.errors import BadInput
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.audit import Audits, Choice, Page
from handlers.answers import reply, show, toast
from handlers.audit.words import document, screen_text
from handlers.filters import Prefixes, Pressed, Said
from handlers.keyboards import button, keyboard
from handlers.lists import cut
from handlers.screen import Screen

_KINDS = ((None, Kind.VIEW, Kind.CHANGE), (Kind.EXPORT, Kind.ACCESS, Kind.DELETION))


class AuditData(CallbackData, prefix="au"):
    """A press under the audit: the whole filter, and the line `at` beside which the page stands (0: the newest)."""

    action: str
    person: int = 0
    client: int = 0
    kind: str = ""
    period: str = ""
    at: int = 0

    @property
    def asked(self) -> Asked:
        """The filter. Raises BadInput for one that nobody made."""
        if self.kind and self.kind not in set(Kind):
            raise BadInput("audit-period")
        return Asked(
            PersonId(self.person) if self.person else None,
            ClientId(self.client) if self.client else None,
            Kind(self.kind) if self.kind else None,
            self.period,
        )


def setup() -> Router:
    """The command and its buttons."""
    router = Router(name="audit")
    router.callback_query.filter(Prefixes(AuditData))
    router.message.register(start, Said("audit"))
    for action, handler in (
        ("show", look),
        ("older", look),
        ("newer", look),
        ("pick", pick),
        ("xlsx", export),
    ):
        router.callback_query.register(handler, Pressed(AuditData, action=action))
    return router


async def start(message: Message, args: str, actor: Actor, audits: Audits, t: Translator) -> None:
    """/audit janis exports 7d"""
    found = await audits.typed(actor, args)
    await reply(message, _choice(found, t) if isinstance(found, Choice) else screen(found, t))


async def pick(press: CallbackQuery, data: AuditData, actor: Actor, audits: Audits, t: Translator) -> None:
    """Which of those that fit the typed name."""
    await show(press, screen(await audits.look(actor, data.asked), t))


async def look(press: CallbackQuery, data: AuditData, actor: Actor, audits: Audits, t: Translator) -> None:
    """Another filter, or the next page on either side."""
    found = await audits.look(actor, data.asked, beside=data.at or None, newer=data.action == "newer")
    await show(press, screen(found, t))


async def export(press: CallbackQuery, data: AuditData, actor: Actor, audits: Audits, t: Translator) -> None:
    """What fits, as a file; its caption says the filter."""
    found = await audits.export(actor, data.asked)
    await toast(press, t.plain("audit-writing"))
    await reply(press, await asyncio.to_thread(document, found, audits.workbook, t))


def screen(page: Page, t: Translator) -> Screen:
    """The lines, and what narrows them."""
    return Screen(screen_text(page, t), _keyboard(page, t))


def _data(asked: Asked, action: str = "show", at: int = 0) -> AuditData:
    return AuditData(
        action=action,
        person=asked.person or 0,
        client=asked.client or 0,
        kind=asked.kind.value if asked.kind else "",
        period=asked.period,
        at=at,
    )


def _keyboard(page: Page, t: Translator) -> InlineKeyboardMarkup | None:
    asked, entries = page.asked, page.entries
    turn: list[InlineKeyboardButton] = []
    if page.newer and entries:
        turn.append(button(t.plain("btn2-audit-newer"), _data(asked, "newer", entries[0].id)))
    if page.older and entries:
        turn.append(button(t.plain("btn2-audit-older"), _data(asked, "older", entries[-1].id)))
    last = [button(t.plain("btn2-audit-xlsx"), _data(asked, "xlsx"))] if entries else []
    if asked != Asked():
        last.append(button(t.plain("btn2-audit-all"), _data(Asked())))
    return keyboard(turn, *_kinds(asked, t), _periods(asked, t), last)


def _kinds(asked: Asked, t: Translator) -> list[list[InlineKeyboardButton]]:
    def one(kind: Kind | None) -> InlineKeyboardButton:
        label = t.plain(f"btn3-audit-{kind}") if kind else t.plain("btn3-audit-every")
        return _marked(label, Asked(asked.person, asked.client, kind, asked.period), on=asked.kind is kind)

    return [[one(kind) for kind in row] for row in _KINDS]


def _periods(asked: Asked, t: Translator) -> list[InlineKeyboardButton]:
    """Pressing the one that is on takes it off again."""
    return [
        _marked(
            t.plain(f"btn3-audit-{period}"),
            Asked(asked.person, asked.client, asked.kind, "" if asked.period == period else period),
            on=asked.period == period,
        )
        for period in PERIODS
    ]


def _marked(label: str, asked: Asked, *, on: bool) -> InlineKeyboardButton:
    return button(f"{label} •" if on else label, _data(asked))


def _choice(found: Choice, t: Translator) -> Screen:
    asked = found.asked
    rows = [
        [button(cut(f"👤 {name} · {t.plain(f'role-{role}')}", 40), _pick(asked, person=id_))]
        for id_, name, role in found.people
    ]
    rows += [[button(cut(f"🏢 {name}", 40), _pick(asked, client=client))] for client, name in found.clients]
    return Screen(t("audit-which", name=found.typed), keyboard(*rows))


def _pick(asked: Asked, person: PersonId | None = None, client: ClientId | None = None) -> AuditData:
    return _data(Asked(person, client, asked.kind, asked.period), "pick")
