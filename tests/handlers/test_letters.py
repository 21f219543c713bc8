"""Wording letters: nothing leaves that Telegram would refuse for its length."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.letters import Op, Opened
from bot.domain.people import Recipient, Role
from bot.i18n import translator
from handlers import letters
from handlers.screen import Screen


def opened(instead_of: str | None = None) -> Opened:
    return Opened(None, Recipient(PersonId(1), Role.LEAD, "Oskars", 1, "en", "UTC", instead_of=instead_of))


def test_a_letter_longer_than_telegram_takes_is_cut_with_what_is_put_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(
        letters.RENDERERS, "test.long", lambda _data, _t: Screen("<b>" + "&amp;" * 5000 + "</b>")
    )
    for reader in (opened(), opened("Jānis")):
        screen = letters.render("test.long", Op.SEND, reader, translator("en", "UTC"))
        assert len(screen.text.replace("&amp;", "&")) <= 4096
        assert screen.text.endswith("…")


def test_whoever_stands_in_is_told_for_whom(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(letters.RENDERERS, "test.short", lambda _data, _t: Screen("hello"))
    screen = letters.render("test.short", Op.SEND, opened("Jānis"), translator("en", "UTC"))
    assert "Jānis" in screen.text
    assert screen.text.endswith("\nhello")
