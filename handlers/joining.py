"""What happens at the door: opening a link, saying yes, and the letters about it. Not: making links (invite)."""

import re

from aiogram import Router
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import LinkId
from bot.domain.joining import Door, Wants
from bot.domain.people import Actor, Profile, Role
from bot.i18n import LANGUAGES, Translator, translator
from bot.usecases.joining import TEAM_STEP, Asked, Connected, Doorway, Joined, Joining
from bot.usecases.people import People
from handlers import home
from handlers.answers import reply, show
from handlers.filters import AtStep, Prefixes, Pressed
from handlers.homekeys import keys
from handlers.invite import InviteData
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.menu import show_menu
from handlers.screen import Screen
from handlers.settings.data import SWITCHES
from handlers.settings.privacy import privacy_text

_TOKEN = re.compile(r"[mc][A-Za-z0-9_-]{20,60}")
_CLOSED = (Door.USED, Door.EXPIRED, Door.REVOKED)


class LinkData(CallbackData, prefix="ln"):
    """A press at the door. The token proves the right to it; `mask` and `lang` are what was chosen so far."""

    action: str
    token: str
    mask: int = int(Wants.everything())
    lang: str = ""


class ConnectedData(CallbackData, prefix="jn"):
    """What staff say to a new account: ok, or unlink it."""

    action: str
    id: int


class Opens(Filter):
    """/start with the token of a link."""

    async def __call__(self, message: Message, command: tuple[str, str] | None) -> bool | dict[str, str]:
        if command is None or command[0] != "start" or not _TOKEN.fullmatch(command[1]):
            return False
        return {"token": command[1]}


def setup() -> Router:
    """The door, and what staff answer to who came through it."""
    router = Router(name="joining")
    router.callback_query.filter(Prefixes(LinkData, ConnectedData))
    router.message.register(open_, Opens())
    router.message.register(name_team, AtStep(TEAM_STEP))
    router.callback_query.register(settle, Pressed(ConnectedData))
    router.callback_query.register(accept, Pressed(LinkData, action="yes"))
    router.callback_query.register(not_me, Pressed(LinkData, action="no"))
    router.callback_query.register(ask, Pressed(LinkData, action="ask"))
    router.callback_query.register(privacy, Pressed(LinkData, action="privacy"))
    router.callback_query.register(languages, Pressed(LinkData, action="languages"))
    router.callback_query.register(look, Pressed(LinkData))
    return router


async def open_(
    message: Message,
    actor: Actor,
    profile: Profile,
    t: Translator,
    token: str,
    joining: Joining,
    people: People,
) -> None:
    """A link was opened: welcome, or why it does not work, and the way out."""
    doorway = await joining.open(actor, token)
    if doorway.door is Door.HOME or (doorway.door is Door.UNKNOWN and actor.role is not Role.STRANGER):
        await home.greet(message, await people.home(actor), t)
        return
    unsure = doorway.door is Door.WELCOME and doorway.language is None and profile.language is None
    data = LinkData(action="open", token=token)
    await reply(message, _language_choice(data) if unsure else door(doorway, data, t))


async def look(press: CallbackQuery, data: LinkData, actor: Actor, t: Translator, joining: Joining) -> None:
    """The same door again: with another language, other switches, or back from privacy."""
    doorway = await joining.open(actor, data.token)
    picking = data.action == "pick" and doorway.door is Door.WELCOME
    await show(press, _switches(data, _spoken(data, doorway, t)) if picking else door(doorway, data, t))


async def languages(press: CallbackQuery, data: LinkData) -> None:
    """Every language by its own name."""
    await show(press, _language_choice(data))


async def privacy(
    press: CallbackQuery, data: LinkData, actor: Actor, t: Translator, joining: Joining, people: People
) -> None:
    """What is kept and who sees it, before anybody says yes."""
    doorway = await joining.open(actor, data.token)
    t = _spoken(data, doorway, t)
    text = privacy_text(await people.privacy(actor), t)
    await show(press, Screen(text, keyboard([_at(t.plain("btn2-back"), data, "open")])))


async def accept(
    press: CallbackQuery,
    data: LinkData,
    actor: Actor,
    profile: Profile,
    t: Translator,
    joining: Joining,
    people: People,
) -> None:
    """ "Yes, connect me"."""
    doorway = await joining.open(actor, data.token)
    t = _spoken(data, doorway, t)
    joined = await joining.accept(actor, profile, data.token, Wants(data.mask & 7), t.language)
    if isinstance(joined, Joined):
        await show(press, _joined(joined, t))
        await reply(press, _first_home(joined, t))
        await show_menu(press, joined.role, t)
    elif joined.door is Door.HOME:
        await home.greet(press, await people.home(actor), t)
    else:
        await show(press, door(joined, data, t))


async def not_me(
    press: CallbackQuery, data: LinkData, actor: Actor, profile: Profile, t: Translator, joining: Joining
) -> None:
    """The link came to somebody else."""
    doorway = await joining.open(actor, data.token)
    if doorway.door is Door.WELCOME:
        await joining.not_me(actor, profile, data.token)
    await show(press, Screen(_spoken(data, doorway, t)("joining-not-me")))


async def ask(
    press: CallbackQuery, data: LinkData, actor: Actor, profile: Profile, t: Translator, joining: Joining
) -> None:
    """ "Ask for a new link"."""
    await joining.ask(actor, profile, data.token)
    await show(press, Screen(t("joining-asked")))


async def name_team(message: Message, actor: Actor, t: Translator, joining: Joining) -> None:
    """What a new lead's team is called."""
    name = await joining.name_team(actor, message.text or "")
    await reply(message, Screen(t("joining-team-started", team=name)))


async def settle(
    press: CallbackQuery, data: ConnectedData, actor: Actor, t: Translator, joining: Joining
) -> None:
    """[OK] or [Not them, unlink]."""
    connected = await joining.settle(actor, LinkId(data.id), unlink=data.action == "unlink")
    await show(press, connected_card(connected, t))


def door(doorway: Doorway, data: LinkData, t: Translator) -> Screen:
    """What is behind a link, for whoever stands before it."""
    if doorway.door is Door.WELCOME:
        return _welcome(doorway, data, _spoken(data, doorway, t))
    if doorway.door is Door.PREVIEW:
        text = _welcome(doorway, data, _spoken(data, doorway, t)).text
        return Screen(t("joining-preview", name=doorway.first_name) + "\n\n" + text)
    if doorway.door in _CLOSED:
        asking = [_at(t.plain("btn1-ask-link"), data, "ask")]
        return Screen(t(f"joining-closed-{doorway.door}"), keyboard(asking))
    if doorway.door is Door.OTHER:
        return Screen(t("joining-other"))
    lines = [t("home-stranger", company=doorway.company)]
    lines += [t("home-stranger-contact", contact=doorway.contact)] if doorway.contact else []
    return Screen("\n\n".join(lines))


def _welcome(doorway: Doorway, data: LinkData, t: Translator) -> Screen:
    yes, no = [_at(t.plain("btn1-connect"), data, "yes")], [_at(t.plain("btn2-not-me"), data, "no")]
    more = [_at(t.plain("btn2-language"), data, "languages"), _at(t.plain("btn2-privacy"), data, "privacy")]
    if doorway.role is not Role.CONTACT:
        key = "joining-staff" if doorway.first_name else "joining-head"
        role = t.plain(f"role-{doorway.role}")
        name = doorway.first_name
        text = t(key, company=doorway.company, role=role, **({"name": name} if name else {}))
        return Screen(text, keyboard(yes, more, no))
    lines = [t("joining-welcome", company=doorway.company)]
    lines += [t("joining-manager", manager=doorway.manager)] if doorway.manager else []
    lines.append(t("joining-what-for", name=doorway.first_name))
    pick = [_at(t.plain("btn1-pick"), data, "pick")]
    return Screen("\n".join(lines), keyboard(yes, pick, more, no))


def _switches(data: LinkData, t: Translator) -> Screen:
    every = []
    for want, name in SWITCHES.items():
        on = bool(data.mask & want)
        pressed = data.model_copy(update={"action": "pick", "mask": (data.mask ^ int(want)) & 7})
        every.append(button(t.plain(f"btn2-want-{name}", on=on), pressed))
    yes, back = [_at(t.plain("btn1-connect"), data, "yes")], [_at(t.plain("btn2-back"), data, "open")]
    return Screen(t("joining-pick"), keyboard(*in_rows(every, 2), yes, back))


def _language_choice(data: LinkData) -> Screen:
    every = [
        button(
            translator(code, "UTC").plain(f"language-{code}"),
            data.model_copy(update={"action": "open", "lang": code}),
        )
        for code in LANGUAGES
    ]
    hello = " · ".join(translator(code, "UTC")("joining-hello") for code in LANGUAGES)
    return Screen(hello, keyboard(*in_rows(every, 2)))


def _joined(joined: Joined, t: Translator) -> Screen:
    if joined.role is Role.CONTACT:
        return Screen(t("joining-done-contact", name=joined.first_name))
    role = t.plain(f"role-{joined.role}")
    return Screen(t("joining-done-staff", name=joined.first_name, role=role, clients=joined.clients))


def _first_home(joined: Joined, t: Translator) -> Screen:
    if joined.team_wanted:
        text = t("joining-ask-team")
    elif joined.role is Role.CONTACT:
        text = t("joining-first-contact")
    else:
        text = t("joining-first-staff")
    return Screen(text, keys(joined.role, t))


def connected_card(data: Connected, t: Translator) -> Screen:
    """ "Anna connected", with [OK] and [Not them, unlink] until somebody has said which."""
    account = f"@{data.username}" if data.username else t.plain("joining-no-username")
    if data.role is Role.CONTACT:
        text = t("joining-connected", name=data.name, client=data.client or "", account=account)
    else:
        text = t(
            "joining-connected-staff", name=data.name, role=t.plain(f"role-{data.role}"), account=account
        )
    if data.settled is None:
        ok = button(t.plain("btn2-joining-ok"), ConnectedData(action="ok", id=data.link_id))
        unlink = button(t.plain("btn1-joining-unlink"), ConnectedData(action="unlink", id=data.link_id))
        return Screen(text, keyboard([ok], [unlink]))
    done = t(f"joining-settled-{data.settled.what}", by=data.settled.by, at=t.time(data.settled.at))
    new = [button(t.plain("btn1-new-link"), InviteData(action="link", id=data.person_id))]
    return Screen(f"{text}\n{done}", keyboard(new if data.settled.what == "unlinked" else []))


def asked(data: Asked, t: Translator) -> Screen:
    """Somebody wants a new link, or says that theirs came to the wrong person."""
    account = f"@{data.username}" if data.username else t.plain("joining-no-username")
    text = t(f"joining-asks-{data.why}", name=data.name, account=account)
    return Screen(
        text, keyboard([button(t.plain("btn1-new-link"), InviteData(action="link", id=data.person_id))])
    )


LETTERS: dict[str, Renderer] = {"joining.connected": connected_card, "joining.asked": asked}


def _at(text: str, data: LinkData, action: str) -> InlineKeyboardButton:
    return button(text, data.model_copy(update={"action": action}))


def _spoken(data: LinkData, doorway: Doorway, t: Translator) -> Translator:
    """In the language chosen at the door, else the person's own, else Telegram's."""
    return translator(data.lang or doorway.language or t.language, t.zone)
