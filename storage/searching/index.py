"""Keeping the index true: whoever writes what can be searched calls one of these in the same transaction, last.

Each reads anew what the clients are called and what is noted about them, and writes only what differs. Not: asking.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple, TypeVar

from bot.domain.ids import ClientId, PersonId
from bot.domain.searching import Kind, entries, tails
from bot.domain.searching.fitting import TAILED
from storage.database import Conn, Row, Tx

_MANY = 512
_WRITTEN = 8192  # clients whose words are written in one order: neighbours in the index are written together
_AT_ONCE = 4096  # rows made ready on the event loop without a pause
_TAILED = int(TAILED)
_FEW = 16  # clients whose words are made on the event loop
# Nobody else writes the words of these clients until we are through: on PostgreSQL two would not see each other.
_HOLD = "UPDATE clients SET version = version WHERE id IN (:ids)"
_CLIENTS = "SELECT id, folded, city, external_id, notes FROM clients WHERE id IN (:ids)"
_CONTACTS = """SELECT k.client_id, p.id, p.folded, p.phone, p.email, k.likes, k.notes FROM contacts k
    JOIN people p ON p.id = k.person_id WHERE k.client_id IN (:ids) AND p.left_at IS NULL"""
_NOTES = "SELECT thing, words FROM notes WHERE thing IN (:things) AND words IS NOT NULL"
_CALL_NOTES = """SELECT c.client_id, n.words FROM calls c JOIN notes n ON n.thing = 'call:' || c.id
    WHERE c.client_id IN (:ids) AND n.words IS NOT NULL"""
_TOUCH_NOTES = """SELECT client_id, note AS words FROM touches
    WHERE client_id IN (:ids) AND note IS NOT NULL AND undone_at IS NULL"""
_THERE = "SELECT client_id, word, kinds FROM search_words WHERE client_id IN (:ids)"
_PUT = """INSERT INTO search_words (word, client_id, kinds) VALUES (:word, :client, :kinds)
    ON CONFLICT (word, client_id) DO UPDATE SET kinds = excluded.kinds"""
_DROP = "DELETE FROM search_words WHERE word = :word AND client_id = :client"
_TAIL = "INSERT INTO search_tails (tail, word) VALUES (:tail, :word) ON CONFLICT (tail, word) DO NOTHING"
_NO_TAIL = "DELETE FROM search_tails WHERE tail = :tail AND word = :word"
_STILL = "SELECT DISTINCT word FROM search_words WHERE word IN (:words) AND (kinds & :tailed) <> 0"
T = TypeVar("T")
Values = dict[str, int | str]
Words = dict[tuple[str, int], int]
"""The kinds of every word of every client."""
Texts = dict[int, list[tuple[Kind, str | None]]]


async def index(tx: Tx, client_ids: Iterable[int]) -> None:
    """Make the index say what is stored about these clients; those that are gone leave it."""
    ids = sorted(set(client_ids))
    for some in _batches(ids):
        await tx.execute(_HOLD, ids=some)
    for some in _batches(ids, _WRITTEN):
        await _index(tx, some)


async def index_of(tx: Tx, client_id: ClientId | None) -> None:
    """The same for one client, if there is one."""
    if client_id is not None:
        await index(tx, [client_id])


async def index_people(tx: Tx, people: Collection[PersonId | int]) -> None:
    """The same for the clients of these contacts; staff have none."""
    await index(tx, await homes(tx, people))


async def homes(conn: Conn, people: Collection[PersonId | int]) -> set[int]:
    """The clients of these contacts."""
    found: set[int] = set()
    for some in _batches(sorted(set(people))):
        rows = await conn.all("SELECT client_id FROM contacts WHERE person_id IN (:ids)", ids=some)
        found |= {row["client_id"] for row in rows}
    return found


async def index_thing(tx: Tx, thing: str) -> None:
    """The same for the client that a note about this thing is about."""
    noun, _, number = thing.partition(":")
    if noun == "client":
        await index(tx, [int(number)])
    elif noun == "person":
        await index_people(tx, [int(number)])
    elif noun in ("call", "touch"):
        table = "calls" if noun == "call" else "touches"
        await index_of(tx, await tx.value(f"SELECT client_id FROM {table} WHERE id = :id", id=int(number)))


class _Plan(NamedTuple):
    """What is to be written, in one order everywhere: two who write wait for each other, not both."""

    drop: list[Values]
    put: list[Values]
    ends: list[Values]
    lost: list[str]


async def _index(tx: Tx, ids: Sequence[int]) -> None:
    texts, there = await _texts(tx, ids), await _there(tx, ids)
    plan = _plan(texts, there) if len(ids) <= _FEW else await asyncio.to_thread(_plan, texts, there)
    await _many(tx, _DROP, plan.drop)
    await _many(tx, _PUT, plan.put)
    await _many(tx, _TAIL, plan.ends)
    for some in _batches(plan.lost):
        rows = await tx.all(_STILL, words=some, tailed=_TAILED)
        await _many(tx, _NO_TAIL, _ends(set(some) - {row["word"] for row in rows}))


async def _many(tx: Tx, sql: str, rows: Sequence[Values]) -> None:
    for some in _batches(rows, _AT_ONCE):
        await tx.many(sql, some)


def _plan(texts: Texts, there: Words) -> _Plan:
    """What differs. Ends are kept of words of names and phones; of those that a client lost, `_index` asks for others."""
    wanted = {(word, client): kinds for client, own in texts.items() for word, kinds in entries(own).items()}
    new = {key: kinds for key, kinds in wanted.items() if there.get(key) != kinds}
    gone = [key for key in there if key not in wanted]
    came = {key[0] for key, kinds in new.items() if kinds & _TAILED and not there.get(key, 0) & _TAILED}
    lost = {key[0] for key in gone if there[key] & _TAILED}
    lost |= {key[0] for key, kinds in new.items() if there.get(key, 0) & _TAILED and not kinds & _TAILED}
    return _Plan(
        [{"word": word, "client": client} for word, client in sorted(gone)],
        [{"word": word, "client": client, "kinds": new[word, client]} for word, client in sorted(new)],
        _ends(came),
        sorted(lost - came),
    )


def _ends(words: Collection[str]) -> list[Values]:
    return [{"tail": tail, "word": word} for word in sorted(words) for tail in tails(word)]


async def _there(conn: Conn, ids: Sequence[int]) -> Words:
    return {
        (row["word"], row["client_id"]): row["kinds"]
        for some in _batches(ids)
        for row in await conn.all(_THERE, ids=some)
    }


async def _texts(conn: Conn, client_ids: Sequence[int]) -> Texts:
    found: Texts = defaultdict(list)
    for ids in _batches(client_ids):
        for row in await conn.all(_CLIENTS, ids=ids):
            found[row["id"]] += [(Kind.NAME, row["folded"]), (Kind.CITY, row["city"])]
            found[row["id"]] += [(Kind.ID, row["external_id"]), (Kind.NOTE, row["notes"])]
        owners = {f"client:{client}": client for client in ids}
        for row in await conn.all(_CONTACTS, ids=ids):
            owners[f"person:{row['id']}"] = row["client_id"]
            found[row["client_id"]] += _contact(row)
        for things in _batches(list(owners)):
            for row in await conn.all(_NOTES, things=things):
                found[owners[row["thing"]]].append((Kind.NOTE, row["words"]))
        for sql in (_CALL_NOTES, _TOUCH_NOTES):
            for row in await conn.all(sql, ids=ids):
                found[row["client_id"]].append((Kind.NOTE, row["words"]))
    return found


def _contact(row: Row) -> list[tuple[Kind, str | None]]:
    notes = [(Kind.NOTE, row["likes"]), (Kind.NOTE, row["notes"])]
    return [(Kind.CONTACT, row["folded"]), (Kind.PHONE, row["phone"]), (Kind.EMAIL, row["email"]), *notes]


def _batches(rows: Sequence[T], size: int = _MANY) -> list[Sequence[T]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)]
