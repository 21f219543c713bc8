-- Words: every message between a client and the staff that is more than a command, raw, one row a message.

-- contact_id: the client's person whose talk it is. batch: the first word of those that are sent or decided together.
-- sent_at: when a reply of the staff was released to the client.
CREATE TABLE words (
    id {id},
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    author_id BIGINT NOT NULL REFERENCES people (id),
    contact_id BIGINT NOT NULL REFERENCES people (id),
    client_id BIGINT NOT NULL REFERENCES clients (id),
    complaint_id BIGINT REFERENCES complaints (id),
    place TEXT NOT NULL CHECK (place IN
        ('what', 'wish', 'more', 'note', 'reply', 'talk', 'loose', 'rating', 'kept', 'dropped')),
    batch BIGINT REFERENCES words (id),
    album TEXT,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    file_id TEXT,
    file_name TEXT,
    at BIGINT NOT NULL,
    sent_at BIGINT,
    UNIQUE (chat_id, message_id)
);
CREATE INDEX words_complaint ON words (complaint_id, id) WHERE complaint_id IS NOT NULL;
CREATE INDEX words_batch ON words (batch) WHERE batch IS NOT NULL;
CREATE INDEX words_author ON words (author_id, id);
CREATE INDEX words_album ON words (album) WHERE album IS NOT NULL;
CREATE INDEX words_client ON words (client_id, at);
