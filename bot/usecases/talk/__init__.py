"""The talk between clients and staff. Not: wording, SQL."""

from bot.usecases.talk.changing import Changing
from bot.usecases.talk.client import ClientSide
from bot.usecases.talk.staff import StaffSide


class Talk(ClientSide, StaffSide, Changing):
    """Nothing that a client or the staff writes is lost, and nothing of the staff goes out unconfirmed."""


__all__ = ["Talk"]
