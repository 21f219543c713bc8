"""Files of clients and staff in the chat: sent, looked through, chosen about, written, undone. Not: what a row means."""

from aiogram import Router

from handlers.filters import Prefixes
from handlers.imports import choosing, files
from handlers.imports.data import ChoiceData, ImportData
from handlers.imports.drawing import outcome, report
from handlers.imports.files import TableFile


def setup() -> Router:
    """Everything about files."""
    router = Router(name="imports")
    router.callback_query.filter(Prefixes(ImportData, ChoiceData))
    files.register(router)
    choosing.register(router)
    return router


__all__ = ["TableFile", "outcome", "report", "setup"]
