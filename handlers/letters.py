"""Outbox letter -> text and keyboard: finds the renderer of a kind. Not: sending, data access."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.domain.letters import Op, Opened
from bot.i18n import Translator
from handlers.screen import Screen, fitted

Renderer = Callable[[Any, Translator], Screen]

# kind -> renderer, from the nouns: each handler module that has letters names them in LETTERS.
# A card's kind may have a second renderer, kind + ".line": the one line that rings for it.
RENDERERS: dict[str, Renderer] = {}


def render(kind: str, op: Op, opened: Opened, t: Translator) -> Screen:
    """Word a letter in the recipient's language, within Telegram's limits; who stands in is told for whom."""
    line = RENDERERS.get(f"{kind}.line") if op is Op.RING else None
    screen = (line or RENDERERS[kind])(opened.data, t)
    return fitted(instead(screen, opened.recipient.instead_of, t))


def instead(screen: Screen, of: str | None, t: Translator) -> Screen:
    """The screen for who stands in for somebody: it says for whom."""
    return screen if of is None else replace(screen, text=f"{t('letter-instead', name=of)}\n{screen.text}")
