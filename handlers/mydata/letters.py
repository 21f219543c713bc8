"""Letters about somebody's data: to staff, and to whom it belongs. Not: sending."""

from bot.i18n import Translator
from bot.usecases.mydata import Told
from handlers.clients.data import ClientData, ContactData
from handlers.keyboards import button, keyboard
from handlers.mydata.data import EraseData
from handlers.screen import Screen


def told(data: Told, t: Translator) -> Screen:
    """One line to staff."""
    by = "own" if data.own else "their"
    if data.what == "erased":
        open_client = button(t.plain("btn1-mydata-client"), ClientData(action="open", id=data.client_id))
        return Screen(t(f"mydata-told-erased-{by}", client=data.client), keyboard([open_client]))
    card = button(t.plain("btn1-mydata-contact"), ContactData(action="open", id=data.person_id))
    if data.what == "corrected":
        what = t.plain(f"mydata-fact-{data.field}")
        return Screen(
            t("mydata-told-corrected", name=data.name, client=data.client, what=what), keyboard([card])
        )
    if data.what == "restored" or data.at is None:
        return Screen(t("mydata-told-restored", name=data.name, client=data.client), keyboard([card]))
    restore = button(t.plain("btn1-mydata-restore"), EraseData(action="restore", id=data.person_id))
    text = t(f"mydata-told-asked-{by}", name=data.name, client=data.client, at=data.at)
    return Screen(text, keyboard([card], [restore]))


def yours(data: Told, t: Translator) -> Screen:
    """To the contact, when staff did it for them."""
    if data.what == "restored" or data.at is None:
        return Screen(t("mydata-yours-restored"))
    restore = button(t.plain("btn1-mydata-restore"), EraseData(action="restore"))
    return Screen(t("mydata-yours-asked", at=data.at), keyboard([restore]))


LETTERS = {"mydata.told": told, "mydata.yours": yours}
