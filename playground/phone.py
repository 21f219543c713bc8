"""One person's phone: what they do and see in the chat with the bot. Tests and the page hold the same phones."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from playground import acts
from playground.model import Json, Message
from playground.screen import PATIENCE, Screen


@dataclass(frozen=True, slots=True)
class Toast:
    """How the bot answered a press; all empty when it only stopped the spinner."""

    text: str = ""
    alert: bool = False
    url: str = ""


class Phone(Screen):
    """A person with the bot's chat open: writing, pressing, blocking. Every act sets the mark of `Screen`."""

    # --- writing

    def start(self, payload: str = "") -> int:
        """Press Start, with the payload of a link if there is one; unblocks first, as Telegram does."""
        if self.user.blocked:
            self.unblock()
        return self.say(f"/start {payload}".strip())

    def say(self, text: str, reply_to: Message | int | None = None, chat: int | None = None) -> int:
        """Write a text; return the id of the (last) message."""
        self.mark()
        return acts.say(self.world, self.user, text, reply_to=_id(reply_to), chat=chat)[-1].id

    def edit(self, message: Message | int, text: str) -> None:
        """Change one's own message."""
        self.mark()
        acts.change(self.world, self._message(message), text)

    def delete(self, message: Message | int) -> None:
        """Take a message away on both sides; the bot is not told."""
        self.world.delete(self._message(message))

    def send_photo(
        self, data: bytes, caption: str = "", album: str = "", reply_to: Message | int | None = None
    ) -> int:  # fmt: skip
        """Send a picture."""
        self.mark()
        reply = _id(reply_to)
        return acts.send_file(
            self.world, self.user, "photo", data, caption=caption, album=album, reply_to=reply, name="photo.jpg",
            mime="image/jpeg",
        ).id  # fmt: skip

    def send_album(self, photos: Sequence[bytes], caption: str = "") -> list[int]:
        """Send pictures that belong together; the caption sits on the first."""
        album = acts.new_album()
        return [self.send_photo(data, "" if n else caption, album) for n, data in enumerate(photos)]

    def send_voice(
        self, data: bytes = b"OggS voice", seconds: int = 3, reply_to: Message | int | None = None
    ) -> int:
        """Send a voice message."""
        self.mark()
        return acts.send_file(
            self.world, self.user, "voice", data, duration=seconds, mime="audio/ogg", reply_to=_id(reply_to)
        ).id  # fmt: skip

    def send_document(
        self, name: str, data: bytes, caption: str = "", mime: str = "application/octet-stream",
        reply_to: Message | int | None = None,
    ) -> int:  # fmt: skip
        """Send a file."""
        self.mark()
        return acts.send_file(
            self.world, self.user, "document", data, name=name, caption=caption, mime=mime, reply_to=_id(reply_to)
        ).id  # fmt: skip

    def share_contact(self, phone: str = "+37120000000") -> int:
        """Share one's own number."""
        return self.send_contact(phone, self.user.first_name, self.user.last_name, user_id=self.id)

    def send_contact(
        self, phone: str, first_name: str, last_name: str = "", *, user_id: int | None = None, vcard: str = ""
    ) -> int:
        """Send somebody's card."""
        self.mark()
        card: Json = {"phone_number": phone, "first_name": first_name, "last_name": last_name}
        card |= {"user_id": user_id, "vcard": vcard}
        return acts.send_contact(self.world, self.user, {k: v for k, v in card.items() if v}).id

    def pick(self, what: str, *people: Phone) -> int:
        """Press a button of the reply keyboard that asks for people, and choose these."""
        found = self._button(what, None)
        wanted = found and found[0] is None and found[1].get("request_users")
        if not found or not wanted:
            raise AssertionError(f"{self.user.name} sees no button {what!r} that asks for people")
        self.mark()
        self._used()
        return acts.share_users(self.world, self.user, wanted, [one.user for one in people]).id

    # --- pressing

    async def press(
        self, what: str, message: Message | int | None = None, timeout: float = PATIENCE
    ) -> Toast:
        """Press a button by label or callback data, on `message` or the newest that has it; return the bot's answer.

        Waits for the button to appear. A label of the reply keyboard is sent as text, a link of the bot is followed.
        """
        found = await self.playground.signal.until(lambda: self._button(what, message), timeout)
        if not found:
            raise AssertionError(f"{self.user.name} sees no button {what!r}. The chat:\n{self.transcript}")
        place, button = found
        self.mark()
        if place is None:
            self._reply_press(button)
            return Toast()
        if "callback_data" not in button:
            return self._follow(button)
        return await self.press_data(button["callback_data"], place, timeout)

    async def press_data(self, data: str, message: Message | int, timeout: float = PATIENCE) -> Toast:
        """Send any callback data as if from a button of `message`, also one that is not there."""
        query = acts.press(self.world, self.user, self._message(message), data)
        query.waiter = asyncio.get_running_loop().create_future()
        try:
            answer = await asyncio.wait_for(query.waiter, timeout)
        except TimeoutError:
            raise AssertionError(
                f"the bot did not answer {self.user.name}'s press. The chat:\n{self.transcript}"
            ) from None
        return Toast(**answer)

    def tap(self, what: str, message: Message | int | None = None) -> str:
        """Press without waiting for anything; return the query's id ("" when it is no callback button)."""
        found = self._button(what, message)
        if not found:
            raise AssertionError(f"{self.user.name} sees no button {what!r}. The chat:\n{self.transcript}")
        place, button = found
        self.mark()
        if place is None:
            self._reply_press(button)
        elif "callback_data" in button:
            return acts.press(self.world, self.user, place, button["callback_data"]).id
        else:
            self._follow(button)
        return ""

    def _button(self, what: str, message: Message | int | None) -> tuple[Message | None, Json] | None:
        places = [self._message(message)] if message is not None else list(reversed(self.messages))
        tests: list[Callable[[Json], bool]] = [
            lambda b: b["text"] == what,
            lambda b: b.get("callback_data") == what,
            lambda b: what in b["text"],
        ]
        for test in tests:
            for place in places:
                for button in (b for row in place.rows for b in row):
                    if test(button):
                        return place, button
            if message is None:
                for button in (b for row in (self.chat.keyboard or {}).get("keyboard", ()) for b in row):
                    if test(button):
                        return None, button
        return None

    def _reply_press(self, button: Json) -> None:
        if button.get("request_users"):
            raise AssertionError(f"the button {button['text']!r} asks for people: use pick")
        self._used()
        if button.get("request_contact"):
            self.share_contact()
        else:
            self.say(button["text"])

    def _used(self) -> None:
        if (self.chat.keyboard or {}).get("one_time_keyboard"):
            self.chat.keyboard_used = True
            self.world.tell("keyboard", self.id, self.chat)

    def _follow(self, button: Json) -> Toast:
        url = str(button.get("url") or "")
        payload = self.playground.start_payload(url)
        if payload is not None:
            self.start(payload)
        return Toast(url=url or str((button.get("copy_text") or {}).get("text", "")))

    # --- inline mode

    async def inline(self, text: str, timeout: float = PATIENCE) -> list[Json]:
        """Type "@bot text" in a chat; return the results the bot offers."""
        self._inline_text = text
        query = acts.ask_inline(self.world, self.user, text)
        query.waiter = asyncio.get_running_loop().create_future()
        answer = await asyncio.wait_for(query.waiter, timeout)
        results: list[Json] = answer["results"]
        return results

    def choose(self, result: Json, to: Phone | None = None) -> Message:
        """Send a result, to the bot's chat or as one's own message to somebody."""
        self.mark()
        return acts.choose(self.world, self.user, result, self._inline_text, to.id if to else None)

    # --- the bot as such

    def block(self) -> None:
        """Stop and block the bot."""
        acts.set_blocked(self.world, self.user, True)

    def unblock(self) -> None:
        """Let the bot write again."""
        acts.set_blocked(self.world, self.user, False)

    def bring(self, chat: int) -> None:
        """Add the bot to a group, or take it out again."""
        acts.bring(self.world, self.user, self.world.chats[chat])

    def upgrade(self, chat: int, new: int) -> None:
        """Let a group become a supergroup with another id."""
        acts.upgrade(self.world, self.user, self.world.chats[chat], new)

    def deactivate(self) -> None:
        """Delete the Telegram account."""
        self.user.deactivated = True
        self.world.tell("person", self.id, self.user)


def _id(message: Message | int | None) -> int | None:
    return message.id if isinstance(message, Message) else message
