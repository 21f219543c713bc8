"""Finding clients: what fits, page by page. Not: the card (clients), who looks alike when one is added (additions)."""

from dataclasses import dataclass

from bot.clock import Clock
from bot.domain.errors import BadInput
from bot.domain.ids import ClientId
from bot.domain.people import Actor
from bot.domain.searching import Query, read_query
from storage import audit, searching
from storage.database import Conn, Database

PAGE = 8
Hit = searching.Hit


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found; `number` names the search in the buttons that turn the page.

    `more`: there are more than `total`. `guessed`: nothing fits as it was typed, these are near.
    """

    text: str
    number: int
    page: int
    total: int
    hits: tuple[Hit, ...]
    more: bool = False
    guessed: bool = False

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, (self.total - 1) // PAGE + 1)


class Searching:
    """The search. Another's client is exactly like none."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self.db, self.clock = db, clock

    async def ensure(self) -> None:
        """At the start: a database that has no index of these rules gets one."""
        await searching.rebuild(self.db)

    async def find(self, actor: Actor, text: str) -> Hits | ClientId:
        """Search by name, contact, phone, e-mail, notes or the company's own number; a single sure hit comes alone."""
        query = read_query(text)
        async with self.db.transaction() as tx:
            found = await searching.find(tx, actor.scope, query)
            await audit.add(tx, actor.id, "client.search", None, self.clock(), new=str(len(found.hits)))
            if len(found.hits) == 1 and not found.guessed:
                return found.hits[0][0]
            number = await searching.remember(tx, actor.id, query.exact)
            return await _page(tx, query, found, number, 0)

    async def turn(self, actor: Actor, number: int, page: int) -> Hits:
        """Another page of the last search; an earlier search cannot be turned any more."""
        async with self.db.transaction() as tx:
            text = await searching.recall(tx, actor.id, number)
            if text is None:
                raise BadInput("find-old")
            query = read_query(text)
            found = await searching.find(tx, actor.scope, query)
            await audit.seen(tx, actor.id, "client.search", None, self.clock(), new=str(len(found.hits)))
            return await _page(tx, query, found, number, page)


async def _page(conn: Conn, query: Query, found: searching.Found, number: int, page: int) -> Hits:
    page = max(0, min(page, (len(found.hits) - 1) // PAGE))
    ids = [client for client, _ in found.hits[page * PAGE : (page + 1) * PAGE]]
    return Hits(
        text=query.exact,
        number=number,
        page=page,
        total=len(found.hits),
        hits=tuple(await searching.hits(conn, query, ids)),
        more=found.more,
        guessed=found.guessed,
    )
