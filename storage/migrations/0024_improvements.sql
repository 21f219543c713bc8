-- Improvements: what is changed because the same cause came again and again, and who was told of it.

-- cause: a leaf of the causes; none when somebody named it in their own words (title). team_id: whose lead answers for
-- it; none: the head. due: a day (ISO). key: the occurrence that opened it by hand. missed: the day whose end was told.
CREATE TABLE improvements (
    id {id},
    key TEXT UNIQUE,
    cause TEXT,
    title TEXT,
    team_id BIGINT REFERENCES teams (id),
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    owner_id BIGINT REFERENCES people (id),
    due TEXT,
    missed TEXT,
    opened_at BIGINT NOT NULL,
    opened_by BIGINT REFERENCES people (id),
    why TEXT,
    ended_at BIGINT,
    ended_by BIGINT REFERENCES people (id),
    left_out BIGINT NOT NULL DEFAULT 0,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX improvements_open ON improvements (cause) WHERE state = 'open' AND cause IS NOT NULL;
CREATE INDEX improvements_cause ON improvements (cause, ended_at);
CREATE INDEX improvements_owner ON improvements (owner_id) WHERE state = 'open';
CREATE INDEX improvements_opened ON improvements (opened_at);
CREATE INDEX improvements_ended ON improvements (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE improvement_cases (
    improvement_id BIGINT NOT NULL REFERENCES improvements (id),
    case_id BIGINT NOT NULL REFERENCES cases (id),
    joined_at BIGINT NOT NULL,
    PRIMARY KEY (improvement_id, case_id)
);
CREATE INDEX improvement_cases_case ON improvement_cases (case_id);

-- "We changed": the company's words for clients, in one language, or ('') for everybody.
CREATE TABLE improvement_texts (
    improvement_id BIGINT NOT NULL REFERENCES improvements (id),
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (improvement_id, language)
);

-- Whom "you said, we changed" was written to: one letter each, by its key.
CREATE TABLE improvement_told (
    improvement_id BIGINT NOT NULL REFERENCES improvements (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    letter TEXT NOT NULL,
    told_at BIGINT NOT NULL,
    PRIMARY KEY (improvement_id, person_id)
);
CREATE INDEX improvement_told_person ON improvement_told (person_id);

-- Cases of one cause are counted when one more gets it.
CREATE INDEX cases_caused ON cases (cause, done_at) WHERE cause IS NOT NULL;
