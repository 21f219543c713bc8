-- Figures: counts of answers and questions by day, kept in the transaction of each answer; pictures already sent.

-- Whose figures (who): 0 everybody's, a manager's id, minus a team's id. Days are numbers of the company's local days.

-- Own answers given on `day` whose contact's next own answer came on `next_day` (9999999: none yet). A window of days
-- [a, b) counts a contact once, with the last answer in it: the rows with a <= day < b <= next_day.
CREATE TABLE figure_answers (
    who BIGINT NOT NULL,
    day BIGINT NOT NULL,
    next_day BIGINT NOT NULL,
    promoters BIGINT NOT NULL DEFAULT 0,
    passives BIGINT NOT NULL DEFAULT 0,
    detractors BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (who, day, next_day)
);

-- The same for the reasons of 0-6.
CREATE TABLE figure_reasons (
    who BIGINT NOT NULL,
    day BIGINT NOT NULL,
    next_day BIGINT NOT NULL,
    reason TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (who, day, next_day, reason)
);

-- Questions of waves by the day they went out, and how many of them were answered so far.
CREATE TABLE figure_asked (
    who BIGINT NOT NULL,
    day BIGINT NOT NULL,
    sent BIGINT NOT NULL DEFAULT 0,
    answered BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (who, day)
);

-- team_id: whose client it was when the question went out; counted: it stands in figure_asked.
ALTER TABLE invitations ADD COLUMN team_id BIGINT;
ALTER TABLE invitations ADD COLUMN counted BIGINT NOT NULL DEFAULT 0;

CREATE INDEX people_staff ON people (folded, id) WHERE role <> 'contact';
CREATE INDEX answers_low ON answers (at) WHERE score <= 6;
CREATE INDEX answers_by_manager ON answers (at) WHERE by_manager = 1;
CREATE INDEX touches_at ON touches (at) WHERE by_id IS NOT NULL;
CREATE INDEX calls_due ON calls (due_at);

-- A picture that Telegram has already, by what is on it.
CREATE TABLE pictures (
    key TEXT PRIMARY KEY,
    file_id TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX pictures_at ON pictures (at);
