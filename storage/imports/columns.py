"""Which columns an import reads and writes of each thing. No queries."""

from bot.domain.imports import Thing

STAFF = ("name", "role", "team_id", "position", "phone", "phone_key", "email", "birth_day", "birth_month",
    "birth_year", "country", "language", "zone", "hired")  # fmt: skip
PERSON = tuple(name for name in STAFF if name not in ("role", "team_id", "country", "hired"))
CONTACT = ("client_id", "decision_maker", "likes", "notes", "surveys", "invitations", "greetings")
CLIENT = ("name", "external_id", "manager_id", "team_id", "country", "city", "segment", "tier", "status",
    "first_deal", "last_deal", "contract_signed", "contract_ends", "share", "notes")  # fmt: skip

TABLES = {Thing.TEAM: "teams", Thing.STAFF: "people", Thing.CLIENT: "clients", Thing.CONTACT: "people"}
KINDS = {Thing.TEAM: "team", Thing.STAFF: "person", Thing.CLIENT: "client", Thing.CONTACT: "person"}
POINTERS = {"team_id": Thing.TEAM, "manager_id": Thing.STAFF, "client_id": Thing.CLIENT}
"""Columns whose values are ids of other rows, which may be new ones."""

KNOWN = {
    Thing.TEAM: ("name",),
    Thing.STAFF: STAFF,
    Thing.CLIENT: CLIENT,
    Thing.CONTACT: (*PERSON, *CONTACT, "connected"),
}
"""What is read of each thing; `connected` is never written."""
