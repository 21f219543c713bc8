"""/why: which rule holds whom until when, what would free them, when they are asked next. Not: previews."""

from aiogram.types import CallbackQuery, Message

from bot.domain.ids import ClientId
from bot.domain.people import Actor
from bot.domain.waves import Hold
from bot.i18n import Translator
from bot.usecases.waves import Explained, Waves, Why
from handlers.answers import reply, show
from handlers.clients.data import ClientData, WhyData
from handlers.keyboards import button, keyboard
from handlers.lists import cut, fitting
from handlers.screen import Screen


async def why(message: Message, actor: Actor, t: Translator, waves: Waves, args: str) -> None:
    """/why Acme."""
    await reply(message, explained(await waves.why(actor, args), t))


async def why_of(press: CallbackQuery, actor: Actor, t: Translator, waves: Waves, data: WhyData) -> None:
    """The one that was meant."""
    await show(press, explained(await waves.why_of(actor, ClientId(data.client)), t))


def explained(found: Why, t: Translator) -> Screen:
    """Every contact of a client, or the clients that may be meant."""
    if found.choices:
        return _choices(found, t)
    lines: list[str] = [t("why-client", client=cut(found.client))]
    if not found.people:
        lines.append(t("why-no-contacts"))
    for one in found.people:
        lines += ["", *_explained(one, t)]
    kept = fitting(lines)
    text = "\n".join(kept if len(kept) == len(lines) else [*fitting(lines, 3800), "…"])
    card = button(t.plain("btn2-why-card"), ClientData(action="open", id=found.id))
    return Screen(text, keyboard([card]))


def _choices(found: Why, t: Translator) -> Screen:
    rows = []
    for one in found.choices:
        label = cut(one.name, 40) if one.manager is None else f"{cut(one.name, 40)} · {cut(one.manager, 20)}"
        rows.append([button(label, WhyData(client=one.id))])
    return Screen(t("why-which-more" if found.more else "why-which"), keyboard(*rows))


def _explained(found: Explained, t: Translator) -> list[str]:
    lines: list[str] = [t("why-held" if found.holds else "why-free", name=cut(found.who.name))]
    lines += [_hold(hold, found, t) for hold in found.holds]
    return [*lines, *_next(found, t)]


def _hold(hold: Hold, found: Explained, t: Translator) -> str:
    """The rule and its date, or what would end it."""
    if hold.until is None:
        return t(f"why-hold-{hold.why}", days=found.days)
    return t("why-until", rule=t.plain(f"why-rule-{hold.why}"), until=hold.until)


def _next(found: Explained, t: Translator) -> list[str]:
    lines: list[str] = []
    if found.next is not None:
        survey = t.plain(f"programme-{found.next.programme}")
        lines.append(
            t(f"why-next-{found.next.kind}", survey=survey, at=found.next.at, day=t.day(found.next.at))
        )
    if found.again is not None:
        lines.append(t("why-again", day=t.day(found.again)))
    return lines
