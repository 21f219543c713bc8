"""Deletes a contact as `storage.erasure` decides: their rows go or are emptied, texts of others lose them. No rules."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.folding import fold
from bot.domain.ids import ClientId, PersonId
from bot.domain.time import to_us
from bot.domain.traces import Traces, likes
from storage import searching
from storage.database import Conn, Row, Tx
from storage.erasure import RULES, Rule

_SIGNS = (" ", "-", "(", ")", ".", "/", "\u00a0")
_PERSON = """SELECT p.name, p.phone, p.phone_key, p.email, p.username, p.user_id, p.folded, k.client_id,
    c.folded AS client FROM people p JOIN contacts k ON k.person_id = p.id JOIN clients c ON c.id = k.client_id
    WHERE p.id = :id"""


async def traces(conn: Conn, person_id: PersonId) -> Traces:
    """What names this contact in a text."""
    row = await conn.one(_PERSON, id=person_id)
    if row is None:
        return Traces()
    phones = tuple(phone for phone in (row["phone"], row["phone_key"]) if phone)
    return Traces(row["name"], phones, row["email"] or "", row["username"] or "", row["user_id"])


async def alone(conn: Conn, person_id: PersonId) -> ClientId | None:
    """The client that is nobody but this contact: no other contact, and the same name. None for a company."""
    row = await conn.one(_PERSON, id=person_id)
    if row is None or sorted(fold(row["client"]).split()) != sorted(fold(row["folded"]).split()):
        return None
    others = await conn.value(
        "SELECT COUNT(*) FROM contacts k JOIN people p ON p.id = k.person_id"
        " WHERE k.client_id = :client AND k.person_id <> :id AND p.left_at IS NULL",
        client=row["client_id"],
        id=person_id,
    )
    return None if others else ClientId(row["client_id"])


async def busy(conn: Conn, person_id: PersonId) -> bool:
    """Whether a letter to them is on its way or a message of theirs waits: both would be written down afterwards."""
    return bool(
        await conn.value(
            "SELECT 1 FROM letters WHERE person_id = :id AND state = 'sending' UNION ALL"
            " SELECT 1 FROM inbox i JOIN people p ON p.user_id = i.chat WHERE p.id = :id AND i.state = 'open' LIMIT 1",
            id=person_id,
        )
    )


async def drop_planned(tx: Tx, person_id: PersonId, now: datetime) -> None:
    """What was planned with them is dropped: letters, questions, calls, dates. For the person, at the end."""
    params = {"id": person_id, "now": to_us(now)}
    await tx.execute(
        "UPDATE letters SET state = 'unwanted', why = 'erased', settled_at = :now, claimed_by = NULL, lease_until = NULL"
        " WHERE person_id = :id AND state IN ('queued', 'unknown')",
        **params,
    )
    await tx.execute(
        "UPDATE invitations SET why = 'erased', closed_at = CAST(:now AS BIGINT),"
        " stage = CASE stage WHEN 'held' THEN 'dropped' ELSE 'closed' END"
        " WHERE person_id = :id AND stage IN ('held', 'open')",
        **params,
    )
    await tx.execute(
        "UPDATE calls SET state = 'dropped', done_at = :now, version = version + 1"
        " WHERE person_id = :id AND state = 'open'",
        **params,
    )
    await tx.execute(
        "DELETE FROM alarms WHERE thing IN (SELECT 'call:' || id FROM calls WHERE person_id = :id)"
        " OR thing IN (SELECT 'occasion:' || id FROM occasions WHERE person_id = :id)"
        " OR thing IN (SELECT 'invitation:' || id FROM invitations WHERE person_id = :id)",
        id=person_id,
    )


async def shown(conn: Conn, person_id: PersonId) -> list[str]:
    """The things with cards in chats of staff that may name this contact or quote them."""
    rows = await conn.all(
        "SELECT DISTINCT thing FROM cards WHERE person_id <> :id AND thing IN ("
        " SELECT 'case:' || q.case_id FROM case_answers q JOIN answers a ON a.id = q.answer_id WHERE a.person_id = :id"
        " UNION ALL SELECT 'improvement:' || i.improvement_id FROM improvement_cases i"
        " JOIN case_answers q ON q.case_id = i.case_id JOIN answers a ON a.id = q.answer_id WHERE a.person_id = :id"
        " UNION ALL SELECT 'improvement:' || id FROM improvements WHERE state = 'open'"
        " UNION ALL SELECT 'answer:' || id FROM answers WHERE person_id = :id"
        " UNION ALL SELECT 'call:' || id FROM calls WHERE person_id = :id"
        " UNION ALL SELECT 'phone:' || id FROM invitations WHERE person_id = :id)",
        id=person_id,
    )
    return [row["thing"] for row in rows]


async def erase(tx: Tx, person_id: PersonId, now: datetime) -> None:
    """Everything that could tell who it was goes; ids, scores, dates and codes stay for the figures."""
    row = await tx.one(_PERSON, id=person_id)
    if row is None:
        return
    found = await traces(tx, person_id)
    params: dict[str, Any] = {
        "person": person_id,
        "account": row["user_id"],
        "alone": await alone(tx, person_id),
        "client": row["client_id"],
    }
    for table, rule in RULES.items():
        if rule.mine:
            await _apply(tx, table, rule, params)
    for table, rule in RULES.items():
        for column in rule.search:
            await _take_out(tx, table, rule, column, found, params)
    await tx.execute(
        "UPDATE people SET left_at = :now, erased_at = :now, erase_at = NULL, connected_at = NULL WHERE id = :id",
        id=person_id,
        now=to_us(now),
    )
    await searching.index(tx, {row["client_id"], *await _indexed(tx, found)})


async def _indexed(tx: Tx, found: Traces) -> set[int]:
    """Other clients under whose words the person may stand in the index of the search."""
    words = [word[:-1] for word in found.words if len(word) > 3] + list(found.numbers)
    rows = [
        row
        for word in words
        for row in await tx.all(
            "SELECT DISTINCT client_id FROM search_words WHERE word LIKE :word", word=f"%{word}%"
        )
    ]
    return {row["client_id"] for row in rows}


async def _apply(tx: Tx, table: str, rule: Rule, params: Mapping[str, Any]) -> None:
    """The rows that are about the person: they go, or are emptied."""
    if rule.gone:
        await tx.execute(f"DELETE FROM {table} WHERE {rule.mine}", **_named(rule.mine, params))
        return
    sets = ", ".join(
        f"{name} = NULL" if value is None else f"{name} = :new_{name}" for name, value in rule.blank.items()
    )
    new = {f"new_{name}": value for name, value in rule.blank.items() if value is not None}
    await tx.execute(f"UPDATE {table} SET {sets} WHERE {rule.mine}", **new, **_named(rule.mine, params))


async def _take_out(
    tx: Tx, table: str, rule: Rule, column: str, found: Traces, params: Mapping[str, Any]
) -> None:
    """The texts of others lose what names the person."""
    for row in await _naming(tx, table, rule, column, found, params):
        text, near = row["text"], bool(row["near"])
        key = {f"key{n}": row[f"key{n}"] for n in range(len(rule.keys))}
        which = " AND ".join(f"{name} = :key{n}" for n, name in enumerate(rule.keys))
        kept = found.out_of_json(text, near=near) if text[:1] in "{[" else found.removed(text, near=near)
        if kept == text:
            continue
        if rule.found_goes:
            await tx.execute(f"DELETE FROM {table} WHERE {which}", **key)
        else:
            await tx.execute(f"UPDATE {table} SET {column} = :text WHERE {which}", text=kept, **key)


async def _naming(
    tx: Tx, table: str, rule: Rule, column: str, found: Traces, params: Mapping[str, Any]
) -> list[Row]:
    """Rows that may name the person: all of their client, and whatever holds a part of the name or number."""
    near = rule.near or "1 = 0"
    words, numbers = likes(found)
    ways = {f"w{n}": f"%{_escaped(word)}%" for n, word in enumerate(words)}
    ways |= {f"d{n}": f"%{number}%" for n, number in enumerate(numbers)}
    digits = column
    for sign in _SIGNS:
        digits = f"REPLACE({digits}, '{sign}', '')"
    tests = [f"{column} LIKE :{name} ESCAPE '!'" for name in ways if name.startswith("w")]
    tests += [f"{digits} LIKE :{name}" for name in ways if name.startswith("d")]
    where = " OR ".join([f"({near})", *tests])
    keys = ", ".join(f"{name} AS key{n}" for n, name in enumerate(rule.keys))
    return await tx.all(
        f"SELECT {keys}, {column} AS text, CASE WHEN {near} THEN 1 ELSE 0 END AS near FROM {table}"
        f" WHERE {column} IS NOT NULL AND {column} <> '' AND ({where})",
        **_named(f"{near} {where}", params),
        **ways,
    )


def _named(sql: str, params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if f":{name}" in sql}


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
