"""The morning digest and /today in the chat; its number buttons open the cards. Not: what is due."""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.digests import Digest, Line, Section
from bot.domain.ids import CallId, ExhibitionId, OccasionId
from bot.domain.people import Actor
from bot.i18n import Html, Translator
from bot.usecases.calls import Calls
from bot.usecases.digests import Digests
from bot.usecases.exhibitions import Exhibitions
from bot.usecases.occasions import Occasions
from handlers.answers import reply, show, toast
from handlers.filters import Prefixes, Pressed, Said
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.lists import ROOM, cut, fitting, pager, size
from handlers.screen import Screen

_FIRST = 10
_PAGE = 30


class TodayData(CallbackData, prefix="dg"):
    """Another page of what is due."""

    page: int


class OpenData(CallbackData, prefix="op"):
    """Open the card of a thing from a list."""

    noun: str
    id: int


def setup() -> Router:
    """/today and the buttons of the digest."""
    router = Router(name="digests")
    router.callback_query.filter(Prefixes(OpenData, TodayData))
    router.message.register(today, Said("today"))
    router.callback_query.register(open_call, Pressed(OpenData, noun="call"))
    router.callback_query.register(open_occasion, Pressed(OpenData, noun="occasion"))
    router.callback_query.register(open_exhibition, Pressed(OpenData, noun="exhibition"))
    router.callback_query.register(turn, Pressed(TodayData))
    return router


async def today(message: Message, actor: Actor, t: Translator, digests: Digests) -> None:
    """/today"""
    await reply(message, _drawn(await digests.today(actor.id), "digest-today", t))


async def turn(press: CallbackQuery, actor: Actor, t: Translator, digests: Digests, data: TodayData) -> None:
    """Another page, as things stand now."""
    await show(press, _drawn(await digests.today(actor.id), "digest-today", t, data.page))


async def open_call(press: CallbackQuery, actor: Actor, calls: Calls, data: OpenData, update_id: int) -> None:
    """The card of a call."""
    await calls.open_card(actor, CallId(data.id), update_id)
    await toast(press)


async def open_occasion(
    press: CallbackQuery, actor: Actor, occasions: Occasions, data: OpenData, update_id: int
) -> None:
    """The card of a date."""
    await occasions.open_card(actor, OccasionId(data.id), update_id)
    await toast(press)


async def open_exhibition(
    press: CallbackQuery, actor: Actor, exhibitions: Exhibitions, data: OpenData, update_id: int
) -> None:
    """The reader's list for an exhibition."""
    await exhibitions.open_card(actor, ExhibitionId(data.id), update_id)
    await toast(press)


# Drawing


def morning(digest: Digest, t: Translator) -> Screen:
    """The message of the morning."""
    return _drawn(digest, "digest-morning", t)


LETTERS: dict[str, Renderer] = {"digest.morning": morning}


def _drawn(digest: Digest, key: str, t: Translator, page: int = 0) -> Screen:
    """Counts by section, ten lines, the rest of the page in an expandable quote, a number button each."""
    head = t("digest-head", words=t(key, name=digest.name), day=t.day(digest.day))
    if not digest.lines:
        return Screen(f"{head}\n\n{_empty(digest, t)}")
    counts = [t(f"digest-{section.value}", n=n) for section in Section if (n := digest.count(section))]
    pages = -(-len(digest.lines) // _PAGE)
    page = min(max(page, 0), pages - 1)
    shown = list(enumerate(digest.lines, 1))[page * _PAGE : (page + 1) * _PAGE]
    parts = [head, " · ".join(counts), ""]
    lines = fitting(
        [t("digest-line", n=n, what=_line(line, t)) for n, line in shown], ROOM - size("\n".join(parts))
    )
    parts += lines[:_FIRST]
    if rest := lines[_FIRST:]:
        parts.append("<blockquote expandable>" + "\n".join(rest) + "</blockquote>")
    turns = pager(page, pages, t, lambda to: TodayData(page=to))
    return Screen("\n".join(parts), keyboard(*in_rows(_numbers(shown), 5), turns))


def _empty(digest: Digest, t: Translator) -> Html:
    names = [
        t("digest-silent-one", client=one.client, last=one.last)
        if one.last
        else t("digest-silent-never", client=one.client)
        for one in digest.silent
    ]
    return t("digest-empty", silent=Html("; ".join(names))) if names else t("digest-empty-all")


def _line(line: Line, t: Translator) -> Html:
    words = _words(line, t)
    if line.whose is None:
        return words
    return t("digest-instead", what=words, name=line.whose) if line.whose else t("digest-nobody", what=words)


def _words(line: Line, t: Translator) -> Html:
    if line.section is Section.IMPROVEMENTS:
        named = line.who or " · ".join(t.choice("cause", choice) for choice in line.choices)
        due = t.day(line.at) if line.at else ""
        return t(f"digest-improvement-{line.what}", what=cut(named), due=due)
    who = (
        t("digest-who", who=cut(line.who), client=cut(line.client))
        if line.who != line.client
        else t("digest-client", client=cut(line.client))
    )
    what = _what(line, t)
    if line.section is Section.OVERDUE and line.at is not None:
        return t("digest-line-late", at=t.day(line.at), who=who, what=what)
    if line.at is not None:
        return t("digest-line-at", at=t.time(line.at), who=who, what=what)
    return t("digest-line-some", who=who, what=what)


def _what(line: Line, t: Translator) -> Html:
    if line.section is Section.EXHIBITIONS:
        return t("digest-progress", done=line.done, total=line.total)
    if line.label is not None:
        return t("digest-free", what=line.label)
    for family in ("call-cause", "occasion-kind", "digest-what"):
        if line.what and t.has(f"{family}-{line.what.replace('_', '-')}"):
            return t(f"{family}-{line.what.replace('_', '-')}")
    return t("digest-free", what=line.what or "")


def _numbers(lines: list[tuple[int, Line]]) -> list[InlineKeyboardButton]:
    found = []
    for n, line in lines:
        noun, _, number = line.thing.partition(":")
        found.append(button(str(n), OpenData(noun=noun, id=int(number))))
    return found
