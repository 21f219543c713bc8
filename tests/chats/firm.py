"""A small firm for long conversations: ten contacts of eight clients, half of them Jānis's. No test stands here."""

from datetime import datetime

from bot.domain.people import Role
from bot.domain.time import to_us
from playground.model import Message
from playground.phone import Phone
from storage import clients, people
from tests.chats.world import World

NAMES = ("Berta", "Cecil", "Daina", "Egils", "Fanny", "Guntis", "Hilda")


class Firm:
    """The firm and what its people do."""

    def __init__(self, world: World, phones: dict[str, Phone]) -> None:
        self.world, self.phones = world, phones

    @classmethod
    async def gather(cls, world: World) -> "Firm":
        """Seven more contacts, connected, each at a client of their own; phones by first name."""
        now, phones = world.clock(), {"Anna": world.anna, "Igor": world.igor, "Noa": world.noa}
        async with world.app.db.transaction() as tx:
            for n, name in enumerate(NAMES):
                manager = world.cast.janis if n % 2 else world.cast.paivi
                client = await clients.add(tx, name=f"Firm {name}", now=now, manager_id=manager.person_id)
                await people.add(
                    tx, role=Role.CONTACT, name=f"{name} Test", now=now, client_id=client, user_id=2101 + n,
                    connected_at=to_us(now), language="en",
                )  # fmt: skip
                phones[name] = world.playground.phone(2101 + n, name, language_code="en", role="contact")
                phones[name].user.started = True
        await world.restart()
        return cls(world, phones)

    async def until(self, when: str) -> None:
        """Jump to a day and hour of Riga's winter."""
        await self.world.jump(datetime.fromisoformat(f"{when}:00+02:00"))

    def asked(self, name: str) -> Message | None:
        """The newest question 0-10 in a chat, answered or not."""
        every = self.phones[name].messages
        return next(
            (m for m in reversed(every) if m.buttons[:1] == [list("012345")] and len(m.buttons[-1]) == 2),
            None,
        )

    async def answer(self, **scores: int) -> None:
        """Everybody answers the question that stands in their chat; nobody says why."""
        for name, score in scores.items():
            question = self.asked(name)
            assert question is not None, name
            await self.phones[name].press(str(score), question)
            await self.world.settle()
            await self.phones[name].press("Пропустить" if name == "Igor" else "Skip", question)
            await self.world.settle()

    def case_of(self, phone: Phone, number: int) -> Message:
        return next(m for m in reversed(phone.messages) if f"· case {number}\n" in m.text)

    async def close(self, phone: Phone, number: int) -> None:
        card = self.case_of(phone, number)
        for button in ("📞 Called", "✅ Close…", "Delivery", "Too late"):
            await phone.press(button, card)
            await self.world.settle()
        phone.say("Another carrier from now on")
        await self.world.settle()

    async def settled(self, *names: str) -> None:
        for name in names:
            await self.phones[name].press("✅ Yes, settled")
            await self.world.settle()

    async def press(self, phone: Phone, *buttons: str) -> None:
        """One button after the other, each on the newest message."""
        for button in buttons:
            await phone.press(button)
            await self.world.settle()

    @staticmethod
    def huddle(phone: Phone) -> str:
        return next(m.text for m in reversed(phone.messages) if "👥 Huddle" in m.text)

    async def say(self, phone: Phone, words: str) -> str:
        phone.say(words)
        await self.world.settle()
        return phone.last.text
