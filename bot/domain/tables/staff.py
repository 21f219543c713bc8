"""Who is head, lead or manager in a table of staff that only says who reports to whom. Not: rights."""

from collections.abc import Iterable

from bot.domain.folding import fold
from bot.domain.people import Role
from bot.domain.tables.rows import StaffRow


def roles(rows: Iterable[StaffRow]) -> dict[int, Role]:
    """The role of each row, by its number: as written, else from who reports to whom.

    Whom others report to is a lead, and the head if reporting to nobody in the table; everybody else is a manager.
    """
    rows = list(rows)
    names = {fold(row.name) for row in rows}
    bosses = {fold(row.reports_to) for row in rows if row.reports_to}
    return {row.row: row.role or _role(row, names, bosses) for row in rows}


def _role(row: StaffRow, names: set[str], bosses: set[str]) -> Role:
    if fold(row.name) not in bosses:
        return Role.MANAGER
    above = fold(row.reports_to or "")
    return Role.LEAD if above in names and above != fold(row.name) else Role.HEAD
