"""Files of clients and staff in the chat: sent, looked through, chosen about, written, undone. Not: what a row means."""

from aiogram import Router

from handlers.filters import Prefixes
from handlers.imports import choosing, files
from handlers.imports.data import ChoiceData, ImportData
from handlers.imports.drawing import faulty, line, outcome, report, screen, undone
from handlers.imports.files import TableFile
from handlers.letters import Renderer


def setup() -> Router:
    """Everything about files."""
    router = Router(name="imports")
    router.callback_query.filter(Prefixes(ImportData, ChoiceData))
    files.register(router)
    choosing.register(router)
    return router


LETTERS: dict[str, Renderer] = {"import.card": screen, "import.card.line": line}
"""The card of a large file, which tells how far it is."""

__all__ = ["LETTERS", "TableFile", "faulty", "outcome", "report", "setup", "undone"]
