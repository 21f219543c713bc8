"""Waves: rounds, everybody's standing before one, the queue of one that goes out, questions that wait. Not: the rules."""

from storage.waves.held import (
    Place,
    ask,
    deferred,
    hold_again,
    leave_place,
    load,
    move_held,
    place_of,
    placed,
    put_held,
    served,
    since,
)
from storage.waves.queue import Turn, done, first, gather
from storage.waves.rounds import add, by_key, get, one_at_a_time, progress, reaches, refresh, settle, upcoming
from storage.waves.standing import Match, matching, of_client, page, standings

__all__ = [
    "Match",
    "Place",
    "Turn",
    "add",
    "ask",
    "by_key",
    "deferred",
    "done",
    "first",
    "gather",
    "get",
    "hold_again",
    "leave_place",
    "load",
    "matching",
    "move_held",
    "of_client",
    "one_at_a_time",
    "page",
    "place_of",
    "placed",
    "progress",
    "put_held",
    "reaches",
    "refresh",
    "served",
    "settle",
    "since",
    "standings",
    "upcoming",
]
