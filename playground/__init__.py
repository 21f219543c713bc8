"""A Telegram to play with: the Bot API over HTTP, demo people, a clock that can jump. Not: any rule of the product."""

from playground.faults import Fault, Faults
from playground.limits import Limits
from playground.model import Chat, File, Message, User
from playground.phone import Phone, Toast
from playground.refusal import Refusal
from playground.server import Playground

__all__ = [
    "Chat",
    "Fault",
    "Faults",
    "File",
    "Limits",
    "Message",
    "Phone",
    "Playground",
    "Refusal",
    "Toast",
    "User",
]
