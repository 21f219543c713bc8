"""One contact goes into another: all that speaks of them moves, gaps are filled, the other is left without a name."""

from datetime import datetime

from bot.domain.ids import PersonId
from bot.domain.time import to_us
from storage.database import Conn, Row, Tx
from storage.erasure import NOBODYS_NAME
from storage.figures import recount
from storage.merging.record import Record, Value
from storage.searching.index import homes, index

GAPS = ("position", "phone", "phone_key", "email", "birth_day", "birth_month", "birth_year", "country", "language",
    "zone")  # fmt: skip
"""What the kept contact takes over where they have nothing themselves."""
ACCOUNT = ("user_id", "username", "connected_at", "unreachable_at", "unreachable_why", "stopped_at")
"""What belongs to the account, and moves with it."""
_TOGETHER = (("phone", "phone_key"), ("birth_day", "birth_month", "birth_year"))
_MOVED = (("touches", "person_id"), ("calls", "person_id"), ("answers", "person_id"), ("words", "contact_id"),
    ("words", "author_id"), ("occasions", "person_id"), ("own_dates", "person_id"),
    ("recommendations_asked", "person_id"))  # fmt: skip
# Rows that only one of the two may have stay with the one that goes: they are over.
_INVITATIONS = """stage NOT IN ('held', 'open') AND NOT EXISTS (SELECT 1 FROM invitations o
    WHERE o.person_id = {kept} AND o.wave_id = invitations.wave_id)"""
# A question that waits goes along, unless the kept one waits for such a question too.
_WAITS = """SELECT i.id FROM invitations i WHERE i.person_id = :gone AND i.stage = 'held' AND NOT EXISTS
    (SELECT 1 FROM invitations o WHERE o.person_id = :kept AND (o.wave_id = i.wave_id OR (o.stage = 'held'
        AND (CASE WHEN o.programme = 'again' THEN 1 ELSE 0 END) = (CASE WHEN i.programme = 'again' THEN 1 ELSE 0 END))))"""
_QUESTIONS = """NOT EXISTS (SELECT 1 FROM case_questions o WHERE o.person_id = {kept}
    AND o.case_id = case_questions.case_id AND o.round = case_questions.round)"""
_TOLD = """NOT EXISTS (SELECT 1 FROM improvement_told o WHERE o.person_id = {kept}
    AND o.improvement_id = improvement_told.improvement_id)"""
_CARDS = "NOT EXISTS (SELECT 1 FROM cards o WHERE o.person_id = {kept} AND o.thing = cards.thing)"


async def merge_contacts(tx: Tx, kept: PersonId, gone: PersonId, zone: str, now: datetime) -> Record:
    """Move everything of `gone` to `kept`. The caller has checked the scope, and that at most one is connected."""
    done = Record()
    mine, other = await _row(tx, kept), await _row(tx, gone)
    await recount(tx, [kept, gone], zone, -1)
    for row in await tx.all(_WAITS, kept=kept, gone=gone):
        await done.change(tx, "invitations", row["id"], {"person_id": kept})
    for row in await tx.all(
        "SELECT id, stage FROM invitations WHERE person_id = :id AND stage IN ('held', 'open')", id=gone
    ):
        ends = {"stage": "dropped" if row["stage"] == "held" else "closed", "closed_at": to_us(now)}
        await done.change(tx, "invitations", row["id"], ends)
    await done.remove(tx, "occasions", "person_id = :id AND kind = 'birthday' AND state = 'open'", id=gone)
    for table, column in _MOVED:
        await done.move(tx, table, column, gone, kept)
    for table, only in (("invitations", _INVITATIONS), ("case_questions", _QUESTIONS), ("cards", _CARDS)):
        await done.move(tx, table, "person_id", gone, kept, only=only.format(kept=int(kept)))
    told = _TOLD.format(kept=int(kept))
    await done.move(tx, "improvement_told", "person_id", gone, kept, key="improvement_id", only=told)
    await done.move(tx, "complaints", "person_id", gone, kept, only="state <> 'draft'")
    await done.move(tx, "letters", "person_id", gone, kept, only="state <> 'sending'")
    for table in ("notes", "edits"):
        await done.move(tx, table, "thing", f"person:{gone}", f"person:{kept}")
    await _people(tx, done, mine, other, now)
    await recount(tx, [kept, gone], zone, 1)
    await index(tx, await homes(tx, [kept, gone]))
    return done


async def _row(conn: Conn, person_id: PersonId) -> Row:
    row = await conn.one(
        "SELECT p.*, k.decision_maker, k.likes, k.notes, k.surveys, k.invitations, k.greetings FROM people p"
        " JOIN contacts k ON k.person_id = p.id WHERE p.id = :id",
        id=person_id,
    )
    assert row is not None
    return row


async def _people(tx: Tx, done: Record, mine: Row, other: Row, now: datetime) -> None:
    filled = {name: other[name] for name in GAPS if mine[name] is None and other[name] is not None}
    for group in _TOGETHER:  # half of one and half of the other would be nobody's
        if any(mine[name] is not None for name in group):
            filled = {name: value for name, value in filled.items() if name not in group}
    moves = other["user_id"] is not None
    nobody: dict[str, Value] = dict.fromkeys((*GAPS, *(ACCOUNT if moves else ())))
    nobody |= {"name": NOBODYS_NAME, "folded": "", "left_at": to_us(now)}
    await done.change(tx, "people", other["id"], nobody)
    if moves:
        filled |= {name: other[name] for name in ACCOUNT}
    await done.change(tx, "people", mine["id"], filled)
    both: dict[str, Value] = {"decision_maker": max(mine["decision_maker"], other["decision_maker"])}
    both |= {
        name: "\n".join(text for text in (mine[name], other[name]) if text) or None
        for name in ("likes", "notes")
        if mine[name] != other[name]
    }
    both |= {name: min(mine[name], other[name]) for name in ("surveys", "invitations", "greetings")}
    await done.change(tx, "contacts", mine["id"], both, by="person_id")
    await done.change(tx, "contacts", other["id"], {"likes": None, "notes": None}, by="person_id")
    await tx.execute(
        "UPDATE people SET version = version + 1 WHERE id IN (:ids)", ids=[mine["id"], other["id"]]
    )
