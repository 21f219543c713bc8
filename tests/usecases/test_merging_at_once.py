"""Two leads at the same two cards at the same moment: one merge stands, and nothing is done twice."""

import asyncio
from collections.abc import Coroutine
from typing import Any

from bot.domain.errors import Changed, NotFound
from bot.domain.ids import ClientId
from bot.usecases.merging import Merged, Merging
from storage import clients
from tests.cast import Stage
from tests.usecases.test_merging import merging, twin
from tests.usecases.test_searching import check

__all__ = ["merging"]


async def both(*work: Coroutine[Any, Any, Any]) -> tuple[list[Any], set[type]]:
    """What came of two at once: the results, and the kinds of refusals."""
    found = await asyncio.gather(*work, return_exceptions=True)
    refused = {type(one) for one in found if isinstance(one, BaseException)}
    return [one for one in found if not isinstance(one, BaseException)], refused


async def versions(merging: Merging, stage: Stage, kept: int, gone: int) -> int:
    seen = await merging.preview(stage.actor(stage.cast.ilze), "client", kept, gone)
    return seen.kept.version + seen.gone.version


async def test_the_same_merge_by_two_leads_is_one_and_so_is_its_undo(stage: Stage, merging: Merging) -> None:
    other, _ = await twin(stage)
    oskars, ilze, acme = stage.actor(stage.cast.oskars), stage.actor(stage.cast.ilze), stage.cast.acme
    seen = await versions(merging, stage, acme, other)
    done, refused = await both(
        merging.merge(oskars, "client", acme, other, seen), merging.merge(ilze, "client", acme, other, seen)
    )
    assert (done[0], refused) == (done[1], set())
    assert await stage.db.value("SELECT COUNT(*) FROM merges") == 1
    back, refused = await both(merging.undo(oskars, done[0].id), merging.undo(ilze, done[0].id))
    assert ([one.missed for one in back], refused) == ([0, 0], set())
    assert await stage.db.value("SELECT COUNT(*) FROM audit WHERE action = 'client.unmerge'") == 1
    await check(stage.db)


async def test_crossing_merges_and_an_edit_meanwhile_lose_nothing(stage: Stage, merging: Merging) -> None:
    other, _ = await twin(stage)
    oskars, ilze, acme = stage.actor(stage.cast.oskars), stage.actor(stage.cast.ilze), stage.cast.acme
    seen = await versions(merging, stage, acme, other)
    done, refused = await both(
        merging.merge(oskars, "client", acme, other, seen), merging.merge(ilze, "client", other, acme, seen)
    )
    assert ([type(one) for one in done], refused) == ([Merged], {NotFound})
    await merging.undo(ilze, done[0].id)
    seen = await versions(merging, stage, acme, other)

    async def edit() -> bool:
        async with stage.db.transaction() as tx:
            client = await clients.load(tx, ClientId(other))
            return client is not None and await clients.update(tx, other, client.version, notes="by hand")

    done, refused = await both(merging.merge(oskars, "client", acme, other, seen), edit())
    assert (True in done) == (refused == {Changed}), (
        "either the edit came first and was seen, or it was refused"
    )
    await check(stage.db)


async def test_a_client_that_goes_into_a_third_meanwhile_is_not_parted(
    stage: Stage, merging: Merging
) -> None:
    other, _ = await twin(stage)
    oskars, ilze, acme = stage.actor(stage.cast.oskars), stage.actor(stage.cast.ilze), stage.cast.acme
    first = await merging.merge(oskars, "client", acme, other, await versions(merging, stage, acme, other))
    seen = await versions(merging, stage, stage.cast.levant, acme)
    done, refused = await both(
        merging.undo(oskars, first.id), merging.merge(ilze, "client", stage.cast.levant, acme, seen)
    )
    assert (len(done), len(refused)) == (1, 1), "one of the two, never both"
    await check(stage.db)
