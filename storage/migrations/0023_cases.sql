-- Clocks that know whose hours count, and the question again a while after a case.

-- turns: from when on whose hours count (JSON: instants and zones). waits_from: since when the client waits, in real
-- time. contact_after: a touch after it is the first contact. The clocks' own ends move when other hours come to count.
ALTER TABLE cases ADD COLUMN turns TEXT;
ALTER TABLE cases ADD COLUMN waits_from BIGINT NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN contact_after BIGINT NOT NULL DEFAULT 0;
UPDATE cases SET contact_after = contact_from,
    waits_from = CASE WHEN close_from < contact_from THEN close_from ELSE contact_from END;
ALTER TABLE complaints ADD COLUMN turns TEXT;

-- Who is asked again from when on: by the low answer that is in the case. heard_id: the first own answer since.
CREATE TABLE case_rechecks (
    case_id BIGINT NOT NULL REFERENCES cases (id),
    answer_id BIGINT NOT NULL REFERENCES answers (id),
    due_at BIGINT NOT NULL,
    heard_id BIGINT REFERENCES answers (id),
    PRIMARY KEY (case_id, answer_id)
);
CREATE INDEX case_rechecks_answer ON case_rechecks (answer_id) WHERE heard_id IS NULL;
CREATE INDEX case_rechecks_heard ON case_rechecks (heard_id) WHERE heard_id IS NOT NULL;
