-- Fairs and presentations, and how far each client is on the way there.

CREATE TABLE exhibitions (
    id {id},
    name TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    venue TEXT,
    stand TEXT,
    tier TEXT,
    segment TEXT,
    team_id BIGINT REFERENCES teams (id),
    state TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'on', 'cancelled')),
    listed_at BIGINT,
    created_by BIGINT NOT NULL REFERENCES people (id),
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX exhibitions_on ON exhibitions (starts) WHERE state = 'on';

CREATE TABLE guests (
    exhibition_id BIGINT NOT NULL REFERENCES exhibitions (id),
    client_id BIGINT NOT NULL REFERENCES clients (id),
    state TEXT NOT NULL DEFAULT 'to-call'
        CHECK (state IN ('to-call', 'told', 'coming', 'maybe', 'declined', 'unreachable')),
    touch_id BIGINT REFERENCES touches (id),
    by_id BIGINT REFERENCES people (id),
    at BIGINT,
    PRIMARY KEY (exhibition_id, client_id)
);
CREATE INDEX guests_client ON guests (client_id);
