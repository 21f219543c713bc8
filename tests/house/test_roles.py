"""Every command by every role, through the running bot: allowed, or the one refusal. Generated from the table of commands."""

import pytest

from bot.domain.people import Role
from bot.i18n import translator
from handlers.commands import COMMANDS, Command
from playground.phone import Phone
from tests.chats.conftest import world
from tests.chats.world import World

__all__ = ["world"]

WORDS = translator("en", "UTC")
REFUSED = {role: WORDS("error-not-allowed") for role in Role} | {Role.STRANGER: WORDS("error-not-connected")}
WHO = {
    Role.STRANGER: "stranger",
    Role.CONTACT: "anna",
    Role.MANAGER: "janis",
    Role.LEAD: "oskars",
    Role.HEAD: "ilze",
}


async def answers(world: World, phone: Phone, words: str) -> list[str]:
    """What the bot says to a message."""
    phone.say(words)
    await world.settle()
    return [message.text for message in phone.new]


def ways(command: Command) -> list[str]:
    """How a command can be given: typed, and by its button on the reply keyboard."""
    typed = [f"/{command.name}", f"/{command.name} Acme"]
    return typed if command.button is None else [*typed, WORDS.plain(command.button)]


@pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)  # test_access gives every command to both
@pytest.mark.parametrize("role", Role)
async def test_every_command_answers_who_may_use_it_and_refuses_everybody_else(
    world: World, role: Role
) -> None:
    phone: Phone = getattr(world, WHO[role])
    for command in COMMANDS:
        for words in ways(command):
            said = await answers(world, phone, words)
            assert said, f"{words} of {role} got no answer"
            if role in command.who:
                assert REFUSED[role] not in said, words
            else:
                assert said == [REFUSED[role]], words


@pytest.mark.parametrize("role", [role for role in Role if not role.is_staff])
async def test_whoever_is_refused_learns_nothing_and_changes_nothing(world: World, role: Role) -> None:
    phone: Phone = getattr(world, WHO[role])
    tables = ("clients", "people", "links", "imports", "calls", "waves", "exhibitions", "touches")
    count = "SELECT " + " + ".join(f"(SELECT COUNT(*) FROM {table})" for table in tables)
    before = await world.app.db.value(count)
    for command in COMMANDS:
        if role not in command.who:
            for words in ways(command):
                assert "Levant" not in str(await answers(world, phone, words))
    assert await world.app.db.value(count) == before


async def test_help_names_exactly_the_commands_of_a_role(world: World) -> None:
    for role, name in WHO.items():
        text = "\n".join(await answers(world, getattr(world, name), "/help"))
        shown = {line.split()[0].removeprefix("/") for line in text.splitlines() if line.startswith("/")}
        assert shown == {command.name for command in COMMANDS if role in command.who}


async def test_a_leaver_has_no_access_with_the_next_update(world: World) -> None:
    async with world.app.db.transaction() as tx:
        await tx.execute("UPDATE people SET left_at = 1 WHERE user_id = :id", id=world.janis.id)
    for words in ("/find Acme", "Acme", "/today"):
        assert "Acme Ltd" not in str(await answers(world, world.janis, words))
