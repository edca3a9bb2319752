-- Few files have a problem, and people ask for them all the time.
CREATE INDEX files_by_problem ON files (problem, since) WHERE problem IS NOT NULL;

-- Which lines of history tell what a person did.
CREATE TABLE acts (
  id   INTEGER PRIMARY KEY,
  file INTEGER NOT NULL REFERENCES files (id),
  n    INTEGER NOT NULL
);

INSERT INTO acts (file, n)
  SELECT h.file, h.n
  FROM history h LEFT JOIN phrases p ON typeof(h.reason) = 'integer' AND p.id = h.reason
  WHERE coalesce(p.text, h.reason) GLOB 'accepted by ?*: ?*'
    OR coalesce(p.text, h.reason) GLOB 'retried by ?*: ?*'
    OR coalesce(p.text, h.reason) GLOB 'held by ?*: ?*'
    OR coalesce(p.text, h.reason) GLOB 'released by ?*: ?*'
  ORDER BY h.at, h.file, h.n;

-- How much stood where, for charts: the older, the fewer. step: seconds from one to the next.
CREATE TABLE samples (
  step  INTEGER NOT NULL,
  at    INTEGER NOT NULL,
  state INTEGER NOT NULL REFERENCES states (code),
  count INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (step, at, state)
) WITHOUT ROWID;
