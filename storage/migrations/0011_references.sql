-- Indexes on references to what is often written: without one SQLite would have to look through the whole table that
-- refers, so a write to the other could take long and is sent to a thread, which costs more than the write.
CREATE INDEX case_questions_answer ON case_questions (answer_id);
CREATE INDEX calls_touch ON calls (touch_id) WHERE touch_id IS NOT NULL;
CREATE INDEX guests_touch ON guests (touch_id) WHERE touch_id IS NOT NULL;
CREATE INDEX complaints_previous ON complaints (previous_id) WHERE previous_id IS NOT NULL;
