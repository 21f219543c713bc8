"""The talk between clients and staff: loose messages, words to the manager, replies to clients. Last but the catch-all."""

from aiogram import Router

from handlers.filters import Prefixes
from handlers.letters import Renderer
from handlers.talk import changed, client, screens, staff
from handlers.talk.data import LooseData, ReplyData


def setup() -> Router:
    """Replies, and whatever else a client writes: it must stand after every other noun."""
    router = Router(name="talk")
    router.callback_query.filter(Prefixes(LooseData, ReplyData))
    staff.register(router)
    client.register(router)
    changed.register(router)
    return router


LETTERS: dict[str, Renderer] = {
    "talk.word": screens.word,
    "talk.loose": screens.loose,
    "talk.outgoing": screens.outgoing,
}
