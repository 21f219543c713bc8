-- Programmes: what the head changed of them in chat, above the config.

-- One row a change, never altered: what was true when a round went out stays true for its questions.
-- code: monthly, quarterly, annual; all: what they share. changes: everything that differs from the config, as JSON.
CREATE TABLE programme_changes (
    code TEXT NOT NULL,
    version BIGINT NOT NULL,
    changes TEXT NOT NULL,
    by_id BIGINT REFERENCES people (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (code, version)
);

-- One alarm plans the rounds of all programmes.
UPDATE alarms SET kind = 'wave.round' WHERE kind = 'wave.month';
