-- The archive of isnad, version 1 (PRAGMA user_version). One step a file: 002.sql will begin where this one ends.
--
-- Invariants
--  1. Offsets (start, stop) are Unicode code points into documents.text, half open, as in the record; both are NULL where nothing is
--     written. SQL reads a span so: substr(text, start + 1, stop - start). `line` is the line of the text, from 1.
--  2. n numbers the rows of one table of one analysis from 0 in the order of the record; columns that name another row hold its n.
--  3. Nothing is ever changed but `current`, and nothing is taken away: other text under a known id is a new version of the
--     document, other rows of the same text (newer engine, edited lexicon, another date or outlet given) are a new
--     analysis.
--  4. Of the analyses of all versions of one id, exactly one is current: the last that came.

CREATE TABLE runs (           -- what made the rows
  run      INTEGER PRIMARY KEY,
  engine   TEXT NOT NULL,     -- version
  lexicon  TEXT NOT NULL,     -- id of the lexicon content
  models   TEXT NOT NULL,     -- ids, by blanks
  began    TEXT NOT NULL,     -- UTC
  UNIQUE (engine, lexicon, models)
) STRICT;

CREATE TABLE documents (
  document INTEGER PRIMARY KEY,
  id       TEXT NOT NULL,
  version  INTEGER NOT NULL CHECK (version >= 1),
  path     TEXT,              -- where it was first read
  text     TEXT NOT NULL,
  hash     TEXT NOT NULL,     -- FNV-1a of the bytes of text, 16 hexadecimal digits
  UNIQUE (id, version)
) STRICT;
CREATE INDEX documents_by_hash ON documents (hash);

CREATE TABLE analyses (
  analysis   INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL REFERENCES documents,
  run        INTEGER NOT NULL REFERENCES runs,
  current    INTEGER NOT NULL CHECK (current IN (0, 1)),
  source     TEXT,            -- outlet
  source_why TEXT,            -- 'input', or the words that say so
  published  TEXT,            -- ISO date or date-time, if the input said so
  dated_from TEXT,            -- ISO dates, said or inferred
  dated_to   TEXT,
  title      TEXT,
  url        TEXT
) STRICT;
CREATE INDEX analyses_by_document ON analyses (document);
CREATE INDEX analyses_current ON analyses (dated_from) WHERE current = 1;

CREATE TABLE dated_because (  -- the times that the date rests on
  analysis INTEGER NOT NULL REFERENCES analyses,
  n        INTEGER NOT NULL,
  time     INTEGER NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE entities (
  analysis INTEGER NOT NULL REFERENCES analyses,
  n        INTEGER NOT NULL,
  type     TEXT NOT NULL,     -- PER ORG LOC
  name_ar  TEXT,
  name_en  TEXT,
  ref      TEXT,
  code     TEXT,
  lat      REAL,
  lon      REAL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX entities_by_ref ON entities (ref) WHERE ref IS NOT NULL;

CREATE TABLE mentions (
  analysis   INTEGER NOT NULL REFERENCES analyses,
  n          INTEGER NOT NULL,
  entity     INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  stop       INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  why        TEXT,
  confidence REAL NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE labels (
  analysis   INTEGER NOT NULL REFERENCES analyses,
  n          INTEGER NOT NULL,
  entity     INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  stop       INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  statement  INTEGER,         -- whose words; NULL: the outlet's own
  why        TEXT,
  confidence REAL NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE times (
  analysis   INTEGER NOT NULL REFERENCES analyses,
  n          INTEGER NOT NULL,
  start      INTEGER NOT NULL,
  stop       INTEGER NOT NULL,
  line       INTEGER NOT NULL,
  type       TEXT NOT NULL,   -- DATE TIME DURATION SET
  value      TEXT,            -- TIMEX3
  why        TEXT,
  confidence REAL NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
  analysis      INTEGER NOT NULL REFERENCES analyses,
  n             INTEGER NOT NULL,
  source_start  INTEGER,
  source_stop   INTEGER,
  source_entity INTEGER,
  kind          TEXT NOT NULL, -- person office group outlet document anonymous
  cue_start     INTEGER,
  cue_stop      INTEGER,
  class         TEXT NOT NULL, -- SAY ASSERT ...
  quote         TEXT NOT NULL, -- direct indirect mixed
  parent        INTEGER,       -- the statement that this one is reported inside of
  line          INTEGER,       -- of the cue
  why           TEXT,
  confidence    REAL NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE contents (       -- what a statement says: one span, or more where the cue stands inside it
  analysis  INTEGER NOT NULL REFERENCES analyses,
  statement INTEGER NOT NULL,
  n         INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL,
  line      INTEGER NOT NULL,
  PRIMARY KEY (analysis, statement, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE events (
  analysis     INTEGER NOT NULL REFERENCES analyses,
  n            INTEGER NOT NULL,
  type         TEXT NOT NULL,  -- PLOVER
  mode         TEXT,
  cameo        TEXT,
  anchor_start INTEGER NOT NULL,
  anchor_stop  INTEGER NOT NULL,
  line         INTEGER NOT NULL,
  dead         INTEGER,
  injured      INTEGER,
  arrested     INTEGER,
  place        INTEGER,        -- entity
  time         INTEGER,
  modality     TEXT NOT NULL,  -- actual planned demanded hypothetical denied
  statement    INTEGER,        -- who says so; NULL: the outlet itself
  why          TEXT,
  confidence   REAL NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE participants (
  analysis INTEGER NOT NULL REFERENCES analyses,
  event    INTEGER NOT NULL,
  role     TEXT NOT NULL CHECK (role IN ('actor', 'recipient')),
  n        INTEGER NOT NULL,
  start    INTEGER,
  stop     INTEGER,
  line     INTEGER,
  entity   INTEGER,
  code     TEXT,
  PRIMARY KEY (analysis, event, role, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE positions (
  analysis        INTEGER NOT NULL REFERENCES analyses,
  n               INTEGER NOT NULL,
  holder          INTEGER NOT NULL, -- entity
  stance          TEXT NOT NULL,    -- demands accepts refuses offers threatens
  about_start     INTEGER,
  about_stop      INTEGER,
  target          INTEGER,          -- entity of whom it is asked
  condition_start INTEGER,
  condition_stop  INTEGER,
  statement       INTEGER,          -- what it rests on
  event           INTEGER,
  line            INTEGER,          -- of what it is about
  why             TEXT,
  confidence      REAL NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

-- What is read when nobody asks for an older version.
CREATE VIEW current_documents AS
  SELECT a.analysis, d.document, d.id, d.version, a.source, a.source_why, a.published, a.dated_from, a.dated_to, a.title, a.url, d.path,
         d.text, d.hash, r.engine, r.lexicon, r.models
  FROM analyses AS a JOIN documents AS d USING (document) JOIN runs AS r USING (run)
  WHERE a.current = 1;
