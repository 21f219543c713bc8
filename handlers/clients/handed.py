"""Letters about a client that changed hands. Not: the form that hands it over."""

from bot.i18n import Translator
from bot.usecases.clients.effects import Handed
from handlers.clients.data import ClientData
from handlers.keyboards import button, keyboard
from handlers.screen import Screen


def given(data: Handed, t: Translator) -> Screen:
    """To the new manager: the client, and what is open about it."""
    lines = [t("client-given", client=data.client, by=data.by or "–")]
    counts = (("calls", data.open.calls), ("complaints", data.open.complaints), ("cases", data.open.cases))
    every = [t(f"client-given-{what}", n=n) for what, n in counts if n]
    lines += [t("client-given-open", what=t.join(every))] if every else []
    open_ = button(t.plain("btn2-open-client"), ClientData(action="open", id=data.client_id))
    return Screen("\n".join(lines), keyboard([open_]))


def gone(data: Handed, t: Translator) -> Screen:
    """To the one who looked after it."""
    return Screen(t("client-gone", client=data.client, to=data.to or "–", by=data.by or "–"))
