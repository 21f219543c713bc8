"""sendMessage and the other kinds without a file. Not: media."""

from __future__ import annotations

from playground.methods.common import options, send, shown, target, text_of
from playground.model import Json
from playground.params import Call
from playground.refusal import bad
from playground.world import World

ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


def send_message(world: World, call: Call) -> Json:
    """Send a text."""
    chat = target(world, call)
    text, entities = text_of(call)
    preview = call.value("link_preview_options", "link preview options")
    if preview is not None and not isinstance(preview, dict):
        raise bad("object expected as link preview options")
    return shown(world, send(world, chat, text=text, entities=entities, **options(call, chat)))


def send_location(world: World, call: Call) -> Json:
    """Send a point on the map."""
    chat = target(world, call)
    place: Json = {}
    for name, edge in (("latitude", 90), ("longitude", 180)):
        if not call.has(name):
            raise bad(f"{name} is empty")
        place[name] = float(call.text(name))
        if abs(place[name]) > edge:
            raise bad("wrong latitude and longitude specified")
    media = {"location": place}
    return shown(world, send(world, chat, kind="location", media=media, **options(call, chat)))


def send_contact(world: World, call: Call) -> Json:
    """Send a person's card."""
    chat = target(world, call)
    for name in ("phone_number", "first_name"):
        if not call.has(name):
            raise bad(
                "contact phone number is empty" if name == "phone_number" else "contact first name is empty"
            )
    names = ("phone_number", "first_name", "last_name", "vcard")
    media = {"contact": {name: call.text(name) for name in names if call.has(name)}}
    return shown(world, send(world, chat, kind="contact", media=media, **options(call, chat)))


def send_chat_action(world: World, call: Call) -> bool:
    """Show that the bot is busy; clients show it for five seconds or until a message comes."""
    chat = target(world, call)
    action = call.text("action")
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    world.tell("typing", chat.id, action)
    return True


METHODS = {
    "sendMessage": send_message,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendChatAction": send_chat_action,
}
