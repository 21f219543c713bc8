"""Button data of clients' screens, and which card a reply is about. Not: what the buttons do."""

from contextlib import suppress

from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.types import Message

# Buttons that only the card itself, or a page of it, has: a list of clients and cards about other things just open it.
_CLIENT = frozenset({"kinds", "undo", "history", "touch"})
_CONTACT = frozenset({"link", "unlink"})


class ClientData(CallbackData, prefix="cl"):
    """A press on a client's card. `n`: the newest touch it shows, a touch, or a page; `word` a kind of touch."""

    action: str
    id: int
    n: int = 0
    word: str = ""


class ContactData(CallbackData, prefix="pe"):
    """A press on a contact's card; `client` leads back."""

    action: str
    id: int
    client: int = 0


class WhyData(CallbackData, prefix="wy"):
    """The client whose contacts a lead wants explained: who is asked when, and why not."""

    client: int


class AddData(CallbackData, prefix="ad"):
    """A press while adding; `id` is a client, `of` the stamp of the question that it answers."""

    action: str
    id: int = 0
    of: int = 0


class MergeData(CallbackData, prefix="mg"):
    """A press while merging. `noun`: "c" or "p"; `id` stays, `other` goes into it; `seen`: the versions of both."""

    action: str
    noun: str = "c"
    id: int = 0
    other: int = 0
    seen: int = 0


LETTERS = {"client": "c", "person": "p", "date": "d"}
"""What is edited, in button data."""


class EditData(CallbackData, prefix="ed"):
    """A press in a form that edits. `noun`: one of LETTERS; `at`: a page, a month, an edit, or -1."""

    action: str
    noun: str
    id: int
    field: str = ""
    at: int = -1


class SetData(CallbackData, prefix="es"):
    """A value for a field; `seen` is the fingerprint of what the field held when the button was drawn."""

    noun: str
    id: int
    field: str
    seen: str
    value: str = ""


class Noting(Filter):
    """A reply to a client's or contact's card: the handler gets `noted`, the button data that says which."""

    def __init__(self, kind: type[ClientData] | type[ContactData]) -> None:
        self.kind = kind

    async def __call__(
        self, message: Message, command: tuple[str, str] | None
    ) -> bool | dict[str, ClientData | ContactData]:
        if command is not None or message.reply_to_message is None:
            return False
        card = message.reply_to_message
        if self.kind is ClientData and _pressable(card, ContactData, _CONTACT):
            return False  # a contact's card leads back to the client
        own = _pressable(card, self.kind, _CLIENT if self.kind is ClientData else _CONTACT)
        undo = [data for data in own if data.action == "undo"]
        return {"noted": (undo or own)[0]} if own else False


def _pressable(
    message: Message, kind: type[ClientData] | type[ContactData], only: frozenset[str]
) -> list[ClientData | ContactData]:
    # The card itself says what it is about: no row is needed, and a card of years ago still takes notes.
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    texts = [button.callback_data for row in rows for button in row if button.callback_data]
    prefix = f"{kind.__prefix__}{kind.__separator__}"
    found: list[ClientData | ContactData] = []
    for text in texts:
        with suppress(ValueError, TypeError):  # of an older version
            found += [kind.unpack(text)] if text.startswith(prefix) else []
    return [data for data in found if data.action in only]
