"""Lines of the audit in human words, on the screen and in a file. Not: which lines."""

import re
from collections.abc import Callable
from itertools import groupby

from bot.domain.audit import Asked, Entry
from bot.domain.joining import Wants
from bot.i18n import Html, Translator
from bot.usecases.audit import Export, Names, Page, reference
from handlers.screen import Media, Screen
from handlers.settings.data import SWITCHES

_COLUMNS = ("at", "who", "what", "kind", "client", "person", "old", "new", "action", "thing")
_LONGEST = 40
_CODE = re.compile(r"[\w.:+=-]{1,40}")
_WORDED = {"link", "touch", "call", "case", "answer", "import"}  # ids that tell nobody anything
# Whose `new` is a part of the sentence itself.
_COUNTED = re.compile(r"\d+|\d+d(:\d+)?")


def screen_text(page: Page, t: Translator) -> str:
    """The heading with the filter, then the lines day by day."""
    lines = [t("audit-head"), *_filter(page, t)]
    if not page.entries:
        return "\n".join([*lines, "", t("audit-nothing")])
    for day, entries in groupby(page.entries, key=lambda entry: t.day(entry.at)):
        lines += ["", t("audit-day", day=day)]
        lines += [t("audit-line", what=sentence(one, page.names, t), at=t.time(one.at)) for one in entries]
    return "\n".join(lines)


def _filter(page: Page, t: Translator) -> list[str]:
    said = " · ".join(filter_words(page.asked, page, t))
    return [t("audit-filter", filter=said)] if said else []


def filter_words(asked: Asked, page: Page, t: Translator) -> list[str]:
    """The parts of the filter, as plain texts."""
    parts = []
    if asked.person is not None:
        parts.append(_named("person", asked.person, page.names, t))
    if asked.client is not None:
        parts.append(_named("client", asked.client, page.names, t))
    if asked.kind is not None:
        parts.append(t.plain(f"audit-kind-{asked.kind}"))
    if page.days is not None:
        first, last = page.days
        parts.append(t.date(first) if first == last else f"{t.date(first)} – {t.date(last)}")
    return parts


def sentence(entry: Entry, names: Names, t: Translator) -> Html:
    """ "Jānis opened the card of Acme Ltd", with old → new where both are known."""
    values = _values(entry, names, t)
    key = f"audit-did-{entry.action.replace('.', '-')}"
    said = t(key, **values) if t.has(key) else t("audit-did-other", **values)
    old, new = value(entry, entry.old, names, t), value(entry, entry.new, names, t)
    if old and new:
        return t("audit-changed", what=said, old=old, new=new)
    if new and not (entry.new and _COUNTED.fullmatch(entry.new)):
        return t("audit-to", what=said, new=new)
    return said


def _values(entry: Entry, names: Names, t: Translator) -> dict[str, str]:
    who = t.plain("audit-program") if entry.actor_id is None else _named("person", entry.actor_id, names, t)
    found = reference(entry.thing)
    thing = "" if found is None else names.name(*found) or str(found[1])
    person, client = entry.person_id, entry.client_id
    return {
        "who": who,
        "client": t.plain("audit-no-client") if client is None else _named("client", client, names, t),
        "person": t.plain("audit-nobody") if person is None else _named("person", person, names, t),
        "thing": thing,
        "n": (entry.new or "").rpartition(":")[2],
        "action": entry.action,
    }


def _named(noun: str, number: int, names: Names, t: Translator) -> str:
    name = names.name(noun, number)
    if name is None:
        return t.plain(f"audit-gone-{noun}", id=str(number))
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def value(entry: Entry, code: str | None, names: Names, t: Translator) -> str:
    """What an old or new code says to people; nothing where it says nothing."""
    if not code or not _CODE.fullmatch(code):
        return ""
    found = reference(code)
    field, _, said = code.partition("=")
    if said:  # an edited field
        return (
            _named("person", int(said), names, t)
            if field == "manager" and said.isdecimal()
            else _coded(said, t)
        )
    if found is not None:
        known = found[0] in ("person", "client", "team")
        return _named(found[0], found[1], names, t) if known else ""
    if entry.action == "person.switch":
        return _wants(code, t)
    return _coded(code, t)


def _coded(code: str, t: Translator) -> str:
    word = re.sub(r"[^a-z0-9]+", "-", code.lower())
    keys = (f"audit-code-{word}", f"edit-{word}", f"btn2-edit-{word}")
    return next((t.plain(key) for key in keys if t.has(key)), code)


def _wants(code: str, t: Translator) -> str:
    on = Wants(int(code) & 7) if code.isdecimal() else Wants(0)
    said = [t.plain(f"contact-wants-{name}") for want, name in SWITCHES.items() if want in on]
    return t.join(said) if said else t.plain("audit-code-none")


def document(found: Export, workbook: Callable[..., bytes], t: Translator) -> Screen:
    """The file with a caption. Takes up to a few seconds: call it off the event loop."""
    page = found.page
    header = [t.plain(f"audit-column-{name}") for name in _COLUMNS]
    data = workbook(header, [_row(entry, page.names, t) for entry in page.entries], t.plain("audit-sheet"))
    said = " · ".join(filter_words(page.asked, page, t)) or t.plain("audit-everything")
    lines = [t("audit-file", filter=said, rows=len(page.entries))]
    lines += [t("audit-file-cut", rows=len(page.entries))] if found.cut else []
    return Screen("\n".join(lines), media=Media("document", data, "audit.xlsx"))


def _row(entry: Entry, names: Names, t: Translator) -> list[object]:
    words = {
        name: value(entry, code, names, t) or code for name, code in (("old", entry.old), ("new", entry.new))
    }
    values = _values(entry, names, t)
    return [
        entry.at,
        values["who"],
        _plain(entry, names, t),
        t.plain(f"audit-kind-{entry.kind}"),
        values["client"] if entry.client_id else None,
        values["person"] if entry.person_id else None,
        words["old"],
        words["new"],
        entry.action,
        entry.thing,
    ]


def _plain(entry: Entry, names: Names, t: Translator) -> str:
    key = f"audit-did-{entry.action.replace('.', '-')}"
    values = _values(entry, names, t)
    return t.plain(key, **values) if t.has(key) else t.plain("audit-did-other", **values)
