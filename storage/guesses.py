"""Messages that may be a score: of which question. Not: the messages (talk), the scores (surveys)."""

from bot.domain.ids import InvitationId, WordId
from storage.database import Conn, Tx


async def put(tx: Tx, word_id: WordId, invitation_id: InvitationId, question: str | None) -> None:
    """This message may answer the question; `question`: the further one of a long form."""
    await tx.execute(
        "INSERT INTO guesses (word_id, invitation_id, question) VALUES (:word, :invitation, :question)"
        " ON CONFLICT DO NOTHING",
        word=word_id,
        invitation=invitation_id,
        question=question,
    )


async def get(conn: Conn, word_id: WordId) -> tuple[InvitationId, str | None] | None:
    """What the message may answer."""
    row = await conn.one("SELECT invitation_id, question FROM guesses WHERE word_id = :id", id=word_id)
    return None if row is None else (InvitationId(row["invitation_id"]), row["question"])
