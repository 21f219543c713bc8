"""Joining: one-time links for the head, staff and contacts, and every way in which a link may not work."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.errors import BadInput, Changed, NotFound
from bot.domain.ids import NOBODY, ClientId, LinkId, PersonId
from bot.domain.joining import Door, Wants
from bot.domain.people import Actor, Profile, Role, Step
from bot.usecases.inviting import Invitation, Inviting, TeamChoice
from bot.usecases.joining import Joined, Joining
from bot.usecases.people import People
from storage import contacts, facts, people
from tests.cast import COMPANY, Stage

ALL = Wants.everything()


@pytest.fixture
async def inviting(stage: Stage) -> Inviting:
    made = Inviting(stage.db, stage.clock, lambda link: link.encode())
    await made.know_bot("rapport_bot")
    return made


@pytest.fixture
def joining(stage: Stage) -> Joining:
    return Joining(stage.db, stage.clock, COMPANY)


def somebody(user_id: int = 9001) -> Actor:
    return Actor(NOBODY, Role.STRANGER, "", "en", "UTC", user_id)


def profile(user_id: int = 9001, name: str = "Zane Ozola") -> Profile:
    return Profile(user_id, name, "zane_o", "en")


async def new_contact(stage: Stage, name: str = "Zane Ozola", client: ClientId | None = None) -> PersonId:
    async with stage.db.transaction() as tx:
        home = client or stage.cast.acme
        return await people.add(tx, role=Role.CONTACT, name=name, now=stage.clock(), client_id=home)


async def new_manager(stage: Stage, name: str = "Nils Kalns", role: Role = Role.MANAGER) -> PersonId:
    async with stage.db.transaction() as tx:
        team = stage.cast.team if role is Role.MANAGER else None
        return await people.add(tx, role=role, name=name, now=stage.clock(), team_id=team)


async def link_of(stage: Stage, inviting: Inviting) -> Invitation:
    return await inviting.make(stage.actor(stage.cast.janis), await new_contact(stage))


async def letters(stage: Stage, kind: str) -> list[int]:
    rows = await stage.db.all("SELECT person_id FROM letters WHERE kind = :kind ORDER BY id", kind=kind)
    return [row["person_id"] for row in rows]


async def join(joining: Joining, token: str, user_id: int = 9001, wants: Wants = ALL) -> Joined:
    joined = await joining.accept(somebody(user_id), profile(user_id), token, wants, "ru")
    assert isinstance(joined, Joined)
    return joined


async def test_the_first_head_joins_by_the_link_of_the_command_line_and_is_named_by_telegram(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET left_at = 1 WHERE role = 'head'")
    url = await inviting.owner_link()
    assert url.startswith("https://t.me/rapport_bot?start=m")
    token = url.partition("=")[2]
    doorway = await joining.open(somebody(), token)
    assert (doorway.door, doorway.first_name) == (Door.WELCOME, "")
    assert (await join(joining, token)).role is Role.HEAD
    assert (await People(stage.db, stage.clock, COMPANY).whoami(9001, "en")).name == "Zane Ozola"


async def test_a_second_owner_link_replaces_the_first(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    async with stage.db.transaction() as tx:
        await tx.execute("UPDATE people SET left_at = 1 WHERE role = 'head'")
    first, second = await inviting.owner_link(), await inviting.owner_link()
    assert (await joining.open(somebody(), first.partition("=")[2])).door is Door.REVOKED
    assert (await joining.open(somebody(), second.partition("=")[2])).door is Door.WELCOME


async def test_no_owner_link_while_a_head_is_connected_unless_it_replaces_the_account(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    with pytest.raises(BadInput) as refused:
        await inviting.owner_link()
    assert refused.value.code == "owner-connected"
    url = await inviting.owner_link(replace=True)
    await join(joining, url.partition("=")[2])
    assert (await People(stage.db, stage.clock, COMPANY).whoami(1001, "en")).role is Role.STRANGER
    assert (await People(stage.db, stage.clock, COMPANY).whoami(9001, "en")).name == "Ilze Kalniņa"


async def test_a_contact_joins_with_the_language_and_switches_chosen_at_the_door(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    doorway = await joining.open(somebody(), made.token)
    assert (doorway.door, doorway.first_name, doorway.manager) == (Door.WELCOME, "Zane", "Jānis Bērziņš")
    await join(joining, made.token, wants=Wants.SURVEYS)
    async with stage.db.read() as conn:
        contact = await contacts.load(conn, made.person_id)
    assert contact is not None
    assert (contact.wants, contact.person.language, contact.connected) == (Wants.SURVEYS, "ru", True)
    assert await letters(stage, "joining.connected") == [stage.cast.janis.person_id]


async def test_the_token_is_long_random_and_stored_only_as_a_hash(inviting: Inviting, stage: Stage) -> None:
    made = await link_of(stage, inviting)
    other = await inviting.make(stage.actor(stage.cast.janis), made.person_id)
    assert made.token != other.token
    assert len(made.token) >= 23
    stored = await stage.db.all("SELECT * FROM links")
    assert not any(made.token in str(dict(row)) for row in stored)


async def test_who_used_a_link_gets_their_home_and_anybody_else_hears_that_it_is_used(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    await join(joining, made.token)
    zane = await People(stage.db, stage.clock, COMPANY).whoami(9001, "en")
    assert (await joining.open(zane, made.token)).door is Door.HOME
    again = await joining.accept(zane, profile(), made.token, ALL, "en")
    assert not isinstance(again, Joined)
    assert again.door is Door.HOME
    late = await joining.accept(somebody(9002), profile(9002), made.token, ALL, "en")
    assert not isinstance(late, Joined)
    assert (late.door, late.first_name) == (Door.USED, "")


async def test_only_one_of_two_who_press_at_once_is_connected(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    both = await asyncio.gather(
        *(joining.accept(somebody(n), profile(n), made.token, ALL, "en") for n in (9001, 9002))
    )
    assert sorted(isinstance(one, Joined) for one in both) == [False, True]
    assert await stage.db.value("SELECT COUNT(*) FROM people WHERE user_id IN (9001, 9002)") == 1


@pytest.mark.parametrize(("days", "seen"), [(29, Door.WELCOME), (31, Door.EXPIRED)])
async def test_a_contacts_link_lives_thirty_days(
    inviting: Inviting, joining: Joining, stage: Stage, days: int, seen: Door
) -> None:
    made = await link_of(stage, inviting)
    stage.clock.jump(timedelta(days=days))
    assert (await joining.open(somebody(), made.token)).door is seen


async def test_a_link_for_staff_lives_72_hours(inviting: Inviting, joining: Joining, stage: Stage) -> None:
    made = await inviting.make(stage.actor(stage.cast.ilze), await new_manager(stage))
    stage.clock.jump(timedelta(hours=73))
    late = await joining.accept(somebody(), profile(), made.token, ALL, "en")
    assert not isinstance(late, Joined)
    assert late.door is Door.EXPIRED


async def test_staff_look_at_a_contacts_link_without_using_it(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    janis = stage.actor(stage.cast.janis)
    assert (await joining.open(janis, made.token)).door is Door.PREVIEW
    refused = await joining.accept(janis, profile(1003), made.token, ALL, "en")
    assert not isinstance(refused, Joined)
    assert (await joining.open(somebody(), made.token)).door is Door.WELCOME


async def test_a_contact_learns_nothing_from_somebody_elses_link(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    doorway = await joining.open(stage.actor(stage.cast.noa), made.token)
    assert (doorway.door, doorway.first_name, doorway.manager) == (Door.OTHER, "", None)


async def test_a_link_that_never_was_tells_nothing(joining: Joining) -> None:
    doorway = await joining.open(somebody(), "c" + "x" * 32)
    assert (doorway.door, doorway.first_name, doorway.manager) == (Door.UNKNOWN, "", None)


async def test_asking_for_a_new_link_writes_to_the_manager_once(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    await joining.ask(somebody(), profile(), made.token)
    assert await letters(stage, "joining.asked") == []
    stage.clock.jump(timedelta(days=31))
    await joining.ask(somebody(), profile(), made.token)
    await joining.ask(somebody(), profile(), made.token)
    assert await letters(stage, "joining.asked") == [stage.cast.janis.person_id]


async def test_not_me_tells_the_manager_and_leaves_the_link_to_the_right_one(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    await joining.not_me(somebody(9002), profile(9002), made.token)
    assert await letters(stage, "joining.asked") == [stage.cast.janis.person_id]
    assert (await join(joining, made.token)).role is Role.CONTACT


async def test_not_them_unlinks_the_account_at_once(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    made = await link_of(stage, inviting)
    await join(joining, made.token)
    link = LinkId(await stage.db.value("SELECT id FROM links WHERE used_at IS NOT NULL"))
    janis = stage.actor(stage.cast.janis)
    assert (await joining.settle(janis, link, unlink=False)).settled is not None
    settled = (await joining.settle(janis, link, unlink=True)).settled
    assert settled is not None
    assert settled.what == "unlinked"
    assert (await People(stage.db, stage.clock, COMPANY).whoami(9001, "en")).role is Role.STRANGER
    with pytest.raises(NotFound):
        await joining.settle(stage.actor(stage.cast.paivi), link, unlink=True)


async def test_a_manager_makes_no_links_for_other_managers_contacts_or_for_staff(
    inviting: Inviting, stage: Stage
) -> None:
    levant = await new_contact(stage, client=stage.cast.levant)
    nils = await new_manager(stage)
    for person in (levant, nils, PersonId(999)):
        with pytest.raises(NotFound):
            await inviting.make(stage.actor(stage.cast.janis), person)


async def test_a_lead_invites_managers_of_the_own_team_only(inviting: Inviting, stage: Stage) -> None:
    oskars = stage.actor(stage.cast.oskars)
    mine, lead = await new_manager(stage), await new_manager(stage, "Laima Lapa", Role.LEAD)
    assert [person.id for person in (await inviting.invitees(oskars)).people] == [mine]
    assert (await inviting.make(oskars, mine)).team == "Riga"
    with pytest.raises(NotFound):
        await inviting.make(oskars, lead)


async def test_a_lead_types_a_name_and_has_the_link(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    oskars = replace(stage.actor(stage.cast.oskars), step=Step("invite.name"))
    await inviting.ask_name(oskars)
    made = await inviting.take_name(oskars, "  Nils   Kalns ")
    assert made is not None
    assert (made.name, made.role, made.team) == ("Nils Kalns", Role.MANAGER, "Riga")
    with pytest.raises(Changed):
        await inviting.take_name(oskars, "Nils Kalns")
    await join(joining, made.token)
    assert await letters(stage, "joining.connected") == [stage.cast.oskars.person_id]


async def test_the_head_chooses_role_and_team_and_a_new_lead_starts_one(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    ilze = stage.actor(stage.cast.ilze)
    await inviting.ask_name(ilze)
    assert await inviting.take_name(ilze, "Laima Lapa") is None
    choice = await inviting.take_role(
        replace(ilze, step=Step("invite.role", {"name": "Laima Lapa"})), Role.LEAD
    )
    assert isinstance(choice, TeamChoice)
    assert choice.teams == ()
    step = Step("invite.team", {"name": "Laima Lapa", "role": "lead"})
    made = await inviting.take_team(replace(ilze, step=step), None)
    assert (await join(joining, made.token)).team_wanted
    laima = await People(stage.db, stage.clock, COMPANY).whoami(9001, "en")
    assert laima.step is not None
    await joining.name_team(laima, "North")
    again = await People(stage.db, stage.clock, COMPANY).whoami(9001, "en")
    assert (again.team_id is not None, again.step) == (True, None)


async def test_an_imported_manager_who_joins_finds_their_clients_waiting(
    inviting: Inviting, joining: Joining, stage: Stage
) -> None:
    nils = await new_manager(stage)
    async with stage.db.transaction() as tx:
        await tx.execute(
            "UPDATE clients SET manager_id = :id WHERE id = :client", id=nils, client=stage.cast.acme
        )
    made = await inviting.make(stage.actor(stage.cast.oskars), nils)
    assert (await join(joining, made.token)).clients == 1


async def test_the_picture_of_a_link_is_only_for_who_may_make_it(inviting: Inviting, stage: Stage) -> None:
    made = await link_of(stage, inviting)
    assert await inviting.picture(stage.actor(stage.cast.janis), made.token) == made.url.encode()
    with pytest.raises(NotFound):
        await inviting.picture(stage.actor(stage.cast.paivi), made.token)


async def test_without_the_bots_name_no_link_can_be_made(stage: Stage) -> None:
    inviting = Inviting(stage.db, stage.clock, lambda link: link.encode())
    with pytest.raises(BadInput) as refused:
        await inviting.owner_link(replace=True)
    assert refused.value.code == "invite-no-bot"
    assert await stage.db.value("SELECT user_id FROM people WHERE role = 'head'") == 1001
    async with stage.db.read() as conn:
        assert await facts.get(conn, facts.BOT_NAME) is None


async def test_a_connected_person_gets_no_second_account(inviting: Inviting, stage: Stage) -> None:
    anna = stage.cast.anna.person_id
    assert anna is not None
    with pytest.raises(BadInput) as refused:
        await inviting.make(stage.actor(stage.cast.janis), anna)
    assert refused.value.code == "invite-connected"
    await inviting.unlink(stage.actor(stage.cast.janis), anna)
    assert (await inviting.make(stage.actor(stage.cast.janis), anna)).name == "Anna Bērziņa"
