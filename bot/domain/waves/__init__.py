"""Waves: who may be asked, who is held back until when, and the day that suits everybody. Not: answers."""

from bot.domain.waves.placing import Load, order, slot
from bot.domain.waves.rounds import postponed, preview_for, release_after
from bot.domain.waves.rules import (
    OUT,
    RECHECK,
    RULES,
    Counts,
    Hold,
    Standing,
    Why,
    connected,
    count,
    held,
    holds,
    no_case,
    no_complaint,
    not_after_invitation,
    not_the_same_again,
    not_too_often,
    willing,
)
from bot.domain.waves.wave import FRESH, Reach, Wave, WaveState

__all__ = [
    "FRESH",
    "OUT",
    "RECHECK",
    "RULES",
    "Counts",
    "Hold",
    "Load",
    "Reach",
    "Standing",
    "Wave",
    "WaveState",
    "Why",
    "connected",
    "count",
    "held",
    "holds",
    "no_case",
    "no_complaint",
    "not_after_invitation",
    "not_the_same_again",
    "not_too_often",
    "order",
    "postponed",
    "preview_for",
    "release_after",
    "slot",
    "willing",
]
