-- The datasets that files are put into. base: what the naming says; name: base itself, or one that
-- goes on where that is full (part 2 and more) or closed (suffix, for late files). closable: whether
-- it is to be closed one day. state: CLOSED by us. files, bytes: all that were ever put
-- there and not put elsewhere since.
CREATE TABLE datasets (
  id        INTEGER PRIMARY KEY,
  scope     TEXT    NOT NULL,
  base      TEXT    NOT NULL,
  name      TEXT    NOT NULL,
  part      INTEGER NOT NULL CHECK (part >= 1),
  suffix    TEXT    NOT NULL,
  container TEXT,
  contained INTEGER NOT NULL CHECK (contained IN (0, 1)),
  closable  INTEGER NOT NULL CHECK (closable IN (0, 1)),
  state     TEXT    NOT NULL CHECK (state IN ('OPEN', 'CLOSING', 'CLOSED')),
  files     INTEGER NOT NULL CHECK (files >= 0),
  bytes     INTEGER NOT NULL CHECK (bytes >= 0),
  UNIQUE (scope, name)
);

CREATE INDEX datasets_by_base ON datasets (scope, base);
CREATE INDEX datasets_unclosed ON datasets (id) WHERE closable = 1 AND state <> 'CLOSED';

-- Which dataset was decided for a file, once and for all; night: YYYYMMDD.
CREATE TABLE memberships (
  file    INTEGER PRIMARY KEY REFERENCES files (id),
  dataset INTEGER NOT NULL REFERENCES datasets (id),
  night   INTEGER NOT NULL,
  bytes   INTEGER NOT NULL CHECK (bytes >= 0)
);

CREATE INDEX memberships_by_dataset ON memberships (dataset);
CREATE INDEX memberships_by_night ON memberships (night, file);
