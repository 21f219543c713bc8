"""What a contact presses and says about a question; /rate. Not: how it looks."""

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import NotFound
from bot.domain.ids import AnswerId, InvitationId
from bot.domain.people import Actor, Step
from bot.domain.recommending import Reply
from bot.domain.surveys import WORDS_STEP, Wish
from bot.i18n import Translator
from bot.usecases.complaints import Complaints
from bot.usecases.surveys import Doubt, Rating, Surveys
from bot.usecases.talk import Talk
from handlers.answers import react, reply, show, toast
from handlers.commands import CONTACTS
from handlers.complaints.clientscreens import draft
from handlers.filters import About, AtStep, By, Prefixes, Pressed, Said, Unbound
from handlers.hearing import heard
from handlers.surveys.data import CARD, RateData
from handlers.surveys.recommending import RecommendData
from handlers.surveys.screens import screen
from handlers.talk.screens import begun
from handlers.words import words_of


def setup() -> Router:
    """Everything a contact does with questions."""
    router = Router(name="surveys")
    router.callback_query.filter(Prefixes(RateData, RecommendData))
    router.message.register(rate, Said("rate"))
    router.message.register(say, AtStep(WORDS_STEP))
    router.message.register(answer, About("invitation"))
    router.message.register(answer, About("reminder"))
    router.message.register(answer, About("thanks"))
    router.callback_query.register(recommend, Pressed(RecommendData))
    router.message.register(typed, Unbound(WORDS_STEP), By(CONTACTS))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(RateData, action=action))
    return router


async def rate(_: Message, actor: Actor, surveys: Surveys, update_id: int) -> None:
    """/rate at any time: the question comes, or is rung where it stands."""
    await surveys.start(actor, update_id)


async def score(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """A number was tapped."""
    if not data.value.isdecimal():
        raise NotFound
    rating = await surveys.rate(actor, InvitationId(data.id), int(data.value), card=data.card == CARD)
    await _show(press, rating, t, data)


async def tick(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """A reason was ticked or unticked; the button says which, so that two taps are one."""
    rating = await surveys.reason(actor, InvitationId(data.id), data.value, on=data.action == "tick")
    await _show(press, rating, t, data)


async def done(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Done], [Skip]."""
    await _show(press, await surveys.done(actor, InvitationId(data.id)), t, data)


async def wish(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Call me sooner], [No contact needed]."""
    await _show(press, await surveys.wish(actor, InvitationId(data.id), Wish(data.action)), t, data)


async def again(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Change answer], [Rate anyway]."""
    await _show(press, await surveys.again(actor, InvitationId(data.id)), t, data)


async def look(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """Back from changing."""
    await _show(press, await surveys.look(actor, InvitationId(data.id)), t, data)


async def later(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Later]: nothing changes but what the contact knows."""
    rating = await surveys.look(actor, InvitationId(data.id))
    if rating.answer is not None:
        await _show(press, rating, t, data)
    elif rating.remind_at is None:
        await toast(press, t.plain("survey-later-open"), alert=True)
    else:
        await toast(press, t.plain("survey-later", at=rating.remind_at), alert=True)


async def refuse(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Don't ask me]."""
    await _show(press, await surveys.refuse(actor, InvitationId(data.id)), t, data)


async def allow(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """Undo of it."""
    await _show(press, await surveys.allow(actor, InvitationId(data.id)), t, data)


async def complain(press: CallbackQuery, actor: Actor, t: Translator, complaints: Complaints) -> None:
    """[File a complaint]: as /complaint."""
    view = await complaints.begin(actor)
    await toast(press)
    await reply(press, draft(view, t))


async def write(press: CallbackQuery, actor: Actor, t: Translator, talk: Talk) -> None:
    """[Write now]: as /manager."""
    view = await talk.begin(actor)
    await toast(press)
    await reply(press, begun(view, t))


async def recommend(
    press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RecommendData
) -> None:
    """[Recommend us to someone…], [No, thanks]."""
    reply = next((one for one in Reply if one.value == data.reply), None)
    if reply is None:
        raise NotFound
    rating = await surveys.recommend(actor, InvitationId(data.id), reply)
    await show(press, screen(rating, t, card=data.card))


async def hear(press: CallbackQuery, actor: Actor, surveys: Surveys, data: RateData, update_id: int) -> None:
    """Staff: everything that was said, whole."""
    await surveys.hear(actor, AnswerId(data.id), update_id)
    await toast(press)


async def grade(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """A number for a further question was tapped."""
    score, _, question = data.value.partition(".")
    if not score.isdecimal():
        raise NotFound
    rating = await surveys.grade(actor, InvitationId(data.id), question, int(score))
    await _show(press, rating, t, data)


async def skip(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Skip], [Next] in a long form."""
    await _show(press, await surveys.skip(actor, InvitationId(data.id), data.value), t, data)


async def turn(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Back], [Go on] in a long form."""
    await _show(press, await surveys.turn(actor, InvitationId(data.id), data.value), t, data)


async def leave(press: CallbackQuery, actor: Actor, t: Translator, surveys: Surveys, data: RateData) -> None:
    """[Finish later]."""
    await _show(press, await surveys.leave(actor, InvitationId(data.id)), t, data)


async def say(message: Message, actor: Actor, surveys: Surveys, talk: Talk, step: Step) -> None:
    """Plain words, a voice, a photo while the why, or a further question, is open."""
    words = words_of(message)
    await _kept(message, actor, talk, None if words is None else await surveys.say(actor, step, words))


async def answer(message: Message, actor: Actor, surveys: Surveys, talk: Talk, number: int) -> None:
    """A reply to the question, at any time."""
    words = words_of(message)
    found = None if words is None else await surveys.reply(actor, InvitationId(number), words)
    await _kept(message, actor, talk, found)


async def typed(message: Message, actor: Actor, surveys: Surveys, talk: Talk) -> None:
    """A score typed right below the question."""
    words = words_of(message)
    await _kept(message, actor, talk, None if words is None else await surveys.typed(actor, words))


async def _kept(message: Message, actor: Actor, talk: Talk, found: Rating | Doubt | None) -> None:
    """What may be a score is asked back; the first words are answered by a letter, further ones by a sign."""
    if found is None:
        raise SkipHandler
    if isinstance(found, Doubt):
        await talk.loose(actor, heard(message), found)
    elif found.words > 1:
        await react(message)


async def _show(press: CallbackQuery, rating: Rating, t: Translator, data: RateData) -> None:
    said = t.plain("survey-late", at=rating.until) if rating.late and rating.until is not None else ""
    said = t.plain("survey-stands") if rating.stands else said
    await show(press, screen(rating, t, card=data.card), said)


_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "score": score,
    "tick": tick,
    "untick": tick,
    "done": done,
    "sooner": wish,
    "none": wish,
    "again": again,
    "look": look,
    "later": later,
    "refuse": refuse,
    "allow": allow,
    "all": hear,
    "complain": complain,
    "write": write,
    "grade": grade,
    "pass": skip,
    "turn": turn,
    "leave": leave,
}
