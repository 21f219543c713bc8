"""Complaints in the chat: filing, the client's card, the staff's card, lists. Not: replies to clients (talk)."""

from aiogram import Router

from handlers.complaints import client, clientscreens, staff, staffscreens
from handlers.complaints.data import ComplaintData, DraftData, ListData, TypedData
from handlers.digests import OpenData
from handlers.filters import Prefixes, Pressed
from handlers.letters import Renderer
from handlers.talk.staff import begin_reply


def setup() -> Router:
    """Everything about complaints."""
    router = Router(name="complaints")
    router.callback_query.filter(Prefixes(DraftData, ComplaintData, TypedData, ListData, OpenData))
    client.register(router)
    staff.register(router)
    router.callback_query.register(begin_reply, Pressed(ComplaintData, action="reply"))
    return router


LETTERS: dict[str, Renderer] = {
    "complaint.draft": clientscreens.draft,
    "complaint.draft.line": clientscreens.draft_line,
    "complaint.client": clientscreens.card,
    "complaint.client.line": clientscreens.card_line,
    "complaint.told": clientscreens.told,
    "complaint.card": staffscreens.card,
    "complaint.card.line": staffscreens.card_line,
    "complaint.ring": staffscreens.ring,
}
