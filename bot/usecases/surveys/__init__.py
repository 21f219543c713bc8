"""Surveys: scores and what contacts say with them. `Surveys` is the use case."""

from bot.usecases.surveys.noting import Noting
from bot.usecases.surveys.phone import PhoneMode
from bot.usecases.surveys.recommender import Offer
from bot.usecases.surveys.surveys import Surveys
from bot.usecases.surveys.typed import Doubt
from bot.usecases.surveys.view import Apart, Opinion, Rating, Started

__all__ = ["Apart", "Doubt", "Noting", "Offer", "Opinion", "PhoneMode", "Rating", "Started", "Surveys"]
