-- Who is asked: the question after a case waits beside that of a round, and large rounds are planned piece by piece.

-- rounds: how many rounds passed a waiting question by. since_at: the question after a case is not asked before.
ALTER TABLE invitations ADD COLUMN rounds BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invitations ADD COLUMN since_at BIGINT;
DROP INDEX invitations_held;
CREATE UNIQUE INDEX invitations_held ON invitations (person_id) WHERE stage = 'held' AND programme <> 'again';
CREATE UNIQUE INDEX invitations_again ON invitations (person_id) WHERE stage = 'held' AND programme = 'again';
DROP INDEX invitations_day;
CREATE INDEX invitations_place ON invitations (manager_id, day) WHERE day IS NOT NULL AND stage <> 'dropped';

-- gathered: the last contact put into the queue. total: everybody in reach; unasked: who of them is not asked at all.
ALTER TABLE waves ADD COLUMN gathered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE waves ADD COLUMN total BIGINT NOT NULL DEFAULT 0;
ALTER TABLE waves ADD COLUMN unasked BIGINT NOT NULL DEFAULT 0;

-- Who still gets a place in a round that is going out, in order: by manager (0: none), who was passed by most often
-- (rounds counted down from 0), key clients (0) before others (1), the longest unasked, the contact.
CREATE TABLE wave_queue (
    wave_id BIGINT NOT NULL,
    manager_id BIGINT NOT NULL,
    passed BIGINT NOT NULL,
    later BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    PRIMARY KEY (wave_id, manager_id, passed, later, asked_at, person_id)
){clustered};
