-- Of each document's place in a story, which documents that come in before it may change it (src/link/story.c: bar and room).
--
-- Invariants (those of 001.sql to 006.sql hold)
-- 16. A document whose room is not below 0 would be decided the same now. What was added under version 6 or earlier has -1: not known.

ALTER TABLE stories ADD COLUMN bar INTEGER NOT NULL DEFAULT 0;
ALTER TABLE stories ADD COLUMN room INTEGER NOT NULL DEFAULT -1;
