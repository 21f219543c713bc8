"""How the bot presents itself: commands by scope and language, name, descriptions. Not: the calls that set them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Commands = list[dict[str, str]]


@dataclass(slots=True)
class Profile:
    """Commands under (scope, language), texts under (field, language); no language is "" ."""

    commands: dict[str, Commands] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    menu: dict[str, Any] = field(default_factory=lambda: {"type": "commands"})

    def menu_for(self, chat_id: int, language: str) -> Commands:
        """Return the commands a person sees in a private chat: the narrowest scope that has any wins."""
        for scope in (f"chat:{chat_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if found := self.commands.get(f"{scope}|{code}"):
                    return found
        return []

    def text(self, name: str, language: str) -> str:
        """Return a text in the language, else without one."""
        return self.texts.get(f"{name}|{language}") or self.texts.get(f"{name}|", "")
