-- Notes of staff about a thing: words or a voice, kept raw.

CREATE TABLE notes (
    id {id},
    thing TEXT NOT NULL,
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    by_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    words TEXT,
    file_id TEXT,
    at BIGINT NOT NULL,
    UNIQUE (chat_id, message_id)
);
CREATE INDEX notes_thing ON notes (thing, id);

-- One date to congratulate in one year, or a contract's end. key: "birthday:17:2027".
CREATE TABLE occasions (
    id {id},
    key TEXT NOT NULL UNIQUE,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    person_id BIGINT REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('birthday', 'first_deal', 'contract_signed', 'contract_ends', 'own')),
    label TEXT,
    day TEXT NOT NULL,
    years BIGINT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'skipped', 'passed')),
    done_by BIGINT REFERENCES people (id),
    done_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX occasions_open ON occasions (day) WHERE state = 'open';
CREATE INDEX occasions_client ON occasions (client_id, day);

-- Dates of a client's own, added by staff.
CREATE TABLE own_dates (
    id {id},
    client_id BIGINT NOT NULL REFERENCES clients (id),
    person_id BIGINT REFERENCES people (id),
    label TEXT NOT NULL,
    day BIGINT NOT NULL,
    month BIGINT NOT NULL,
    year BIGINT,
    created_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    UNIQUE (client_id, label, day, month)
);
