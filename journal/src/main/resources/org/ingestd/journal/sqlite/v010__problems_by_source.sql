-- Which problem how many files of which source have; kept as tallies are.
CREATE TABLE problems_by_source (
  source  INTEGER NOT NULL REFERENCES sources (id),
  problem TEXT    NOT NULL,
  count   INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (source, problem)
) WITHOUT ROWID;

INSERT INTO problems_by_source
  SELECT source, problem, count(*) FROM files WHERE problem IS NOT NULL GROUP BY source, problem;

DROP TABLE problems;
ALTER TABLE problems_by_source RENAME TO problems;
