"""The week's figures in one message for leads and the head, and their switch. Not: counting; pictures (figures)."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from bot.domain.figures import Ask, View, Whose
from bot.domain.people import Actor
from bot.i18n import Translator
from bot.usecases.figures import Figures
from bot.usecases.huddles import VIEWS, Week, Weeklies
from handlers.answers import rekey
from handlers.figures.buttons import StatsData, opening, under_picture
from handlers.figures.naming import whose
from handlers.figures.words import brief, first
from handlers.filters import Prefixes, Pressed
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.screen import Screen


class WeeklyData(CallbackData, prefix="wk"):
    """The switch below the letter; `whose` and `until` are the question of its other buttons."""

    on: int
    whose: int
    until: int


def setup() -> Router:
    """Both switches: of the letter, and of /stats."""
    router = Router(name="weeklies")
    router.callback_query.filter(Prefixes(WeeklyData, StatsData))
    router.callback_query.register(switch, Pressed(WeeklyData))
    router.callback_query.register(switch_below, Pressed(StatsData, action="weekly"))
    return router


async def switch(
    press: CallbackQuery, data: WeeklyData, actor: Actor, weeklies: Weeklies, t: Translator
) -> None:
    """On or off, below the letter: only its own label changes."""
    on = await weeklies.switch(actor, on=bool(data.on))
    await rekey(press, _below(Ask(View.NPS, 7, Whose(data.whose), data.until), t, on=on))


async def switch_below(
    press: CallbackQuery, data: StatsData, actor: Actor, weeklies: Weeklies, figures: Figures, t: Translator
) -> None:
    """[🔔 Weekly] of /stats: only its own label changes."""
    await weeklies.switch(actor, on=bool(data.page))
    await rekey(press, under_picture(await figures.look(actor, data.ask), t))


# Drawing


def figures_of(found: Week, t: Translator) -> Screen:
    """Every view of the week, each with what /stats says of it, and a button that opens it there."""
    heading = found.heading
    parts: list[str] = [
        t("weekly-head", whose=whose(heading.option, t), first=first(heading, t), last=heading.last)
    ]
    for view in VIEWS:
        title = [] if view is View.NPS else [t("weekly-title", what=t.plain(f"stats-title-{view}"))]
        parts.append("\n".join([*title, *brief(found.views[view], t)]))
    return Screen("\n\n".join(parts), _below(heading.ask, t, on=True))


def _below(ask: Ask, t: Translator, *, on: bool) -> InlineKeyboardMarkup | None:
    views = [opening(replace(ask, view=view), t.plain(f"btn2-stats-{view}")) for view in VIEWS]
    data = WeeklyData(on=int(not on), whose=int(ask.whose), until=ask.until)
    return keyboard(*in_rows(views, 2), [button(t.plain("btn1-stats-weekly", on=on), data)])


LETTERS: dict[str, Renderer] = {"weekly.figures": figures_of}
