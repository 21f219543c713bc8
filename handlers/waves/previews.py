"""A round as leads see it: the preview and its buttons, who is asked later. Not: why somebody is (why)."""

from collections.abc import Awaitable, Callable

from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from bot.domain.ids import WaveId
from bot.domain.people import Actor
from bot.domain.programmes import CODES
from bot.domain.waves import Counts, Hold, Reach, Standing, WaveState, Why
from bot.i18n import Html, Translator
from bot.usecases.waves import Deferred, Preview, Waves
from handlers.answers import reply, show
from handlers.keyboards import button, keyboard
from handlers.lists import cut, pager
from handlers.screen import Screen

_MOVED = ("planning", "moved", "gone")
"""What is told of a round that went out only when there is any."""


class WaveData(CallbackData, prefix="wv"):
    """A press on a preview; `days`: by how many working days it is put off, or which page of who is asked later."""

    action: str
    id: int
    version: int
    days: int = 0


class ByHand(CallbackData, prefix="wh"):
    """Which survey is to be sent by hand."""

    code: str


async def survey(message: Message, actor: Actor, t: Translator, waves: Waves, update_id: int) -> None:
    """/survey: what would go out now; the other surveys are a press away."""
    await reply(message, preview(await waves.preview(actor, update_id), t))


async def by_hand(
    press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: ByHand, update_id: int
) -> None:
    """Another survey instead."""
    await show(press, preview(await waves.preview(actor, update_id, data.code), t))


async def send(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WaveData) -> None:
    """[Send now]."""
    await _show(press, await waves.send(actor, WaveId(data.id), data.version), t)


async def sure(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WaveData) -> None:
    """[Send now…]: what has gone out cannot be taken back, so it takes a second press."""
    seen = await waves.sure(actor, WaveId(data.id))
    await show(press, preview(seen, t) if seen.counts is None else _sure(seen, t))


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
    if seen.served is not None and seen.wave.state in (WaveState.DRAFT, WaveState.SENT):
        lines.append(t("wave-served", day=t.day(seen.served.day)))
    if seen.settled_by and seen.wave.settled_at is not None:
        lines.append(t(f"wave-by-{seen.wave.state}", name=seen.settled_by, at=seen.wave.settled_at))
    if seen.counts is not None:
        lines += _counts(seen.counts, t)
    elif seen.wave.state is WaveState.SENT:
        lines += _progress(seen, t)
    return Screen("\n".join(lines), keyboard(*_rows(seen, t)))


def _sure(seen: Preview, t: Translator) -> Screen:
    """The same, with the question and nothing else to press."""
    assert seen.counts is not None
    shown, wave = preview(seen, t), seen.wave
    asked = seen.counts.asked
    yes = WaveData(action="send", id=wave.id, version=wave.version)
    back = WaveData(action="look", id=wave.id, version=wave.version)
    text = f"{shown.text}\n\n{t('wave-sure', n=asked) if asked else t('wave-sure-nobody')}"
    return Screen(
        text, keyboard([button(t.plain("btn1-wave-sure"), yes)], [button(t.plain("btn2-back"), back)])
    )


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
        lines.append(t("wave-deferred", n=sum(counts.deferred.values())))
        lines += [_reason(counts, reason, t) for reason in Why if counts.deferred.get(reason)]
    if counts.out:
        lines.append(t("wave-out", n=sum(counts.out.values())))
        lines += [t(f"wave-hold-{reason}", n=counts.out[reason]) for reason in Why if counts.out.get(reason)]
    return lines


def _reason(counts: Counts, reason: Why, t: Translator) -> Html:
    line = t(f"wave-hold-{reason}", n=counts.deferred[reason])
    until = counts.until.get(reason)
    return line if until is None else t("wave-hold-until", line=line, day=t.day(until))


def _progress(seen: Preview, t: Translator) -> list[str]:
    """What became of everybody; the numbers add up."""
    found = seen.progress
    lines: list[str] = ["", t("wave-total", n=found["total"])] if found["total"] else [""]
    lines.append(t("wave-progress", **found))
    lines += [t(f"wave-{what}", n=found[what]) for what in _MOVED if found[what]]
    return [*lines, t("wave-out", n=found["unasked"])] if found["unasked"] else lines


def _rows(seen: Preview, t: Translator) -> list[list[InlineKeyboardButton]]:
    wave = seen.wave

    def data(action: str, days: int = 0) -> WaveData:
        return WaveData(action=action, id=wave.id, version=wave.version, days=days)

    later = [button(t.plain("btn1-wave-later"), data("later"))] if _deferred(seen) else []
    if wave.state is WaveState.SENT:
        return [[button(t.plain("btn1-wave-look"), data("look"))], later]
    if wave.state is WaveState.CANCELLED:
        return []
    days = zip(seen.moves, (1, 5), strict=False)
    moves = [button(t.plain("btn2-wave-to", day=t.day(at)), data("move", n)) for at, n in days]
    send_now = [button(t.plain("btn1-wave-send"), data("sure"))]
    again = [button(t.plain("btn1-wave-recount"), data("look"))]
    rows = [send_now, moves, [button(t.plain("btn1-wave-cancel"), data("cancel"))], later, again]
    if wave.state is WaveState.DRAFT:
        others = [code for code in CODES if code != wave.programme]
        rows += [
            [button(t.plain("btn1-wave-other", survey=t.plain(f"programme-{code}")), ByHand(code=code))]
            for code in others
        ]
    return rows


def _deferred(seen: Preview) -> bool:
    return bool(seen.counts.deferred if seen.counts is not None else seen.progress.get("deferred"))


async def later(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WaveData) -> None:
    """Who is asked later, by names, a page of them."""
    await show(press, deferred(await waves.later(actor, WaveId(data.id), data.days), t))


def deferred(found: Deferred, t: Translator) -> Screen:
    """Names with the rule that holds each longest."""
    wave = found.wave
    lines: list[str] = [t("wave-later-head", n=found.total) if found.total else t("wave-later-none"), ""]
    client = None
    for who, hold in found.people:
        if who.client_id != client:
            client = who.client_id
            lines.append(t("why-client", client=cut(who.client)))
        lines.append(_later(who, hold, t))

    def turn(to: int) -> WaveData:
        return WaveData(action="later", id=wave.id, version=wave.version, days=to)

    back = WaveData(action="look", id=wave.id, version=wave.version)
    turns = pager(found.page, found.pages, t, turn)
    return Screen("\n".join(lines), keyboard(turns, [button(t.plain("btn2-back"), back)]))


def _later(who: Standing, hold: Hold, t: Translator) -> Html:
    rule = t.plain(f"why-rule-{hold.why}")
    if hold.until is None:
        return t("wave-later-line", name=cut(who.name), rule=rule)
    return t("wave-later-until", name=cut(who.name), rule=rule, day=t.day(hold.until))


ACTIONS: dict[str, Callable[..., Awaitable[None]]] = {
    "sure": sure,
    "send": send,
    "move": postpone,
    "cancel": cancel,
    "look": look,
    "later": later,
}
