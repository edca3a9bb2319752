-- What came into each source lately: a row for each minute in which files that are complete were last written, and
-- only as many as the longest span needs. at: the minute's beginning, in milliseconds since the epoch.
CREATE TABLE arrivals (
  source INTEGER NOT NULL REFERENCES sources (id),
  at     INTEGER NOT NULL,
  files  INTEGER NOT NULL,
  bytes  INTEGER NOT NULL,
  PRIMARY KEY (source, at)
) WITHOUT ROWID;

-- The file of each source that was first seen last.
CREATE TABLE newest (
  origin INTEGER PRIMARY KEY REFERENCES sources (id),
  latest INTEGER NOT NULL REFERENCES files (id)
);

INSERT INTO newest SELECT source, max(id) FROM files GROUP BY source;
