-- Complaints and suggestions of clients.

-- number: given when it is sent, without gaps. owner_id: NULL = whoever answers for the client.
-- waiting_from: since when the clocks stand still. *_stage: percent of the clock that was told last.
CREATE TABLE complaints (
    id {id},
    number BIGINT UNIQUE,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT CHECK (kind IN ('complaint', 'suggestion')),
    category TEXT,
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'received', 'work', 'solved', 'closed', 'withdrawn', 'dropped')),
    wishing BIGINT NOT NULL DEFAULT 0,
    owner_id BIGINT REFERENCES people (id),
    previous_id BIGINT REFERENCES complaints (id),
    created_at BIGINT NOT NULL,
    filed_at BIGINT,
    taken_at BIGINT,
    answered_at BIGINT,
    answer_from BIGINT,
    answer_by BIGINT,
    answer_stage BIGINT NOT NULL DEFAULT 0,
    solve_from BIGINT,
    solve_by BIGINT,
    solve_stage BIGINT NOT NULL DEFAULT 0,
    waiting_from BIGINT,
    solved_at BIGINT,
    closed_at BIGINT,
    closed_how TEXT CHECK (closed_how IN ('confirmed', 'unconfirmed', 'withdrawn')),
    reopened BIGINT NOT NULL DEFAULT 0,
    handling BIGINT CHECK (handling BETWEEN 1 AND 5),
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX complaints_draft ON complaints (person_id) WHERE state = 'draft';
CREATE INDEX complaints_client ON complaints (client_id, id);
CREATE INDEX complaints_person ON complaints (person_id, id);
CREATE INDEX complaints_owner ON complaints (owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX complaints_filed ON complaints (filed_at) WHERE filed_at IS NOT NULL;
CREATE INDEX complaints_open ON complaints (solve_by) WHERE state IN ('received', 'work', 'solved');
CREATE INDEX complaints_closed ON complaints (closed_at) WHERE closed_at IS NOT NULL;

-- What was found, done, and prevents the next one; one a round. at: when it was told to the client (NULL: being typed).
CREATE TABLE complaint_solutions (
    id {id},
    complaint_id BIGINT NOT NULL REFERENCES complaints (id),
    cause TEXT,
    done TEXT,
    prevents TEXT,
    by_id BIGINT NOT NULL REFERENCES people (id),
    created_at BIGINT NOT NULL,
    at BIGINT,
    answer TEXT CHECK (answer IN ('yes', 'no', 'silence'))
);
CREATE UNIQUE INDEX complaint_solutions_typed ON complaint_solutions (complaint_id) WHERE at IS NULL;
CREATE INDEX complaint_solutions_told ON complaint_solutions (complaint_id, at);

-- A missed date: why, and the new one. at: when the client was told (NULL: being typed).
CREATE TABLE complaint_dates (
    id {id},
    complaint_id BIGINT NOT NULL REFERENCES complaints (id),
    clock TEXT NOT NULL CHECK (clock IN ('answer', 'solve')),
    old_by BIGINT NOT NULL,
    new_by BIGINT,
    reason TEXT,
    by_id BIGINT NOT NULL REFERENCES people (id),
    created_at BIGINT NOT NULL,
    at BIGINT
);
CREATE UNIQUE INDEX complaint_dates_typed ON complaint_dates (complaint_id) WHERE at IS NULL;
CREATE INDEX complaint_dates_told ON complaint_dates (complaint_id, at);

-- What happened to a complaint; who: ids and codes only.
CREATE TABLE complaint_events (
    id {id},
    complaint_id BIGINT NOT NULL REFERENCES complaints (id),
    what TEXT NOT NULL,
    by_id BIGINT REFERENCES people (id),
    old TEXT,
    new TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX complaint_events_complaint ON complaint_events (complaint_id, at);
