"""The decisions about tables of imports and jobs. Not: every other table."""

from storage.erasure.rule import CODE, FIRM, TIME, Rule, empty, kept

FILES: dict[str, Rule] = {
    "imports": Rule(
        "files that were imported; one that still waits is put aside, as anybody may stand in it",
        mine="state = 'waiting'",
        blank=empty("summary", content="", state="cancelled"),
        search=("name", "summary"),
        keep={**kept(CODE, "choices"), "result": "counts"},
    ),
    "import_rows": Rule(
        "what the rows of a file would change, while it is read",
        mine="""(thing = 'contact' AND row_id = :person) OR (thing = 'client' AND row_id = CAST(:alone AS BIGINT))""",
        gone=True,
        search=("name", "folded", "phone", "phone_key", "email", "likes", "notes", "old", "new"),
        key="import_id, thing, row_id",
        found_goes=True,
        keep={
            **kept(CODE, "thing", "role", "tier", "status", "language", "zone", "country", "external_id"),
            **kept(FIRM, "city", "segment", "first_deal", "last_deal", "contract_signed", "contract_ends"),
            **kept(TIME, "hired"),
            **kept("of somebody else", "position", "birth_day", "birth_month", "birth_year"),
        },
    ),
    "import_problems": Rule(
        "what is wrong with a file, until its undo is over",
        search=("detail", "cells"),
        key="import_id, line, place",
        found_goes=True,
        keep=kept(CODE, "heading", "code", "severity"),
    ),
    "jobs": Rule(
        "work longer than a moment",
        keep={**kept(CODE, "kind", "thing", "what", "state"), "worker": "a process"},
    ),
    "import_changes": Rule(
        "what an import changed, for its undo",
        mine="(kind = 'person' AND row_id = :person) OR (kind = 'client' AND row_id = CAST(:alone AS BIGINT))",
        gone=True,
        search=("old", "new"),
        keep=kept(CODE, "kind"),
    ),
}
