"""A real aiogram bot talks to the playground over HTTP."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat
from aiogram.filters import CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    ChatMemberUpdated,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputMediaPhoto,
    InputTextMessageContent,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    LinkPreviewOptions,
    Message,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)

from playground import Phone, Playground

from .conftest import HandClock, QuickSession, png


def keys(*labels: str) -> InlineKeyboardMarkup:
    row = [InlineKeyboardButton(text=label, callback_data=f"go:{label}") for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=[row])


async def test_a_bot_starts_answers_edits_and_toasts(town: Playground, bot: Bot) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart(deep_link=True))
    async def hello(message: Message) -> None:
        await message.answer(f"Hello {message.text}", reply_markup=keys("3", "10"))

    @dispatcher.callback_query(F.data == "go:3")
    async def score(press: CallbackQuery) -> None:
        assert isinstance(press.message, Message)
        await press.message.edit_text("<b>3</b> of 10", parse_mode="HTML")
        await press.answer("Stored")

    polling = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, polling_timeout=20))
    anna = town.phone(1, "Anna")
    anna.start("c42")
    card = await anna.wait("Hello /start c42")
    assert card.buttons == [["3", "10"]]
    assert (await anna.press("3")).text == "Stored"
    assert (card.text, card.html, card.buttons, card.edits) == ("3 of 10", "<b>3</b> of 10", [], 1)
    await town.idle()
    await dispatcher.stop_polling()
    await polling


async def test_every_kind_of_message_is_understood(bot: Bot, anna: Phone, clock: HandClock) -> None:
    text = await bot.send_message(
        anna.id, "Hi", link_preview_options=LinkPreviewOptions(is_disabled=True), disable_notification=True
    )
    assert text.date == clock()
    photo = await bot.send_photo(
        anna.id, BufferedInputFile(png(40, 20), "a.png"), caption="<i>A</i>", parse_mode="HTML"
    )
    assert photo.photo
    assert (photo.photo[-1].width, photo.photo[-1].height) == (40, 20)
    assert photo.caption_entities
    again = await bot.send_photo(anna.id, photo.photo[0].file_id)
    assert again.photo
    file = await bot.send_document(anna.id, BufferedInputFile(b"a;b", "Käufe & co.csv"))
    assert file.document
    assert file.document.file_name == "Käufe & co.csv"
    assert (await bot.send_voice(anna.id, BufferedInputFile(b"Ogg", "v.ogg"), duration=4)).voice
    assert (await bot.send_location(anna.id, 56.9, 24.1)).location
    assert (await bot.send_contact(anna.id, "+37126", "Jānis")).contact
    album = await bot.send_media_group(
        anna.id,
        [
            InputMediaPhoto(media=BufferedInputFile(png(), "1.png"), caption="two"),
            InputMediaPhoto(media=photo.photo[-1].file_id),
        ],
    )
    assert album[0].media_group_id == album[1].media_group_id
    assert await bot.send_chat_action(anna.id, "typing")
    copied = await bot.copy_message(anna.id, anna.id, photo.message_id, caption="copy")
    forwarded = await bot.forward_message(anna.id, anna.id, text.message_id)
    assert forwarded.forward_origin
    assert [m.kind for m in anna.new][:3] == ["text", "photo", "photo"]
    assert anna.chat.messages[copied.message_id].text == "copy"
    assert anna.file(anna.chat.messages[file.message_id]).data == b"a;b"


async def test_a_file_is_downloaded_as_it_was_sent(bot: Bot, anna: Phone) -> None:
    anna.send_document("list.csv", b"name;phone")
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.document
    data = await bot.download(update.message.document)
    assert data
    assert data.read() == b"name;phone"


async def test_media_and_keyboards_are_edited(bot: Bot, anna: Phone) -> None:
    sent = await bot.send_photo(
        anna.id, BufferedInputFile(png(), "a.png"), caption="A", reply_markup=keys("x")
    )
    await bot.edit_message_caption(
        chat_id=anna.id, message_id=sent.message_id, caption="B", reply_markup=keys("x")
    )
    media = InputMediaPhoto(media=BufferedInputFile(png(9, 9), "b.png"), caption="C")
    edited = await bot.edit_message_media(
        media, chat_id=anna.id, message_id=sent.message_id, reply_markup=keys("y")
    )
    assert isinstance(edited, Message)
    assert edited.photo
    assert edited.photo[-1].width == 9
    await bot.edit_message_reply_markup(chat_id=anna.id, message_id=sent.message_id, reply_markup=None)
    assert (anna.last.text, anna.last.buttons, anna.last.edits) == ("C", [], 3)


async def test_people_are_picked_by_a_button_that_asks_for_them(
    town: Playground, bot: Bot, anna: Phone
) -> None:
    janis = town.phone(4242, "Jānis", username="janis_b")
    wanted = KeyboardButtonRequestUsers(request_id=7, user_is_bot=False, request_name=True)
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Who?", request_users=wanted)]])
    await bot.send_message(anna.id, "Whom do you mean?", reply_markup=markup)
    anna.pick("Who?", janis)
    (picked,) = await bot.get_updates()
    assert picked.message
    assert picked.message.users_shared
    assert picked.message.users_shared.request_id == 7
    (user,) = picked.message.users_shared.users
    assert (user.user_id, user.first_name, user.username) == (janis.id, janis.user.first_name, None)
    with pytest.raises(ValueError, match="between 1 and 1"):
        anna.pick("Who?", janis, anna)
    with pytest.raises(AssertionError, match="use pick"):
        await anna.press("Who?")


async def test_reply_keyboards_come_are_pressed_and_go(bot: Bot, anna: Phone) -> None:
    rows = [[KeyboardButton(text="📱 Share", request_contact=True)], [KeyboardButton(text="Skip")]]
    markup = ReplyKeyboardMarkup(keyboard=rows, one_time_keyboard=True, input_field_placeholder="or type")
    await bot.send_message(anna.id, "Your number?", reply_markup=markup)
    assert anna.keyboard == [["📱 Share"], ["Skip"]]
    await anna.press("Skip")
    await anna.press("📱 Share")
    skip, contact = await bot.get_updates()
    assert skip.message
    assert skip.message.text == "Skip"
    assert contact.message
    assert contact.message.contact
    assert contact.message.contact.user_id == anna.id
    await bot.send_message(anna.id, "Thanks", reply_markup=ReplyKeyboardRemove())
    assert anna.keyboard == []


async def test_an_album_a_reply_and_an_edit_reach_the_bot(bot: Bot, anna: Phone) -> None:
    card = await bot.send_message(anna.id, "Card")
    anna.say("a note", reply_to=card.message_id)
    anna.send_album([png(), png()], "broken")
    said = anna.say("tomorow")
    anna.edit(said, "tomorrow")
    updates = await bot.get_updates()
    note, first, second = (u.message for u in updates[:3])
    assert note
    assert note.reply_to_message
    assert note.reply_to_message.message_id == card.message_id
    assert first
    assert second
    assert first.media_group_id == second.media_group_id
    assert (first.caption, second.caption) == ("broken", None)
    assert updates[-1].edited_message
    assert updates[-1].edited_message.text == "tomorrow"


async def test_blocking_is_told_to_the_bot(bot: Bot, anna: Phone) -> None:
    anna.block()
    anna.unblock()
    changes = [u.my_chat_member for u in await bot.get_updates()]
    assert all(isinstance(c, ChatMemberUpdated) for c in changes)
    assert [c.new_chat_member.status for c in changes if c] == ["kicked", "member"]


async def test_inline_results_are_offered_and_sent_as_ones_own(
    town: Playground, bot: Bot, anna: Phone
) -> None:
    async def serve() -> InlineQuery:
        [update] = await bot.get_updates(timeout=50)
        query = update.inline_query
        assert query
        content = InputTextMessageContent(message_text="<b>Dear Anna</b>", parse_mode="HTML")
        article = InlineQueryResultArticle(id="card-1", title="for Anna", input_message_content=content)
        await bot.answer_inline_query(query.id, [article], cache_time=0, is_personal=True)
        await bot.get_updates(offset=update.update_id + 1)
        return query

    janis = town.phone(7, "Jānis")
    serving = asyncio.create_task(serve())
    [result] = await janis.inline("card 1")
    assert (await serving).query == "card 1"
    sent = janis.choose(result, to=anna)
    assert (sent.text, sent.via_bot, sent.sender_id) == ("Dear Anna", True, janis.id)
    [update] = await bot.get_updates()
    assert update.chosen_inline_result
    assert update.chosen_inline_result.result_id == "card-1"


async def test_a_press_on_a_deleted_message_is_inaccessible(bot: Bot, anna: Phone) -> None:
    sent = await bot.send_message(anna.id, "Card", reply_markup=keys("Done"))
    card = anna.chat.messages[sent.message_id]
    await bot.delete_message(anna.id, sent.message_id)
    pressing = asyncio.create_task(anna.press_data("go:Done", card))
    [update] = await bot.get_updates(timeout=50)
    assert update.callback_query
    assert isinstance(update.callback_query.message, InaccessibleMessage)
    await update.callback_query.answer("gone", show_alert=True)
    assert (await pressing).alert


async def test_commands_names_and_menu_are_kept_by_language(bot: Bot, anna: Phone) -> None:
    await bot.set_my_commands([BotCommand(command="rate", description="Rate us")])
    await bot.set_my_commands([BotCommand(command="rate", description="Novērtēt")], language_code="lv")
    await bot.set_my_description("What it does", language_code="en")
    assert (await bot.get_my_commands(language_code="lv"))[0].description == "Novērtēt"
    assert anna.world.profile.menu_for(anna.id, "lv")[0]["description"] == "Novērtēt"
    await bot.delete_my_commands(language_code="lv")
    assert anna.world.profile.menu_for(anna.id, "lv")[0]["description"] == "Rate us"
    assert (await bot.get_my_description("en")).description == "What it does"
    assert (await bot.get_my_name()).name == "Rapport"
    await bot.set_chat_menu_button()


async def test_reactions_pins_members_and_chats(bot: Bot, anna: Phone) -> None:
    message_id = anna.say("broken box")
    await bot.set_message_reaction(anna.id, message_id, [ReactionTypeEmoji(emoji="👀")])
    assert anna.chat.messages[message_id].reactions == ["👀"]
    await bot.pin_chat_message(anna.id, message_id, disable_notification=True)
    chat = await bot.get_chat(anna.id)
    assert chat.pinned_message
    await bot.unpin_chat_message(anna.id)
    assert (await bot.get_chat_member(anna.id, anna.id)).status == "member"
    assert (await bot.get_user_profile_photos(anna.id)).total_count == 0
    assert (await bot.get_me()).supports_inline_queries


async def test_a_reply_may_allow_its_message_to_be_missing(bot: Bot, anna: Phone) -> None:
    lax = ReplyParameters(message_id=999, allow_sending_without_reply=True)
    sent = await bot.send_message(anna.id, "Line", reply_parameters=lax)
    assert sent.reply_to_message is None


async def test_default_properties_of_the_bot_hold(town: Playground, anna: Phone) -> None:
    defaults = DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True)
    session = QuickSession(api=TelegramAPIServer.from_base(town.url))
    async with Bot(town.token, session=session, default=defaults) as bot:
        await bot.send_message(anna.id, "A &amp; <b>B</b> 🎉 <code>x</code>")
    assert anna.last.html == "A &amp; <b>B</b> 🎉 <code>x</code>"
    assert anna.last.entities[1]["offset"] == 9


async def test_the_bot_learns_that_it_came_into_a_group_left_it_and_that_the_group_moved(
    town: Playground, bot: Bot, anna: Phone
) -> None:
    town.group(-1001, "Team", anna, with_bot=False)
    with pytest.raises(TelegramForbiddenError, match="kicked"):
        await bot.send_message(-1001, "Hello?")
    anna.bring(-1001)
    place, service = await bot.get_updates()
    assert place.my_chat_member is not None
    assert place.my_chat_member.from_user.id == anna.id
    assert (place.my_chat_member.old_chat_member.status, place.my_chat_member.new_chat_member.status) == (
        "left",
        "member",
    )
    assert service.message is not None
    assert service.message.new_chat_members is not None
    anna.upgrade(-1001, -1002)
    old, new = await bot.get_updates(offset=service.update_id + 1)
    assert old.message is not None
    assert old.message.migrate_to_chat_id == -1002
    assert new.message is not None
    assert new.message.migrate_from_chat_id == -1001
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(-1001, "Hello?")
    assert moved.value.migrate_to_chat_id == -1002
    anna.bring(-1002)
    (left,) = await bot.get_updates(offset=new.update_id + 1)
    assert left.my_chat_member is not None
    assert left.my_chat_member.new_chat_member.status == "left"


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(
    town: Playground, bot: Bot, anna: Phone
) -> None:
    town.group(-1001, "Team", anna)
    anna.say("just chatting", chat=-1001)
    anna.say("/rate", chat=-1001)
    [update] = await bot.get_updates()
    assert update.message
    assert update.message.chat.type == "supergroup"
    assert (await bot.send_message(-1001, "Write to me privately")).chat.id == -1001
