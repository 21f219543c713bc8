"""Before every handler: who is it, in which language, which command, about what; after it: nothing left spinning."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject, Update, User

from bot.domain.errors import DomainError, NotAllowed, NotConnected
from bot.domain.people import Actor, Profile, Role
from bot.i18n import LANGUAGES, Translator, match_language, translator
from bot.usecases.letters import Letters
from bot.usecases.people import People
from handlers import errors
from handlers.answers import answered, reply, toast
from handlers.commands import BY_NAME, COMMANDS
from handlers.groups import GroupData
from handlers.hearing import is_service
from handlers.joining import LinkData
from handlers.screen import Screen

_CONNECTING = ("connect", "disconnect")
_GROUP = f"{GroupData.__prefix__}{GroupData.__separator__}"
_DOOR = f"{LinkData.__prefix__}{LinkData.__separator__}"
Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Guard(BaseMiddleware):
    """Outer middleware of updates. Gives handlers `actor`, `profile`, `t`, `command`, `about`; turns refusals into words."""

    def __init__(self, people: People, letters: Letters, language: str) -> None:
        self.people, self.letters, self.language = people, letters, language

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        user, chat = data.get("event_from_user"), data.get("event_chat")
        subject = _subject(event)
        if isinstance(subject, Message) and subject.migrate_to_chat_id is not None:
            await data["groups"].moved(subject.chat.id, subject.migrate_to_chat_id)
            return None
        if user is None or (isinstance(subject, Message) and is_service(subject)):
            return None
        language = match_language(user.language_code, self.language)
        in_group = chat is not None and chat.type != "private"
        if in_group and not await _of_groups(subject):
            return await _in_group(subject, translator(language, "UTC"))
        profile = _profile(user)
        actor = await self.people.whoami(user.id, language, profile)
        if in_group and isinstance(subject, Message) and not actor.role.is_staff:
            return await _in_group(subject, translator(language, "UTC"))
        t = translator(actor.language, actor.zone)
        data.update(actor=actor, t=t, command=None, about=None, profile=profile)
        if isinstance(subject, Message):
            data["command"] = command_of(subject)
            data["about"] = await self._about(subject)
        return await _guarded(handler, event, data, subject, actor, t)

    async def _about(self, message: Message) -> str | None:
        if message.reply_to_message is None:
            return None
        return await self.letters.about(message.chat.id, message.reply_to_message.message_id)


async def _guarded(
    handler: Handler,
    event: TelegramObject,
    data: dict[str, Any],
    subject: TelegramObject | None,
    actor: Actor,
    t: Translator,
) -> Any:
    if not isinstance(subject, Message | CallbackQuery):
        return await handler(event, data)
    done: list[str] = []
    token = answered.set(done)
    try:
        _check_rights(data["command"], actor)
        _check_press(subject, actor)
        return await handler(event, data)
    except DomainError as error:
        await errors.refuse(subject, error, t)
        return None
    finally:
        answered.reset(token)
        if isinstance(subject, CallbackQuery) and subject.id not in done:
            await toast(subject)


def _check_rights(command: tuple[str, str] | None, actor: Actor) -> None:
    known = BY_NAME.get(command[0]) if command else None
    if known is not None and actor.role not in known.who:
        raise NotConnected if actor.role is Role.STRANGER else NotAllowed


def _check_press(subject: Message | CallbackQuery, actor: Actor) -> None:
    """Strangers, and leavers with their old cards, press nothing but what stands at the door."""
    pressed = subject.data or "" if isinstance(subject, CallbackQuery) else None
    if pressed is not None and actor.role is Role.STRANGER and not pressed.startswith(_DOOR):
        raise NotConnected


def _profile(user: User) -> Profile:
    known = match_language(user.language_code, "")
    return Profile(user.id, user.full_name.strip()[:100], user.username, known or None)


def _subject(event: TelegramObject) -> TelegramObject | None:
    return event.event if isinstance(event, Update) else event


async def _of_groups(subject: TelegramObject | None) -> bool:
    """Whether it is one of the few things that are meant for a group: connecting it, and the bot's place in it."""
    if isinstance(subject, CallbackQuery):
        return (subject.data or "").startswith(_GROUP)
    if isinstance(subject, Message):
        command = command_of(subject) if (subject.text or "").startswith("/") else None
        return command is not None and command[0] in _CONNECTING and await _for_us(subject)
    return isinstance(subject, ChatMemberUpdated)


async def _in_group(subject: TelegramObject | None, t: Translator) -> None:
    if isinstance(subject, CallbackQuery):
        await toast(subject, t.plain("error-private-only"), alert=True)
    elif isinstance(subject, Message) and subject.sender_chat is not None and await _of_groups(subject):
        await reply(subject, Screen(t("group-anonymous")))
    elif isinstance(subject, Message) and await _for_us(subject):
        await reply(subject, Screen(t("error-private-only")))


async def _for_us(message: Message) -> bool:
    """Whether a message in a group is a command, and not one of another bot."""
    if not (message.text or "").startswith("/"):
        return False
    named = (message.text or "").split(maxsplit=1)[0].partition("@")[2]
    if not named or message.bot is None:
        return True
    return named.lower() == ((await message.bot.me()).username or "").lower()


def command_of(message: Message) -> tuple[str, str] | None:
    """The command (without slash and bot name) and what follows it; a reply-keyboard button counts as its command."""
    text = message.text or ""
    if text.startswith("/"):
        head, *args = text[1:].split(maxsplit=1) or [""]
        return head.partition("@")[0].lower(), args[0].strip() if args else ""
    name = _buttons().get(text)
    return None if name is None else (name, "")


_BUTTONS: dict[str, str] = {}


def _buttons() -> Mapping[str, str]:
    if not _BUTTONS:
        for language in LANGUAGES:
            words = translator(language, "UTC")
            _BUTTONS.update({words.plain(c.button): c.name for c in COMMANDS if c.button is not None})
    return _BUTTONS
