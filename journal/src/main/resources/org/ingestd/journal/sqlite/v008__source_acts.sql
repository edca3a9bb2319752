-- What people did to sources as a whole; source is a name, because it may have no file yet.
CREATE TABLE source_acts (
  id     INTEGER PRIMARY KEY,
  at     INTEGER NOT NULL,
  source TEXT    NOT NULL,
  done   TEXT    NOT NULL,
  who    TEXT    NOT NULL,
  why    TEXT    NOT NULL
);
