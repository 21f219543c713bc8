"""Keeping the index true: whoever writes what can be searched calls one of these in the same transaction, last.

Each reads anew what the clients are called and what is noted about them, and writes only what differs. Not: asking.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from bot.domain.ids import ClientId, PersonId
from bot.domain.searching import Kind, entries, tails
from bot.domain.searching.fitting import TAILED
from storage.database import Conn, Row, Tx

_MANY = 512
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
Words = dict[tuple[int, str], int]
"""The kinds of every word of every client."""


async def index(tx: Tx, client_ids: Iterable[int]) -> None:
    """Make the index say what is stored about these clients; those that are gone leave it."""
    ids = sorted(set(client_ids))
    for some in _batches(ids):
        await tx.execute(_HOLD, ids=some)
    for some in _batches(ids):
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


async def _index(tx: Tx, ids: Sequence[int]) -> None:
    texts = await _texts(tx, ids)
    wanted = _words(texts) if len(ids) <= _FEW else await asyncio.to_thread(_words, texts)
    there = {(row["client_id"], row["word"]): int(row["kinds"]) for row in await tx.all(_THERE, ids=ids)}
    new = {key: kinds for key, kinds in wanted.items() if there.get(key) != kinds}
    gone = [key for key in there if key not in wanted]
    await tx.many(_DROP, [{"word": word, "client": client} for client, word in sorted(gone, key=_by_word)])
    await tx.many(
        _PUT,
        [{"word": key[1], "client": key[0], "kinds": new[key]} for key in sorted(new, key=_by_word)],
    )
    await _tails(tx, there, new, gone)


def _by_word(key: tuple[int, str]) -> tuple[str, int]:
    return key[1], key[0]  # in one order everywhere: two who write wait for each other, not both


async def _tails(tx: Tx, there: Words, new: Words, gone: Sequence[tuple[int, str]]) -> None:
    """Ends for words of names and phones that came; those of words that nobody has any more go."""
    came = {key[1] for key, kinds in new.items() if kinds & TAILED and not there.get(key, 0) & TAILED}
    went = {key[1] for key in gone if there[key] & TAILED}
    went |= {key[1] for key, kinds in new.items() if there.get(key, 0) & TAILED and not kinds & TAILED}
    await tx.many(_TAIL, _ends(came))
    for some in _batches(sorted(went - came)):
        rows = await tx.all(_STILL, words=some, tailed=int(TAILED))
        await tx.many(_NO_TAIL, _ends(set(some) - {row["word"] for row in rows}))


def _ends(words: Collection[str]) -> list[dict[str, str]]:
    return [{"tail": tail, "word": word} for word in sorted(words) for tail in tails(word)]


Texts = dict[int, list[tuple[Kind, str | None]]]


async def _texts(conn: Conn, ids: Sequence[int]) -> Texts:
    found: Texts = defaultdict(list)
    for row in await conn.all(_CLIENTS, ids=ids):
        found[row["id"]] += [(Kind.NAME, row["folded"]), (Kind.CITY, row["city"])]
        found[row["id"]] += [(Kind.ID, row["external_id"]), (Kind.NOTE, row["notes"])]
    homes = {f"client:{client}": client for client in found}
    for row in await conn.all(_CONTACTS, ids=ids):
        homes[f"person:{row['id']}"] = row["client_id"]
        found[row["client_id"]] += _contact(row)
    for some in _batches(list(homes)):
        for row in await conn.all(_NOTES, things=some):
            found[homes[row["thing"]]].append((Kind.NOTE, row["words"]))
    for sql in (_CALL_NOTES, _TOUCH_NOTES):
        for row in await conn.all(sql, ids=ids):
            found[row["client_id"]].append((Kind.NOTE, row["words"]))
    return found


def _contact(row: Row) -> list[tuple[Kind, str | None]]:
    notes = [(Kind.NOTE, row["likes"]), (Kind.NOTE, row["notes"])]
    return [(Kind.CONTACT, row["folded"]), (Kind.PHONE, row["phone"]), (Kind.EMAIL, row["email"]), *notes]


def _words(texts: Mapping[int, list[tuple[Kind, str | None]]]) -> Words:
    return {
        (client, word): int(kinds) for client, own in texts.items() for word, kinds in entries(own).items()
    }


def _batches(rows: Sequence[T]) -> list[Sequence[T]]:
    return [rows[start : start + _MANY] for start in range(0, len(rows), _MANY)]
