"""getMe, getChat and who is in a chat. Not: messages."""

from __future__ import annotations

from playground import wire
from playground.methods.common import chat_id
from playground.model import Chat, Json
from playground.params import Call
from playground.refusal import bad
from playground.world import World


def get_me(world: World, _: Call) -> Json:
    """Return the bot."""
    return {
        **wire.user(world.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, call: Call) -> Json:
    """Return a chat with its details."""
    chat = world.known(chat_id(call))
    shown = {**wire.chat(world, chat), "accent_color_id": chat.id % 7, "max_reaction_count": 11}
    shown["accepted_gift_types"] = dict.fromkeys(
        ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"),
        False,
    )
    if chat.pinned:
        shown["pinned_message"] = wire.message(world, chat.messages[chat.pinned[-1]], nested=True)
    return shown


def get_chat_member(world: World, call: Call) -> Json:
    """Return what somebody is in a chat."""
    chat = world.known(chat_id(call))
    person = world.users.get(call.integer("user_id"))
    if not person:
        raise bad("invalid user_id specified")
    return {"user": wire.user(person), "status": _status(world, chat, person.id)}


def _status(world: World, chat: Chat, user_id: int) -> str:
    return "member" if user_id in (world.bot.id, *chat.members) else "left"


def get_photos(world: World, call: Call) -> Json:
    """Nobody here has a profile picture."""
    if call.integer("user_id") not in world.users:
        raise bad("user not found")
    return {"total_count": 0, "photos": []}


METHODS = {
    "getMe": get_me,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getUserProfilePhotos": get_photos,
}
