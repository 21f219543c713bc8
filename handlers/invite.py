"""/invite: who is to join, in which role and team, and the link. Not: what the link does when opened (joining)."""

from urllib.parse import quote

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import PersonId, TeamId
from bot.domain.people import Actor, Role
from bot.i18n import Html, Translator
from bot.usecases.inviting import NAME_STEP, ROLE_STEP, Invitation, Invitees, Inviting, TeamChoice
from handlers.answers import reply, show, toast
from handlers.filters import AtStep, Prefixes, Pressed, Said
from handlers.keyboards import button, copy, in_rows, keyboard, link
from handlers.screen import Media, Screen


class InviteData(CallbackData, prefix="iv"):
    """A press while inviting: `id` is a person, team or page, `word` a role."""

    action: str
    id: int = 0
    word: str = ""


class QrData(CallbackData, prefix="qr"):
    """The link once more, as a picture."""

    token: str


def setup() -> Router:
    """The command, its questions, and the link's picture."""
    router = Router(name="invite")
    router.callback_query.filter(Prefixes(InviteData, QrData))
    router.message.register(start, Said("invite"))
    router.message.register(take_name, AtStep(NAME_STEP))
    router.message.register(press_a_role, AtStep(ROLE_STEP))
    router.callback_query.register(picture, Pressed(QrData))
    for action, handler in (
        ("page", page),
        ("link", make),
        ("new", ask_name),
        ("role", take_role),
        ("team", take_team),
    ):
        router.callback_query.register(handler, Pressed(InviteData, action=action))
    return router


async def start(message: Message, actor: Actor, inviting: Inviting, t: Translator) -> None:
    """Everybody who waits for a link, and somebody new."""
    await reply(message, _list(await inviting.invitees(actor), t))


async def page(
    press: CallbackQuery, data: InviteData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """Turn the page."""
    await show(press, _list(await inviting.invitees(actor, max(0, data.id)), t))


async def make(
    press: CallbackQuery, data: InviteData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """A new link for somebody; the earlier one stops working."""
    await reply(press, invitation(await inviting.make(actor, PersonId(data.id)), t))


async def ask_name(press: CallbackQuery, actor: Actor, inviting: Inviting, t: Translator) -> None:
    """Somebody new: by name."""
    await inviting.ask_name(actor)
    await show(press, Screen(t("invite-ask-name")))


async def take_name(message: Message, actor: Actor, inviting: Inviting, t: Translator) -> None:
    """The name: a lead has the link at once, the head is asked for the role."""
    made = await inviting.take_name(actor, message.text or "")
    await reply(message, _roles(t) if made is None else invitation(made, t))


async def press_a_role(message: Message, t: Translator) -> None:
    """Something typed where a button is wanted."""
    await reply(message, _roles(t))


async def take_role(
    press: CallbackQuery, data: InviteData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """The role: then the team, unless none is needed."""
    role = next((role for role in Role if role.value == data.word), Role.STRANGER)
    found = await inviting.take_role(actor, role)
    await show(press, _teams(found, t) if isinstance(found, TeamChoice) else invitation(found, t))


async def take_team(
    press: CallbackQuery, data: InviteData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """The team: then the link."""
    await show(press, invitation(await inviting.take_team(actor, TeamId(data.id) if data.id else None), t))


async def picture(
    press: CallbackQuery, data: QrData, actor: Actor, inviting: Inviting, t: Translator
) -> None:
    """The QR code, to be scanned from the screen or printed."""
    png = await inviting.picture(actor, data.token)
    await toast(press)
    await reply(press, Screen(t("invite-qr"), media=Media("photo", png, "link.png")))


def invitation(made: Invitation, t: Translator) -> Screen:
    """The link, shown this once."""
    role = t.plain(f"role-{made.role}")
    head = t("invite-link", name=made.name, role=role) if made.name else t("invite-link-nameless", role=role)
    lines = [head, *([t("invite-link-team", team=made.team)] if made.team else [])]
    lines += [Html(made.url), t("invite-link-rules", until=made.expires_at)]
    share = f"https://t.me/share/url?url={quote(made.url, safe='')}"
    first = [copy(t.plain("btn2-copy"), made.url), link(t.plain("btn2-share"), share)]
    return Screen("\n".join(lines), keyboard(first, [button(t.plain("btn2-qr"), QrData(token=made.token))]))


def _list(found: Invitees, t: Translator) -> Screen:
    every = [
        [button(f"{person.name} · {t.plain(f'role-{person.role}')}", InviteData(action="who", id=person.id))]
        for person in found.people
    ]
    turn: list[InlineKeyboardButton] = []
    if found.page:
        turn.append(button("‹", InviteData(action="page", id=found.page - 1)))
    if found.more:
        turn.append(button("›", InviteData(action="page", id=found.page + 1)))
    new = [button(t.plain("btn1-invite-new"), InviteData(action="new"))]
    return Screen(t("invite-whom") if every else t("invite-nobody"), keyboard(*every, turn, new))


def _roles(t: Translator) -> Screen:
    roles = (Role.MANAGER, Role.LEAD, Role.HEAD)
    every = [
        button(t.plain(f"btn3-role-{role}"), InviteData(action="role", word=role.value)) for role in roles
    ]
    return Screen(t("invite-ask-role"), keyboard(every))


def _teams(choice: TeamChoice, t: Translator) -> Screen:
    every = [button(team.name[:40], InviteData(action="team", id=team.id)) for team in choice.teams]
    none = t.plain("btn1-team-new") if choice.role is Role.LEAD else t.plain("btn1-team-none")
    return Screen(
        t("invite-ask-team", name=choice.name),
        keyboard(*in_rows(every, 2), [button(none, InviteData(action="team"))]),
    )
