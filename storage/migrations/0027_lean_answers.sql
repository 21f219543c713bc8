-- Indexes that no query uses, and that every answer had to be written into.
DROP INDEX answers_manager;
DROP INDEX answers_team;
