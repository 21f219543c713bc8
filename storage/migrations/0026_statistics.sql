-- Statistics by segment, tier, survey and reason. Counts are made of what has happened: the next start counts anew.

-- What the client was when the answer came, or the question went out: segment folded ('' none), null: not counted yet.
ALTER TABLE answers ADD COLUMN segment TEXT;
ALTER TABLE answers ADD COLUMN tier TEXT;
ALTER TABLE invitations ADD COLUMN segment TEXT;
ALTER TABLE invitations ADD COLUMN tier TEXT;

DROP TABLE figure_answers;
DROP TABLE figure_reasons;
DROP TABLE figure_asked;
UPDATE invitations SET counted = 0;
DELETE FROM facts WHERE name = 'figures.zone';

-- Numbers for segments, surveys and reasons (kind: segment, programme, reason).
CREATE TABLE figure_words (
    id {id},
    kind TEXT NOT NULL,
    word TEXT NOT NULL,
    UNIQUE (kind, word)
);

-- Whose answers or questions changed since they were counted. Readers add what is waiting here to the counts.
CREATE TABLE figure_news (
    id {id},
    person_id BIGINT NOT NULL,
    zone TEXT NOT NULL
);

-- Own answers as they stand in the counts. next_day: the day of the contact's next own answer (9999999: none yet);
-- next_same: of the next one to the same survey. reasons: numbers with a space around each.
CREATE TABLE figure_voices (
    answer_id BIGINT PRIMARY KEY,
    person_id BIGINT NOT NULL,
    manager_id BIGINT NOT NULL,
    team_id BIGINT NOT NULL,
    segment BIGINT NOT NULL,
    tier BIGINT NOT NULL,
    programme BIGINT NOT NULL,
    voice BIGINT NOT NULL,
    day BIGINT NOT NULL,
    next_day BIGINT NOT NULL,
    next_same BIGINT NOT NULL,
    reasons TEXT NOT NULL
);
CREATE INDEX figure_voices_person ON figure_voices (person_id);

-- How many of them, whose (who): 0 everybody's, a manager's id, minus a team's id; 0 as segment, programme, reason: any.
-- A window of days [a, b) counts a contact once, with the last answer in it: the rows with a <= day < b <= next_day.
CREATE TABLE figure_answers (
    who BIGINT NOT NULL,
    segment BIGINT NOT NULL,
    programme BIGINT NOT NULL,
    reason BIGINT NOT NULL,
    day BIGINT NOT NULL,
    next_day BIGINT NOT NULL,
    key_promoters BIGINT NOT NULL DEFAULT 0,
    key_passives BIGINT NOT NULL DEFAULT 0,
    key_detractors BIGINT NOT NULL DEFAULT 0,
    regular_promoters BIGINT NOT NULL DEFAULT 0,
    regular_passives BIGINT NOT NULL DEFAULT 0,
    regular_detractors BIGINT NOT NULL DEFAULT 0,
    new_promoters BIGINT NOT NULL DEFAULT 0,
    new_passives BIGINT NOT NULL DEFAULT 0,
    new_detractors BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (who, segment, programme, reason, day, next_day)
);

-- Questions that we asked, by the day they went out, and how many of them were answered so far.
CREATE TABLE figure_asked (
    who BIGINT NOT NULL,
    segment BIGINT NOT NULL,
    programme BIGINT NOT NULL,
    day BIGINT NOT NULL,
    key_sent BIGINT NOT NULL DEFAULT 0,
    key_answered BIGINT NOT NULL DEFAULT 0,
    regular_sent BIGINT NOT NULL DEFAULT 0,
    regular_answered BIGINT NOT NULL DEFAULT 0,
    new_sent BIGINT NOT NULL DEFAULT 0,
    new_answered BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (who, segment, programme, day)
);

CREATE INDEX clients_segment ON clients (segment) WHERE segment IS NOT NULL;
