"""Dates to congratulate: yearly ones to rows of this year. Not: when somebody is told (domain)."""

from collections.abc import Mapping
from datetime import date, datetime

from bot.domain.ids import ClientId, OccasionId, PersonId
from bot.domain.occasions import AnnualDate, Kind, Occasion, State
from bot.domain.people import Cover, Scope
from bot.domain.time import maybe_from_us, to_us
from storage.database import Conn, Row, Tx
from storage.scope import VISIBLE, answers

_SELECT = """SELECT o.id, o.version, o.client_id, c.name AS client, c.manager_id AS owner_id,
        m.name AS owner, p.id AS person_id,
        p.name AS person, p.phone, p.username, k.likes, o.kind, o.label, o.day, o.years, o.state, d.name AS done_by,
        o.done_at
    FROM occasions o JOIN clients c ON c.id = o.client_id LEFT JOIN people p ON p.id = o.person_id
    LEFT JOIN contacts k ON k.person_id = o.person_id LEFT JOIN people d ON d.id = o.done_by
    LEFT JOIN people m ON m.id = c.manager_id"""
# Whether it is still so: the client was not lost, the contact did not leave, the date was not taken away or moved.
_STANDS = """(c.status <> 'lost' AND (o.kind <> 'birthday' OR (p.left_at IS NULL AND p.birth_month IS NOT NULL))
    AND (o.kind <> 'contract_ends' OR c.contract_ends = o.day) AND (o.kind <> 'first_deal' OR c.first_deal IS NOT NULL)
    AND (o.kind <> 'contract_signed' OR c.contract_signed IS NOT NULL))"""
# {whose}: "" for everybody, or of one client (c).
_YEARLY = """SELECT 'birthday' AS kind, k.client_id, p.id AS person_id, NULL AS label, p.birth_day AS day,
        p.birth_month AS month, p.birth_year AS year, 0 AS own_id
    FROM people p JOIN contacts k ON k.person_id = p.id JOIN clients c ON c.id = k.client_id
    WHERE p.birth_month IN (:a, :b) AND p.left_at IS NULL AND c.status <> 'lost'{whose}
    UNION ALL
    SELECT 'own', o.client_id, o.person_id, o.label, o.day, o.month, o.year, o.id FROM own_dates o
    JOIN clients c ON c.id = o.client_id WHERE o.month IN (:a, :b) AND c.status <> 'lost'{whose}"""
_DEALS = """SELECT c.id, c.first_deal, c.contract_signed FROM clients c WHERE c.status <> 'lost' AND
    (CAST(substr(c.first_deal, 6, 2) AS BIGINT) IN (:a, :b) OR CAST(substr(c.contract_signed, 6, 2) AS BIGINT) IN (:a, :b)){whose}"""
_ONE = " AND c.id = :client"
_ENDS = """SELECT c.id, c.contract_ends FROM clients c
    WHERE c.status <> 'lost' AND c.contract_ends >= :first AND c.contract_ends <= :last{whose}"""
_ADD = """INSERT INTO occasions (key, client_id, person_id, kind, label, day, years)
    VALUES (:key, :client_id, :person_id, :kind, :label, :day, :years) ON CONFLICT (key) DO UPDATE SET day = excluded.day,
        years = excluded.years, client_id = excluded.client_id, label = excluded.label,
        version = occasions.version + 1, state = 'open', done_at = NULL
    WHERE occasions.state = 'passed' OR (occasions.state = 'open' AND (occasions.day <> excluded.day
        OR occasions.client_id <> excluded.client_id OR COALESCE(occasions.label, '') <> COALESCE(excluded.label, '')))
    RETURNING id"""


async def yearly(
    conn: Conn, months: tuple[int, int], client_id: ClientId | None = None
) -> list[tuple[str, ClientId, PersonId | None, Kind, str | None, AnnualDate]]:
    """Everything that comes every year in one of two months: key without the year, client, person, kind, label, date.

    With `client_id` only that client's.
    """
    whose, params = _whose(client_id)
    found: list[tuple[str, ClientId, PersonId | None, Kind, str | None, AnnualDate]] = []
    for row in await conn.all(_YEARLY.format(whose=whose), a=months[0], b=months[1], **params):
        kind = Kind(row["kind"])
        key = f"{kind}:{row['own_id'] if kind is Kind.OWN else row['person_id']}"
        day = AnnualDate(row["day"], row["month"], row["year"])
        found.append((key, row["client_id"], row["person_id"], kind, row["label"], day))
    for row in await conn.all(_DEALS.format(whose=whose), a=months[0], b=months[1], **params):
        for kind in (Kind.FIRST_DEAL, Kind.CONTRACT_SIGNED):
            if row[kind.value] is not None:
                day = AnnualDate.of(date.fromisoformat(row[kind.value]))
                found.append((f"{kind}:{row['id']}", row["id"], None, kind, None, day))
    return found


def _whose(client_id: ClientId | None) -> tuple[str, dict[str, int]]:
    return ("", {}) if client_id is None else (_ONE, {"client": client_id})


async def contract_ends(
    conn: Conn, first: date, last: date, client_id: ClientId | None = None
) -> list[tuple[ClientId, date]]:
    """Contracts that end within these dates; with `client_id` only that client's."""
    whose, params = _whose(client_id)
    sql = _ENDS.format(whose=whose)
    rows = await conn.all(sql, first=first.isoformat(), last=last.isoformat(), **params)
    return [(ClientId(row["id"]), date.fromisoformat(row["contract_ends"])) for row in rows]


async def add(
    tx: Tx, key: str, client_id: ClientId, person_id: PersonId | None, kind: Kind, label: str | None, day: date,
    years: int | None,
) -> OccasionId | None:  # fmt: skip
    """One occasion of one year, or the same one on its corrected day; None when it is there already as it is.

    One that was closed only because its date was taken away or moved is open again when the date is back.
    """
    id_ = await tx.value(
        _ADD, key=key, client_id=client_id, person_id=person_id, kind=kind.value, label=label, day=day.isoformat(),
        years=years,
    )  # fmt: skip
    return None if id_ is None else OccasionId(id_)


async def get(conn: Conn, scope: Scope, occasion_id: OccasionId) -> Occasion | None:
    """An occasion of a client that the actor may see."""
    row = await conn.one(f"{_SELECT} WHERE o.id = :id AND {VISIBLE}", id=occasion_id, **scope.params())
    return None if row is None else occasion(row)


async def load(conn: Conn, occasion_id: OccasionId) -> Occasion | None:
    """An occasion for the program itself."""
    row = await conn.one(f"{_SELECT} WHERE o.id = :id", id=occasion_id)
    return None if row is None else occasion(row)


async def stands(conn: Conn, occasion_id: OccasionId) -> bool:
    """Whether there is still anything to congratulate on."""
    return bool(
        await conn.value(f"SELECT 1 FROM ({_SELECT} WHERE o.id = :id AND {_STANDS}) x", id=occasion_id)
    )


async def between(conn: Conn, scope: Scope, first: date, last: date) -> list[Occasion]:
    """Open occasions within these dates that the actor may see."""
    return await _between(conn, VISIBLE, first, last, scope.params())


async def of_cover(conn: Conn, cover: Cover, first: date, last: date) -> list[Occasion]:
    """Open occasions within these dates of the clients that somebody answers for now."""
    return await _between(conn, answers("c.manager_id"), first, last, cover.params())


async def _between(
    conn: Conn, whose: str, first: date, last: date, params: Mapping[str, object]
) -> list[Occasion]:
    rows = await conn.all(
        f"{_SELECT} WHERE o.state = 'open' AND o.day >= :first AND o.day <= :last AND {_STANDS} AND {whose}"
        " ORDER BY o.day, o.id LIMIT 500",
        first=first.isoformat(),
        last=last.isoformat(),
        **params,
    )
    return [occasion(row) for row in rows]


async def open_of(conn: Conn, client_id: ClientId) -> list[tuple[OccasionId, str, date]]:
    """The open occasions of a client: number, key, day."""
    rows = await conn.all(
        "SELECT id, key, day FROM occasions WHERE client_id = :client AND state = 'open' ORDER BY id",
        client=client_id,
    )
    return [(OccasionId(row["id"]), row["key"], date.fromisoformat(row["day"])) for row in rows]


async def finish(tx: Tx, occasion_id: OccasionId, state: State, by: PersonId | None, now: datetime) -> bool:
    """Close an open occasion; False when somebody did."""
    return bool(
        await tx.execute(
            "UPDATE occasions SET state = :state, done_by = :by, done_at = :at, version = version + 1"
            " WHERE id = :id AND state = 'open'",
            state=state.value,
            by=by,
            at=to_us(now),
            id=occasion_id,
        )
    )


async def reopen(tx: Tx, occasion_id: OccasionId) -> bool:
    """Take the last step back."""
    return bool(
        await tx.execute(
            "UPDATE occasions SET state = 'open', done_by = NULL, done_at = NULL, version = version + 1"
            " WHERE id = :id AND state <> 'open'",
            id=occasion_id,
        )
    )


async def add_own(
    tx: Tx, client_id: ClientId, label: str, day: AnnualDate, by: PersonId, now: datetime
) -> bool:
    """A date of the client's own; False when the same one is there."""
    return bool(
        await tx.execute(
            "INSERT INTO own_dates (client_id, label, day, month, year, created_by, created_at)"
            " VALUES (:client, :label, :day, :month, :year, :by, :at)"
            " ON CONFLICT (client_id, label, day, month) DO NOTHING",
            client=client_id,
            label=label,
            day=day.day,
            month=day.month,
            year=day.year,
            by=by,
            at=to_us(now),
        )
    )


def occasion(row: Row) -> Occasion:
    """A row of _SELECT as an Occasion."""
    return Occasion(
        id=OccasionId(row["id"]),
        version=row["version"],
        client_id=ClientId(row["client_id"]),
        client=row["client"],
        owner_id=row["owner_id"],
        owner=row["owner"],
        person_id=row["person_id"],
        person=row["person"],
        phone=row["phone"],
        username=row["username"],
        likes=row["likes"],
        kind=Kind(row["kind"]),
        label=row["label"],
        day=date.fromisoformat(row["day"]),
        years=row["years"],
        state=State(row["state"]),
        done_by=row["done_by"],
        done_at=maybe_from_us(row["done_at"]),
    )
