"""The letters of Monday: the team's huddle, the week's figures for leads. Not: counting (figures), wording."""

from bot.usecases.huddles.huddles import Huddles
from bot.usecases.huddles.views import VIEWS, Choice, Huddle, Week
from bot.usecases.huddles.weeklies import Weeklies

__all__ = ["VIEWS", "Choice", "Huddle", "Huddles", "Week", "Weeklies"]
