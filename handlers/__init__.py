"""What people see: chat in, words out. Not: SQL, transactions, date arithmetic."""

from aiogram import Router

from handlers import (
    calls,
    cases,
    clients,
    digests,
    doubts,
    exhibitions,
    fallback,
    home,
    invite,
    joining,
    letters,
    occasions,
    settings,
    surveys,
    system,
    waves,
)

# In this order: links before /start, what strangers write in home, the search of staff behind every form, the
# catch-all last.
NOUNS = (
    joining,
    settings,
    invite,
    home,
    surveys,
    cases,
    waves,
    calls,
    occasions,
    exhibitions,
    digests,
    doubts,
    clients,
    fallback,
)
WITH_LETTERS = (joining, surveys, cases, waves, calls, occasions, exhibitions, digests, doubts, system)


def setup() -> Router:
    """Every router in order, and the renderers of every letter."""
    root = Router(name="root")
    root.include_routers(*(noun.setup() for noun in NOUNS))
    for noun in WITH_LETTERS:
        letters.RENDERERS.update(noun.LETTERS)
    return root
