"""One picture message: sent, then switched in place; what Telegram has already goes by its file_id. Not: numbers."""

import logging
from collections.abc import Awaitable, Callable
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from bot.i18n import Translator
from bot.usecases.figures import Pictures, Shown
from handlers.answers import busy, repaint, send
from handlers.figures.buttons import under_picture
from handlers.figures.charts import chart
from handlers.figures.words import caption
from handlers.screen import Media, Screen

log = logging.getLogger(__name__)
_NAME = "rapport.png"
_Out = Callable[[Screen], Awaitable[Message | None]]


async def send_picture(
    message: Message | InaccessibleMessage, pictures: Pictures, shown: Shown, t: Translator
) -> None:
    """A new picture message."""

    async def first(screen: Screen) -> Message | None:
        return await send(message, screen)

    await _deliver(first, pictures, shown, t, lambda: busy(message))


async def switch_picture(press: CallbackQuery, pictures: Pictures, shown: Shown, t: Translator) -> None:
    """Another picture in the same message."""

    async def again(screen: Screen) -> Message | None:
        return await repaint(press, screen)

    await _deliver(again, pictures, shown, t)


async def _deliver(
    out: _Out,
    pictures: Pictures,
    shown: Shown,
    t: Translator,
    waiting: Callable[[], Awaitable[None]] | None = None,
) -> None:
    screen = Screen(caption(shown, t), under_picture(shown, t))
    await deliver(out, pictures, chart(shown, t), screen, t, waiting)


async def deliver(
    out: _Out,
    pictures: Pictures,
    drawn: object,
    screen: Screen,
    t: Translator,
    waiting: Callable[[], Awaitable[None]] | None = None,
) -> None:
    """A screen with its chart: by the file_id where Telegram has the picture, else drawn; without it when that fails."""
    key = pictures.key(drawn)
    try:
        if not await _by_id(out, pictures, key, screen):
            if waiting is not None:
                await waiting()
            await _by_bytes(out, pictures, key, drawn, screen)
    except (BrokenProcessPool, TimeoutError, RuntimeError) as error:
        log.error("a picture was not drawn: %s", type(error).__name__)
        await out(replace(screen, text=screen.text + "\n\n" + t("stats-no-picture")))
    except TelegramAPIError as error:
        # A failed answer never fails the update.
        log.info("a picture was not delivered: %s", type(error).__name__)


async def _by_id(out: _Out, pictures: Pictures, key: str, screen: Screen) -> bool:
    file_id = await pictures.sent(key)
    if file_id is None:
        return False
    try:
        await out(replace(screen, media=Media("photo", file_id)))
    except TelegramBadRequest as error:
        if "file" not in error.message.lower():
            raise
        await pictures.forget(key)  # another bot's, or one that Telegram let go
        return False
    return True


async def _by_bytes(
    out: _Out,
    pictures: Pictures,
    key: str,
    drawn: object,
    screen: Screen,
) -> None:
    png = await pictures.png(key, drawn)
    message = await out(replace(screen, media=Media("photo", png, _NAME)))
    if isinstance(message, Message) and message.photo:
        await pictures.keep(key, message.photo[-1].file_id)
