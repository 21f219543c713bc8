-- The index of the search, written in the transaction of what it holds (storage/searching). Without references: it
-- follows the clients, and a client is not in use because its name can be found.

-- Every word of a client's name, contacts, phones, e-mails and notes; kinds: bits of bot/domain/searching.
CREATE TABLE search_words (
    word {folded} NOT NULL,
    client_id BIGINT NOT NULL,
    kinds BIGINT NOT NULL,
    PRIMARY KEY (word, client_id)
) {clustered};
CREATE INDEX search_words_client ON search_words (client_id, word, kinds);

-- Words of names and phones, once each, and the ends by which a part in the middle is found.
CREATE TABLE search_tails (
    tail {folded} NOT NULL,
    word {folded} NOT NULL,
    PRIMARY KEY (tail, word)
) {clustered};
