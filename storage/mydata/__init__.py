"""What is held of a person, the days of grace before it goes, and how it goes. Not: who may ask for it."""

from storage.mydata.erasing import alone, busy, drop_planned, erase, shown, traces
from storage.mydata.grace import Grace, ask, grace, lift
from storage.mydata.reading import held_of_contact, held_of_staff
from storage.mydata.tidying import forget

__all__ = [
    "Grace",
    "alone",
    "ask",
    "busy",
    "drop_planned",
    "erase",
    "forget",
    "grace",
    "held_of_contact",
    "held_of_staff",
    "lift",
    "shown",
    "traces",
]
