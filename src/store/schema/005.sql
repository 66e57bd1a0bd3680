-- Whose text a document prints, where a line of it says so (src/source/wire.c): agencies, and outlets other than its own.
--
-- Invariants (those of 001.sql to 004.sql hold)
-- 14. n counts from 0 in each analysis, and no outlet is named twice.
-- What was added under version 4 or earlier has none until it is added again.

CREATE TABLE credits (
  analysis INTEGER NOT NULL REFERENCES analyses,
  n        INTEGER NOT NULL,
  outlet   TEXT,              -- id of lexicon/kb/outlets.tsv; NULL: agencies that the text does not name
  rule     TEXT NOT NULL,     -- dateline, byline, end
  start    INTEGER NOT NULL,  -- the name
  stop     INTEGER NOT NULL,
  line     INTEGER NOT NULL,
  PRIMARY KEY (analysis, n)
) STRICT, WITHOUT ROWID;
