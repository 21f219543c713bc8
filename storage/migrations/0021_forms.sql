-- Long forms: what is asked after the score and its why.

-- An answer whose question belongs to a long form. question: the one on the screen; NULL: none, it may be gone on with.
CREATE TABLE answer_forms (
    answer_id BIGINT PRIMARY KEY REFERENCES answers (id),
    question TEXT,
    at BIGINT NOT NULL
);

-- What was answered to a further question: a score, or NULL for one that was passed over. asked: the company's own
-- wording as it was on the screen.
CREATE TABLE answer_scores (
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    question TEXT NOT NULL,
    score BIGINT CHECK (score BETWEEN 0 AND 10),
    asked TEXT,
    at BIGINT NOT NULL,
    changed_at BIGINT,
    PRIMARY KEY (answer_id, question)
);

CREATE TABLE answer_score_changes (
    id {id},
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    question TEXT NOT NULL,
    at BIGINT NOT NULL,
    old BIGINT,
    new BIGINT NOT NULL
);
CREATE INDEX answer_score_changes_answer ON answer_score_changes (answer_id);

-- What was said to a further question; NULL: to the why.
ALTER TABLE answer_words ADD COLUMN question TEXT;

-- A message that may be a score: its contact is asked. word_id: the message in words; question: NULL for the score 0-10.
CREATE TABLE guesses (
    word_id BIGINT PRIMARY KEY,
    invitation_id BIGINT NOT NULL REFERENCES invitations (id),
    question TEXT
);
CREATE INDEX guesses_invitation ON guesses (invitation_id);

-- Low own answers: whether somebody else at the client thinks quite differently costs a new answer one look.
CREATE INDEX answers_client_low ON answers (client_id, at) WHERE score <= 6 AND by_manager = 0;
