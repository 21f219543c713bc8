"""Every method that is to leave a line of the audit, played on a stage; `PLAYS` holds them by method."""

from tests.usecases.plays import clients, complaints, days, people, scores
from tests.usecases.plays.stage import PLAYS, Play

__all__ = ["PLAYS", "Play", "clients", "complaints", "days", "people", "scores"]
