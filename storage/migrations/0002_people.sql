-- Joining, searching and importing.

-- What staff said to "is this really them?": settled is 'ok' or 'unlinked'.
ALTER TABLE links ADD COLUMN settled TEXT;
ALTER TABLE links ADD COLUMN settled_by BIGINT REFERENCES people (id);
ALTER TABLE links ADD COLUMN settled_at BIGINT;

-- The last search of each person, for turning its pages; number grows with every search.
CREATE TABLE searches (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    number BIGINT NOT NULL,
    query TEXT NOT NULL
);

-- A file that was sent in: its rows wait for the button, what it changed waits for undo.
CREATE TABLE imports (
    id {id},
    by_id BIGINT REFERENCES people (id),
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'cancelled', 'undone')),
    created_at BIGINT NOT NULL,
    done_at BIGINT,
    result TEXT
);
CREATE INDEX imports_by ON imports (by_id, id);

-- What an import wrote, row by row, newest undone first. old: the values before, null for a new row.
CREATE TABLE import_changes (
    id {id},
    import_id BIGINT NOT NULL REFERENCES imports (id),
    kind TEXT NOT NULL CHECK (kind IN ('team', 'person', 'client')),
    row_id BIGINT NOT NULL,
    old TEXT,
    new TEXT NOT NULL
);
CREATE INDEX import_changes_import ON import_changes (import_id, id);
