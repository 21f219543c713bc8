"""Letters about the program itself. Not: what failed."""

from bot.i18n import Translator
from bot.usecases.system import Failed
from handlers.screen import Screen


def failed(data: Failed, t: Translator) -> Screen:
    """Tell the head that an update or a letter failed for good."""
    if data.what == "update":
        return Screen(t("system-failed-update", code=data.code))
    return Screen(t("system-failed-letter", code=data.code, kind=data.about))


LETTERS = {"system.failed": failed}
