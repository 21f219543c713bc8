"""Waves in the chat: /survey, /why, the preview and its buttons. Not: the question itself."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram import Router
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import WaveId
from bot.domain.people import Actor
from bot.domain.waves import Counts, Reach, WaveState, Why
from bot.i18n import Translator
from bot.usecases.waves import Explained, Preview, Waves
from handlers.answers import reply, show
from handlers.filters import Prefixes, Pressed, Said
from handlers.keyboards import button, keyboard
from handlers.letters import Renderer
from handlers.screen import Screen


class WaveData(CallbackData, prefix="wv"):
    """A press on a preview; `days`: by how many working days it is put off."""

    action: str
    id: int
    version: int
    days: int = 0


def setup() -> Router:
    """Everything leads do with waves."""
    router = Router(name="waves")
    router.callback_query.filter(Prefixes(WaveData))
    router.message.register(survey, Said("survey"))
    router.message.register(why, Said("why"))
    for action, handler in _ACTIONS.items():
        router.callback_query.register(handler, Pressed(WaveData, action=action))
    return router


async def survey(message: Message, actor: Actor, t: Translator, waves: Waves, update_id: int) -> None:
    """/survey: what would go out now."""
    await reply(message, preview(await waves.preview(actor, update_id), t))


async def why(message: Message, actor: Actor, t: Translator, waves: Waves, args: str) -> None:
    """/why Acme: which rule holds whom until when."""
    await reply(message, explained(await waves.why(actor, args), t))


async def send(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WaveData) -> None:
    """[Send now]."""
    await _show(press, await waves.send(actor, WaveId(data.id), data.version), t)


async def postpone(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WaveData) -> None:
    """To another day."""
    await _show(press, await waves.postpone(actor, WaveId(data.id), data.version, data.days), t)


async def cancel(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WaveData) -> None:
    """Nobody is asked this time."""
    await _show(press, await waves.cancel(actor, WaveId(data.id), data.version), t)


async def look(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WaveData) -> None:
    """How far it is."""
    await _show(press, await waves.look(actor, WaveId(data.id)), t)


async def _show(press: CallbackQuery, seen: Preview, t: Translator) -> None:
    await show(press, preview(seen, t), t.plain(f"wave-note-{seen.note}") if seen.note else "")


def preview(seen: Preview, t: Translator) -> Screen:
    """A wave before and after it goes out."""
    lines: list[str] = [_head(seen, t), _reach(seen, t)]
    if seen.halted:
        lines.append(t(f"wave-halted-{seen.halted}"))
    if seen.wave.state is WaveState.CANCELLED and not seen.settled_by:
        lines.append(t("wave-cancelled-itself"))
    if seen.settled_by and seen.wave.settled_at is not None:
        lines.append(t(f"wave-by-{seen.wave.state}", name=seen.settled_by, at=seen.wave.settled_at))
    if seen.counts is not None:
        lines += _counts(seen.counts, t)
    elif seen.wave.state is WaveState.SENT:
        lines.append(t("wave-progress", **seen.progress))
    return Screen("\n".join(lines), keyboard(*_rows(seen, t)))


def _head(seen: Preview, t: Translator) -> str:
    survey, day = t(f"programme-{seen.wave.programme}"), t.day(seen.wave.at)
    if seen.halted:
        return t("wave-head-halted", survey=survey, day=day)
    if seen.last is not None:
        return t("wave-head-window", survey=survey, day=day, last=t.day(seen.last))
    return t(f"wave-head-{seen.wave.state}", survey=survey, day=day)


def _reach(seen: Preview, t: Translator) -> str:
    if seen.wave.reach is Reach.TEAM:
        return t("wave-team", team=seen.team)
    return t("wave-everybody" if seen.wave.reach is Reach.ALL else "wave-rest")


def _counts(counts: Counts, t: Translator) -> list[str]:
    lines: list[str] = ["", t("wave-total", n=counts.total), t("wave-asked", n=counts.asked)]
    if counts.deferred:
        lines += [t("wave-deferred", n=sum(counts.deferred.values())), *_reasons(counts.deferred, t)]
    if counts.out:
        lines += [t("wave-out", n=sum(counts.out.values())), *_reasons(counts.out, t)]
    return lines


def _reasons(counts: Mapping[Why, int], t: Translator) -> list[str]:
    return [t(f"wave-hold-{reason}", n=counts[reason]) for reason in Why if counts.get(reason)]


def _rows(seen: Preview, t: Translator) -> list[list[InlineKeyboardButton]]:
    wave = seen.wave

    def data(action: str, days: int = 0) -> WaveData:
        return WaveData(action=action, id=wave.id, version=wave.version, days=days)

    if wave.state is WaveState.SENT:
        return [[button(t.plain("btn1-wave-look"), data("look"))]]
    if wave.state is WaveState.CANCELLED:
        return []
    days = zip(seen.moves, (1, 5), strict=False)
    moves = [button(t.plain("btn2-wave-to", day=t.day(at)), data("move", n)) for at, n in days]
    send_now = [button(t.plain("btn1-wave-send"), data("send"))]
    return [send_now, moves, [button(t.plain("btn1-wave-cancel"), data("cancel"))]]


def explained(everybody: list[Explained], t: Translator) -> Screen:
    """Every contact of the clients found."""
    lines: list[str] = []
    client = None
    for found in everybody:
        if found.who.client_id != client:
            client = found.who.client_id
            lines += (
                ["", t("why-client", client=found.who.client)]
                if lines
                else [t("why-client", client=found.who.client)]
            )
        lines += _explained(found, t)
    return Screen("\n".join(lines))


def _explained(found: Explained, t: Translator) -> list[str]:
    if not found.holds and found.who.waits is None:
        return [t("why-free", name=found.who.name)]
    lines: list[str] = (
        [t("why-held", name=found.who.name)] if found.holds else [t("why-placed", name=found.who.name)]
    )
    for hold in found.holds:
        if hold.until is None:
            lines.append(t(f"why-hold-{hold.why}", days=found.days))
        else:
            lines.append(t(f"why-until-{hold.why}", until=hold.until))
    if found.who.waits is not None:
        lines.append(t("why-waits", at=found.who.waits.due))
    return lines


LETTERS: dict[str, Renderer] = {"wave.preview": preview}

_ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "send": send,
    "move": postpone,
    "cancel": cancel,
    "look": look,
}
