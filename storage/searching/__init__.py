"""The search: its index, the clients that fit, and the last search of each person. Not: what words mean (domain)."""

from storage.searching.alike import Namesake, clients_like, contacts_like
from storage.searching.finding import Found, find
from storage.searching.hits import Hit, hits
from storage.searching.index import index, index_of, index_people, index_thing
from storage.searching.meant import meant
from storage.searching.pages import recall, remember
from storage.searching.rebuild import rebuild

__all__ = [
    "Found",
    "Hit",
    "Namesake",
    "clients_like",
    "contacts_like",
    "find",
    "hits",
    "index",
    "index_of",
    "index_people",
    "index_thing",
    "meant",
    "rebuild",
    "recall",
    "remember",
]
