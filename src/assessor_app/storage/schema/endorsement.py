"""Endorsements of forms: signed words of employers and authorities, embedded in credentials that are made afterwards."""

SQL = """
-- `content` is the signed EndorsementCredential (JSON), as it came. It is in force from `at` on, and never changes: what was issued
-- has it inside.
CREATE TABLE endorsement (
  id INTEGER PRIMARY KEY,
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  content TEXT NOT NULL,
  sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX endorsement_by_form ON endorsement (form_code, form_version, id);
CREATE TRIGGER endorsement_frozen BEFORE UPDATE ON endorsement BEGIN
  SELECT RAISE(ABORT, 'frozen: endorsement');
END;
CREATE TRIGGER endorsement_kept BEFORE DELETE ON endorsement BEGIN
  SELECT RAISE(ABORT, 'frozen: endorsement');
END;
"""
