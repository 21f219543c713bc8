-- Surveys: rounds of asking, who was asked, what was answered.

-- One round for a team (reach 'team'), for clients without a team ('rest') or for everybody ('all').
CREATE TABLE waves (
    id {id},
    key TEXT NOT NULL UNIQUE,
    programme TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('team', 'rest', 'all')),
    team_id BIGINT REFERENCES teams (id),
    state TEXT NOT NULL CHECK (state IN ('draft', 'planned', 'sent', 'cancelled')),
    at BIGINT NOT NULL,
    created_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    settled_by BIGINT REFERENCES people (id),
    settled_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);

-- One question to one contact. held: waits for due_at, for its day or by a rule (why). asked_at: it went out, or
-- was answered unasked. day: the contact's date it takes a place on. Without wave_id: the contact's own /rate.
CREATE TABLE invitations (
    id {id},
    wave_id BIGINT REFERENCES waves (id),
    programme TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    client_id BIGINT NOT NULL REFERENCES clients (id),
    manager_id BIGINT,
    stage TEXT NOT NULL CHECK (stage IN ('held', 'open', 'answered', 'closed', 'dropped')),
    why TEXT,
    due_at BIGINT,
    day TEXT,
    asked_at BIGINT,
    reminded_at BIGINT,
    phoned_at BIGINT,
    closed_at BIGINT,
    created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitations_wave ON invitations (wave_id, person_id) WHERE wave_id IS NOT NULL;
CREATE UNIQUE INDEX invitations_held ON invitations (person_id) WHERE stage = 'held';
CREATE UNIQUE INDEX invitations_own ON invitations (person_id) WHERE stage = 'open' AND wave_id IS NULL;
CREATE INDEX invitations_person ON invitations (person_id, asked_at);
CREATE INDEX invitations_asked ON invitations (asked_at) WHERE asked_at IS NOT NULL;
CREATE INDEX invitations_day ON invitations (day) WHERE day IS NOT NULL;

-- at: the first tap, which dates the answer. manager_id and team_id: whose client it was then.
CREATE TABLE answers (
    id {id},
    invitation_id BIGINT NOT NULL UNIQUE REFERENCES invitations (id),
    person_id BIGINT NOT NULL REFERENCES people (id),
    client_id BIGINT NOT NULL REFERENCES clients (id),
    manager_id BIGINT,
    team_id BIGINT,
    score BIGINT NOT NULL CHECK (score BETWEEN 0 AND 10),
    by_manager BIGINT NOT NULL DEFAULT 0,
    said BIGINT NOT NULL DEFAULT 0,
    wish TEXT CHECK (wish IN ('sooner', 'none')),
    at BIGINT NOT NULL,
    changed_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX answers_at ON answers (at);
CREATE INDEX answers_person ON answers (person_id, at);
CREATE INDEX answers_client ON answers (client_id, at);
CREATE INDEX answers_manager ON answers (manager_id, at);
CREATE INDEX answers_team ON answers (team_id, at);

CREATE TABLE answer_changes (
    id {id},
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    at BIGINT NOT NULL,
    old BIGINT NOT NULL,
    new BIGINT NOT NULL
);
CREATE INDEX answer_changes_answer ON answer_changes (answer_id);

CREATE TABLE answer_reasons (
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    reason TEXT NOT NULL,
    PRIMARY KEY (answer_id, reason)
);

-- What was said with an answer, raw: one row a message.
CREATE TABLE answer_words (
    id {id},
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT,
    file_id TEXT,
    at BIGINT NOT NULL,
    UNIQUE (chat_id, message_id)
);
CREATE INDEX answer_words_answer ON answer_words (answer_id);
