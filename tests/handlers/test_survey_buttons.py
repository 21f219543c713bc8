"""The buttons of a question carry what `RateData` packs."""

import pytest

from bot.domain.ids import InvitationId
from handlers.keyboards import button
from handlers.surveys.data import RateData, packed


@pytest.mark.parametrize("value", ["", "9", "quality", "10.speed"])
def test_the_quick_way_packs_what_the_model_packs(value: str) -> None:
    data = RateData(action="tick", id=123456, value=value, card=2)

    assert packed(InvitationId(123456), "tick", 2, value) == data.pack()
    assert RateData.unpack(packed(InvitationId(123456), "tick", 2, value)) == data


@pytest.mark.parametrize("value", ["a:b", "x" * 60])
def test_what_no_button_can_carry_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"Separator|too long"):
        packed(InvitationId(1), "tick", 1, value)


def test_buttons_do_not_share_what_they_say() -> None:
    first, second = button("One", "a:1"), button("Two", "a:2")

    assert (first.text, first.callback_data) == ("One", "a:1")
    assert (second.text, second.callback_data) == ("Two", "a:2")
