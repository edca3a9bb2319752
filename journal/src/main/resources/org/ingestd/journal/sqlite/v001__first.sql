-- One row: which journal this is, and how many transactions it has seen.
CREATE TABLE meta (
  one        INTEGER PRIMARY KEY CHECK (one = 1),
  generation TEXT    NOT NULL,
  commits    INTEGER NOT NULL,
  large_from INTEGER NOT NULL
);

CREATE TABLE sources (
  id   INTEGER PRIMARY KEY,
  name TEXT    NOT NULL UNIQUE
);

-- What the numbers in files.state and history stand for.
CREATE TABLE states (
  code INTEGER PRIMARY KEY,
  name TEXT    NOT NULL UNIQUE
);

-- Texts that come again and again (reasons, RSEs, datasets, prefixes of names and PFNs).
CREATE TABLE phrases (
  id   INTEGER PRIMARY KEY,
  text TEXT    NOT NULL UNIQUE
);

-- Times are milliseconds since the epoch, mtime and ctime nanoseconds.
-- reason, scope, dataset_scope, dataset_name, rse: TEXT itself, or the INTEGER id of a phrase.
-- name, pfn: TEXT itself, or INTEGER phrase << 13 | n: the phrase and the last n bytes of path.
-- digests: for each a letter (A adler32, M md5, S sha256, C crc32c) and its bytes.
-- dir_key, name_key, did_key: hashes; rows found by them are compared in full.
CREATE TABLE files (
  id            INTEGER PRIMARY KEY,
  source        INTEGER NOT NULL REFERENCES sources (id),
  path          BLOB    NOT NULL,
  dir_key       INTEGER NOT NULL,
  name_key      INTEGER NOT NULL,
  state         INTEGER NOT NULL REFERENCES states (code),
  since         INTEGER NOT NULL,
  reason        NOT NULL,
  generation    INTEGER NOT NULL,
  lane          INTEGER NOT NULL CHECK (lane IN (0, 1)),
  due           INTEGER,
  attempts      INTEGER NOT NULL,
  problem       TEXT,
  detail        TEXT,
  device        INTEGER NOT NULL,
  inode         INTEGER NOT NULL,
  size          INTEGER NOT NULL CHECK (size >= 0),
  mtime         INTEGER NOT NULL,
  ctime         INTEGER NOT NULL,
  large         INTEGER NOT NULL CHECK (large IN (0, 1)),
  digests       BLOB,
  scope,
  name,
  did_key       INTEGER,
  dataset_scope,
  dataset_name,
  rse,
  pfn,
  registered    INTEGER NOT NULL CHECK (registered IN (0, 1)),
  lines         INTEGER NOT NULL
);

-- Files of one directory are neighbours here, so that a directory is written and asked for at once.
CREATE INDEX files_by_path ON files (dir_key, name_key);
CREATE INDEX files_due ON files (state, lane, large, due) WHERE due IS NOT NULL;
CREATE INDEX files_by_state ON files (source, state, since);
CREATE INDEX files_by_did ON files (did_key) WHERE did_key IS NOT NULL;

CREATE TABLE history (
  file       INTEGER NOT NULL REFERENCES files (id),
  n          INTEGER NOT NULL,
  at         INTEGER NOT NULL,
  from_state INTEGER,
  to_state   INTEGER NOT NULL,
  reason     NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (file, n)
) WITHOUT ROWID;

-- Kept in the transaction of every change, so that nobody has to count a million rows.
CREATE TABLE tallies (
  source INTEGER NOT NULL REFERENCES sources (id),
  state  INTEGER NOT NULL REFERENCES states (code),
  count  INTEGER NOT NULL CHECK (count >= 0),
  bytes  INTEGER NOT NULL CHECK (bytes >= 0),
  PRIMARY KEY (source, state)
) WITHOUT ROWID;

CREATE TABLE problems (
  problem TEXT    PRIMARY KEY,
  count   INTEGER NOT NULL CHECK (count >= 0)
) WITHOUT ROWID;

CREATE TABLE rules (
  rule_id     TEXT    PRIMARY KEY,
  scope       TEXT    NOT NULL,
  name        TEXT    NOT NULL,
  expression  TEXT    NOT NULL,
  copies      INTEGER NOT NULL,
  state       TEXT    NOT NULL,
  ok          INTEGER NOT NULL,
  replicating INTEGER NOT NULL,
  stuck       INTEGER NOT NULL,
  error       TEXT,
  asked       INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX rules_by_did ON rules (scope, name);

CREATE TABLE replicas (
  file     INTEGER NOT NULL REFERENCES files (id),
  n        INTEGER NOT NULL,
  rse      NOT NULL,
  state    NOT NULL,
  verified NOT NULL,
  PRIMARY KEY (file, n)
) WITHOUT ROWID;

INSERT INTO states VALUES
  (1, 'SIGHTED'),
  (2, 'SETTLED'),
  (3, 'DIGESTED'),
  (4, 'REGISTERED'),
  (5, 'PROTECTED'),
  (6, 'SAFE'),
  (7, 'RELEASED'),
  (8, 'QUARANTINED'),
  (9, 'VANISHED');
