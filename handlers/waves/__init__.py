"""Waves in the chat: /survey, /why, the preview and its buttons. Not: the question itself."""

from aiogram import Router

from handlers.clients.data import WhyData
from handlers.filters import Prefixes, Pressed, Said
from handlers.letters import Renderer
from handlers.waves.previews import ACTIONS, ByHand, WaveData, by_hand, preview, survey
from handlers.waves.why import why, why_of

__all__ = ["LETTERS", "WaveData", "setup"]


def setup() -> Router:
    """Everything leads do with waves."""
    router = Router(name="waves")
    router.callback_query.filter(Prefixes(WaveData, WhyData, ByHand))
    router.message.register(survey, Said("survey"))
    router.message.register(why, Said("why"))
    for action, handler in ACTIONS.items():
        router.callback_query.register(handler, Pressed(WaveData, action=action))
    router.callback_query.register(by_hand, Pressed(ByHand))
    router.callback_query.register(why_of, Pressed(WhyData))
    return router


LETTERS: dict[str, Renderer] = {"wave.preview": preview}
