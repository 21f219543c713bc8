"""/start, /help, /cancel, and strangers. Not: links (joining), settings."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.domain.people import Actor, Role
from bot.i18n import Translator
from bot.usecases.additions import PICK_STEP
from bot.usecases.joining import Joining
from bot.usecases.people import Home, People
from handlers.answers import reply
from handlers.commands import COMMANDS
from handlers.filters import By, Said
from handlers.homekeys import keys
from handlers.menu import show_menu
from handlers.mydata.screens import erased_soon
from handlers.screen import Screen
from handlers.settings.screens import still_stopped


def setup() -> Router:
    """The commands that everybody has, and whatever a stranger writes."""
    router = Router(name="home")
    router.message.register(start, Said("start"))
    router.message.register(help_, Said("help"))
    router.message.register(cancel, Said("cancel"))
    router.message.register(stranger, By(frozenset({Role.STRANGER})))
    return router


async def start(message: Message, actor: Actor, people: People, joining: Joining, t: Translator) -> None:
    """Home by role; who stopped everything is asked before it goes on, a lead without a team for its name."""
    await greet(message, await people.home(actor), t)
    if await joining.ask_team(actor):
        await reply(message, Screen(t("joining-ask-team")))


async def greet(event: Message | CallbackQuery, home: Home, t: Translator) -> None:
    """Send somebody their home, with the menu of their role."""
    await reply(event, screen(home, t))
    await show_menu(event, home.role, t)
    if home.erase_at is not None:
        await reply(event, erased_soon(home.erase_at, t))
    elif home.stopped:
        await reply(event, still_stopped(t))


async def help_(message: Message, actor: Actor, t: Translator) -> None:
    """Every command that this role may use."""
    lines = [f"/{c.name} – {t(f'command-{c.name}')}" for c in COMMANDS if actor.role in c.who]
    last = [t("help-staff")] if actor.role.is_staff else []
    await reply(message, Screen("\n".join([t("help-head"), *lines, *last])))


async def cancel(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """Close whatever form is open, and say which."""
    step = await people.cancel(actor)
    if step is None:
        await reply(message, Screen(t("cancel-nothing")))
        return
    noun = step.partition(".")[0]
    key = f"cancelled-{noun}"
    text = t(key) if t.has(key) else t("cancelled-other")
    await reply(message, Screen(text, keys(actor.role, t) if step == PICK_STEP else None))


async def stranger(message: Message, actor: Actor, people: People, t: Translator) -> None:
    """Whoever has no link learns how to get one, and nothing else."""
    await reply(message, screen(await people.home(actor), t))


def screen(home: Home, t: Translator) -> Screen:
    """The first screen of a contact, of staff, of a stranger."""
    if home.role is Role.STRANGER:
        lines = [t("home-stranger", company=home.company)]
        lines += [t("home-stranger-contact", contact=home.contact)] if home.contact else []
        return Screen("\n\n".join(lines))
    if home.role is Role.CONTACT:
        lines = [t("home-contact", name=home.first_name, company=home.company)]
        lines += [t("home-contact-manager", manager=home.manager)] if home.manager else []
        return Screen("\n".join([*lines, t("home-contact-help")]), keys(home.role, t))
    return Screen(t("home-staff", name=home.first_name), keys(home.role, t))
