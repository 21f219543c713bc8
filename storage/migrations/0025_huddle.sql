-- Team groups, letters to them, and the letters of Monday.

-- A group of Telegram connected to a team; ended_at: it is not any more (why: code). One a team, one a group at a time.
CREATE TABLE team_groups (
    id {id},
    team_id BIGINT NOT NULL REFERENCES teams (id),
    chat_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    connected_by BIGINT REFERENCES people (id),
    connected_at BIGINT NOT NULL,
    ended_at BIGINT,
    why TEXT CHECK (why IN ('hand', 'removed', 'gone', 'replaced'))
);
CREATE UNIQUE INDEX team_groups_team ON team_groups (team_id) WHERE ended_at IS NULL;
CREATE UNIQUE INDEX team_groups_chat ON team_groups (chat_id) WHERE ended_at IS NULL;

-- A letter that goes to a group; person_id: who speaks for it (the lead), in whose language it is.
ALTER TABLE letters ADD COLUMN group_id BIGINT REFERENCES team_groups (id);

-- What became of each letter of a Monday: thing is huddle:<team> (0: those without one) or weekly:<person>, monday the
-- first day of the week it is about.
CREATE TABLE mondays (
    thing TEXT NOT NULL,
    monday TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('group', 'members', 'sent', 'skipped')),
    at BIGINT NOT NULL,
    PRIMARY KEY (thing, monday)
);
CREATE INDEX answer_words_at ON answer_words (at);

-- Whether a lead or head wants the figures of each week.
ALTER TABLE people ADD COLUMN weekly BIGINT NOT NULL DEFAULT 1;
