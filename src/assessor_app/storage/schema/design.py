"""Designs of certificates that a centre made, where each is used, and the pictures that they print."""

SQL = """
-- A version of a centre's own design, as the bytes of its file. A change is a new version; none is ever changed.
CREATE TABLE design (
  id TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  title TEXT NOT NULL,
  text BLOB NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (id, version)
) STRICT;
CREATE TRIGGER design_frozen BEFORE UPDATE ON design BEGIN
  SELECT RAISE(ABORT, 'frozen: design');
END;
CREATE TRIGGER design_kept BEFORE DELETE ON design BEGIN
  SELECT RAISE(ABORT, 'frozen: design');
END;

-- Which design is used from then on: for the centre (''), a sector ('sector:…') or a form ('form:…'). The newest row of
-- a scope counts; an empty design means none of its own. All rows together say who chose what, and when.
CREATE TABLE design_chosen (
  id INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  design TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX design_chosen_by_scope ON design_chosen (scope, id);
CREATE TRIGGER design_chosen_frozen BEFORE UPDATE ON design_chosen BEGIN
  SELECT RAISE(ABORT, 'frozen: design_chosen');
END;
CREATE TRIGGER design_chosen_kept BEFORE DELETE ON design_chosen BEGIN
  SELECT RAISE(ABORT, 'frozen: design_chosen');
END;

-- Logos, scaled and without what a file says of itself, by the SHA-256 of what is kept.
CREATE TABLE design_picture (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  png BLOB NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER design_picture_frozen BEFORE UPDATE ON design_picture BEGIN
  SELECT RAISE(ABORT, 'frozen: design_picture');
END;

-- The picture of somebody's signature: taken away whenever they ask.
CREATE TABLE signature_picture (
  staff TEXT PRIMARY KEY REFERENCES staff (id),
  png BLOB NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
"""
