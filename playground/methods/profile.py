"""How the bot presents itself: commands, name, descriptions, menu button, by language. Not: the state itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playground.methods.common import chat_id
from playground.model import Json
from playground.params import Call
from playground.refusal import bad
from playground.world import World

MOST = 100
SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def _key(world: World, call: Call) -> str:
    scope: Any = call.value("scope", "BotCommandScope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in SCOPES:
        return f"{kind}|{_language(call)}"
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    return f"chat:{world.known(int(scope.get('chat_id') or 0)).id}|{_language(call)}"


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad("invalid language code specified")
    return code


def set_commands(world: World, call: Call) -> bool:
    """Set the commands of a scope and language."""
    raw = call.value("commands", "commands")
    if not isinstance(raw, list):
        raise bad("expected an Array of BotCommand")
    if len(raw) > MOST:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    key = _key(world, call)
    world.profile.commands[key] = [_command(item) for item in raw]
    world.tell("profile", 0, world.profile)
    return True


def _command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict):
        raise bad("can't parse BotCommand: expected an Object")
    name, text = str(item.get("command", "")).removeprefix("/"), str(item.get("description", ""))
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= len(text) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": text}


def get_commands(world: World, call: Call) -> list[dict[str, str]]:
    """Return the commands of exactly this scope and language."""
    return world.profile.commands.get(_key(world, call), [])


def delete_commands(world: World, call: Call) -> bool:
    """Forget the commands of exactly this scope and language."""
    world.profile.commands.pop(_key(world, call), None)
    world.tell("profile", 0, world.profile)
    return True


def _setter(name: str) -> Callable[[World, Call], bool]:
    def set_text(world: World, call: Call) -> bool:
        text = call.text(name)
        if len(text) > LENGTHS[name]:
            raise bad(f"{name.replace('_', ' ')} is too long")
        world.profile.texts[f"{name}|{_language(call)}"] = text
        world.tell("profile", 0, world.profile)
        return True

    return set_text


def _getter(name: str) -> Callable[[World, Call], Json]:
    def get_text(world: World, call: Call) -> Json:
        default = world.bot.first_name if name == "name" else ""
        return {name: world.profile.text(name, _language(call)) or default}

    return get_text


def set_menu(world: World, call: Call) -> bool:
    """Set what the button beside the input opens."""
    button = call.value("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad("can't parse menu button: MenuButton has unsupported type")
    if call.has("chat_id"):
        world.known(chat_id(call)).menu = button
    else:
        world.profile.menu = button
    world.tell("profile", 0, world.profile)
    return True


def get_menu(world: World, call: Call) -> Json:
    """Return what the button beside the input opens."""
    chat = world.known(chat_id(call)) if call.has("chat_id") else None
    return (chat.menu if chat else None) or world.profile.menu


METHODS: dict[str, Callable[[World, Call], Any]] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu,
    "getChatMenuButton": get_menu,
}
