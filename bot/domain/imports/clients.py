"""Rows of clients against what is stored. Key: our own number, else a sure phone, else name and client. Not: staff."""

from bot.domain.imports.book import Book, Thing, Value
from bot.domain.occasions import AnnualDate
from bot.domain.people import Role
from bot.domain.phones import Phone
from bot.domain.tables import ClientRow, Parsed, RowProblem, Severity

_PLAIN = ("external_id", "country", "city", "segment", "share", "notes")
_DATES = ("first_deal", "last_deal", "contract_signed", "contract_ends")


def take_client(row: ClientRow, parsed: Parsed, book: Book, problems: list[RowProblem]) -> str:
    """Put one row into the book; "new", "changed" or "same". Empty cells leave alone what is stored."""
    values = _client_values(row)
    manager = _manager(row, parsed, book, problems)
    if manager is not None:
        values |= {"manager_id": manager, "team_id": book.get(Thing.STAFF, manager)["team_id"]}
    if row.team:
        values["team_id"] = team_named(row.team, book)
    client = _find(row, book)
    new = client is None
    if client is None:
        client = book.add(Thing.CLIENT, {"tier": "regular", "status": "active"} | values)
        changed = False
    else:
        changed = book.set(Thing.CLIENT, client, values)
    contact = _take_contact(row, client, parsed, book, problems)
    if new or contact == "new":
        return "new"
    return "changed" if changed or contact == "changed" else "same"


def _find(row: ClientRow, book: Book) -> int | None:
    if row.external_id is not None:
        found = book.client_by_number(row.external_id)
        if found is not None:
            return found
    named = book.named(Thing.CLIENT, row.client)
    if (
        row.external_id is not None
    ):  # one that was typed by hand gets its number; another number is another client
        named = [id_ for id_ in named if book.get(Thing.CLIENT, id_).get("external_id") is None]
    if named:
        return named[0]
    if row.external_id is not None or row.phone is None:
        return None
    contact = book.by_phone(Thing.CONTACT, row.phone.key)
    client = None if contact is None else book.get(Thing.CONTACT, contact)["client_id"]
    return client if isinstance(client, int) else None


def _client_values(row: ClientRow) -> dict[str, Value]:
    values: dict[str, Value] = {"name": row.client}
    values |= {name: value for name in _PLAIN if (value := getattr(row, name)) is not None}
    values |= {name: day.isoformat() for name in _DATES if (day := getattr(row, name)) is not None}
    if row.tier is not None:
        values["tier"] = row.tier.value
    if row.status is not None:
        values["status"] = row.status.value
    return values


def _manager(row: ClientRow, parsed: Parsed, book: Book, problems: list[RowProblem]) -> int | None:
    """The manager by name; an unknown one comes in as somebody who is not connected."""
    if row.manager is None:
        return None
    found = book.named(Thing.STAFF, row.manager)
    if len(found) > 1:
        column = parsed.layout.header_of("manager")
        detail = {"text": row.manager[:60]}
        problems.append(RowProblem(row.row, column, "manager-several", Severity.WARNING, detail))
        return None
    return found[0] if found else new_staff(row.manager, book)


def _take_contact(row: ClientRow, client: int, parsed: Parsed, book: Book, problems: list[RowProblem]) -> str:
    name = row.person
    if name is None:
        return "same"
    values: dict[str, Value] = {"name": name, "client_id": client}
    values |= person_values(row.position, row.phone, row.email, row.birthday, row.language, row.zone)
    if row.likes is not None:
        values["likes"] = row.likes
    if row.decides is not None:
        values["decision_maker"] = int(row.decides)
    found = _find_contact(row, name, client, parsed, book, problems)
    if found is None:
        book.add(Thing.CONTACT, {"decision_maker": 0} | values)
        return "new"
    if row.contact is None:  # a phone of the firm's tells nobody's name
        values.pop("name")
    return "changed" if book.set(Thing.CONTACT, found, values) else "same"


def _find_contact(
    row: ClientRow, name: str, client: int, parsed: Parsed, book: Book, problems: list[RowProblem]
) -> int | None:
    owner = book.by_phone(Thing.CONTACT, row.phone.key if row.phone else None)
    if owner is not None:
        other = book.get(Thing.CONTACT, owner)
        if other["client_id"] == client:
            return owner
        column = parsed.layout.header_of("phone")
        detail = {"text": str(other["name"])[:60]}
        problems.append(RowProblem(row.row, column, "phone-taken", Severity.WARNING, detail))
    named = [id_ for id_ in book.named(Thing.CONTACT, name) if id_ in book.contacts_of(client)]
    return named[0] if named else None


def person_values(
    position: str | None,
    phone: Phone | None,
    email: str | None,
    birthday: AnnualDate | None,
    language: str | None,
    zone: str | None,
) -> dict[str, Value]:
    """The columns of a person that a row fills. A doubtful phone is kept as written and is no key."""
    plain = {"position": position, "email": email, "language": language, "zone": zone}
    values: dict[str, Value] = {name: value for name, value in plain.items() if value is not None}
    if phone is not None:
        values |= {
            "phone": phone.e164 if phone.e164 and not phone.extension else phone.shown,
            "phone_key": phone.key,
        }
    if birthday is not None:
        values |= {"birth_day": birthday.day, "birth_month": birthday.month, "birth_year": birthday.year}
    return values


def new_staff(name: str, book: Book, role: Role = Role.MANAGER) -> int:
    """A colleague whom a row names and nobody knows yet."""
    return book.add(Thing.STAFF, {"name": name, "role": role.value, "team_id": None})


def team_named(name: str, book: Book) -> int:
    """The team of that name, or a new one."""
    found = book.named(Thing.TEAM, name)
    return found[0] if found else book.add(Thing.TEAM, {"name": name})
