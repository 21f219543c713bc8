"""Personal links for whoever an import brought, as a file. Not: single links (inviting)."""

import asyncio
from secrets import token_urlsafe

from bot.domain.errors import BadInput
from bot.domain.imports import State
from bot.domain.jobs import File, Job
from bot.domain.joining import token_hash
from bot.domain.people import Actor, Role
from bot.domain.tables import speaking
from bot.usecases.imports.base import Tick, only_head
from bot.usecases.imports.offering import LINKS, Offering
from bot.usecases.inviting.making import url_of
from storage import audit, links
from storage import imports as rows
from storage.database import Row, Tx

_PAGE = 200
_BYTES = 24  # 192 bits
_FIELDS = ("external_id", "client", "contact", "phone", "email")


class Linking(Offering):
    """[Links] under an import: tokens are in that file alone, only their hashes are kept."""

    async def linkable(self, actor: Actor, import_id: int) -> int:
        """How many contacts of an import could get a link. Raises BadInput import-no-links when nobody could."""
        only_head(actor)
        async with self.db.read() as conn:
            kept = await self._get(conn, import_id)
            count = await rows.linkable(conn, import_id) if kept.state is State.DONE else 0
        if not count:
            raise BadInput("import-no-links")
        return count

    async def link(self, actor: Actor, import_id: int) -> None:
        """Have a job make the links and send them; links that these contacts have stop working."""
        await self.linkable(actor, import_id)
        await self.start(actor, import_id, LINKS, {"language": actor.language})

    async def _linked(self, job: Job, import_id: int, tick: Tick) -> File:
        language = str(job.what.get("language") or "en")
        assert self.sheets is not None
        header = [*(speaking.heading(name, language) for name in _FIELDS), speaking.link(language)]
        sheet = await asyncio.to_thread(self.sheets["xlsx"], header)
        after = made = done = 0
        while True:
            async with self.db.transaction() as tx:
                page = await rows.brought(tx, import_id, after, _PAGE)
                urls = await self._make(tx, job, import_id, page) if page else {}
            if not page:
                break
            after, done, made = page[-1]["id"], done + len(page), made + len(urls)
            lines = [[*(row[name] for name in _FIELDS), urls.get(row["id"])] for row in page]
            await asyncio.to_thread(sheet.add, lines)
            await tick(done, 0)
        return File("import-links", "links.xlsx", await asyncio.to_thread(sheet.close), {"n": made})

    async def _make(self, tx: Tx, job: Job, import_id: int, page: list[Row]) -> dict[int, str]:
        """A link for each who is not connected."""
        now = self.clock()
        tokens = {row["id"]: f"c{token_urlsafe(_BYTES)}" for row in page if row["user_id"] is None}
        if not tokens:
            return {}
        hashes = {person: token_hash(token) for person, token in tokens.items()}
        await links.add_many(tx, hashes, job.by, now, now + self.joins.lifetime(Role.CONTACT))
        await audit.add(tx, job.by, "import.links", f"import:{import_id}", now, new=str(len(tokens)))
        return {person: await url_of(tx, token) for person, token in tokens.items()}
