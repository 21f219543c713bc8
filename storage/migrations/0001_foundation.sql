-- People and clients, and what carries every message in and out.

CREATE TABLE teams (
    id {id},
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Everybody: staff and the contacts of clients. user_id is the Telegram account, and the private chat.
CREATE TABLE people (
    id {id},
    role TEXT NOT NULL CHECK (role IN ('contact', 'manager', 'lead', 'head')),
    name TEXT NOT NULL,
    folded {folded} NOT NULL,
    team_id BIGINT REFERENCES teams (id),
    position TEXT,
    phone TEXT,
    phone_key TEXT,
    email TEXT,
    birth_day BIGINT,
    birth_month BIGINT,
    birth_year BIGINT,
    country TEXT,
    language TEXT,
    zone TEXT,
    user_id BIGINT,
    username TEXT,
    connected_at BIGINT,
    unreachable_at BIGINT,
    unreachable_why TEXT,
    stopped_at BIGINT,
    left_at BIGINT,
    hired TEXT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX people_user ON people (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX people_team ON people (team_id) WHERE team_id IS NOT NULL;
CREATE INDEX people_unreachable ON people (user_id) WHERE unreachable_at IS NOT NULL;
CREATE INDEX people_folded ON people (folded);
CREATE INDEX people_phone ON people (phone_key) WHERE phone_key IS NOT NULL;

CREATE TABLE clients (
    id {id},
    name TEXT NOT NULL,
    folded {folded} NOT NULL,
    external_id TEXT,
    manager_id BIGINT REFERENCES people (id),
    team_id BIGINT REFERENCES teams (id),
    country TEXT,
    city TEXT,
    segment TEXT,
    tier TEXT NOT NULL DEFAULT 'regular' CHECK (tier IN ('key', 'regular', 'new')),
    status TEXT NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'risk', 'lost')),
    first_deal TEXT,
    last_deal TEXT,
    contract_signed TEXT,
    contract_ends TEXT,
    share DOUBLE PRECISION,
    notes TEXT,
    last_touch_at BIGINT,
    created_at BIGINT NOT NULL,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX clients_external ON clients (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX clients_manager ON clients (manager_id);
CREATE INDEX clients_team ON clients (team_id);
CREATE INDEX clients_folded ON clients (folded);

CREATE TABLE contacts (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    client_id BIGINT NOT NULL REFERENCES clients (id),
    decision_maker BIGINT NOT NULL DEFAULT 0,
    likes TEXT,
    notes TEXT,
    surveys BIGINT NOT NULL DEFAULT 1,
    invitations BIGINT NOT NULL DEFAULT 1,
    greetings BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX contacts_client ON contacts (client_id);

-- One-time links; only the hash of a token is kept.
CREATE TABLE links (
    id {id},
    token_hash TEXT NOT NULL UNIQUE,
    person_id BIGINT NOT NULL REFERENCES people (id),
    created_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    used_by BIGINT,
    revoked_at BIGINT
);
CREATE INDEX links_person ON links (person_id);

-- A real contact with a client. key: the natural key of what made it, so that a replay adds none.
CREATE TABLE touches (
    id {id},
    key TEXT NOT NULL UNIQUE,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    person_id BIGINT REFERENCES people (id),
    by_id BIGINT REFERENCES people (id),
    kind TEXT NOT NULL CHECK (kind IN ('call', 'meeting', 'message', 'visit')),
    note TEXT,
    at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    undone_at BIGINT
);
CREATE INDEX touches_client ON touches (client_id, at);

-- A touch that is due. key: the natural key of its cause. owner_id: handed over to; touch_id: what closed it.
CREATE TABLE calls (
    id {id},
    key TEXT NOT NULL UNIQUE,
    client_id BIGINT NOT NULL REFERENCES clients (id),
    person_id BIGINT REFERENCES people (id),
    cause TEXT NOT NULL,
    cause_thing TEXT,
    due_at BIGINT NOT NULL,
    timed BIGINT NOT NULL DEFAULT 0,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'dropped')),
    outcome TEXT,
    snoozes BIGINT NOT NULL DEFAULT 0,
    created_by BIGINT REFERENCES people (id),
    created_at BIGINT NOT NULL,
    owner_id BIGINT REFERENCES people (id),
    touch_id BIGINT REFERENCES touches (id),
    done_by BIGINT REFERENCES people (id),
    done_at BIGINT,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX calls_open ON calls (client_id, due_at) WHERE state = 'open';
CREATE INDEX calls_done ON calls (done_at) WHERE done_at IS NOT NULL;

-- When something must be looked at next. next_at: at, or later after an error.
CREATE TABLE alarms (
    id {id},
    kind TEXT NOT NULL,
    thing TEXT NOT NULL,
    at BIGINT NOT NULL,
    next_at BIGINT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    UNIQUE (thing, kind)
);
CREATE INDEX alarms_next ON alarms (next_at, id);

-- Updates of Telegram, until they are handled.
CREATE TABLE inbox (
    seq {id},
    bot_id BIGINT NOT NULL,
    update_id BIGINT NOT NULL,
    chat BIGINT NOT NULL,
    payload TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'failed')),
    attempts BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL DEFAULT 0,
    worker TEXT,
    lease_until BIGINT,
    received_at BIGINT NOT NULL,
    done_at BIGINT,
    code TEXT,
    UNIQUE (bot_id, update_id)
);
CREATE INDEX inbox_open ON inbox (chat, seq) WHERE state = 'open';
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

-- A card: one message of a person about a thing.
CREATE TABLE cards (
    id {id},
    kind TEXT NOT NULL,
    thing TEXT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    args TEXT NOT NULL,
    chat_id BIGINT,
    message_id BIGINT,
    line_id BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (thing, person_id)
);
CREATE INDEX cards_message ON cards (chat_id, message_id) WHERE message_id IS NOT NULL;

-- The outbox.
CREATE TABLE letters (
    id {id},
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('send', 'card', 'edit', 'ring')),
    person_id BIGINT NOT NULL REFERENCES people (id),
    card_id BIGINT REFERENCES cards (id),
    thing TEXT,
    args TEXT NOT NULL,
    lane BIGINT NOT NULL,
    silent BIGINT NOT NULL DEFAULT 0,
    unasked BIGINT NOT NULL DEFAULT 0,
    park BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'queued'
        CHECK (state IN ('queued', 'sending', 'sent', 'unknown', 'dead', 'unwanted')),
    due_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    claimed_by TEXT,
    lease_until BIGINT,
    chat_id BIGINT,
    message_id BIGINT,
    why TEXT,
    created_at BIGINT NOT NULL,
    settled_at BIGINT
);
CREATE INDEX letters_due ON letters (lane, due_at, id) WHERE state = 'queued';
CREATE INDEX letters_next ON letters (due_at) WHERE state = 'queued';
CREATE INDEX letters_queue ON letters (person_id, lane, due_at, id) WHERE state = 'queued';
CREATE INDEX letters_leases ON letters (lease_until) WHERE state = 'sending';
CREATE INDEX letters_unknown ON letters (person_id) WHERE state = 'unknown';
CREATE INDEX letters_message ON letters (chat_id, message_id) WHERE message_id IS NOT NULL;
CREATE INDEX letters_person ON letters (person_id, settled_at) WHERE unasked = 1;
CREATE UNIQUE INDEX letters_flight ON letters (person_id) WHERE state = 'sending';
CREATE UNIQUE INDEX letters_edit ON letters (card_id) WHERE op = 'edit' AND state = 'queued';

-- The open step of a person's short form. update_id: the update that opened it.
CREATE TABLE steps (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    name TEXT NOT NULL,
    args TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Who did what to whom; ids only, never texts of people.
CREATE TABLE audit (
    id {id},
    at BIGINT NOT NULL,
    actor_id BIGINT,
    action TEXT NOT NULL,
    thing TEXT,
    old TEXT,
    new TEXT
);
CREATE INDEX audit_thing ON audit (thing);

-- Single facts: the bot's own name, the first wave planned.
CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
