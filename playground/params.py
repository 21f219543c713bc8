"""One call of the Bot API: its parameters, however they were sent. Not: what a method does with them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from playground.entities import parse_html, utf16
from playground.links import with_links
from playground.refusal import Refusal, bad

Entities = list[dict[str, Any]]


@dataclass(slots=True)
class Upload:
    """A file that came with the call."""

    name: str
    mime: str
    data: bytes = field(repr=False)


@dataclass(slots=True)
class Call:
    """A call with its parameters: strings from a form, JSON values from a JSON body.

    `status` is 0 until answered; `error` the description of a refusal; `at` the playground's time in Unix seconds.
    """

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict, repr=False)
    at: float = 0.0
    status: int = 0
    error: str = ""
    result: Any = None

    def has(self, name: str) -> bool:
        """Say whether the parameter was given and is not empty."""
        return self.params.get(name) not in (None, "")

    def text(self, name: str, default: str = "") -> str:
        """Return a string."""
        value = self.params.get(name)
        return default if value is None else value if isinstance(value, str) else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number; what is none counts as absent, as Telegram does."""
        try:
            return int(self.params.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """Return a truth value."""
        return str(self.params.get(name, "")).lower() in ("true", "1", "yes", "t", "y")

    def value(self, name: str, what: str) -> Any:
        """Return a JSON value (None when absent); `what` names it in the refusal."""
        raw = self.params.get(name)
        if not isinstance(raw, str):
            return raw
        if not raw:
            return None
        try:
            return json.loads(raw)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None

    def formatted(
        self, name: str, *, mode: str = "parse_mode", entities: str = "entities"
    ) -> tuple[str, Entities]:
        """Return the text under `name` as plain text and entities, trimmed as Telegram trims."""
        given = self.value(entities, "entities") or []
        return formatted(self.text(name), self.text(mode), given)


def formatted(source: str, mode: str, given: Entities) -> tuple[str, Entities]:
    """Parse HTML, find links, trim; raise `Refusal` for a broken text or an unknown mode."""
    if mode and mode.lower() != "html":
        if mode.lower() in ("markdown", "markdownv2"):
            raise Refusal(400, f"Bad Request: the playground reads only HTML, not {mode}")
        raise bad("unsupported parse_mode")
    text, entities = parse_html(source) if mode else (source, list(given))
    return trimmed(text, with_links(text, entities))


def trimmed(text: str, entities: Entities) -> tuple[str, Entities]:
    """Cut white space at both ends and shift the entities."""
    text = text.rstrip()
    lead = len(text) - len(text.lstrip())
    text, cut = text[lead:], utf16(text[:lead])
    if not entities:
        return text, entities
    end, kept = utf16(text), []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        length = min(entity["offset"] - cut + entity["length"], end) - start
        if length > 0:
            kept.append({**entity, "offset": start, "length": length})
    return text, kept
