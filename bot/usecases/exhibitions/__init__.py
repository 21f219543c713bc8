"""Exhibitions: set up by a lead, listed to every manager a month ahead, worked off client by client. Not: wording."""

from bot.usecases.exhibitions.exhibitions import Exhibitions
from bot.usecases.exhibitions.view import CallList, Draft, Standing, card

__all__ = ["CallList", "Draft", "Exhibitions", "Standing", "card"]
