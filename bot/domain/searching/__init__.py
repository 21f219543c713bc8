"""What a search means: the words of what is kept, the words that were typed, and when they fit. Not: looking them up."""

from bot.domain.searching.fitting import Entry, Fit, Kind, best, entries, fit, judge
from bot.domain.searching.query import Query, Word, escaped, like, read_query
from bot.domain.searching.telling import Known, KnownContact, Why, why
from bot.domain.searching.words import SHORTEST_INSIDE, near, spellings, tails, tokens

__all__ = [
    "SHORTEST_INSIDE",
    "Entry",
    "Fit",
    "Kind",
    "Known",
    "KnownContact",
    "Query",
    "Why",
    "Word",
    "best",
    "entries",
    "escaped",
    "fit",
    "judge",
    "like",
    "near",
    "read_query",
    "spellings",
    "tails",
    "tokens",
    "why",
]
