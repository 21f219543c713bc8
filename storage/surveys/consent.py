"""Whether a contact takes surveys. Not: other consents."""

from bot.domain.ids import PersonId
from storage.database import Conn, Tx


async def set_consent(tx: Tx, person_id: PersonId, *, on: bool) -> bool:
    """Whether the contact takes surveys; False when it was so already."""
    return bool(
        await tx.execute(
            "UPDATE contacts SET surveys = :on WHERE person_id = :id AND surveys <> :on",
            id=person_id,
            on=int(on),
        )
    )


async def consents(conn: Conn, person_id: PersonId) -> bool:
    """Whether the contact takes surveys."""
    return bool(await conn.value("SELECT surveys FROM contacts WHERE person_id = :id", id=person_id))
