"""The world of a conversation: a pretended Telegram, the running bot, the cast with phones, a clock to jump."""

from datetime import datetime, timedelta

from bot.app import App, start
from bot.clock import Clock
from bot.config import Settings
from bot.usecases.demo import Account, Cast
from playground.jump import Jumper
from playground.phone import Phone
from playground.server import Playground
from tests.waiting import CEILING


class World:
    """Phones by name (`world.anna.say("/rate")`), and time (`await world.jump(days=1)`)."""

    anna: Phone
    igor: Phone
    noa: Phone
    janis: Phone
    paivi: Phone
    oskars: Phone
    ilze: Phone
    stranger: Phone

    def __init__(self, url: str, clock: Clock, playground: Playground) -> None:
        self.url, self.clock, self.playground = url, clock, playground
        playground.world.queries.lifetime = CEILING
        self.app: App
        self.cast: Cast

    async def begin(self, **sections: dict[str, object]) -> None:
        """Start Telegram and the bot, seat the cast; `sections` are settings that differ."""
        api = await self.playground.start()
        self.settings = Settings.model_validate(
            {
                "telegram": {"token": self.playground.token, "api_url": api},
                "database": {"url": self.url},
                "health": {"port": 0},
                "delivery": {"rate": 1000, "chat_rate": 1000, "group_rate": 60000},
                "throttle": {"burst": 100_000},
                **sections,
            }
        )
        self.app = await start(self.settings, self.clock)
        self.cast = await self.app.demo()
        for name in ("anna", "igor", "noa", "janis", "paivi", "oskars", "ilze", "stranger"):
            account: Account = getattr(self.cast, name)
            setattr(self, name, self._seat(account))

    def _seat(self, account: Account) -> Phone:
        """A phone whose owner pressed Start long ago: the bot may write, and heard nothing new."""
        phone = self.playground.phone(
            account.user_id,
            account.name.split()[0],
            username=account.username,
            language_code=account.language,
            role=account.role.value,
        )
        if account.person_id is not None:
            phone.user.started = True
        return phone

    async def settle(self) -> None:
        """Wait until nothing is on its way in either direction."""
        await self.playground.idle()
        await self.app.idle()

    async def jump(self, until: datetime | None = None, **by: float) -> None:
        """Move on, stopping at everything due on the way: `jump(days=1)`, or to an instant."""
        jumper = Jumper(self.app, self.clock, self.playground.idle)
        moved = await (jumper.by(timedelta(**by)) if until is None else jumper.until(until))
        assert not moved.why, moved.why

    async def restart(self) -> None:
        """Stop the bot as on SIGTERM and start it anew on the same database."""
        await self.app.close()
        self.app = await start(self.settings, self.clock)

    async def sleep(self, **by: float) -> None:
        """Leave the bot off for so long: whatever fell due meanwhile is late when it starts."""
        await self.app.close()
        self.clock.set(self.clock() + timedelta(**by))
        self.app = await start(self.settings, self.clock)
        await self.settle()

    async def end(self) -> None:
        """Stop the bot, then Telegram."""
        await self.app.close()
        await self.playground.stop()
