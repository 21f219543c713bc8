-- Who is away and who stands in; who took over from a leaver.

-- first, last: local days of the absent person; starts_at, ends_at: the instants they begin and are over.
-- cancelled_at: it never counts (again); whoever is back early has an earlier end instead.
CREATE TABLE absences (
    id {id},
    person_id BIGINT NOT NULL REFERENCES people (id),
    deputy_id BIGINT NOT NULL REFERENCES people (id),
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    created_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    cancelled_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX absences_person ON absences (person_id, ends_at) WHERE cancelled_at IS NULL;
CREATE INDEX absences_deputy ON absences (deputy_id, ends_at) WHERE cancelled_at IS NULL;

-- successor_id: who gets what is still addressed to a leaver.
ALTER TABLE people ADD COLUMN successor_id BIGINT REFERENCES people (id);
CREATE INDEX people_successor ON people (successor_id) WHERE successor_id IS NOT NULL;
ALTER TABLE teams ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
