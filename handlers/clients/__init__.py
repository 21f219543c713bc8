"""Clients in the chat: cards, finding, adding. Staff's plain text is a search, so this stands behind every form."""

from aiogram import Router

from handlers.clients import add, cards, edit, find, handed, history, leave, merge
from handlers.letters import Renderer


def setup() -> Router:
    """Everything about clients; the search for plain text is last."""
    router = Router(name="clients")
    router.include_routers(
        cards.setup(), history.setup(), edit.setup(), leave.setup(), merge.setup(), add.setup(), find.setup()
    )
    return router


LETTERS: dict[str, Renderer] = {"client.given": handed.given, "client.gone": handed.gone}
