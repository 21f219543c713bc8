"""Notes of staff: a message kept raw about a thing. Not: touches, complaints."""

from dataclasses import dataclass

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Note:
    """What was said, by which message: words, a file that Telegram keeps (kind and file_id), or both."""

    message_id: int
    words: str | None
    kind: str = "text"
    file_id: str | None = None
