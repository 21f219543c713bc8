"""How the Bot API says no: code, wording, parameters. Not: when it says so."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """An answer `{"ok": false}`; the description is worded as Telegram words it."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Return the JSON body that the caller gets."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(reason: str) -> Refusal:
    """Refuse the request as malformed; Telegram lowers the first letter unless the reason is a constant."""
    constant = len(reason) > 1 and (reason[1] == "_" or reason[1].isupper())
    return Refusal(400, f"Bad Request: {reason if constant else reason[0].lower() + reason[1:]}")


def forbidden(reason: str) -> Refusal:
    """Refuse because of who is asked, such as a person who blocked the bot."""
    return Refusal(403, f"Forbidden: {reason}")


def conflict(reason: str) -> Refusal:
    """Refuse because somebody else receives the updates."""
    return Refusal(409, f"Conflict: {reason}")


def flood(seconds: int) -> Refusal:
    """Refuse because of too many requests; `seconds` is how long to wait."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
