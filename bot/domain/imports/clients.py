"""Rows of clients against what is stored. Key: the mark of an export of ours, our own number, else a sure phone, else name and client. Not: staff."""

from collections.abc import Mapping

from bot.domain.imports.book import Book, Thing, Value
from bot.domain.imports.same import same
from bot.domain.occasions import AnnualDate
from bot.domain.people import Role
from bot.domain.phones import Phone
from bot.domain.tables import ClientRow, Parsed, Ref, RowProblem, Severity

_PLAIN = ("external_id", "country", "city", "segment", "share", "notes")
WISHES = ("surveys", "invitations", "greetings")
"""What a contact agrees to receive."""

_NEW_CONTACT: dict[str, Value] = {"decision_maker": 0, "surveys": 1, "invitations": 1, "greetings": 1}
_DATES = ("first_deal", "last_deal", "contract_signed", "contract_ends")


def take_client(
    row: ClientRow, parsed: Parsed, book: Book, problems: list[RowProblem], house: str | None = None
) -> str:
    """Put one row into the book; "new", "changed" or "same". Empty cells leave alone what is stored."""
    ref = row.ref if row.ref and row.ref.house == house else None
    client, how = _find(row, book, ref)
    values = _client_values(row) | _whose(row, client, parsed, book, problems)
    new = client is None
    if client is None:
        client = book.add(Thing.CLIENT, {"tier": "regular", "status": "active"} | values)
        changed = False
    else:
        if how == "phone" and not book.is_named(Thing.CLIENT, client, row.client):
            detail = {"text": str(book.get(Thing.CLIENT, client)["name"])[:60]}
            column = parsed.layout.header_of("phone")
            problems.append(RowProblem(row.row, column, "client-renamed", Severity.WARNING, detail))
        changed = book.set(Thing.CLIENT, client, values)
    contact = _take_contact(row, client, ref, parsed, book, problems)
    if new or contact == "new":
        return "new"
    return "changed" if changed or contact == "changed" else "same"


def _find(row: ClientRow, book: Book, ref: Ref | None) -> tuple[int | None, str]:
    """The client of a row, and by what it was found."""
    if ref is not None and book.has(Thing.CLIENT, ref.client):
        return ref.client, "ref"
    if row.external_id is not None:
        found = book.client_by_number(row.external_id)
        if found is not None:
            return found, "number"
    named = book.named(Thing.CLIENT, row.client)
    if row.external_id is not None:
        # One that was typed by hand gets its number; another number is another client.
        named = [id_ for id_ in named if book.get(Thing.CLIENT, id_).get("external_id") is None]
    if named:
        return named[0], "name"
    if row.external_id is not None or row.phone is None:
        return None, ""
    contact = book.by_phone(Thing.CONTACT, row.phone.key)
    client = None if contact is None else book.get(Thing.CONTACT, contact)["client_id"]
    return (client, "phone") if isinstance(client, int) and book.has(Thing.CLIENT, client) else (None, "")


def _whose(
    row: ClientRow, client: int | None, parsed: Parsed, book: Book, problems: list[RowProblem]
) -> dict[str, Value]:
    """Manager and team, where the row names others than the client has."""
    before = {} if client is None else book.get(Thing.CLIENT, client)
    values: dict[str, Value] = {}
    if row.manager and not _is(book, Thing.STAFF, before.get("manager_id"), row.manager):
        manager = _manager(row.manager, row, parsed, book, problems)
        if manager is not None:
            values = {"manager_id": manager, "team_id": book.get(Thing.STAFF, manager)["team_id"]}
    if row.team and not _is(book, Thing.TEAM, values.get("team_id", before.get("team_id")), row.team):
        values["team_id"] = team_named(row.team, book)
    return values


def _is(book: Book, thing: Thing, id_: Value, name: str) -> bool:
    return isinstance(id_, int) and book.has(thing, id_) and book.is_named(thing, id_, name)


def _client_values(row: ClientRow) -> dict[str, Value]:
    values: dict[str, Value] = {"name": row.client}
    values |= {name: value for name in _PLAIN if (value := getattr(row, name)) is not None}
    values |= {name: day.isoformat() for name in _DATES if (day := getattr(row, name)) is not None}
    if row.tier is not None:
        values["tier"] = row.tier.value
    if row.status is not None:
        values["status"] = row.status.value
    return values


def _manager(name: str, row: ClientRow, parsed: Parsed, book: Book, problems: list[RowProblem]) -> int | None:
    """The manager by name; an unknown one comes in as somebody who is not connected."""
    found = book.named(Thing.STAFF, name)
    if len(found) > 1:
        column = parsed.layout.header_of("manager")
        problems.append(RowProblem(row.row, column, "manager-several", Severity.WARNING, {"text": name[:60]}))
        return None
    return found[0] if found else new_staff(name, book)


def _take_contact(
    row: ClientRow, client: int, ref: Ref | None, parsed: Parsed, book: Book, problems: list[RowProblem]
) -> str:
    name = row.person
    if name is None:
        return "same"
    values = _contact_values(row, name, client)
    found = ref.contact if ref is not None else None
    if found is None or not book.has(Thing.CONTACT, found):
        found = _find_contact(row, name, client, parsed, book, problems)
    if found is None:
        book.add(Thing.CONTACT, _NEW_CONTACT | values)
        return "new"
    if row.contact is None:  # a phone of the firm's tells nobody's name
        values.pop("name")
    if same(book.get(Thing.CONTACT, found).get("phone"), values.get("phone")):
        values.pop("phone_key", None)  # the number as it stands: whether it is sure was said when it came
    _leave_wishes(row, values, book.get(Thing.CONTACT, found), parsed, problems)
    return "changed" if book.set(Thing.CONTACT, found, values) else "same"


def _contact_values(row: ClientRow, name: str, client: int) -> dict[str, Value]:
    values: dict[str, Value] = {"name": name, "client_id": client}
    values |= person_values(row.position, row.phone, row.email, row.birthday, row.language, row.zone)
    plain = {"likes": row.likes, "notes": row.contact_notes}
    values |= {name: value for name, value in plain.items() if value is not None}
    flags = {"decision_maker": row.decides} | {name: getattr(row, name) for name in WISHES}
    return values | {name: int(value) for name, value in flags.items() if value is not None}


def _leave_wishes(
    row: ClientRow,
    values: dict[str, Value],
    stored: Mapping[str, Value],
    parsed: Parsed,
    problems: list[RowProblem],
) -> None:
    """Who is connected chooses what to receive: a file may end it, it does not begin it again."""
    for name in WISHES:
        if values.get(name) == 1 and stored.get(name) == 0 and stored.get("connected"):
            del values[name]
            problems.append(RowProblem(row.row, parsed.layout.header_of(name), "wish-own", Severity.WARNING))


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
