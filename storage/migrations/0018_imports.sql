-- Large files: what was chosen about a file that waits, and how it reads.

-- content is the file itself now (deflated, base64), and is emptied as soon as the file is decided about.
ALTER TABLE imports ADD COLUMN choices TEXT NOT NULL DEFAULT '{}';
ALTER TABLE imports ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE imports SET state = 'cancelled' WHERE state = 'waiting';
UPDATE imports SET content = '';
-- A large file is read and written by a job. summary: what was read, as JSON.
ALTER TABLE imports ADD COLUMN large BIGINT NOT NULL DEFAULT 0;
ALTER TABLE imports ADD COLUMN summary TEXT;

-- What the rows of a file make of what is stored, while it is read and until it is written: then these rows go.
-- fresh: 1 for new ones; seen: the version of a stored one; old, new: the values of a stored one that change.
CREATE TABLE import_rows (
    import_id BIGINT NOT NULL REFERENCES imports (id),
    thing TEXT NOT NULL,
    row_id BIGINT NOT NULL,
    fresh BIGINT NOT NULL,
    seen BIGINT,
    old TEXT,
    new TEXT NOT NULL,
    name TEXT NOT NULL,
    folded {folded} NOT NULL,
    external_id TEXT,
    manager_id BIGINT,
    team_id BIGINT,
    client_id BIGINT,
    role TEXT,
    position TEXT,
    phone TEXT,
    phone_key TEXT,
    email TEXT,
    birth_day BIGINT,
    birth_month BIGINT,
    birth_year BIGINT,
    country TEXT,
    city TEXT,
    language TEXT,
    zone TEXT,
    hired TEXT,
    segment TEXT,
    tier TEXT,
    status TEXT,
    first_deal TEXT,
    last_deal TEXT,
    contract_signed TEXT,
    contract_ends TEXT,
    share DOUBLE PRECISION,
    decision_maker BIGINT,
    likes TEXT,
    notes TEXT,
    surveys BIGINT,
    invitations BIGINT,
    greetings BIGINT,
    connected BIGINT,
    PRIMARY KEY (import_id, thing, row_id)
);
CREATE INDEX import_rows_name ON import_rows (import_id, folded);
CREATE INDEX import_rows_number ON import_rows (import_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX import_rows_phone ON import_rows (import_id, phone_key) WHERE phone_key IS NOT NULL;
CREATE INDEX import_rows_client ON import_rows (import_id, client_id) WHERE client_id IS NOT NULL;

-- What is wrong with a file, row by row; cells: the row itself, so that it can be mended and sent again.
CREATE TABLE import_problems (
    import_id BIGINT NOT NULL REFERENCES imports (id),
    line BIGINT NOT NULL,
    place BIGINT NOT NULL,
    heading TEXT NOT NULL,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    detail TEXT NOT NULL,
    cells TEXT,
    PRIMARY KEY (import_id, line, place)
);

-- Work longer than a moment: done by one worker at a time, begun anew by another when that one is gone.
-- done, total: how far it is; what: what else is to be known, as JSON.
CREATE TABLE jobs (
    id {id},
    kind TEXT NOT NULL,
    thing TEXT NOT NULL,
    by_id BIGINT REFERENCES people (id),
    what TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'failed', 'cancelled')),
    done BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL DEFAULT 0,
    worker TEXT,
    lease_until BIGINT,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX jobs_open ON jobs (thing, kind) WHERE state = 'open';
