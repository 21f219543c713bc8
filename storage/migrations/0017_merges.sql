-- Two cards that were one client or contact: what the merge changed, so that it can be taken back.

-- content: JSON of ids and of values before and after; emptied when it cannot be taken back any more.
CREATE TABLE merges (
    id {id},
    kind TEXT NOT NULL CHECK (kind IN ('client', 'person')),
    kept_id BIGINT NOT NULL,
    gone_id BIGINT NOT NULL,
    client_id BIGINT NOT NULL,
    by_id BIGINT NOT NULL REFERENCES people (id),
    at BIGINT NOT NULL,
    undone_at BIGINT,
    content TEXT
);
CREATE INDEX merges_pair ON merges (kind, kept_id, gone_id);
CREATE INDEX merges_at ON merges (at) WHERE content IS NOT NULL;
CREATE INDEX merges_by ON merges (by_id);
