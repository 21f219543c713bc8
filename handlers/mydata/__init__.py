"""/mydata: what is held of a person, taken along, corrected, deleted. Not: settings, /privacy."""

from aiogram import Router

from handlers.mydata import buttons, erasing
from handlers.mydata.letters import LETTERS

__all__ = ["LETTERS", "setup"]


def setup() -> Router:
    """The command, its forms, and every press."""
    router = Router(name="mydata")
    router.include_routers(buttons.setup(), erasing.setup())
    return router
