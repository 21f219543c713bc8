"""What follows from an edit: dates and calls planned anew, the new manager told, open cards redrawn. Not: saving."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.editing import Field, Values
from bot.domain.ids import ClientId, PersonId
from bot.domain.letters import Claimed, Letter, NotWanted, View
from bot.domain.people import Actor
from bot.usecases.cadence import Cadences
from bot.usecases.clients.forms import Target
from bot.usecases.duty import OnDuty
from bot.usecases.occasions import Occasions
from storage import clients, handing, outbox, people
from storage.database import Conn, Tx

_DATES = frozenset(
    {"label", "day", "birthday", "first_deal", "contract_signed", "contract_ends", "status", "manager"}
)
_CADENCE = frozenset({"tier", "status"})


@dataclass(frozen=True, slots=True)
class Handed:
    """What the letter about a hand-over tells. `open`: what comes along; `by`, `to`: names, None where there is none."""

    client_id: ClientId
    client: str
    by: str | None
    to: str | None
    open: handing.Open


class Effects:
    """Whatever depends on what was edited, in the transaction of the edit; opens the letters about it."""

    def __init__(self, occasions: Occasions, cadences: Cadences, on_duty: Sequence[OnDuty] = ()) -> None:
        self.occasions, self.cadences, self.on_duty = occasions, cadences, on_duty

    async def edited(
        self,
        tx: Tx,
        actor: Actor,
        found: Target,
        field: Field,
        old: Values,
        new: Values,
        now: datetime,
        edit: int,
    ) -> None:
        """A field of a client or contact was written."""
        if field.code == "manager":
            await self._handed(tx, actor, found.client_id, _person(old), _person(new), now, edit)
        if field.code in _CADENCE:
            await self.cadences.replan(tx, found.client_id, now)
        if field.code in _DATES:
            await self.occasions.replan(tx, found.client_id, now, again=field.code == "manager")
        await self.redraw(tx, found.client_id, now)

    async def merged(self, tx: Tx, client_id: ClientId, now: datetime) -> None:
        """Two cards became one, or were parted again: calls by cadence and dates are planned anew."""
        await self.cadences.replan(tx, client_id, now)
        await self.occasions.replan(tx, client_id, now)
        await self._turned(tx, client_id, now)
        await self.redraw(tx, client_id, now)

    async def _turned(self, tx: Tx, client_id: ClientId, now: datetime) -> None:
        """Cases and complaints may have other owners: their clocks are carried over."""
        for noun in self.on_duty:
            await noun.turned(tx, now, client=client_id)

    async def redraw(self, tx: Tx, client_id: ClientId, now: datetime) -> None:
        """Every card about what is open with the client shows it as it is now."""
        for thing in await handing.things(tx, client_id):
            await outbox.redraw(tx, thing, now=now)

    async def _handed(
        self,
        tx: Tx,
        actor: Actor,
        client_id: ClientId,
        old: PersonId | None,
        new: PersonId | None,
        now: datetime,
        edit: int,
    ) -> None:
        await handing.move(tx, client_id, old, new, actor.id, now)
        await self._turned(tx, client_id, now)
        args = {"client": client_id, "by": actor.id}
        for kind, to in (("client.given", new), ("client.gone", old)):
            if to is not None and to != actor.id:
                await outbox.put(tx, Letter(kind, to, f"{kind}:{edit}", {**args, "to": new}), now=now)

    async def open_letter(self, conn: Conn, letter: Claimed, now: datetime) -> View | NotWanted:
        """Who got whose client; not wanted any more when it has gone elsewhere since."""
        client = await clients.load(conn, ClientId(int(letter.args["client"] or 0)))
        if client is None or client.manager_id != letter.args["to"]:
            return NotWanted("handed on")
        by, to = await _name(conn, letter.args["by"]), await _name(conn, letter.args["to"])
        return View(Handed(client.id, client.name, by, to, await handing.open_of(conn, client.id)))


async def _name(conn: Conn, id_: int | str | bool | None) -> str | None:
    person = await people.get(conn, PersonId(int(id_ or 0)))
    return None if person is None else person.name


def _person(values: Values) -> PersonId | None:
    id_ = values["manager_id"]
    return PersonId(id_) if isinstance(id_, int) else None
