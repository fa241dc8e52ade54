"""Tables of people and of the centre. Everything here that names a person can be changed or erased."""

SQL = """
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  roles TEXT NOT NULL,
  registration TEXT NOT NULL DEFAULT '',
  scope TEXT NOT NULL DEFAULT '[]',
  qualified_until TEXT,
  pin TEXT NOT NULL DEFAULT '',
  pin_failures INTEGER NOT NULL DEFAULT 0,
  pin_wait_until TEXT NOT NULL DEFAULT '',
  joined_at TEXT NOT NULL,
  left_at TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE learner (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT UNIQUE,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  identity_mark TEXT NOT NULL DEFAULT 'none',
  id_last_four TEXT NOT NULL DEFAULT '',
  birth_date TEXT,
  said_under_18 INTEGER CHECK (said_under_18 IN (0, 1)),
  guardian_consent INTEGER NOT NULL DEFAULT 0 CHECK (guardian_consent IN (0, 1)),
  photo_consent INTEGER NOT NULL DEFAULT 0 CHECK (photo_consent IN (0, 1)),
  group_name TEXT NOT NULL DEFAULT '',
  added_at TEXT NOT NULL,
  added_by TEXT NOT NULL
) STRICT;
CREATE INDEX learner_by_name ON learner (folded, seq);
CREATE INDEX learner_by_group ON learner (group_name, folded) WHERE group_name <> '';

-- A beginning as long as one of these is one list, read as far as wanted; without its list, a common name of a
-- million learners costs 5 ms at each key. Each learner costs 30 bytes more than with lengths 1 to 4.
CREATE VIRTUAL TABLE learner_words USING fts5 (
  folded, content='learner', content_rowid='seq', detail='none', columnsize=0,
  prefix='1 2 3 4 5 6 7 8 9 10 11 12',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
CREATE TRIGGER learner_words_insert AFTER INSERT ON learner BEGIN
  INSERT INTO learner_words (rowid, folded) VALUES (new.seq, new.folded);
END;
CREATE TRIGGER learner_words_delete AFTER DELETE ON learner BEGIN
  INSERT INTO learner_words (learner_words, rowid, folded) VALUES ('delete', old.seq, old.folded);
END;
CREATE TRIGGER learner_words_update AFTER UPDATE OF folded ON learner BEGIN
  INSERT INTO learner_words (learner_words, rowid, folded) VALUES ('delete', old.seq, old.folded);
  INSERT INTO learner_words (rowid, folded) VALUES (new.seq, new.folded);
END;

CREATE TABLE name_check (
  id INTEGER PRIMARY KEY,
  learner TEXT NOT NULL REFERENCES learner (id),
  name TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('learner', 'document', 'staff')),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX name_check_by_learner ON name_check (learner);
"""
