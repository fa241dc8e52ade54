"""Endorsements that a centre embeds no more: what was issued with one inside keeps it."""

SQL = """
-- Of papers issued from `at` (ISO 8601) on, credentials are made without it.
CREATE TABLE endorsement_ended (
  endorsement INTEGER PRIMARY KEY REFERENCES endorsement (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE TRIGGER endorsement_ended_frozen BEFORE UPDATE ON endorsement_ended BEGIN
  SELECT RAISE(ABORT, 'frozen: endorsement_ended');
END;
CREATE TRIGGER endorsement_ended_kept BEFORE DELETE ON endorsement_ended BEGIN
  SELECT RAISE(ABORT, 'frozen: endorsement_ended');
END;
"""
