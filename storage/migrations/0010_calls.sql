-- Calls of a client whatever their state: the last try of a cadence, the last note.

CREATE INDEX calls_client ON calls (client_id, cause);
