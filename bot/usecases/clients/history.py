"""What happened with a client, page by page. Not: what is open (card)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.errors import NotFound
from bot.domain.ids import ClientId, PersonId
from bot.domain.people import Actor
from storage import audit, clients, people, timeline
from storage.database import Conn, Database

PAGE = 10
Event = timeline.Event
GROUPS: Mapping[str, tuple[str, ...]] = {
    "": timeline.WHATS,
    "touch": ("touch", "call"),
    "score": ("score",),
    "trouble": ("complaint", "solved", "case", "settled"),
    "note": ("note", "edit"),
    "event": ("guest", "occasion"),
}
"""What can be chosen: the kinds of events of each choice."""


@dataclass(frozen=True, slots=True)
class History:
    """A page of what happened until an instant. `names`: managers whom edits name, by id."""

    client_id: ClientId
    client: str
    group: str
    page: int
    pages: int
    until: datetime
    today: datetime
    events: tuple[Event, ...]
    names: Mapping[int, str]


class Histories:
    """The histories of clients. Another's client is exactly like none."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock

    async def page(
        self, actor: Actor, client_id: ClientId, page: int, group: str = "", until: datetime | None = None
    ) -> History:
        """Ten events. `until`: the instant at which the first page was opened. Raises NotFound."""
        now, group = self.clock(), group if group in GROUPS else ""
        until = min(until or now, now)
        async with self.db.transaction() as tx:
            client = await clients.get(tx, actor.scope, client_id)
            if client is None:
                raise NotFound
            page = max(page, 0)
            whats = GROUPS[group]
            found, total = await timeline.events(tx, client_id, whats, until, limit=PAGE, offset=page * PAGE)
            await audit.add(tx, actor.id, "client.history", f"client:{client_id}", now)
            names = await _names(tx, found)
        pages = max(1, -(-total // PAGE))
        return History(client_id, client.name, group, page, pages, until, now, tuple(found), names)


def change(event: Event, which: str) -> tuple[object, object]:
    """Before and after, of the column `which` of an edit."""
    old, _, new = (event.words or "{}|{}").partition("|")
    return json.loads(old).get(which), json.loads(new).get(which)


async def _names(conn: Conn, events: list[Event]) -> dict[int, str]:
    names: dict[int, str] = {}
    for one in events:
        for id_ in change(one, "manager_id") if one.what == "edit" and one.detail == "manager" else ():
            if isinstance(id_, int) and (person := await people.get(conn, PersonId(id_))) is not None:
                names[id_] = person.name
    return names
