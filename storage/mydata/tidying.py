"""Forgets what was kept long enough, some rows a transaction. Not: how long that is, deletion of a person."""

from collections.abc import Mapping
from datetime import datetime

from bot.domain.time import to_us
from storage.database import Database

BATCH = 500

_OVER = """(w.complaint_id IS NULL OR w.complaint_id IN
    (SELECT x.id FROM complaints x WHERE x.state IN ('closed', 'withdrawn', 'dropped') AND x.closed_at < :before))"""

# what -> which rows, and what becomes of them. They are looked up without holding up those who write.
_STEPS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "words": (
        # A word that others stand under waits until they are gone.
        (
            f"""SELECT w.id FROM words w WHERE w.at < :before AND {_OVER} AND NOT EXISTS
            (SELECT 1 FROM words b WHERE b.batch = w.id AND b.id <> w.id)""",
            "DELETE FROM words WHERE id IN (:ids)",
        ),
        ("SELECT id FROM answer_words WHERE at < :before", "DELETE FROM answer_words WHERE id IN (:ids)"),
    ),
    "files": (
        (
            f"SELECT w.id FROM words w WHERE w.file_id IS NOT NULL AND w.at < :before AND {_OVER}",
            "UPDATE words SET file_id = NULL, file_name = NULL WHERE id IN (:ids)",
        ),
        (
            "SELECT id FROM answer_words WHERE file_id IS NOT NULL AND at < :before",
            "UPDATE answer_words SET file_id = NULL WHERE id IN (:ids)",
        ),
    ),
    "waiting": (
        (
            "SELECT id FROM imports WHERE state = 'waiting' AND created_at < :before",
            "UPDATE imports SET content = '', summary = NULL, state = 'cancelled' WHERE id IN (:ids)",
        ),
    ),
    "imports": (
        (
            "SELECT id FROM imports WHERE content <> '' AND COALESCE(done_at, created_at) < :before",
            "UPDATE imports SET content = '', state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END"
            " WHERE id IN (:ids)",
        ),
        (
            "SELECT c.id FROM import_changes c JOIN imports i ON i.id = c.import_id"
            " WHERE COALESCE(i.done_at, i.created_at) < :before",
            "DELETE FROM import_changes WHERE id IN (:ids)",
        ),
        (
            "SELECT id FROM imports WHERE state <> 'waiting' AND COALESCE(done_at, created_at) < :before AND"
            " (summary IS NOT NULL OR EXISTS (SELECT 1 FROM import_problems p WHERE p.import_id = imports.id))",
            "DELETE FROM import_problems WHERE import_id IN (:ids)",
            "UPDATE imports SET summary = NULL WHERE id IN (:ids)",
        ),
        (
            "SELECT id FROM jobs WHERE ended_at < :before",
            "DELETE FROM jobs WHERE id IN (:ids)",
        ),
    ),
    "letters": (
        (
            "SELECT id FROM letters WHERE settled_at < :before AND state NOT IN ('queued', 'sending', 'unknown')"
            " AND (args <> '{}' OR chat_id IS NOT NULL)",
            "UPDATE letters SET args = '{}', chat_id = NULL, message_id = NULL WHERE id IN (:ids)",
        ),
    ),
}


async def forget(db: Database, what: str, before: datetime) -> int:
    """Forget all that is older; how many rows."""
    gone = 0
    for select, *changes in _STEPS[what]:
        while True:
            rows = await db.all(f"{select} LIMIT :most", before=to_us(before), most=BATCH)
            if not rows:
                break
            async with db.transaction() as tx:
                for change in changes:
                    gone += await tx.execute(change, ids=[row["id"] for row in rows])
    return gone
