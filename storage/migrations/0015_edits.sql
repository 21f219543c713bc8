-- Edits by hand: old and new are JSON of columns, for the undo and (manager, tier, status) for the history.

CREATE TABLE edits (
    id {id},
    thing TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT,
    new TEXT,
    by_id BIGINT REFERENCES people (id),
    at BIGINT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX edits_thing ON edits (thing, at);
CREATE INDEX edits_at ON edits (at);
CREATE INDEX edits_by ON edits (by_id);
