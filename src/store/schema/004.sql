-- What claims of different documents are compared by (docs/claims.md). Both tables are of one analysis, made with it and never changed;
-- which claims there are is computed from them when somebody asks, so it cannot depend on the order in which documents came.

CREATE TABLE points (           -- what a clause is for or against
  analysis     INTEGER NOT NULL REFERENCES analyses,
  n            INTEGER NOT NULL,
  matter       TEXT NOT NULL,   -- key of lexicon/matters.tsv
  focus        INTEGER NOT NULL, -- isn_focus: 0 holder 1 side 2 rival 3 theatre
  sign         INTEGER NOT NULL CHECK (sign IN (-1, 1)),
  anchor_start INTEGER NOT NULL,
  anchor_stop  INTEGER NOT NULL,
  start        INTEGER NOT NULL, -- the clause
  stop         INTEGER NOT NULL,
  line         INTEGER NOT NULL,
  side         INTEGER,          -- entity whose attitude it is, or of whom it is said
  bloc         TEXT,             -- its country
  statement    INTEGER,          -- who says so; NULL: the outlet itself
  why          TEXT,
  confidence   REAL NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE sentence_terms (
  analysis  INTEGER NOT NULL REFERENCES analyses,
  n         INTEGER NOT NULL,
  start     INTEGER NOT NULL,
  stop      INTEGER NOT NULL,
  statement INTEGER,
  terms     BLOB NOT NULL,       -- 32-bit numbers, low byte first
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;
