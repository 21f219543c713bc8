"""Every command × role × whose client × absence, and every button of a client's cards, through the running bot."""

import json
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Role
from bot.domain.time import to_us
from bot.i18n import translator
from handlers.commands import BY_NAME, COMMANDS
from playground.phone import Phone
from storage import calls, clients, people
from storage.database import Tx
from tests.cast import MONDAY
from tests.chats.conftest import world
from tests.chats.world import World
from tests.house.roles import RULES, STAFF, Shows, Whose, expected, seen

__all__ = ["world"]

WORDS = translator("en", "UTC")
NOT_FOUND = WORDS.plain("error-not-found")
WHO = {Role.MANAGER: "janis", Role.LEAD: "oskars", Role.HEAD: "ilze"}
NAMES = {
    Whose.OWN: "Ownia", Whose.TEAM: "Teamia", Whose.OTHER: "Otheria", Whose.AWAY: "Awayia", Whose.BACK: "Backia",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Set:
    """A client of each sort, from the view of one of the staff: client's id, and what is open there."""

    clients: dict[Whose, ClientId]
    things: dict[Whose, tuple[str, ...]]


async def set_up(world: World, role: Role) -> Set:
    """Five clients, each with a contact, a call due today, a date, a case, a complaint and an exhibition of its team."""
    me = getattr(world.cast, WHO[role]).person_id
    mate = world.cast.paivi.person_id
    now = world.clock()
    ids: dict[Whose, ClientId] = {}
    things: dict[Whose, tuple[str, ...]] = {}
    async with world.app.db.transaction() as tx:
        owners = {Whose.OWN: me, Whose.TEAM: mate}
        for whose in (Whose.OTHER, Whose.AWAY, Whose.BACK):
            team = await people.add_team(tx, f"Team of {NAMES[whose]}", now)
            owners[whose] = await people.add(
                tx, role=Role.MANAGER, name=f"Manager of {NAMES[whose]}", now=now, team_id=team,
                user_id=8000 + len(owners), connected_at=to_us(now),
            )  # fmt: skip
        await away(tx, owners[Whose.AWAY], me, -3600, 3600 * 24)
        await away(tx, owners[Whose.BACK], me, -7200, -3600)
        for whose, owner in owners.items():
            ids[whose], things[whose] = await one(tx, NAMES[whose], owner, world)
    await world.restart()  # what the start looks for: dates
    await world.settle()
    return Set(ids, things)


async def away(tx: Tx, person: PersonId, deputy: PersonId, start: float, end: float) -> None:
    """An absence between two offsets (seconds from the stopped clock's Monday morning)."""
    await tx.execute(
        "INSERT INTO absences (person_id, deputy_id, first, last, starts_at, ends_at, created_at)"
        " VALUES (:person, :deputy, '2026-11-23', '2026-11-23', :starts, :ends, 0)",
        person=person,
        deputy=deputy,
        starts=to_us(MONDAY + timedelta(seconds=start)),
        ends=to_us(MONDAY + timedelta(seconds=end)),
    )


async def one(tx: Tx, name: str, owner: PersonId, world: World) -> tuple[ClientId, tuple[str, ...]]:
    """A client with everything that a command may tell about it."""
    now = world.clock()
    client = await clients.add(tx, name=name, now=now, manager_id=owner)
    contact = await people.add(
        tx, role=Role.CONTACT, name=f"Contact{name}", now=now, client_id=client, birth_day=25, birth_month=11
    )
    call = await calls.plan(
        tx, key=f"t:{name}", client_id=client, person_id=contact, cause="hand", due_at=now, now=now
    )
    ids = {"client": client, "person": contact, "now": to_us(now), "due": to_us(now + timedelta(days=2))}
    case = await tx.value(
        "INSERT INTO cases (client_id, state, opened_at, contact_from, contact_due, close_from, close_due)"
        " VALUES (:client, 'open', :now, :now, :due, :now, :due) RETURNING id",
        **ids,
    )
    complaint = await tx.value(
        "INSERT INTO complaints (number, client_id, person_id, kind, category, state, created_at, filed_at,"
        " answer_from, answer_by, solve_from, solve_by) VALUES (:client, :client, :person, 'complaint', 'delivery',"
        " 'received', :now, :now, :now, :due, :now, :due) RETURNING id",
        **ids,
    )
    fair = await tx.value(
        "INSERT INTO exhibitions (name, starts, ends, team_id, state, created_by, created_at, listed_at)"
        " VALUES (:name, '2026-12-15', '2026-12-16', (SELECT team_id FROM people WHERE id = :owner), 'on', :owner,"
        " :now, :now) RETURNING id",
        name=f"Fair {name}",
        owner=owner,
        now=ids["now"],
    )
    await tx.execute(
        "INSERT INTO guests (exhibition_id, client_id) VALUES (:fair, :client)", fair=fair, client=client
    )
    occasion = await tx.value(
        "INSERT INTO occasions (key, client_id, person_id, kind, day) VALUES (:key, :client, :person, 'birthday',"
        " '2026-11-25') ON CONFLICT (key) DO UPDATE SET day = excluded.day RETURNING id",
        key=f"birthday:{contact}:2026",
        client=client,
        person=contact,
    )
    cards = (f"call:{call}", f"case:{case}", f"complaint:{complaint}", f"occasion:{occasion}")
    return client, (f"person:{contact}", *cards)


async def answers(world: World, phone: Phone, words: str) -> str:
    phone.say(words)
    await world.settle()
    files = [world.playground.world.files[file] for message in phone.new for file in message.files]
    inside = [file.data.decode(errors="ignore") for file in files]
    return "\n".join([*(message.text for message in phone.new), *inside])


def told(said: str, words: str, name: str) -> bool:
    """Whether an answer is about the client; who is only echoed is not told of."""
    return f"Contact{name}" in said or ("{client}" not in words and name in said)


def test_every_command_has_its_line_in_the_table() -> None:
    how = "say in tests/house/roles.py what the new command shows of a client, and how it is asked"
    assert set(RULES) == {command.name for command in COMMANDS}, how
    silent = (Shows.SELF, Shows.ROLE, Shows.COUNT)
    assert all(rule.words for rule in RULES.values() if rule.shows not in silent), how


@pytest.mark.parametrize(
    ("role", "dialect"),
    [*((role, "sqlite") for role in STAFF), (Role.LEAD, "postgresql")],
    indirect=["dialect"],
)
async def test_every_command_shows_each_role_just_the_clients_of_the_table(world: World, role: Role) -> None:
    await set_up(world, role)
    phone: Phone = getattr(world, WHO[role])
    wrong = []
    for name, rule in RULES.items():
        if role not in BY_NAME[name].who:
            continue
        for whose, client in NAMES.items():
            words = rule.words or f"/{name} {client}"
            said = await answers(world, phone, words.format(client=client))
            assert said, words
            if told(said, rule.words or "{client}", client) != expected(name, role, whose):
                wrong.append(f"/{name} {whose.name}: {said[:200]}")
            await answers(world, phone, "/cancel")
    assert not wrong, "\n".join(wrong)


async def buttons(world: World, found: Set, whose: Whose) -> list[str]:
    """The data of every button on the cards about a client, as the head has them."""
    ilze, data = world.ilze, []
    number = found.clients[whose]
    cards = [f"cl:open:{number}:0:", *(_opens(thing, number) for thing in found.things[whose])]
    await answers(world, ilze, "/help")
    for card in cards:
        ilze.say("/help")
        await world.settle()
        ilze.mark()
        await ilze.press_data(card, ilze.last)
        await world.settle()
        changed = [ilze.last, *ilze.new]
        rows = [button for message in changed for row in message.rows for button in row]
        data += [card, *(button["callback_data"] for button in rows if "callback_data" in button)]
    return list(dict.fromkeys(data))


def _opens(thing: str, client: int) -> str:
    noun, _, number = thing.partition(":")
    return f"pe:open:{number}:{client}" if noun == "person" else f"op:{noun}:{number}"


# Buttons that say nothing of a client: they close a form or a list of one's own.
HARMLESS = ("ed:x", "cl:x", "pe:x")


async def state(world: World) -> str:
    """What a press could change; looking (the audit, steps) aside."""
    tables = (
        "clients",
        "people",
        "contacts",
        "touches",
        "calls",
        "cases",
        "complaints",
        "occasions",
        "notes",
        "links",
    )
    rows = {name: await world.app.db.all(f"SELECT * FROM {name} ORDER BY 1") for name in tables}
    return json.dumps({name: [dict(row) for row in found] for name, found in rows.items()}, sort_keys=True)


@pytest.mark.parametrize(
    ("role", "dialect"),
    [(Role.MANAGER, "sqlite"), (Role.LEAD, "sqlite"), (Role.MANAGER, "postgresql")],
    indirect=["dialect"],
)
async def test_every_button_of_cards_about_others_clients_is_refused_and_a_deputys_is_not(
    world: World, role: Role
) -> None:
    found = await set_up(world, role)
    phone: Phone = getattr(world, WHO[role])
    pressed = {whose: await buttons(world, found, whose) for whose in Whose}
    await answers(world, phone, "/help")
    message = phone.last
    for whose, every in pressed.items():
        assert len(every) > 15, every
        if seen(role, whose):
            continue
        before = await state(world)
        for data in every:
            toast = await phone.press_data(data, message)
            await world.settle()
            assert NAMES[whose] not in message.text, data
            if not data.startswith(HARMLESS):
                assert toast.text == NOT_FOUND, (whose, data, toast.text)
        assert await state(world) == before
    for data in pressed[Whose.AWAY]:
        toast = await phone.press_data(data, message)
        await world.settle()
        assert toast.text != NOT_FOUND, data
