-- What an act is about, and numbers beside those that PLOVER has a place for.
--
-- Invariants (those of 001.sql to 005.sql hold)
-- 15. contexts has names of PLOVER contexts parted by one blank, each once, in the order of isnad.h; NULL for none.
-- What was added under version 5 or earlier has neither until it is added again.

ALTER TABLE events ADD COLUMN contexts TEXT;
ALTER TABLE events ADD COLUMN casualties INTEGER; -- dead and injured in one figure
ALTER TABLE events ADD COLUMN abducted INTEGER;
ALTER TABLE events ADD COLUMN displaced INTEGER;
