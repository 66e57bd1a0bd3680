-- The archive of isnad, version 3. Begins where 002.sql ends: copies and stories (src/link, docs/linking.md).
--
-- Invariants (those of 001.sql and 002.sql hold)
-- 10. Every current analysis that was added under version 3 or later has one row in profiles and bodies, and one in stories; one that is
--     no longer current has none, nor is it named in copies or neighbours.
-- 11. stories.story is the tie of the first document of the story, and that document is in it: profiles (day, tie) is the order in which
--     stories are told, day 16777216 standing for "no date".
-- 12. marked is empty outside of a transaction.
-- 13. copies.a < copies.b.
-- What was added under version 1 or 2 is linked when it is added again.

CREATE TABLE profiles (        -- what a document is compared by
  analysis INTEGER PRIMARY KEY REFERENCES analyses,
  day      INTEGER NOT NULL,   -- since 1970-01-01
  tie      INTEGER NOT NULL,
  profile  BLOB NOT NULL       -- terms, places and dead of the lead, shingles (src/link/profile.c)
) STRICT;

CREATE TABLE bodies (          -- its folded words as numbers of four bytes, without the title
  analysis INTEGER PRIMARY KEY REFERENCES analyses,
  words    BLOB NOT NULL
) STRICT;

CREATE TABLE postings (        -- the documents of a key term by time; sixteen days together, so that news touches few pages
  era      INTEGER NOT NULL,   -- day / 16
  term     INTEGER NOT NULL,
  day      INTEGER NOT NULL,
  tie      INTEGER NOT NULL,
  analysis INTEGER NOT NULL,
  weight   INTEGER NOT NULL,
  PRIMARY KEY (era, term, day, tie, analysis)
) STRICT, WITHOUT ROWID;

CREATE TABLE shingles (
  shingle  INTEGER NOT NULL,
  analysis INTEGER NOT NULL,
  PRIMARY KEY (shingle, analysis)
) STRICT, WITHOUT ROWID;

CREATE TABLE copies (
  a       INTEGER NOT NULL,    -- analysis
  b       INTEGER NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('same-text', 'rewrite', 'part', 'passage')),
  overlap INTEGER NOT NULL,    -- percent of the words of the shorter text
  PRIMARY KEY (a, b),
  CHECK (a < b)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_by_b ON copies (b);

CREATE TABLE neighbours (      -- of each document those before it that are like it
  analysis INTEGER NOT NULL,
  other    INTEGER NOT NULL,
  likeness INTEGER NOT NULL,   -- of a million
  PRIMARY KEY (analysis, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX neighbours_by_other ON neighbours (other);

CREATE TABLE stories (
  analysis INTEGER PRIMARY KEY REFERENCES analyses,
  story    INTEGER NOT NULL,
  day      INTEGER NOT NULL,   -- of the document
  tie      INTEGER NOT NULL
) STRICT;
CREATE INDEX stories_by_story ON stories (story, day, tie, analysis);

CREATE TABLE story_history (   -- what became of stories while documents were added
  n         INTEGER PRIMARY KEY,
  story     INTEGER NOT NULL,
  into_     INTEGER NOT NULL,
  what      TEXT NOT NULL CHECK (what IN ('renamed', 'merged', 'split', 'moved')),
  documents INTEGER NOT NULL,
  happened  TEXT NOT NULL      -- UTC
) STRICT;
CREATE INDEX story_history_by_story ON story_history (story);

CREATE TABLE marked (          -- documents whose story is to be decided before the transaction ends
  day      INTEGER NOT NULL,
  tie      INTEGER NOT NULL,
  analysis INTEGER NOT NULL,
  PRIMARY KEY (day, tie, analysis)
) STRICT, WITHOUT ROWID;
