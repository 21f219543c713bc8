"""A little bot for the page's tests: it rates, files a complaint, rings a manager. Not: Rapport, nor its storage."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
    KeyboardButton,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyParameters,
    SwitchInlineQueryChosenChat,
)

from playground import Playground

from .conftest import HandClock, QuickSession

ANNA, JANIS, OSKARS = 2001, 1003, 1002


def keys(*rows: list[str]) -> InlineKeyboardMarkup:
    buttons = [[InlineKeyboardButton(text=t, callback_data=f"key:{t}") for t in row] for row in rows]
    return InlineKeyboardMarkup(inline_keyboard=buttons)


ASKED = (
    "<b>Acme Supplies</b> · one question, 10 seconds\n"
    "How likely are you to recommend us to a colleague?\n\n"
    "<i>0 – not at all likely   10 – extremely likely</i>"
)
SCALE = keys(["0", "1", "2", "3", "4", "5"], ["6", "7", "8", "9", "10"], ["Later", "Don't ask me"])
HOME = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text="Rate"), KeyboardButton(text="Complaint")],
        [KeyboardButton(text="My manager"), KeyboardButton(text="Settings")],
    ],
    resize_keyboard=True,
    input_field_placeholder="Write or choose",
)
HEBREW = "שלום, שמי נועה. ההזמנה C-0142 הגיעה פגומה (2 קופסאות)."


class Shop:
    """The bot's handlers and what falls due, for a jump's controller."""

    def __init__(self, bot: Bot, clock: HandClock) -> None:
        self.bot = bot
        self.clock = clock
        self.due: list[datetime] = [clock() + timedelta(hours=n) for n in (2, 20, 23)]
        self.dispatcher = Dispatcher()
        self.handlers = 0
        self._register()

    def _register(self) -> None:
        messages, presses = self.dispatcher.message, self.dispatcher.callback_query
        messages.register(self.hello, CommandStart())
        messages.register(self.rate, F.text.in_({"Rate", "/rate"}))
        messages.register(self.links, Command("links"))
        messages.register(self.photo, F.photo)
        messages.register(self.echo)
        presses.register(self.score, F.data.in_({f"key:{n}" for n in range(11)}))
        presses.register(self.alarm, F.data == "key:Later")
        presses.register(self.done)
        self.dispatcher.inline_query.register(self.offer)

    async def hello(self, message: Message) -> None:
        await message.answer(
            f"Welcome, <b>{message.chat.first_name}</b>. You said {message.text}.", reply_markup=HOME
        )

    async def rate(self, message: Message) -> None:
        await message.answer(ASKED, reply_markup=SCALE)

    async def score(self, press: CallbackQuery) -> None:
        assert isinstance(press.message, Message)
        assert press.data
        score = press.data.removeprefix("key:")
        text = (
            f"Your answer: <b>{score} of 10</b>. Thank you for being honest.\n\n"
            "What went wrong? Choose any, or just write."
        )
        reasons = keys(["Service", "Delivery"], ["Price", "Quality"], ["Change answer", "Done"])
        await press.message.edit_text(text, reply_markup=reasons)
        await press.answer("Stored")
        case = (
            f"<b>Anna Bērziņa, Acme Ltd: {score} of 10</b>\n"
            "Last three: 9 · 8 · 9. No open complaint.\n"
            "First contact by <b>Tue 24 Nov, 11:30</b>.\n"
            "<blockquote expandable>Last note: wants prices for the first quarter, asks for fewer deliveries on "
            "Mondays, and the invoice in one file. Prefers to be called before noon. Likes hiking.</blockquote>\n"
            "<code>+371 26 123 456</code>"
        )
        buttons = keys(["Take", "Called"], ["Hand over", "Close"]).inline_keyboard
        copy = InlineKeyboardButton(text="Copy number", copy_text=CopyTextButton(text="+37126123456"))
        chosen = SwitchInlineQueryChosenChat(query="card 17", allow_user_chats=True)
        send = InlineKeyboardButton(text="Send from me…", switch_inline_query_chosen_chat=chosen)
        markup = InlineKeyboardMarkup(inline_keyboard=[*buttons, [copy, send]])
        card = await self.bot.send_message(JANIS, case, reply_markup=markup)
        if int(score) <= 3:
            await self.bot.send_message(
                OSKARS, f"<b>Low score: {score}</b>\nAnna Bērziņa, Acme Ltd · Jānis has the case."
            )
        if score == "0":
            ring = ReplyParameters(message_id=card.message_id)
            await self.bot.send_message(JANIS, "A zero: call now.", reply_parameters=ring)

    async def alarm(self, press: CallbackQuery) -> None:
        await press.answer("We ask again tomorrow at 10:00.", show_alert=True)

    async def done(self, press: CallbackQuery) -> None:
        assert isinstance(press.message, Message)
        await press.answer(f"{press.data} noted".removeprefix("key:"))
        await press.message.edit_reply_markup(reply_markup=None)

    async def photo(self, message: Message) -> None:
        await self.bot.send_chat_action(message.chat.id, "typing")
        await message.react([ReactionTypeEmoji(emoji="👀")])
        if not message.media_group_id:
            card = "<b>Complaint C-0142</b> · Delivery\nStep 1 of 4: received\nJānis answers by Tue 24 Nov, 11:30."
            await message.answer(card, reply_markup=keys(["Add details", "Copy number"]))
            await self.bot.copy_message(JANIS, message.chat.id, message.message_id)

    async def links(self, message: Message) -> None:
        me = await self.bot.me()
        await message.answer(
            f"Anna's link: https://t.me/{me.username}?start=cABC123 and <a href='https://example.org/x'>ours</a>"
        )

    async def echo(self, message: Message) -> None:
        await message.answer(f"You wrote: {message.html_text}" if message.text else "Received.")

    async def offer(self, query: InlineQuery) -> None:
        content = InputTextMessageContent(message_text="Dear Anna, happy birthday!")
        card = InlineQueryResultArticle(id="1", title="Birthday card for Anna", input_message_content=content)
        await query.answer([card], cache_time=0, is_personal=True)

    # --- a jump's controller

    async def idle(self) -> None:
        """Nothing is kept here: handlers end before the next poll confirms."""

    async def next_due(self) -> datetime | None:
        return self.due[0] if self.due else None

    async def tick(self) -> None:
        while self.due and self.due[0] <= self.clock():
            self.due.pop(0)
            text = "<b>Call Anna Bērziņa · Acme Ltd</b>\nlast contact 18 days ago · rating 3\n+371 26 123 456"
            await self.bot.send_message(JANIS, text, reply_markup=keys(["Done", "Note"], ["Snooze…", "Card"]))
            await self.bot.send_message(OSKARS, "Jānis was reminded of a call.")


@asynccontextmanager
async def open_shop(town: Playground, clock: HandClock) -> AsyncIterator[Shop]:
    """Run the bot, with its people met and the page's phones given to three of them."""
    session = QuickSession(api=TelegramAPIServer.from_base(town.url))
    bot = Bot(town.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    shop = Shop(bot, clock)
    town.phone(
        ANNA, "Anna", last_name="Bērziņa", username="anna_b", language_code="lv", role="Client · Acme Ltd"
    )
    town.phone(JANIS, "Jānis", last_name="Bērziņš", username="janis_b", role="Manager").start()
    town.phone(OSKARS, "Oskars", last_name="Liepa", username="oskars_l", role="Team lead").start()
    town.phone(2003, "Noa", last_name="Levi", language_code="he", role="Client · Levant Trade")
    town.phone(3001, "Sam", last_name="Stranger", role="Stranger")
    town.page.open(shop, clock, zone="Europe/Riga", places=[ANNA, JANIS, OSKARS])
    await bot.set_my_commands(
        [
            BotCommand(command="rate", description="Rate us from 0 to 10"),
            BotCommand(command="links", description="Links to give away"),
            BotCommand(command="start", description="Begin anew"),
        ]
    )
    polling = asyncio.create_task(
        shop.dispatcher.start_polling(bot, handle_signals=False, polling_timeout=30, handle_as_tasks=False)
    )
    try:
        yield shop
    finally:
        await shop.dispatcher.stop_polling()
        await polling
