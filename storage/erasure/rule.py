"""What a decision about a table says. Not: the decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field

WHO = frozenset({"user_id", "used_by", "chat", "chat_id", "message_id", "line_id"})
"""Numbers of Telegram by which somebody could be found: to be classified like a text."""

DATES = frozenset({"birth_day", "birth_month", "birth_year", "day", "month", "year"})
"""Parts of dates, where they may be somebody's own."""

CODE = "a code of ours or an id"
STAFF = "of staff, not of a contact"
FIRM = "about the company, not about a person"
TIME = "a day, not a date of somebody's life"


@dataclass(frozen=True, slots=True)
class Rule:
    """One table. `mine`: the condition of the rows that are about the person (:person: the id, :account: the Telegram
    account or NULL, :alone: the client if it is a private person, else NULL).

    `gone`: those rows are deleted; otherwise `blank` columns of them are emptied (NULL, or what `blank` says).
    `search`: texts in which anybody may be named; what names the person is taken out of every row, by its `key`
    (`found_goes`: the whole row goes). `near`: the condition of rows, such as those about their client (:client), where
    a single word of the name is enough to be found. `keep`: columns that stay, each with the reason.
    """

    what: str
    mine: str = ""
    gone: bool = False
    blank: Mapping[str, str | int | None] = field(default_factory=dict)
    search: tuple[str, ...] = ()
    key: str = "id"
    near: str = ""
    found_goes: bool = False
    keep: Mapping[str, str] = field(default_factory=dict)

    @property
    def named(self) -> frozenset[str]:
        """Every column with a decision."""
        return frozenset({*self.blank, *self.search, *self.keep})

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that tell a row from all others."""
        return tuple(self.key.split(", "))


def kept(why: str, *names: str) -> dict[str, str]:
    return dict.fromkeys(names, why)


def empty(*names: str, **values: str | int | None) -> dict[str, str | int | None]:
    return {**dict.fromkeys(names), **values}


NOBODYS_NAME = "—"
"""Stands where the name of somebody who was deleted would stand: the row stays for the figures."""
