"""What Telegram's answers mean for a letter, line by line as docs/architecture tells. Not: sending, settling."""

import re

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from bot.delivery import retry
from bot.delivery.ratelimit import TooBusy
from bot.domain.letters import Broken, Gone, Moved, Outcome, Refused, RetryLater, Unknown
from bot.domain.people import Recipient
from bot.telegram.session import never_sent

_GONE = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "peer_id_invalid",
    # Of groups: the bot may not write there, or the group is no more.
    "not enough rights to send",
    "have no rights to send",
    "chat_write_forbidden",
    "topic_closed",
    "group chat was deactivated",
)
_MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to be replied not found",
    "message identifier is not specified",
)
_PRIVACY = ("button_user_privacy_restricted", "button_user_invalid")

FAILURES = (TelegramAPIError, ClientDecodeError, TooBusy)
"""Everything that a call may end in besides an answer."""


def outcome_of(error: Exception, to: Recipient | None, attempts: int) -> Outcome:
    """What became of the letter whose call ended in this error; `attempts` counts this one."""
    match error:
        case TooBusy():
            return RetryLater(max(error.seconds, 0.1), pause=True)
        case TelegramRetryAfter():
            return RetryLater(float(error.retry_after), pause=True, why="429")
        case TelegramMigrateToChat():
            return Moved(error.migrate_to_chat_id, to.chat_id if to else None)
        case TelegramEntityTooLarge():
            return Broken(retry.new_code())
        case TelegramNetworkError() if never_sent(error):
            return RetryLater(retry.delay(attempts), why="unreachable")
        case TelegramForbiddenError():
            return Gone("blocked", to.id if to else None, to.chat_id if to else None)
        case TelegramBadRequest() if has(error, _GONE):
            return Gone("gone", to.id if to else None, to.chat_id if to else None)
        case TelegramUnauthorizedError() | TelegramNotFound():
            return Refused(type(error).__name__)
        case TelegramNetworkError() | TelegramServerError() | ClientDecodeError():
            return Unknown(type(error).__name__)
        case _:
            return Broken(retry.new_code())


def has(error: TelegramAPIError, words: tuple[str, ...]) -> bool:
    """Whether Telegram's description holds one of these."""
    text = error.message.lower()
    return any(word in text for word in words)


def said(error: Exception) -> str:
    """The description for the log, without what it quotes of the message."""
    text = error.message if isinstance(error, TelegramAPIError) else type(error).__name__
    return re.sub(r"\".*\"", '"…"', text)[:200]


def message_gone(error: TelegramAPIError) -> bool:
    """The message to edit exists no more."""
    return isinstance(error, TelegramBadRequest) and has(error, _MESSAGE_GONE)


def privacy(error: TelegramAPIError) -> bool:
    """A button that links to a person who does not allow it."""
    return isinstance(error, TelegramBadRequest) and has(error, _PRIVACY)
