"""Answers put down by hand for the tests of figures: who, what, how many days ago. Not: surveys."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.choices import Choice
from bot.domain.figures import WHOLE, Cut
from bot.domain.folding import fold
from bot.domain.ids import AnswerId, ClientId, InvitationId, PersonId, TeamId
from bot.domain.nps import Group
from bot.domain.people import Role
from bot.domain.time import to_us
from bot.usecases.figures import Figures, Lists, Pictures
from storage import clients, figures, mydata, people, phonemode, surveys
from storage.database import Tx
from storage.merging import merge_contacts
from tests.cast import COMPANY, Stage

LISTS = Lists((Choice("delivery"), Choice("price")), (Choice("late"),), (Choice("price"),))


async def undrawn(chart: object) -> bytes:
    """Stands where drawing would."""
    return b"\x89PNG"


def figures_of(stage: Stage) -> Figures:
    """The use case on a stage."""
    return Figures(
        stage.db, stage.clock, COMPANY, LISTS, Pictures(stage.db, stage.clock, undrawn), lambda *_: b"file"
    )


@dataclass
class Book:
    """Puts answers down, and counts them again the slow way: every answer looked at."""

    stage: Stage
    wave: int = 0
    moments: dict[AnswerId, tuple[str, str]] = field(default_factory=dict)
    """Segment (folded) and tier of the client when each answer came."""

    async def contact(
        self,
        manager: PersonId | None,
        name: str = "Kārlis",
        *,
        segment: str | None = None,
        tier: str = "regular",
    ) -> PersonId:
        """A new contact at a new client of this manager."""
        async with self.stage.db.transaction() as tx:
            client = await clients.add(
                tx,
                name=f"{name} Ltd",
                now=self.stage.clock(),
                manager_id=manager,
                segment=segment,
                tier=tier,
            )
            return await people.add(
                tx, role=Role.CONTACT, name=name, now=self.stage.clock(), client_id=client
            )

    async def answer(
        self,
        person: PersonId,
        score: int,
        ago: float = 0,
        *,
        asked: float | None = None,
        reasons: Sequence[str] = (),
        by_manager: bool = False,
        programme: str | None = None,
    ) -> AnswerId:
        """An answer so many days ago; `asked`: to a wave's question of so many days ago."""
        at = self.stage.clock() - timedelta(days=ago)
        async with self.stage.db.transaction() as tx:
            client, manager, team = await _home(tx, person)
            question = await self._question(tx, person, client, manager, asked, programme)
            id_ = AnswerId(
                await tx.value(
                    "INSERT INTO answers (invitation_id, person_id, client_id, manager_id, team_id, score, by_manager, at)"
                    " VALUES (:question, :person, :client, :manager, :team, :score, :by, :at) RETURNING id",
                    question=question,
                    person=person,
                    client=client,
                    manager=manager,
                    team=team,
                    score=score,
                    by=by_manager,
                    at=to_us(at),
                )
            )
            await figures.answered(tx, id_, COMPANY.zone)
            row = await tx.one("SELECT segment, tier FROM clients WHERE id = :id", id=client)
            assert row is not None
            self.moments[id_] = fold(row["segment"] or ""), row["tier"]
            for reason in reasons:
                await self.reason(tx, id_, reason)
        return id_

    async def reason(self, tx: Tx, id_: AnswerId, reason: str) -> None:
        """Tick a reason."""
        await tx.execute(
            "INSERT INTO answer_reasons (answer_id, reason) VALUES (:id, :reason)", id=id_, reason=reason
        )
        await figures.answered(tx, id_, COMPANY.zone)

    async def change(self, id_: AnswerId, score: int) -> None:
        """Another score."""
        async with self.stage.db.transaction() as tx:
            await tx.execute("UPDATE answers SET score = :score WHERE id = :id", id=id_, score=score)
            await figures.answered(tx, id_, COMPANY.zone)

    async def own(self, id_: AnswerId, score: int) -> None:
        """The contact answers what a manager had noted."""
        now = self.stage.clock()
        async with self.stage.db.transaction() as tx:
            row = await tx.one(
                "SELECT c.segment, c.tier FROM answers a JOIN clients c ON c.id = a.client_id"
                " WHERE a.id = :id",
                id=id_,
            )
            assert row is not None
            found = await surveys.get_answer(tx, id_)
            assert found is not None
            if await phonemode.replaced(tx, found, score, now):
                self.moments[id_] = fold(row["segment"] or ""), row["tier"]
                await figures.answered(tx, id_, COMPANY.zone)

    async def untick(self, id_: AnswerId) -> None:
        """No reasons any more."""
        async with self.stage.db.transaction() as tx:
            for reason in await surveys.reasons(tx, id_):
                await surveys.set_reason(tx, id_, reason, on=False)
                await figures.answered(tx, id_, COMPANY.zone)

    async def merge(self, kept: PersonId, gone: PersonId) -> None:
        """Two contacts were one."""
        async with self.stage.db.transaction() as tx:
            await merge_contacts(tx, kept, gone, COMPANY.zone, self.stage.clock())

    async def erase(self, person: PersonId) -> None:
        """A contact asked to be forgotten."""
        async with self.stage.db.transaction() as tx:
            await mydata.erase(tx, person, self.stage.clock())

    async def move(self, person: PersonId, manager: PersonId | None) -> None:
        """The contact's client has another manager, or none, from now on."""
        async with self.stage.db.transaction() as tx:
            client, *_ = await _home(tx, person)
            await tx.execute(
                "UPDATE clients SET manager_id = :manager WHERE id = :id", manager=manager, id=client
            )

    async def ask(self, person: PersonId, ago: float) -> InvitationId:
        """A wave's question that went out so many days ago."""
        async with self.stage.db.transaction() as tx:
            client, manager, _ = await _home(tx, person)
            id_ = await self._question(tx, person, client, manager, ago)
            await figures.asked(tx, id_, COMPANY.zone)
            return id_

    async def _question(
        self,
        tx: Tx,
        person: PersonId,
        client: ClientId,
        manager: PersonId | None,
        asked: float | None,
        programme: str | None = None,
    ) -> InvitationId:
        wave, now = None, self.stage.clock()
        if asked is not None:
            self.wave += 1
            wave = await tx.value(
                "INSERT INTO waves (key, programme, reach, state, at, created_at)"
                " VALUES (:key, 'monthly', 'all', 'sent', 0, 0) RETURNING id",
                key=str(self.wave),
            )
        return InvitationId(
            await tx.value(
                "INSERT INTO invitations (wave_id, programme, person_id, client_id, manager_id, stage, asked_at, created_at)"
                " VALUES (:wave, :programme, :person, :client, :manager, 'answered', :asked, 0) RETURNING id",
                wave=wave,
                programme=programme or ("rate" if wave is None else "monthly"),
                person=person,
                client=client,
                manager=manager,
                asked=to_us(now - timedelta(days=asked or 0)),
            )
        )

    async def settle(self) -> None:
        """What the bot does every minute."""
        more = True
        while more:
            async with self.stage.db.transaction() as tx:
                more = await figures.settle(tx)

    async def become(self, person: PersonId, *, segment: str | None, tier: str) -> None:
        """The contact's client is another kind of client from now on."""
        await self.settle()
        async with self.stage.db.transaction() as tx:
            client, *_ = await _home(tx, person)
            await tx.execute(
                "UPDATE clients SET segment = :segment, tier = :tier WHERE id = :id",
                segment=segment,
                tier=tier,
                id=client,
            )

    async def slowly_asked(self, whose: int, since: datetime, until: datetime, cut: Cut) -> tuple[int, int]:
        """Questions that went out in the window, and how many the contacts answered; every question looked at."""
        rows = await self.stage.db.all(
            "SELECT i.manager_id, i.team_id, i.programme, EXISTS (SELECT 1 FROM answers a WHERE a.invitation_id = i.id"
            " AND a.by_manager = 0) AS own FROM invitations i WHERE i.programme <> 'rate'"
            " AND i.asked_at >= :since AND i.asked_at < :until",
            since=to_us(since),
            until=to_us(until),
        )
        mine = [
            row
            for row in rows
            if whose in (0, row["manager_id"]) and cut.programme in (None, row["programme"])
        ]
        return len(mine), sum(bool(row["own"]) for row in mine)

    async def slowly(self, whose: int, since: datetime, until: datetime, cut: Cut = WHOLE) -> Counter[Group]:
        """Each contact once, with the last own answer dated in the window, without any counts kept."""
        rows = await self.stage.db.all(
            "SELECT a.id, a.person_id, a.manager_id, a.team_id, a.score, i.programme FROM answers a"
            " JOIN invitations i ON i.id = a.invitation_id"
            " WHERE a.by_manager = 0 AND a.at >= :since AND a.at < :until ORDER BY a.at, a.id",
            since=to_us(since),
            until=to_us(until),
        )
        reasons = {
            (row["answer_id"], row["reason"])
            for row in await self.stage.db.all("SELECT answer_id, reason FROM answer_reasons")
        }
        last = {row["person_id"]: row for row in rows if cut.programme in (None, row["programme"])}
        return Counter(
            Group.of(row["score"])
            for row in last.values()
            if whose in (0, row["manager_id"], -(row["team_id"] or 0))
            and cut.segment in (None, self.moments[row["id"]][0])
            and cut.tier in (None, self.moments[row["id"]][1])
            and (cut.reason is None or (row["id"], cut.reason) in reasons)
        )


async def _home(tx: Tx, person: PersonId) -> tuple[ClientId, PersonId | None, TeamId | None]:
    row = await tx.one(
        "SELECT c.id, c.manager_id, c.team_id FROM clients c JOIN contacts k ON k.client_id = c.id WHERE k.person_id = :id",
        id=person,
    )
    assert row is not None
    return row["id"], row["manager_id"], row["team_id"]


async def score_all(book: Book, manager: PersonId | None, scores: Iterable[int], ago: float = 1) -> None:
    """A contact of this manager for every score."""
    for score in scores:
        await book.answer(await book.contact(manager), score, ago)
