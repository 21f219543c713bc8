"""Groups of teams: /connect and /disconnect in the group and in private, the bot added or removed. Not: what is sent."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, ChatMemberUpdated, InlineKeyboardButton, Message

from bot.domain.errors import DomainError
from bot.domain.groups import Group
from bot.domain.ids import GroupId, TeamId
from bot.domain.people import Actor, Role
from bot.i18n import Translator
from bot.usecases.groups import Groups, Offer, Standing
from handlers.answers import reply, show
from handlers.filters import Prefixes, Pressed, Said
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.lists import cut, fitting
from handlers.screen import Screen

_IN = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)
_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)
_GROUPS = ("group", "supergroup")


class GroupData(CallbackData, prefix="gr"):
    """A press about a group: `id` is a team (on) or a group (off, end)."""

    action: str
    id: int = 0


def setup() -> Router:
    """Two commands, their buttons, and what Telegram tells of the bot's own place in a group."""
    router = Router(name="groups")
    router.callback_query.filter(Prefixes(GroupData))
    router.message.register(connect, Said("connect"))
    router.message.register(disconnect, Said("disconnect"))
    router.callback_query.register(turn_on, Pressed(GroupData, action="on"))
    router.callback_query.register(turn_off, Pressed(GroupData, action="off"))
    router.callback_query.register(end, Pressed(GroupData, action="end"))
    router.callback_query.register(no, Pressed(GroupData, action="no"))
    router.my_chat_member.register(place)
    return router


async def connect(message: Message, actor: Actor, args: str, groups: Groups, t: Translator) -> None:
    """/connect: in a group the question, in private where things stand and how it is done."""
    if message.chat.type in _GROUPS:
        await reply(message, _offer(await groups.offer(actor, message.chat.id, args), t))
    else:
        assert message.bot is not None
        name = (await message.bot.me()).username or ""
        await reply(message, _standing(await groups.standing(actor), name, t))


async def disconnect(message: Message, actor: Actor, groups: Groups, t: Translator) -> None:
    """/disconnect: this group; in private the choice."""
    if message.chat.type in _GROUPS:
        await reply(message, _ended(await groups.leave(actor, message.chat.id), t))
    else:
        await connect(message, actor, "", groups, t)


async def turn_on(press: CallbackQuery, data: GroupData, actor: Actor, groups: Groups, t: Translator) -> None:
    """[Connect to team …], in the group."""
    chat = press.message.chat if press.message else None
    if chat is not None and chat.type in _GROUPS:
        group = await groups.connect(actor, chat.id, chat.title or "", TeamId(data.id))
        await show(press, _connected(group, t))


async def turn_off(
    press: CallbackQuery, data: GroupData, actor: Actor, groups: Groups, t: Translator
) -> None:
    """[Disconnect], in the group, in /connect and in letters."""
    await show(press, _ended(await groups.disconnect(actor, GroupId(data.id)), t))


async def end(press: CallbackQuery, data: GroupData, actor: Actor, groups: Groups, t: Translator) -> None:
    """[Disconnect] of /team, which stays: the answer is a message of its own."""
    group = await groups.disconnect(actor, GroupId(data.id))
    await reply(press, _ended(group, t))


async def no(press: CallbackQuery, actor: Actor, groups: Groups, t: Translator) -> None:
    """[No, thanks]: by who could have said yes."""
    if press.message is not None:
        await groups.offer(actor, press.message.chat.id)
        await show(press, Screen(t("group-not-now")))


async def place(event: ChatMemberUpdated, actor: Actor, groups: Groups, t: Translator) -> None:
    """The bot came into a group, or is there no more. Only who leads a team gets an offer; else it is silent."""
    before, after = event.old_chat_member.status, event.new_chat_member.status
    if event.chat.type not in _GROUPS:
        return
    if after in _OUT:
        await groups.removed(event.chat.id)
    elif before in _OUT and after in _IN and actor.role.at_least(Role.LEAD):
        try:
            offer = await groups.offer(actor, event.chat.id)
        except DomainError:
            return
        if offer.current is None:
            await reply(event, _offer(offer, t))


# Drawing


def _offer(offer: Offer, t: Translator) -> Screen:
    teams = [team for team in offer.teams if offer.current is None or team.id != offer.current.team_id]
    rows = [
        [button(t.plain("btn1-group-on", team=cut(team.name, 18)), GroupData(action="on", id=team.id))]
        for team in teams
    ]
    if offer.current is not None:
        return Screen(_connected(offer.current, t).text, keyboard([_off(offer.current, t)], *rows))
    return Screen(
        t("group-offer"), keyboard(*rows, [button(t.plain("btn1-group-no"), GroupData(action="no"))])
    )


def _off(group: Group, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("btn1-group-off"), GroupData(action="off", id=group.id))


def _connected(group: Group, t: Translator) -> Screen:
    return Screen(t("group-is-connected", team=group.team))


def _ended(group: Group, t: Translator) -> Screen:
    return Screen(t("group-ended", team=group.team, title=group.title))


def _standing(found: Sequence[Standing], bot: str, t: Translator) -> Screen:
    lines = [
        t("group-of-team", team=one.team.name, title=one.group.title)
        if one.group
        else t("group-of-team-none", team=one.team.name)
        for one in found
    ]
    ends = [
        button(
            t.plain("btn2-group-off", team=cut(one.team.name, 10)), GroupData(action="off", id=one.group.id)
        )
        for one in found
        if one.group is not None
    ]
    text = "\n".join(
        [t("group-head"), *fitting(lines, 2500), "", t("group-how", bot=bot), "", t("group-what")]
    )
    return Screen(text, keyboard(*in_rows(ends, 2)))


def told(group: Group, t: Translator) -> Screen:
    """To the lead: a group is not connected any more."""
    why = group.ended.value if group.ended is not None else "hand"
    return Screen(t(f"group-told-{why}", title=group.title, team=group.team))


def told_connected(group: Group, t: Translator) -> Screen:
    """To the lead: somebody else connected one."""
    return Screen(t("group-told-connected", title=group.title, team=group.team), keyboard([_off(group, t)]))


LETTERS: dict[str, Renderer] = {"group.lost": told, "group.connected": told_connected}
