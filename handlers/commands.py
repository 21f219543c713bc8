"""The table of commands: name and who may use it, in menu order. /help, the menus, the rights and their test read it."""

from dataclasses import dataclass

from bot.domain.people import Role

EVERYBODY = frozenset(Role)
CONTACTS = frozenset({Role.CONTACT})
STAFF = frozenset({Role.MANAGER, Role.LEAD, Role.HEAD})
LEADS = frozenset({Role.LEAD, Role.HEAD})
HEADS = frozenset({Role.HEAD})
KNOWN = CONTACTS | STAFF


@dataclass(frozen=True, slots=True)
class Command:
    """`/name`, who may use it, and the reply-keyboard button (a catalog key) that says the same."""

    name: str
    who: frozenset[Role]
    button: str | None = None


COMMANDS: tuple[Command, ...] = (
    Command("start", EVERYBODY),
    Command("help", EVERYBODY),
    Command("rate", CONTACTS, "btn2-home-rate"),
    Command("today", STAFF, "btn2-home-today"),
    Command("find", STAFF, "btn2-home-find"),
    Command("add", STAFF, "btn2-home-add"),
    Command("call", STAFF),
    Command("dates", STAFF, "btn2-home-dates"),
    Command("exhibitions", STAFF),
    Command("exhibition", LEADS),
    Command("complaint", CONTACTS, "btn2-home-complaint"),
    Command("my", CONTACTS),
    Command("manager", CONTACTS, "btn2-home-manager"),
    Command("complaints", STAFF),
    Command("cancel", KNOWN),
    Command("cases", STAFF),
    Command("stats", STAFF),
    Command("nps", STAFF),
    Command("me", STAFF),
    Command("huddle", STAFF),
    Command("survey", LEADS),
    Command("why", LEADS),
    Command("improve", STAFF),
    Command("surveys", HEADS),
    Command("invite", LEADS),
    Command("sheet", STAFF),
    Command("away", STAFF),
    Command("team", LEADS),
    Command("import", HEADS),
    Command("export", STAFF),
    Command("audit", HEADS),
    Command("settings", KNOWN, "btn1-settings"),
    Command("stop", CONTACTS),
    Command("mydata", KNOWN),
    Command("privacy", EVERYBODY),
    Command("connect", LEADS),
    Command("disconnect", LEADS),
)

BY_NAME = {command.name: command for command in COMMANDS}
