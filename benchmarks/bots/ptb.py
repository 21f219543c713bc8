"""python-telegram-bot at its best: concurrent updates, a large pool of httpx connections, uvloop; stores nothing.

Run as `python -m benchmarks.bots.ptb API TOKEN`.
"""

import sys
from typing import Any

import uvloop
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import Application, CallbackContext, CallbackQueryHandler

from benchmarks.bots import card


async def pressed(update: Update, context: CallbackContext[Any, Any, Any, Any]) -> None:  # noqa: ARG001
    """A number was tapped."""
    press = update.callback_query
    assert press is not None
    _, _, question, score, _ = (press.data or "").split(":")
    keyboard = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=data) for label, data in row]
            for row in card.buttons(question)
        ]
    )
    await press.edit_message_text(card.text(score), ParseMode.HTML, reply_markup=keyboard)
    await press.answer()


def application(api: str, token: str) -> "Application[Any, Any, Any, Any, Any, Any]":
    """The application with everything its documentation names for speed."""
    made = (
        Application.builder()
        .token(token)
        .base_url(f"{api}/bot")
        .concurrent_updates(16)
        .connection_pool_size(16)
        .pool_timeout(30)
        .build()
    )
    made.add_handler(CallbackQueryHandler(pressed))
    return made


if __name__ == "__main__":
    # httpcore looks for this package several times a call; where it is not installed, the search costs a third of all.
    sys.modules["sniffio"] = None  # type: ignore[assignment]
    uvloop.install()
    application(sys.argv[1], sys.argv[2]).run_polling(poll_interval=0)
