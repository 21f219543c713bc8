"""The playground says no where Telegram says no, in Telegram's words."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from playground import Phone, Playground

from .conftest import Caller, HandClock, png

OK_BUTTON = {"text": "ok", "callback_data": "ok"}


def inline(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<a href=>x</a", "Unclosed end tag at byte offset 10"),
        ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        (
            "<a href>x</a>",
            'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0',
        ),
    ],
)
async def test_broken_html_is_refused(call: Caller, anna: Phone, text: str, reason: str) -> None:
    said = await call.refused("sendMessage", chat_id=anna.id, text=text, parse_mode="HTML")
    assert said == f"400 Bad Request: can't parse entities: {reason}"


@pytest.mark.parametrize(
    ("source", "text", "html"),
    [
        ("<b>a<i>b</i></b>", "ab", "<b>a<i>b</i></b>"),
        ("  <b>x</b> y \n", "x y", "<b>x</b> y"),
        ("&lt;&amp;&quot;&#33;&nbsp;&copy", '<&"!&nbsp;&copy', '&lt;&amp;"!&amp;nbsp;&amp;copy'),
        ('<a href="https://x.lv/?a=1&amp;b">go</a>', "go", '<a href="https://x.lv/?a=1&amp;b">go</a>'),
        ("<a href='nowhere at all'>go</a>", "go", "go"),
        ("<blockquote expandable>q</blockquote>", "q", "<blockquote expandable>q</blockquote>"),
        ("🎉<code>&lt;</code>", "🎉<", "🎉<code>&lt;</code>"),
        ("<tg-spoiler>s</tg-spoiler><s>d</s>", "sd", "<tg-spoiler>s</tg-spoiler><s>d</s>"),
    ],
)
async def test_good_html_becomes_text_and_entities(
    call: Caller, anna: Phone, source: str, text: str, html: str
) -> None:
    assert (await call("sendMessage", chat_id=anna.id, text=source, parse_mode="HTML"))["ok"]
    assert (anna.last.text, anna.last.html) == (text, html)


async def test_lengths_count_utf16_units_after_entities(call: Caller, anna: Phone) -> None:
    longest = "<b>" + "🎉" * 2047 + "&amp;!</b>"
    assert (await call("sendMessage", chat_id=anna.id, text=longest, parse_mode="HTML"))["ok"]
    too_long = await call.refused("sendMessage", chat_id=anna.id, text="🎉" * 2048 + "a")
    assert too_long == "400 Bad Request: message is too long"
    assert (
        await call.refused("sendMessage", chat_id=anna.id, text=" \n")
        == "400 Bad Request: message text is empty"
    )
    anna.send_photo(png())
    photo = next(iter(anna.world.files))
    assert (await call("sendPhoto", chat_id=anna.id, photo=photo, caption="a" * 1024))["ok"]
    said = await call.refused("sendPhoto", chat_id=anna.id, photo=photo, caption="a" * 1025)
    assert said == "400 Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([[{"text": "x", "callback_data": "ж" * 33}]], "BUTTON_DATA_INVALID"),
        ([[{"text": "x", "callback_data": ""}]], "BUTTON_DATA_INVALID"),
        (
            [[{"text": "x"}]],
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ([[OK_BUTTON] * 9], "reply markup is too long"),
        ([[OK_BUTTON] * 8] * 13, "reply markup is too long"),
        (
            [[{"text": "call", "url": "tel:+371"}]],
            "inline keyboard button URL 'tel:+371' is invalid: Unsupported URL protocol",
        ),
        (
            [[{"text": "x", "url": "nowhere"}]],
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        ([[{"text": " ", "callback_data": "x"}]], "BUTTON_TEXT_INVALID"),
        ([[{"text": "x", "copy_text": {"text": "a" * 257}}]], "BUTTON_COPY_TEXT_INVALID"),
        ([OK_BUTTON], 'field "inline_keyboard" must be an Array of Arrays'),
    ],
)
async def test_bad_keyboards_are_refused(call: Caller, anna: Phone, rows: Any, reason: str) -> None:
    said = await call.refused(
        "sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": rows}
    )
    assert said == f"400 Bad Request: {reason}"


async def test_all_kinds_of_good_buttons_are_taken(call: Caller, anna: Phone) -> None:
    row: list[dict[str, Any]] = [
        {"text": "a", "callback_data": "ж" * 32},
        {"text": "b", "url": "https://t.me/rapport_bot?start=x"},
        {"text": "c", "copy_text": {"text": "+371"}},
        {"text": "d", "switch_inline_query": ""},
        {"text": "e", "switch_inline_query_chosen_chat": {"query": "card 1", "allow_user_chats": True}},
        {"text": "f", "switch_inline_query_current_chat": "x"},
    ]
    assert (await call("sendMessage", chat_id=anna.id, text="x", reply_markup=inline(row)))["ok"]
    assert (await anna.press("c")).url == "+371"


async def test_who_never_pressed_start_is_not_found(call: Caller, town: Playground) -> None:
    town.phone(55, "Stranger")
    for chat in (55, 99, "@someone"):
        assert await call.refused("sendMessage", chat_id=chat, text="x") == "400 Bad Request: chat not found"
    assert await call.refused("sendMessage", text="x") == "400 Bad Request: chat_id is empty"


async def test_who_blocked_or_left_is_forbidden(call: Caller, anna: Phone) -> None:
    anna.block()
    said = await call.refused("sendMessage", chat_id=anna.id, text="x")
    assert said == "403 Forbidden: bot was blocked by the user"
    anna.unblock()
    anna.deactivate()
    assert (
        await call.refused("sendMessage", chat_id=anna.id, text="x") == "403 Forbidden: user is deactivated"
    )


async def test_edits_are_as_narrow_as_in_telegram(call: Caller, anna: Phone) -> None:
    anna.say("hello")
    mine = anna.messages[-1].id
    sent = await call(
        "sendMessage", chat_id=anna.id, text="<b>x</b>", parse_mode="HTML", reply_markup=inline([OK_BUTTON])
    )
    edit = {"chat_id": anna.id, "message_id": sent["result"]["message_id"], "text": "x"}
    same = await call.refused(
        "editMessageText", **edit, entities=anna.last.entities, reply_markup=inline([OK_BUTTON])
    )
    assert same.startswith("400 Bad Request: message is not modified: ")
    assert (
        await call.refused("editMessageText", **edit | {"message_id": 999})
        == "400 Bad Request: message to edit not found"
    )
    assert (
        await call.refused("editMessageText", **edit | {"message_id": mine})
        == "400 Bad Request: message can't be edited"
    )
    said = await call.refused("editMessageCaption", **edit, caption="y")
    assert said == "400 Bad Request: there is no caption in the message to edit"
    keyboard = {"keyboard": [["a"]]}
    assert (
        await call.refused("editMessageText", **edit, reply_markup=keyboard)
        == "400 Bad Request: inline keyboard expected"
    )
    assert (await call("editMessageText", **edit))["ok"]
    assert anna.last.buttons == []
    await call("sendMessage", chat_id=anna.id, text="k", reply_markup=keyboard)
    with_keyboard = edit | {"message_id": anna.last.id}
    assert (
        await call.refused("editMessageText", **with_keyboard) == "400 Bad Request: message can't be edited"
    )


async def test_a_press_is_answered_once_and_in_time(call: Caller, anna: Phone, town: Playground) -> None:
    now = [0.0]
    town.world.queries.monotonic = lambda: now[0]
    await call("sendMessage", chat_id=anna.id, text="x", reply_markup=inline([OK_BUTTON]))
    first, second = anna.tap("ok"), anna.tap("ok")
    assert (await call("answerCallbackQuery", callback_query_id=first))["ok"]
    late = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await call.refused("answerCallbackQuery", callback_query_id=first) == late
    now[0] = 15.1
    assert await call.refused("answerCallbackQuery", callback_query_id=second) == late
    assert len(town.world.queries) == 0


async def test_deleting_ends_after_48_hours_of_the_clock(call: Caller, anna: Phone, clock: HandClock) -> None:
    old = (await call("sendMessage", chat_id=anna.id, text="old"))["result"]["message_id"]
    clock.jump(timedelta(hours=48, seconds=1))
    new = (await call("sendMessage", chat_id=anna.id, text="new"))["result"]["message_id"]
    said = await call.refused("deleteMessage", chat_id=anna.id, message_id=old)
    assert said == "400 Bad Request: message can't be deleted for everyone"
    assert (await call("deleteMessages", chat_id=anna.id, message_ids=[new, 999]))["result"] is True
    said = await call.refused("deleteMessage", chat_id=anna.id, message_id=new)
    assert said == "400 Bad Request: message to delete not found"


async def test_replies_copies_and_reactions_need_their_message(call: Caller, anna: Phone) -> None:
    here = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": 999}
    said = await call.refused("sendMessage", chat_id=anna.id, text="x", reply_parameters={"message_id": 999})
    assert said == "400 Bad Request: message to be replied not found"
    assert await call.refused("copyMessage", **here) == "400 Bad Request: message to copy not found"
    assert await call.refused("forwardMessage", **here) == "400 Bad Request: message to forward not found"
    anna.say("x")
    reaction = [{"type": "emoji", "emoji": "✅"}]
    said = await call.refused(
        "setMessageReaction", chat_id=anna.id, message_id=anna.messages[-1].id, reaction=reaction
    )
    assert said == "400 Bad Request: REACTION_INVALID"


async def test_files_keep_their_kind_and_their_limits(call: Caller, anna: Phone, town: Playground) -> None:
    anna.send_document("big.bin", b"0" * (20 * 1024 * 1024 + 1))
    big = anna.messages[-1].document
    assert await call.refused("getFile", file_id=big) == "400 Bad Request: file is too big"
    assert await call.refused("getFile", file_id="x") == "400 Bad Request: invalid file_id"
    said = await call.refused("sendPhoto", chat_id=anna.id, photo=big)
    assert said == "400 Bad Request: can't use file of type Document as Photo"
    said = await call.refused("sendPhoto", chat_id=anna.id, photo="https://x.lv/a.png")
    assert said == "400 Bad Request: failed to get HTTP URL content"
    assert (
        await call.refused("sendPhoto", chat_id=anna.id)
        == "400 Bad Request: there is no photo in the request"
    )
    async with call.session.get(f"{town.url}/file/bot{town.token}/documents/none") as response:
        assert response.status == 404


async def test_an_upload_over_50_mb_is_too_large(call: Caller, anna: Phone) -> None:
    for size, status in ((50 * 1024 * 1024 + 1, 413), (1024, 200)):
        form = aiohttp.FormData({"chat_id": str(anna.id)})
        form.add_field("document", io.BytesIO(b"0" * size), filename="a.bin")
        async with call.session.post(f"{call.base}/sendDocument", data=form) as response:
            assert response.status == status


async def test_what_is_no_picture_is_no_photo(call: Caller, anna: Phone) -> None:
    form = aiohttp.FormData({"chat_id": str(anna.id), "photo": "attach://f"})
    form.add_field("f", b"not a picture", filename="a.png")
    async with call.session.post(f"{call.base}/sendPhoto", data=form) as response:
        assert json.loads(await response.text())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_wrong_token_and_unknown_method(town: Playground, call: Caller) -> None:
    assert await call.refused("sendFlowers") == "404 Not Found: method not found"
    wrong = Caller(call.session, f"{town.url}/bot1:wrong")
    assert await wrong.refused("getMe") == "401 Unauthorized"
    async with call.session.get(f"{call.base}/GETME") as response:
        assert response.status == 200


async def test_albums_have_two_to_ten_of_a_kind(call: Caller, anna: Phone) -> None:
    anna.send_photo(png())
    photo = {"type": "photo", "media": anna.messages[-1].photo}
    said = await call.refused("sendMediaGroup", chat_id=anna.id, media=[photo])
    assert said == "400 Bad Request: there must be 2-10 items in the album"
    mixed = [photo, {"type": "document", "media": "x"}]
    said = await call.refused("sendMediaGroup", chat_id=anna.id, media=mixed)
    assert said == "400 Bad Request: can't use the media of the specified type in the album"


async def test_bad_commands_are_refused(call: Caller) -> None:
    for command, reason in (("Rate!", "BOT_COMMAND_INVALID"), ("rate", "BOT_COMMAND_DESCRIPTION_INVALID")):
        said = await call.refused("setMyCommands", commands=[{"command": command, "description": ""}])
        assert said == f"400 Bad Request: {reason}"
    good = [{"command": "rate", "description": "Rate"}]
    said = await call.refused("setMyCommands", commands=good, language_code="latvian")
    assert said == "400 Bad Request: invalid language code specified"
    said = await call.refused("setMyCommands", commands=good, scope={"type": "chat", "chat_id": 77})
    assert said == "400 Bad Request: chat not found"


async def test_another_page_or_name_is_turned_away(town: Playground, call: Caller) -> None:
    for headers in (
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
    ):
        async with call.session.get(f"{call.base}/getMe", headers=headers) as response:
            assert response.status == 403
    async with call.session.get(f"{call.base}/getMe", headers={"Origin": town.url}) as response:
        assert response.status == 200


async def test_a_long_text_arrives_as_a_client_sends_it_in_pieces(anna: Phone, call: Caller) -> None:
    anna.say("a" * 5000)
    texts = [u["message"]["text"] for u in (await call("getUpdates"))["result"]]
    assert [len(t) for t in texts] == [4096, 904]
