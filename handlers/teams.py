"""/team: teams, their people, moving, roles, handing over and leaving. Not: making links (invite), absences."""

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import PersonId, TeamId
from bot.domain.people import Actor, Role
from bot.domain.teams import Load, MemberRow, TeamRow
from bot.i18n import Html, Translator
from bot.usecases.teams import (
    NAME_STEP,
    NEW_STEP,
    Handed,
    Leaving,
    Left,
    Moved,
    Overview,
    PersonPage,
    Picking,
    TeamPage,
    Teams,
)
from handlers.absences import AwayData
from handlers.answers import reply, show
from handlers.filters import AtStep, Prefixes, Pressed, Said
from handlers.groups import GroupData
from handlers.invite import InviteData
from handlers.keyboards import button, in_rows, keyboard
from handlers.letters import Renderer
from handlers.lists import cut, fitting, pager
from handlers.screen import Screen


class TeamData(CallbackData, prefix="tm"):
    """A press in /team: `id` is a team or person, `to` a team, a person or a page; `v` the person's version."""

    action: str
    id: int = 0
    to: int = 0
    v: int = 0
    word: str = ""


def setup() -> Router:
    """The command and everything below it."""
    router = Router(name="teams")
    router.callback_query.filter(Prefixes(TeamData))
    router.message.register(team, Said("team"))
    for step in (NAME_STEP, NEW_STEP):
        router.message.register(take_name, AtStep(step))
    for action, handler in (
        ("list", overview),
        ("team", open_team),
        ("name", ask_name),
        ("person", person),
        ("where", where),
        ("move", move),
        ("role", roles),
        ("head", ask_head),
        ("give", give),
        ("heirs", heirs),
        ("ask", ask_leave),
        ("leave", leave),
    ):
        router.callback_query.register(handler, Pressed(TeamData, action=action))
    return router


async def team(message: Message, actor: Actor, teams: Teams, t: Translator) -> None:
    """/team"""
    await reply(message, _top(await teams.overview(actor), t))


async def overview(press: CallbackQuery, actor: Actor, teams: Teams, t: Translator) -> None:
    """Up to the list, or the own team."""
    await show(press, _top(await teams.overview(actor), t))


async def open_team(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """One team, `to` is the page."""
    await show(press, _team(await teams.team(actor, TeamId(data.id), data.to), t))


async def ask_name(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """A name is to be typed: for this team, or a new one."""
    name = await teams.ask_name(actor, TeamId(data.id))
    await show(press, Screen(t("team-ask-name", name=name) if data.id else t("team-ask-new")))


async def take_name(message: Message, actor: Actor, teams: Teams, t: Translator) -> None:
    """The name as typed."""
    await reply(message, _team(await teams.take_name(actor, message.text or ""), t))


async def person(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """Somebody's page."""
    await show(press, _person(await teams.person(actor, PersonId(data.id)), t))


async def where(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """Which team instead?"""
    await show(press, _where(await teams.where(actor, PersonId(data.id)), t))


async def move(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """Into this team."""
    page = await teams.move(actor, PersonId(data.id), TeamId(data.to), data.v)
    await show(press, _person(page, t), t.plain("team-done"))


async def roles(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """Which role instead?"""
    await show(press, _roles((await teams.where(actor, PersonId(data.id))).page, t))


async def ask_head(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """Another head sees and may do everything: really?"""
    page = (await teams.where(actor, PersonId(data.id))).page
    yes = TeamData(action="give", id=page.person.id, v=page.version, word=Role.HEAD.value)
    rows = [button(t.plain("btn1-team-head"), yes)], [_to_person(page.person.id, t)]
    await show(press, Screen(t("team-ask-head", name=page.person.name), keyboard(*rows)))


async def give(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """This role."""
    role = next((one for one in Role if one.value == data.word), Role.STRANGER)
    page = await teams.give(actor, PersonId(data.id), role, data.v)
    await show(press, _person(page, t), t.plain("team-done"))


async def heirs(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """To whom does everything go?"""
    await show(press, _heirs(await teams.heirs(actor, PersonId(data.id)), data.to, t))


async def ask_leave(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """What goes to whom, before the last word."""
    await show(press, _asking(await teams.before_leaving(actor, PersonId(data.id), PersonId(data.to)), t))


async def leave(press: CallbackQuery, data: TeamData, actor: Actor, teams: Teams, t: Translator) -> None:
    """Hand over, and end the access."""
    await show(press, _left(await teams.leave(actor, PersonId(data.id), PersonId(data.to), data.v), t))


# Drawing


def _top(drawn: Overview | TeamPage, t: Translator) -> Screen:
    if isinstance(drawn, TeamPage):
        return _team(drawn, t)
    lines = fitting([_team_line(one, t) for one in drawn.teams])
    open_ = [
        button(cut(one.name, 18) or t.plain("btn2-team-none"), TeamData(action="team", id=one.id))
        for one in drawn.teams[:20]
    ]
    new = [button(t.plain("btn1-team-add"), TeamData(action="name"))]
    head = t("team-every") if lines else t("team-none-yet")
    return Screen("\n".join([head, *lines]), keyboard(*in_rows(open_, 2), new))


def _team_line(one: TeamRow, t: Translator) -> Html:
    if not one.id:
        return t("team-line-loose", people=one.people, clients=one.clients)
    key = "team-line" if one.lead else "team-line-unled"
    return t(key, name=cut(one.name), lead=cut(one.lead or ""), people=one.people, clients=one.clients)


def _team(page: TeamPage, t: Translator) -> Screen:
    head = t("team-head", name=page.name) if page.id else t("team-head-loose")
    lines = fitting([_member_line(n, one, page.reader, t) for n, one in enumerate(page.people, 1)])
    numbers = [
        button(str(n), TeamData(action="person", id=one.person.id)) for n, one in enumerate(page.people, 1)
    ]
    turns = pager(page.page, page.pages, t, lambda to: TeamData(action="team", id=page.id, to=to))
    rename = [button(t.plain("btn2-team-rename"), TeamData(action="name", id=page.id))] if page.id else []
    up = [button(t.plain("btn2-back"), TeamData(action="list"))] if page.all_teams else []
    group = [t("team-group", title=page.group.title)] if page.group else []
    text = "\n".join([head, *(lines or [t("team-empty")]), *group])
    return Screen(text, keyboard(*in_rows(numbers, 4), turns, _without_group(page, t), [*rename, *up]))


def _without_group(page: TeamPage, t: Translator) -> list[InlineKeyboardButton]:
    if page.group is None:
        return []
    return [button(t.plain("btn1-team-group-off"), GroupData(action="end", id=page.group.id))]


def _member_line(n: int, one: MemberRow, reader: PersonId, t: Translator) -> Html:
    line = t(
        "team-member",
        n=n,
        name=cut(one.person.name) or t.plain("team-unnamed"),
        role=t.plain(f"role-{one.person.role}"),
        clients=one.clients,
    )
    marks = [t("team-mark-you")] if one.person.id == reader else []
    marks += [t("team-mark-away")] if one.away else []
    marks += [] if one.person.user_id is not None else [t("team-mark-waiting")]
    return Html(" · ".join([line, *marks]))


def _person(page: PersonPage, t: Translator) -> Screen:
    one = page.person
    name = one.name or t.plain("team-unnamed")
    lines = [t("team-person", name=name, role=t.plain(f"role-{one.role}"))]
    lines.append(t("team-person-team", team=page.team) if page.team else t("team-person-loose"))
    if one.user_id is None:
        lines.append(t("team-person-waiting"))
    elif one.username:
        lines.append(t("team-person-connected", username=one.username))
    else:
        lines.append(t("team-person-plain"))
    lines += [t("team-person-unreachable")] if one.user_id is not None and not one.reachable else []
    lines.append(t("team-person-has", load=_load(page.load, t)))
    lines += [t("team-person-away")] if page.away else []
    return Screen("\n".join(lines), keyboard(*_buttons(page, t)))


def _buttons(page: PersonPage, t: Translator) -> list[list[InlineKeyboardButton]]:
    one = page.person
    pressed: list[InlineKeyboardButton] = []
    if page.may_away:
        pressed.append(button(t.plain("btn2-team-away"), AwayData(action="who", id=one.id)))
    if page.may_change and page.is_head:
        pressed.append(button(t.plain("btn2-team-move"), TeamData(action="where", id=one.id)))
        pressed.append(button(t.plain("btn2-team-role"), TeamData(action="role", id=one.id)))
    if page.may_change and one.user_id is None:
        pressed.append(button(t.plain("btn2-team-invite"), InviteData(action="link", id=one.id)))
    leave_ = [button(t.plain("btn1-team-leave"), TeamData(action="heirs", id=one.id))]
    back = [button(t.plain("btn2-back"), TeamData(action="team", id=one.team_id or 0))]
    return [*in_rows(pressed, 2), leave_ if page.may_change else [], back]


def _load(load: Load, t: Translator) -> str:
    counts = (
        ("clients", load.clients),
        ("cases", load.cases),
        ("complaints", load.complaints),
        ("calls", load.calls),
        ("exhibitions", load.exhibitions),
    )
    said = [t.plain(f"team-has-{name}", n=n) for name, n in counts if n]
    return t.join(said) if said else t.plain("team-has-nothing")


def _to_person(id_: int, t: Translator) -> InlineKeyboardButton:
    return button(t.plain("btn2-back"), TeamData(action="person", id=id_))


def _where(picking: Picking, t: Translator) -> Screen:
    one, v = picking.page.person, picking.page.version
    found = [
        button(cut(team.name, 18), TeamData(action="move", id=one.id, to=team.id, v=v))
        for team in picking.teams[:20]
    ]
    none = [button(t.plain("btn2-team-none"), TeamData(action="move", id=one.id, to=0, v=v))]
    out = none if one.team_id is not None else []
    text = t("team-ask-where", name=one.name) if found or out else t("team-no-other")
    return Screen(text, keyboard(*in_rows([*found, *out], 2), [_to_person(one.id, t)]))


def _roles(page: PersonPage, t: Translator) -> Screen:
    one = page.person
    rows = []
    for role in (Role.MANAGER, Role.LEAD, Role.HEAD):
        if role is one.role:
            continue
        action = "head" if role is Role.HEAD else "give"
        data = TeamData(action=action, id=one.id, v=page.version, word=role.value)
        rows.append(button(t.plain(f"btn3-role-{role}"), data))
    return Screen(t("team-ask-role", name=one.name), keyboard(rows, [_to_person(one.id, t)]))


def _heirs(picking: Picking, page: int, t: Translator) -> Screen:
    one, size = picking.page.person, 16
    pages = max(1, -(-len(picking.people) // size))
    page = min(max(page, 0), pages - 1)
    found = [
        button(cut(heir.name, 18), TeamData(action="ask", id=one.id, to=heir.id))
        for heir in picking.people[page * size : (page + 1) * size]
    ]
    turns = pager(page, pages, t, lambda to: TeamData(action="heirs", id=one.id, to=to))
    text = t("team-ask-heir", name=one.name) if found else t("team-no-heir")
    return Screen(text, keyboard(*in_rows(found, 2), turns, [_to_person(one.id, t)]))


def _asking(asked: Leaving, t: Translator) -> Screen:
    one = asked.page.person
    yes = TeamData(action="leave", id=one.id, to=asked.heir.id, v=asked.page.version)
    text = t("team-ask-leave", name=one.name, heir=asked.heir.name, load=_load(asked.page.load, t))
    return Screen(text, keyboard([button(t.plain("btn1-team-leave-yes"), yes)], [_to_person(one.id, t)]))


def _left(done: Left, t: Translator) -> Screen:
    back = [button(t.plain("btn2-back"), TeamData(action="list"))]
    if done.load is None:
        return Screen(t("team-left-before", name=done.name, heir=done.heir), keyboard(back))
    lines = [t("team-left", name=done.name, heir=done.heir, load=_load(done.load, t))]
    lines += [t("team-left-deputies", n=done.deputies)] if done.deputies else []
    lines += [t("team-left-leadless", team=done.team_without_lead)] if done.team_without_lead else []
    return Screen("\n".join(lines), keyboard(back))


# Letters


def handed(told: Handed, t: Translator) -> Screen:
    """To who got everything of a leaver."""
    return Screen(t("team-told-handed", name=told.name, load=_load(told.load, t)))


def changed(told: Moved, t: Translator) -> Screen:
    """To whose role or team changed."""
    role = t.plain(f"role-{told.role}")
    key = "team-told-changed" if told.team else "team-told-changed-loose"
    return Screen(t(key, role=role, team=told.team or ""))


LETTERS: dict[str, Renderer] = {"team.handed": handed, "team.changed": changed}
