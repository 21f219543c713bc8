"""Invite sheets: new links for all contacts of a manager who are not connected, to be printed. Not: how it looks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bot.clock import Clock
from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed, NotFound
from bot.domain.ids import PersonId
from bot.domain.joining import JoinRules
from bot.domain.people import Actor, Step
from bot.usecases.inviting.making import make
from storage import audit, links, people, steps
from storage.database import Conn, Database, Tx

STEP = "sheet.make"
MOST = 200
"""Contacts on one sheet: 34 printed pages; more is made part by part, a client's contacts together."""


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose contacts wait for a link: manager (None: clients without one), name, how many."""

    owners: tuple[tuple[PersonId | None, str, int], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sheet would hold. `replaced`: how many have a link that stops working; parts count from 0."""

    owner_id: PersonId | None
    owner: str
    part: int
    counts: tuple[int, ...]
    replaced: int

    @property
    def count(self) -> int:
        """Contacts on this part."""
        return self.counts[self.part] if self.counts else 0


@dataclass(frozen=True, slots=True)
class SheetLink:
    """One slip: first name only, since paper gets passed on. `language` is the contact's own, if known."""

    first_name: str
    client: str
    url: str
    expires_at: datetime
    language: str | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed. It holds the tokens: given once, in this answer, and stored nowhere."""

    company: str
    manager: str
    part: int
    parts: int
    made_at: datetime
    language: str
    links: tuple[SheetLink, ...]


class Sheets:
    """Everything about invite sheets. `slip` takes the words of one, `print_` headings and slips: the bytes of a page."""

    def __init__(
        self,
        db: Database,
        clock: Clock,
        company: Company,
        slip: Callable[..., object],
        print_: Callable[..., bytes],
        rules: JoinRules,
    ) -> None:
        self.db, self.clock, self.company, self.rules = db, clock, company, rules
        self.slip, self.print_ = slip, print_

    async def owners(self, actor: Actor) -> Owners | Offer:
        """Whose sheet; where there is only one, what it would hold. Raises BadInput when everybody is connected."""
        _staff(actor)
        async with self.db.read() as conn:
            found = await links.waiting_by_manager(conn, actor.scope)
        if not found:
            raise BadInput("sheet-nobody")
        if len(found) == 1:
            return await self.offer(actor, found[0][0])
        return Owners(tuple(found))

    async def offer(self, actor: Actor, owner: PersonId | None, part: int = 0) -> Offer:
        """What a sheet would hold; from now on it may be made. Raises BadInput, NotFound."""
        _staff(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            name, parts = await self._parts(tx, actor, owner, now)
            part = min(max(part, 0), len(parts) - 1)
            offered = Offer(
                owner, name, part, tuple(len(one) for one in parts), sum(one.has_link for one in parts[part])
            )
            args = {"owner": owner or 0, "part": part, "count": offered.count}
            await steps.open_(tx, actor.id, Step(STEP, args), now)
            await audit.seen(tx, actor.id, "sheet.view", None if owner is None else f"person:{owner}", now)
            return offered

    async def make(self, actor: Actor, owner: PersonId | None, part: int, count: int) -> Sheet | Offer:
        """Make the links, once for each offer: every earlier link of these contacts stops working.

        An offer again when other contacts wait than were offered. Raises BadInput "sheet-made" for a second tap.
        """
        _staff(actor)
        now = self.clock()
        async with self.db.transaction() as tx:
            if not _offered(actor, owner, part, count) or not await steps.close(tx, actor.id, only=STEP):
                raise BadInput("sheet-made")
            name, parts = await self._parts(tx, actor, owner, now)
            if part < len(parts) and len(parts[part]) == count:
                slips = [await self._slip(tx, actor, one, now) for one in parts[part]]
                thing = None if owner is None else f"person:{owner}"
                await audit.add(tx, actor.id, "contacts.sheet", thing, now, new=str(count))
                language = actor.language
                return Sheet(self.company.name, name, part, len(parts), now, language, tuple(slips))
        return await self.offer(actor, owner, part)

    async def _slip(self, tx: Tx, actor: Actor, one: links.Waiting, now: datetime) -> SheetLink:
        made = await make(tx, self.rules, actor.id, one.person, now)
        person = one.person
        return SheetLink(
            person.first_name, one.client, made.url, made.expires_at, person.language, person.zone
        )

    async def _parts(
        self, conn: Conn, actor: Actor, owner: PersonId | None, now: datetime
    ) -> tuple[str, list[list[links.Waiting]]]:
        found = await links.waiting(conn, actor.scope, owner, now)
        if not found:
            raise BadInput("sheet-nobody")
        person = None if owner is None else await people.get(conn, owner)
        if owner is not None and person is None:
            raise NotFound
        return (person.name if person else ""), in_parts(found)


def in_parts(found: Sequence[links.Waiting], most: int = MOST) -> list[list[links.Waiting]]:
    """Cut by client: a client's contacts stay together, unless there are more than a sheet takes."""
    parts: list[list[links.Waiting]] = []
    for _, group in groupby(found, key=lambda one: one.client_id):
        every = list(group)
        for start in range(0, len(every), most):
            piece = every[start : start + most]
            if not parts or len(parts[-1]) + len(piece) > most:
                parts.append([])
            parts[-1] += piece
    return parts


def _offered(actor: Actor, owner: PersonId | None, part: int, count: int) -> bool:
    step = actor.step
    if step is None or step.name != STEP:
        return False
    return (step.args.get("owner"), step.args.get("part"), step.args.get("count")) == (
        owner or 0,
        part,
        count,
    )


def _staff(actor: Actor) -> None:
    """Buttons can be forged."""
    if not actor.role.is_staff:
        raise NotAllowed
