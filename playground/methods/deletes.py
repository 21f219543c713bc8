"""deleteMessage, reactions and pins: what is done to a message without touching its content."""

from __future__ import annotations

from playground.methods.common import target
from playground.model import Message
from playground.params import Call
from playground.refusal import bad
from playground.world import World

OLDEST = 48 * 3600
"""Seconds after which a bot cannot delete a message any more."""
MOST = 100
EMOJI = set(
    "👍👎❤🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡"
)


def _check_age(world: World, message: Message) -> None:
    if world.now() - message.date > OLDEST:
        raise bad("message can't be deleted for everyone")


def delete_message(world: World, call: Call) -> bool:
    """Delete a message not older than 48 hours by the playground's clock."""
    chat = target(world, call)
    message = world.find(chat, call.integer("message_id"), "message to delete")
    _check_age(world, message)
    world.delete(message)
    return True


def delete_messages(world: World, call: Call) -> bool:
    """Delete up to 100; what is missing is skipped."""
    chat = target(world, call)
    ids = call.value("message_ids", "message_ids")
    if not isinstance(ids, list) or not ids:
        raise bad("message identifiers are not specified")
    if len(ids) > MOST:
        raise bad("too many message identifiers specified")
    found = [m for i in ids if (m := chat.messages.get(int(i))) and not m.deleted]
    for message in found:
        _check_age(world, message)
    for message in found:
        world.delete(message)
    return True


def set_reaction(world: World, call: Call) -> bool:
    """Set or clear the bot's one reaction; only Telegram's own emoji are taken."""
    chat = target(world, call)
    message = world.find(chat, call.integer("message_id"), "message to react")
    raw = call.value("reaction", "reaction types") or []
    if not isinstance(raw, list) or len(raw) > 1:
        raise bad("REACTIONS_TOO_MANY")
    emoji = [str(item.get("emoji", "")) for item in raw if isinstance(item, dict)]
    if any(e.rstrip("\ufe0f")[:1] not in EMOJI for e in emoji):
        raise bad("REACTION_INVALID")
    message.reactions = emoji
    world.touch(message, "edit")
    return True


def pin(world: World, call: Call) -> bool:
    """Pin a message."""
    chat = target(world, call)
    message = world.find(chat, call.integer("message_id"), "message to pin")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
    world.tell("pin", chat.id, chat)
    return True


def unpin(world: World, call: Call) -> bool:
    """Unpin one message, or the latest pinned."""
    chat = target(world, call)
    message_id = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(message_id)
    world.tell("pin", chat.id, chat)
    return True


def unpin_all(world: World, call: Call) -> bool:
    """Unpin everything."""
    chat = target(world, call)
    chat.pinned.clear()
    world.tell("pin", chat.id, chat)
    return True


METHODS = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_reaction,
    "pinChatMessage": pin,
    "unpinChatMessage": unpin,
    "unpinAllChatMessages": unpin_all,
}
