-- The audit as it is asked for: by person, client, kind of action and time. Rows are appended, never changed; this
-- migration alone fills the new columns of those that are there.

ALTER TABLE audit ADD COLUMN kind TEXT NOT NULL DEFAULT 'change';
ALTER TABLE audit ADD COLUMN client_id BIGINT;
ALTER TABLE audit ADD COLUMN person_id BIGINT;

UPDATE audit SET kind = 'view' WHERE action IN ('client.view', 'client.search', 'contact.view', 'complaint.view',
    'complaint.files', 'case.words', 'answer.words', 'answers.view');
UPDATE audit SET kind = 'export' WHERE action = 'answers.export';
UPDATE audit SET kind = 'access' WHERE action IN ('person.connect', 'person.unlink', 'person.invite', 'person.add',
    'team.start');
UPDATE audit SET kind = 'deletion' WHERE action = 'import.undo';

UPDATE audit SET client_id = CAST(substr(thing, 8) AS BIGINT) WHERE thing LIKE 'client:%';
UPDATE audit SET person_id = CAST(substr(thing, 8) AS BIGINT),
    client_id = (SELECT k.client_id FROM contacts k WHERE k.person_id = CAST(substr(audit.thing, 8) AS BIGINT))
    WHERE thing LIKE 'person:%';
UPDATE audit SET client_id = (SELECT x.client_id FROM calls x WHERE x.id = CAST(substr(audit.thing, 6) AS BIGINT)),
    person_id = (SELECT x.person_id FROM calls x WHERE x.id = CAST(substr(audit.thing, 6) AS BIGINT))
    WHERE thing LIKE 'call:%';
UPDATE audit SET client_id = (SELECT x.client_id FROM cases x WHERE x.id = CAST(substr(audit.thing, 6) AS BIGINT))
    WHERE thing LIKE 'case:%';
UPDATE audit SET client_id = (SELECT x.client_id FROM complaints x WHERE x.id = CAST(substr(audit.thing, 11) AS BIGINT)),
    person_id = (SELECT x.person_id FROM complaints x WHERE x.id = CAST(substr(audit.thing, 11) AS BIGINT))
    WHERE thing LIKE 'complaint:%';

CREATE INDEX audit_at ON audit (at, id);
CREATE INDEX audit_kind ON audit (kind, at, id);
CREATE INDEX audit_actor ON audit (actor_id, at, id);
CREATE INDEX audit_actor_kind ON audit (actor_id, kind, at, id);
CREATE INDEX audit_client ON audit (client_id, at, id) WHERE client_id IS NOT NULL;
CREATE INDEX audit_person ON audit (person_id, at, id) WHERE person_id IS NOT NULL;
