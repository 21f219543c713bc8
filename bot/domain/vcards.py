"""A contact as a vCard 3.0, which every phone's address book takes. Not: reading vCards (files)."""

from bot.domain.contacts import Contact

_MOST = 2000  # bytes: Telegram takes 2,048


def vcard(contact: Contact) -> str:
    """The card to share: name, company, role, phone, e-mail, birthday. Source: RFC 2426."""
    person = contact.person
    last, first = _names(person.name)
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"N:{_safe(last)};{_safe(first)};;;",
        f"FN:{_safe(person.name)}",
        f"ORG:{_safe(contact.client_name)}",
        f"TITLE:{_safe(person.position or '')}" if person.position else "",
        f"TEL;TYPE=CELL:{_safe(person.phone or '')}" if person.phone else "",
        f"EMAIL:{_safe(person.email or '')}" if person.email else "",
        _birthday(contact),
        "END:VCARD",
    ]
    text = "\r\n".join(line for line in lines if line)
    return text if len(text.encode()) <= _MOST else ""


def _names(name: str) -> tuple[str, str]:
    first, _, last = name.rpartition(" ")
    return (last, first) if first else ("", last)


def _birthday(contact: Contact) -> str:
    if contact.birth_day is None or contact.birth_month is None:
        return ""
    year = "-" if contact.birth_year is None else f"{contact.birth_year:04}"
    return f"BDAY:{year}-{contact.birth_month:02}-{contact.birth_day:02}"


def _safe(text: str) -> str:
    flat = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return flat.replace("\r", "").replace("\n", "\\n")
