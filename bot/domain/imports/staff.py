"""Rows of staff against what is stored: who they are, who leads them, in which team. Not: clients' own columns."""

from bot.domain.imports.book import Book, Thing, Value
from bot.domain.imports.clients import new_staff, person_values, team_named
from bot.domain.people import Role
from bot.domain.tables import Parsed, RowProblem, Severity, StaffRow, roles


def take_staff(parsed: Parsed, book: Book, problems: list[RowProblem]) -> list[str]:
    """Put every row into the book; "new", "changed" or "same" for each.

    First everybody comes in, then everybody finds their lead: the order of the rows does not matter.
    """
    found = {row.row: _find(row, book) for row in parsed.staff}
    new = {row.row for row in parsed.staff if found[row.row] is None}
    ids = {
        row.row: id_ if (id_ := found[row.row]) is not None else new_staff(row.name, book)
        for row in parsed.staff
    }
    wanted = roles(parsed.staff)
    before = {row.row: dict(book.get(Thing.STAFF, ids[row.row])) for row in parsed.staff}
    for row in parsed.staff:
        book.set(Thing.STAFF, ids[row.row], _values(row))
        _give_role(row, wanted[row.row], ids[row.row], parsed, book, problems)
    for row in parsed.staff:
        _give_team(row, ids[row.row], book)
    return [
        "new"
        if row.row in new
        else "changed"
        if book.get(Thing.STAFF, ids[row.row]) != before[row.row]
        else "same"
        for row in parsed.staff
    ]


def _find(row: StaffRow, book: Book) -> int | None:
    owner = book.by_phone(Thing.STAFF, row.phone.key if row.phone else None)
    if owner is not None:
        return owner
    named = book.named(Thing.STAFF, row.name)
    return named[0] if named else None


def _values(row: StaffRow) -> dict[str, Value]:
    values: dict[str, Value] = {"name": row.name}
    values |= person_values(row.position, row.phone, row.email, row.birthday, row.language, row.zone)
    if row.country is not None:
        values["country"] = row.country
    if row.hired is not None:
        values["hired"] = row.hired.isoformat()
    return values


def _give_role(
    row: StaffRow, wanted: Role, id_: int, parsed: Parsed, book: Book, problems: list[RowProblem]
) -> None:
    """A file makes nobody head: those rights come only by a link. What it does not say takes nobody's role away."""
    now = Role(str(book.get(Thing.STAFF, id_)["role"]))
    if now is Role.HEAD:
        return
    if row.role is Role.HEAD:
        column = parsed.layout.header_of("role")
        problems.append(RowProblem(row.row, column, "role-head", Severity.WARNING, {"text": row.name[:60]}))
    role = Role.LEAD if wanted is Role.HEAD else wanted
    if row.role is not None or role.at_least(now):
        book.set(Thing.STAFF, id_, {"role": role.value})


def _give_team(row: StaffRow, id_: int, book: Book) -> None:
    own = book.get(Thing.STAFF, id_)
    if own["role"] == Role.HEAD:
        return
    if row.team:
        _join(id_, team_named(row.team, book), book)
    elif own["role"] == Role.LEAD:
        _lead(id_, book)
    elif row.reports_to:
        named = book.named(Thing.STAFF, row.reports_to)
        boss = named[0] if named else new_staff(row.reports_to, book, Role.LEAD)
        if book.get(Thing.STAFF, boss)["role"] != Role.HEAD and boss != id_:
            _join(id_, _lead(boss, book), book)


def _lead(id_: int, book: Book) -> int:
    """Whom others report to is a lead, with a team of their own; it has their name until they give it one."""
    row = book.get(Thing.STAFF, id_)
    book.set(Thing.STAFF, id_, {"role": Role.LEAD.value})
    if not isinstance(team := row["team_id"], int):
        team = team_named(str(row["name"]), book)
        _join(id_, team, book)
    return team


def _join(id_: int, team: int, book: Book) -> None:
    """Into a team; the clients move along."""
    if book.set(Thing.STAFF, id_, {"team_id": team}):
        for client in book.clients_of(id_):
            book.set(Thing.CLIENT, client, {"team_id": team})
