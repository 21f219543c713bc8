"""What a press under /surveys carries. Not: what it does."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.programmes import ALL, SHARED, Edit


class ProgrammeData(CallbackData, prefix="pg"):
    """`what`: a screen ("see"), or a change ("do", "ask"); `code`: a programme, of reasons a group; `v`: the version shown.

    Of "undo", `code` is the part that was changed, `what` and `value` are the screen to come back to.
    """

    action: str
    what: str = ""
    code: str = ""
    id: str = ""
    value: str = ""
    language: str = ""
    v: int = 0

    def edit(self) -> Edit:
        """The change that is meant."""
        if self.what in SHARED:
            return Edit(self.what, ALL, self.value, self.id, self.language, self.code)
        return Edit(self.what, self.code, self.value, self.id, self.language)


AFTER = {
    "switch": "programme", "day": "programme", "month": "day", "question": "texts", "intro": "texts",
    "ask": "questions", "reword": "question", "drop": "questions", "move": "questions", "reason": "group",
    "rename": "reason", "unoffer": "group", "offer": "group",
}  # fmt: skip
"""Which screen follows a change."""
REPAINTS = frozenset({"switch", "day", "month"})
"""Changes after which the year looks different."""
