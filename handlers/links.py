"""Links and accounts of people on their cards: the line about them, sending anew, revoking, another account. Not: /invite."""

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardButton

from bot.domain.ids import PersonId
from bot.domain.joining import Standing
from bot.domain.people import Actor, Person, Role
from bot.i18n import Translator
from bot.usecases.inviting import Account, Inviting
from handlers.answers import reply, show
from handlers.clients.data import ContactData
from handlers.filters import Prefixes, Pressed
from handlers.invite import InviteData, invitation
from handlers.keyboards import button, keyboard
from handlers.linkwords import AccountData, buttons, line
from handlers.screen import Screen


def setup() -> Router:
    """Presses only."""
    router = Router(name="links")
    router.callback_query.filter(Prefixes(AccountData, InviteData))
    router.callback_query.register(who, Pressed(InviteData, action="who"))
    for action, handler in (("state", state), ("revoke", revoke), ("other", ask_other), ("other!", other)):
        router.callback_query.register(handler, Pressed(AccountData, action=action))
    return router


async def who(
    press: CallbackQuery, data: InviteData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """Somebody of the list of /invite: a link at once, unless one is out already."""
    found = await inviting.account(actor, PersonId(data.id))
    if found.link is not None and found.link.standing is Standing.OPEN:
        await show(press, screen(found, t))
    else:
        await reply(press, invitation(await inviting.make(actor, found.person.id), t))


async def state(
    press: CallbackQuery, data: AccountData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """How somebody is connected."""
    await show(press, screen(await inviting.account(actor, PersonId(data.id)), t))


async def revoke(
    press: CallbackQuery, data: AccountData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """The link that is out works no more."""
    found = await inviting.revoke(actor, PersonId(data.id))
    await show(press, screen(found, t), t.plain("link-revoked"))


async def ask_other(
    press: CallbackQuery, data: AccountData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """Another account: what will happen, before it does."""
    person = (await inviting.account(actor, PersonId(data.id))).person
    yes = button(t.plain("btn1-link-other-yes"), AccountData(action="other!", id=person.id))
    await show(press, Screen(t("link-other", name=person.name), keyboard([yes], [_back(person, t)])))


async def other(
    press: CallbackQuery, data: AccountData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """The old account is out; the new link."""
    made = await inviting.relink(actor, PersonId(data.id))
    await show(press, screen(await inviting.account(actor, PersonId(data.id)), t))
    await reply(press, invitation(made, t))


def screen(found: Account, t: Translator) -> Screen:
    """Somebody's account and link, with what can be done."""
    person, made = found.person, found.link
    text = line(made, t) if person.user_id is None else t("contact-connected")
    lines = [t("link-head", name=person.name), text or t("contact-not-connected")]
    first: list[InlineKeyboardButton] = []
    if person.user_id is None:
        label = (
            "btn2-link-again" if made is not None and made.standing is Standing.OPEN else "btn2-invite-link"
        )
        first.append(button(t.plain(label), InviteData(action="link", id=person.id)))
    return Screen("\n".join(lines), keyboard([*first, *buttons(person, made, t)], [_back(person, t)]))


def _back(person: Person, t: Translator) -> InlineKeyboardButton:
    if person.role is Role.CONTACT:
        return button(t.plain("btn2-back"), ContactData(action="open", id=person.id))
    return button(t.plain("btn2-back"), InviteData(action="page"))
