-- What a file is described by in Rucio: a JSON object. due: when it is to be written there, in
-- milliseconds since the epoch; NULL before the file is registered, and once it is written.
CREATE TABLE metadata (
  file     INTEGER PRIMARY KEY REFERENCES files (id),
  content  TEXT    NOT NULL,
  written  INTEGER,
  attempts INTEGER NOT NULL,
  due      INTEGER,
  problem  TEXT,
  detail   TEXT
);

CREATE INDEX metadata_due ON metadata (due) WHERE due IS NOT NULL;
