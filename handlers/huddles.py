"""The huddle in words: the letter of Monday, /huddle, the words that had no room. Not: what is in it."""

from collections.abc import Sequence
from datetime import date

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from bot.domain.complaints import name as named
from bot.domain.huddles import Late, Recovered, Said, in_group, masked
from bot.domain.ids import TeamId
from bot.domain.people import Actor
from bot.i18n import Html, Translator
from bot.usecases.huddles import Choice, Huddle, Huddles
from handlers.answers import reply, show
from handlers.figures.words import score
from handlers.filters import Prefixes, Pressed
from handlers.filters import Said as Command
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.lists import ROOM, cut, fitting, pager, size
from handlers.screen import Screen

_SHORT, _LONG = 160, 400
"""Signs of one answer's words: in the letter, on the pages behind it."""
_NAME = 40
_OPEN = 5
"""Lines of a section that stand open; the rest is in a quote that opens."""
_LINES = 12
_PAGE = 8


class HuddleData(CallbackData, prefix="hd"):
    """A press: `id` is a team, `week` its Monday as a number, `said` and `thanks` how many stand in the first message."""

    action: str
    id: int
    week: int = 0
    said: int = 0
    thanks: int = 0
    page: int = 0


def setup() -> Router:
    """/huddle, the choice of a team, the other words."""
    router = Router(name="huddles")
    router.callback_query.filter(Prefixes(HuddleData))
    router.message.register(huddle, Command("huddle"))
    router.callback_query.register(of_team, Pressed(HuddleData, action="team"))
    router.callback_query.register(more, Pressed(HuddleData, action="more"))
    router.callback_query.register(turn, Pressed(HuddleData, action="turn"))
    return router


async def huddle(message: Message, actor: Actor, huddles: Huddles, t: Translator) -> None:
    """/huddle: last week of one's own team; the head chooses."""
    found = await huddles.look(actor)
    await reply(message, _choice(found, t) if isinstance(found, Choice) else week(found, t))


async def of_team(
    press: CallbackQuery, data: HuddleData, actor: Actor, huddles: Huddles, t: Translator
) -> None:
    """This team's."""
    found = await huddles.look(actor, TeamId(data.id))
    if isinstance(found, Huddle):
        await show(press, week(found, t))


async def more(press: CallbackQuery, data: HuddleData, actor: Actor, huddles: Huddles, t: Translator) -> None:
    """The words that had no room, as a message of its own."""
    await reply(press, await _others(data, actor, huddles, t))


async def turn(press: CallbackQuery, data: HuddleData, actor: Actor, huddles: Huddles, t: Translator) -> None:
    """Another page of them."""
    await show(press, await _others(data, actor, huddles, t))


async def _others(data: HuddleData, actor: Actor, huddles: Huddles, t: Translator) -> Screen:
    monday = date.fromordinal(min(max(data.week, 1), date.max.toordinal()))
    found = await huddles.look(actor, TeamId(data.id), monday)
    assert isinstance(found, Huddle), "a team was named"
    return _page(found, data, t)


# Drawing


def week(found: Huddle, t: Translator) -> Screen:
    """The week in one message: the words take what room the rest leaves."""
    head = t("huddle-head", team=_team(found.team, t), first=t.short(found.first), last=found.last)
    if found.empty:
        return Screen(f"{head}\n\n{t('huddle-empty')}")
    above = [head, *_figures(found, t)]
    below = [*_causes(found, t), *_late(found, t), *_recovered(found, t), *_changed(found, t)]
    room = ROOM - size("\n".join([*above, *below])) - 300  # headings, quotes, what is left out
    thanks = fitting([_said(one, _SHORT, found, t) for one in found.thanks][:_LINES], room // 3)
    room -= size("\n".join(thanks))
    words = fitting([_said(one, _SHORT, found, t) for one in found.words][:_LINES], room)
    left = len(found.said) - len(words) - len(thanks)
    middle = [
        *_section("words", words, len(found.words), t),
        *_section("thanks", thanks, len(found.thanks), t),
    ]
    rest = [t("huddle-left" if not found.in_group else "huddle-left-group", n=left)] if left else []
    at = HuddleData(
        action="more", id=found.team_id, week=found.first.toordinal(), said=len(words), thanks=len(thanks)
    )
    button_ = [button(t.plain("btn1-huddle-more", n=left), at)] if left and not found.in_group else []
    return Screen("\n".join([*above, *middle, *rest, *below]), keyboard(button_))


def _team(name: str, t: Translator) -> str:
    return t.plain("huddle-team", name=cut(name)) if name else t.plain("huddle-no-team")


def _figures(found: Huddle, t: Translator) -> list[str]:
    """The answers as /stats counts them; under five only their number."""
    if found.nps is None:
        return []
    now = found.nps.now
    if not now.enough:
        return [t("huddle-answers", n=now.n)]
    return [
        t("huddle-nps", score=score(now, t), n=now.n),
        t("stats-groups", promoters=now.promoters, passives=now.passives, detractors=now.detractors),
    ]


def _section(name: str, lines: Sequence[str], n: int, t: Translator, *, more: int = 0) -> list[str]:
    """A heading and its lines, those beyond the first in a quote that opens; `more` are left out."""
    if not lines:
        return []
    rest = lines[_OPEN:]
    if more:
        rest = [*rest, t("huddle-left", n=more)]
    quote = ["<blockquote expandable>" + "\n".join(rest) + "</blockquote>"] if rest else []
    return ["", t(f"huddle-{name}", n=n), *lines[:_OPEN], *quote]


def _said(one: Said, most: int, found: Huddle, t: Translator) -> Html:
    person, client = in_group(one.person, one.client) if found.in_group else (one.person, one.client)
    same = person == client
    who = (
        t.plain("huddle-who-one", who=cut(person, _NAME))
        if same
        else t.plain("huddle-who", who=cut(person, _NAME), client=cut(client, _NAME))
    )
    text = masked(one.text) if found.in_group else one.text
    marks = [t.plain("huddle-voices", n=one.voices)] if one.voices else []
    marks += [t.plain("huddle-by-phone")] if one.by_manager else []
    words = [t("huddle-quoted", words=cut(text, most))] if text else []
    return t("huddle-said", score=one.score, who=who, words=Html(" · ".join([*words, *marks])))


def _causes(found: Huddle, t: Translator) -> list[str]:
    if not found.causes:
        return []
    every = [
        f"{' › '.join(t.choice('cause', one) for one in steps)} {n}" for steps, n in found.causes[:_LINES]
    ]
    return ["", t("huddle-causes", n=sum(n for _, n in found.causes), causes=" · ".join(every))]


def _late(found: Huddle, t: Translator) -> list[str]:
    lines = [_late_line(one, found, t) for one in found.late[:_LINES]]
    return _section("late", lines, len(found.late), t, more=len(found.late) - len(lines))


def _late_line(one: Late, found: Huddle, t: Translator) -> Html:
    owner = one.owner or t.plain("huddle-nobody")
    owner = in_group(owner, "")[0] if found.in_group and one.owner else owner
    key = f"huddle-late-{one.noun}-{one.clock}"
    return t(
        key,
        client=cut(in_group(one.client, "")[0] if found.in_group and one.private else one.client, _NAME),
        number=named(one.number) if one.noun == "complaint" else "",
        due=t.when(one.due),
        owner=cut(owner, _NAME),
    )


def _recovered(found: Huddle, t: Translator) -> list[str]:
    return _section(
        "recovered", [_back(one, found, t) for one in found.recovered[:_LINES]], len(found.recovered), t
    )


def _changed(found: Huddle, t: Translator) -> list[str]:
    """Improvements that were finished."""
    names = [
        one if isinstance(one, str) else " › ".join(t.choice("cause", step) for step in one)
        for one in found.changed[:_LINES]
    ]
    if found.in_group:
        names = [masked(name) for name in names]
    lines = [t("huddle-change", what=cut(name, 2 * _NAME)) for name in names]
    return _section("changed", lines, len(found.changed), t)


def _back(one: Recovered, found: Huddle, t: Translator) -> Html:
    person, client = in_group(one.person, one.client) if found.in_group else (one.person, one.client)
    return t("huddle-back", who=cut(person, _NAME), client=cut(client, _NAME), before=one.before, now=one.now)


def _page(found: Huddle, data: HuddleData, t: Translator) -> Screen:
    """What had no room in the first message, with more of the words."""
    rest = [*found.words[max(data.said, 0) :], *found.thanks[max(data.thanks, 0) :]]
    pages = max(1, -(-len(rest) // _PAGE))
    page = min(max(data.page, 0), pages - 1)
    lines = [_said(one, _LONG, found, t) for one in rest[page * _PAGE : (page + 1) * _PAGE]]
    head = t("huddle-head", team=_team(found.team, t), first=t.short(found.first), last=found.last)
    turns = pager(page, pages, t, lambda to: data.model_copy(update={"action": "turn", "page": to}))
    return Screen("\n".join([head, "", *fitting(lines)]), keyboard(turns))


def _choice(choice: Choice, t: Translator) -> Screen:
    every = [
        button(cut(team.name, 18) or t.plain("btn2-team-none"), HuddleData(action="team", id=team.id))
        for team in choice.teams[:40]
    ]
    return Screen(t("huddle-choose"), keyboard(*in_rows(every, 2)))


LETTERS: dict[str, Renderer] = {"huddle.week": week}
