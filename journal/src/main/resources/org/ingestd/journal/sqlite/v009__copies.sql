-- Since when a rule has been known not to be OK; NULL while it is, and when it is gone.
ALTER TABLE rules ADD COLUMN unfinished INTEGER;
UPDATE rules SET unfinished = asked WHERE state NOT IN ('OK', 'GONE');

-- How many locks came and how many failed, as the rules' counters told. at: the step of five minutes in
-- which the counters were asked before, so that nothing of it can be older. source: '' for rules on
-- single files. Only as many as the longest span needs.
CREATE TABLE copies (
  at         INTEGER NOT NULL,
  source     TEXT    NOT NULL,
  expression TEXT    NOT NULL,
  came       INTEGER NOT NULL,
  failed     INTEGER NOT NULL,
  PRIMARY KEY (at, source, expression)
) WITHOUT ROWID;
