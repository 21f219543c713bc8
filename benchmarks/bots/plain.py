"""A stock aiogram bot: polling as it comes, edits the card, answers the press, stores nothing.

Run as `python -m benchmarks.bots.plain API TOKEN`.
"""

import sys

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from benchmarks.bots import card

dispatcher = Dispatcher()


@dispatcher.callback_query()
async def pressed(press: CallbackQuery) -> None:
    """A number was tapped."""
    await show(press)


async def show(press: CallbackQuery) -> None:
    """Edit, then answer."""
    _, _, question, score, _ = (press.data or "").split(":")
    keyboard = InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=label, callback_data=data) for label, data in row]
            for row in card.buttons(question)
        ]
    )
    assert isinstance(press.message, Message)
    await press.message.edit_text(card.text(score), reply_markup=keyboard)
    await press.answer()


def bot(api: str, token: str) -> Bot:
    """A Bot with aiogram's own session."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(api))
    return Bot(token, session, DefaultBotProperties(parse_mode="HTML"))


if __name__ == "__main__":
    dispatcher.run_polling(bot(sys.argv[1], sys.argv[2]))
