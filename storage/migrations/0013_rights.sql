-- Rights of clients: quiet hours of one's own, and the days between the wish to be deleted and the deletion.

-- Minutes after midnight in the zone of the person; NULL: those of the company.
ALTER TABLE people ADD COLUMN quiet_from BIGINT;
ALTER TABLE people ADD COLUMN quiet_to BIGINT;

-- erase_asked_at: the wish, by whom (themselves or staff); erase_at: the end of the days of grace; erased_at: it is done.
ALTER TABLE people ADD COLUMN erase_asked_at BIGINT;
ALTER TABLE people ADD COLUMN erase_by BIGINT;
ALTER TABLE people ADD COLUMN erase_at BIGINT;
ALTER TABLE people ADD COLUMN erased_at BIGINT;
CREATE INDEX people_erased ON people (erased_at) WHERE erased_at IS NOT NULL;
