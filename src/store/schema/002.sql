-- The archive of isnad, version 2. Begins where 001.sql ends.
--
-- Invariants (1 to 3 of 001.sql hold)
--  4. A document is known by its key, not by its id: files of one name in two folders are two documents. The key is what isn_store_key
--     (add.c) makes: the address, else for a row of a .jsonl file its outlet and id, else the place of the file. Documents that were
--     added under version 1 have the key 'id:' and their id. What comes with another key, but with the id and the very text of a
--     document that is here, is that document: a folder may be moved.
--  5. Of the analyses of all versions of one key, exactly one is current: the last that came.
--  6. An analysis has one row of words, its words in the order of the text (words.c says how they are packed); those of version 1
--     have none until their document is added again.

DROP VIEW current_documents;

CREATE TABLE documents_2 (
  document INTEGER PRIMARY KEY,
  key      TEXT NOT NULL,
  id       TEXT NOT NULL,
  version  INTEGER NOT NULL CHECK (version >= 1),
  path     TEXT,              -- where it was first read
  text     TEXT NOT NULL,
  hash     TEXT NOT NULL,     -- FNV-1a of the bytes of text, 16 hexadecimal digits
  UNIQUE (key, version)
) STRICT;
INSERT INTO documents_2 SELECT document, 'id:' || id, id, version, path, text, hash FROM documents;
DROP TABLE documents;
ALTER TABLE documents_2 RENAME TO documents;
CREATE INDEX documents_by_hash ON documents (hash);
CREATE INDEX documents_by_id ON documents (id);

ALTER TABLE analyses ADD COLUMN input TEXT; -- hash of all that was given, 16 hexadecimal digits: is it worth reading again?
ALTER TABLE entities ADD COLUMN key TEXT;   -- what the entity is known by across documents; NULL in what version 1 wrote and has no ref
UPDATE entities SET key = ref WHERE ref IS NOT NULL;
DROP INDEX entities_by_ref;
CREATE INDEX entities_by_key ON entities (key) WHERE key IS NOT NULL;

CREATE TABLE words (
  analysis INTEGER PRIMARY KEY REFERENCES analyses,
  words    BLOB NOT NULL
) STRICT;

CREATE VIEW current_documents AS
  SELECT a.analysis, d.document, d.key, d.id, d.version, a.source, a.source_why, a.published, a.dated_from, a.dated_to, a.title, a.url,
         d.path, d.text, d.hash, r.engine, r.lexicon, r.models
  FROM analyses AS a JOIN documents AS d USING (document) JOIN runs AS r USING (run)
  WHERE a.current = 1;

-- ---- search ----
--  7. Of every row of words there is one in search, a full-text index whose tokens are made of it (tokenizer.h); FTS5's own
--     integrity-check compares the two.
--  8. lexemes has each pair of search form and folded lemma that stands in words, and in how many analyses.
--  9. name_words has the words of every name, in Arabic and English, under which an entity with a key is known, with the key; folded,
--     without the article. places has where the places with a key and coordinates are, as the last analysis that named one had it.

CREATE INDEX events_by_type ON events (type);
CREATE INDEX participants_by_code ON participants (code) WHERE code IS NOT NULL;

CREATE VIRTUAL TABLE search USING fts5(words, content = 'words', content_rowid = 'analysis', tokenize = 'isnad');

CREATE TABLE lexemes (
  form     TEXT NOT NULL,
  lemma    TEXT NOT NULL,     -- '' for none
  analyses INTEGER NOT NULL,
  PRIMARY KEY (form, lemma)
) STRICT, WITHOUT ROWID;

CREATE INDEX lexemes_by_lemma ON lexemes (lemma);

CREATE TABLE name_words (
  word TEXT NOT NULL,
  key  TEXT NOT NULL,
  PRIMARY KEY (word, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE places (
  key TEXT PRIMARY KEY,
  lat REAL NOT NULL,
  lon REAL NOT NULL
) STRICT, WITHOUT ROWID;
