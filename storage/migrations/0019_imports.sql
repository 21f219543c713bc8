-- Large files: what was chosen about a file that waits, and how it reads.

-- content is the file itself now (deflated, base64), and is emptied as soon as the file is decided about.
ALTER TABLE imports ADD COLUMN choices TEXT NOT NULL DEFAULT '{}';
ALTER TABLE imports ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
UPDATE imports SET state = 'cancelled' WHERE state = 'waiting';
UPDATE imports SET content = '';
