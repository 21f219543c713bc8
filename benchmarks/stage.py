"""Databases for Rapport with contacts and open questions, made before anything is measured. Not: bots, presses."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.crowd import FIRST
from bot.domain.letters import Lane, Letter, Op
from bot.domain.people import Role
from bot.domain.time import to_us
from storage import clients, outbox, people
from storage.database import Database, Tx
from storage.migrator import migrate

SCORES = (9, 10)
"""Content contacts: a press stores an answer, tells nobody, opens nothing."""


class Questions:
    """`questions` for each of `persons`: a database with them, and the callback data of a person's n-th press."""

    def __init__(self, persons: int, questions: int) -> None:
        self.persons, self.questions = persons, questions

    def fill(self, path: Path, *, letters: bool = False) -> None:
        """Make the database. `letters`: the first question of everybody waits in the outbox."""
        asyncio.run(self._fill(path, letters=letters))

    def fresh(self, person: int, press: int) -> str:
        """Every press answers a question of its own."""
        return self._data(press, person)

    def same(self, person: int, press: int) -> str:
        """Every press answers the same question: for bots that do not remember it."""
        return self._data(0, person)

    def _data(self, question: int, person: int) -> str:
        score = SCORES[question % len(SCORES)]
        return f"sv:score:{question * self.persons + person + 1}:{score}:1"

    async def _fill(self, path: Path, *, letters: bool) -> None:
        db = await Database.open(f"sqlite:///{path}")
        try:
            await migrate(db)
            now = datetime.now(UTC)
            async with db.transaction() as tx:
                await _people(tx, self.persons, now)
            for question in range(1, self.questions + 1):
                async with db.transaction() as tx:
                    await _ask(tx, question, now)
            if letters:
                async with db.transaction() as tx:
                    await outbox.put(
                        tx, *_letters(await tx.all("SELECT id, person_id FROM invitations")), now=now
                    )
        finally:
            await db.close()


async def _people(tx: Tx, persons: int, now: datetime) -> None:
    team = await people.add_team(tx, "Riga", now)
    manager = await people.add(tx, role=Role.MANAGER, name="Jānis Bērziņš", now=now, team_id=team)
    await people.connect(tx, manager, FIRST - 1, "janis_b", now)
    for n in range(persons):
        client = await clients.add(tx, name=f"Company {n}", now=now, manager_id=manager, country="LV")
        contact = await people.add(
            tx, role=Role.CONTACT, name=f"Client {n}", now=now, client_id=client, language="en"
        )
        await people.connect(tx, contact, FIRST + n, f"client_{n}", now)


async def _ask(tx: Tx, question: int, now: datetime) -> None:
    """One question to everybody; invitations get the numbers that `Questions` counts on."""
    at = to_us(now)
    await tx.execute(
        "INSERT INTO waves (id, key, programme, reach, state, at, created_at) "
        "VALUES (:id, :key, 'monthly', 'all', 'sent', :at, :at)",
        id=question, key=f"bench:{question}", at=at,
    )  # fmt: skip
    await tx.execute(
        "INSERT INTO invitations (wave_id, programme, person_id, client_id, stage, asked_at, created_at, counted) "
        "SELECT :wave, 'monthly', person_id, client_id, 'open', :at, :at, 1 FROM contacts ORDER BY person_id",
        wave=question, at=at,
    )  # fmt: skip


def _letters(rows: list[Any]) -> list[Letter]:
    """The cards of a wave; not `unasked`, since then they would wait for the hours of asking."""
    return [
        Letter(
            "survey.card",
            row["person_id"],
            f"survey.card:{row['id']}",
            {"invitation": row["id"]},
            Op.CARD,
            f"invitation:{row['id']}",
            Lane.WAVE,
        )
        for row in rows
    ]
