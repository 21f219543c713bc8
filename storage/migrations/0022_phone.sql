-- Phone mode: scores that staff noted for a contact; contacts who were asked to recommend us.

-- by_id, score: who noted last, and what; that stays here when the contact's own answer takes its place. at: the first
-- note. stage, asked_at: of the question before it, touch_id, call_id: what it counted as; for the undo.
CREATE TABLE phone_notes (
    answer_id BIGINT PRIMARY KEY REFERENCES answers (id),
    by_id BIGINT NOT NULL REFERENCES people (id),
    score BIGINT NOT NULL CHECK (score BETWEEN 0 AND 10),
    at BIGINT NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('held', 'open', 'closed', 'dropped')),
    asked_at BIGINT,
    touch_id BIGINT REFERENCES touches (id),
    call_id BIGINT REFERENCES calls (id),
    replaced_at BIGINT
);
CREATE INDEX phone_notes_by ON phone_notes (by_id);

-- by_id: the member of staff who noted these words; NULL: the contact wrote them.
ALTER TABLE answer_words ADD COLUMN by_id BIGINT REFERENCES people (id);

-- One row for each time a promoter was asked to recommend us; manager_id and team_id: whose client it was then.
CREATE TABLE recommendations_asked (
    id {id},
    answer_id BIGINT NOT NULL UNIQUE REFERENCES answers (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    client_id BIGINT NOT NULL REFERENCES clients (id),
    manager_id BIGINT,
    team_id BIGINT,
    asked_at BIGINT NOT NULL,
    reply TEXT CHECK (reply IN ('taken', 'declined')),
    replied_at BIGINT
);
CREATE INDEX recommendations_asked_person ON recommendations_asked (person_id, asked_at);
CREATE INDEX recommendations_asked_client ON recommendations_asked (client_id, asked_at);
CREATE INDEX recommendations_asked_at ON recommendations_asked (asked_at);
