-- Cases: the follow-up of a low score. One at a time per client.

-- contact_*, close_*: the two clocks (from, due, the last mark in percent that rang). contacted_at ends the first.
CREATE TABLE cases (
    id {id},
    client_id BIGINT NOT NULL REFERENCES clients (id),
    owner_id BIGINT REFERENCES people (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'asked', 'closed')),
    opened_at BIGINT NOT NULL,
    taken_by BIGINT REFERENCES people (id),
    taken_at BIGINT,
    calls BIGINT NOT NULL DEFAULT 0,
    contact_from BIGINT NOT NULL,
    contact_due BIGINT NOT NULL,
    contact_mark BIGINT NOT NULL DEFAULT 0,
    contacted_at BIGINT,
    close_from BIGINT NOT NULL,
    close_due BIGINT NOT NULL,
    close_mark BIGINT NOT NULL DEFAULT 0,
    cause TEXT,
    done TEXT,
    done_by BIGINT REFERENCES people (id),
    done_at BIGINT,
    round BIGINT NOT NULL DEFAULT 0,
    reopened BIGINT NOT NULL DEFAULT 0,
    outcome TEXT CHECK (outcome IN ('settled', 'unconfirmed', 'spared', 'changed')),
    closed_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX cases_open ON cases (client_id) WHERE state <> 'closed';
CREATE INDEX cases_client ON cases (client_id, closed_at);
CREATE INDEX cases_owner ON cases (owner_id) WHERE state <> 'closed';
CREATE INDEX cases_opened ON cases (opened_at);
CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE case_answers (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (case_id, answer_id)
);
CREATE INDEX case_answers_answer ON case_answers (answer_id);

-- "Settled?": one row for everybody who is asked at each close. void: no answer is needed any more.
CREATE TABLE case_questions (
    id {id},
    case_id BIGINT NOT NULL REFERENCES cases (id),
    round BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    reply TEXT CHECK (reply IN ('yes', 'no', 'silent', 'void')),
    asked_at BIGINT NOT NULL,
    replied_at BIGINT,
    UNIQUE (case_id, round, person_id)
);

-- What happened, for the card. was: what an undo puts back (JSON).
CREATE TABLE case_log (
    id {id},
    case_id BIGINT NOT NULL REFERENCES cases (id),
    at BIGINT NOT NULL,
    by_id BIGINT REFERENCES people (id),
    what TEXT NOT NULL,
    was TEXT,
    undone_at BIGINT
);
CREATE INDEX case_log_case ON case_log (case_id);
