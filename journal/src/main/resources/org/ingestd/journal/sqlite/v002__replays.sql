-- What operators asked to be put onto the backlog lane, and how far that is.
-- from_time, to_time: as written by ReplayTime; rate: files a second, 0 without limit.
-- file: which file in the inbox asked; answered: whether its result was written.
-- cursor: raw bytes of the last path that was looked at; total: files it is about, -1 if unknown.
-- worked: milliseconds; the rest counts files by what became of them.
CREATE TABLE replays (
  id                 INTEGER PRIMARY KEY,
  source             TEXT    NOT NULL,
  from_time          TEXT,
  to_time            TEXT,
  pattern            TEXT,
  rate               INTEGER NOT NULL CHECK (rate >= 0),
  who                TEXT    NOT NULL,
  file               TEXT,
  answered           INTEGER NOT NULL CHECK (answered IN (0, 1)),
  asked              INTEGER NOT NULL,
  state              TEXT    NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'DONE', 'CANCELLED')),
  changed            INTEGER NOT NULL,
  cursor             BLOB,
  total              INTEGER NOT NULL,
  worked             INTEGER NOT NULL,
  sighted            INTEGER NOT NULL,
  renewed            INTEGER NOT NULL,
  moved              INTEGER NOT NULL,
  already_backlog    INTEGER NOT NULL,
  already_registered INTEGER NOT NULL,
  needs_person       INTEGER NOT NULL
);
