"""Signatures that were taken away: a bundle of another computer, made before, must not bring them back."""

SQL = """
-- Since when (ISO 8601) a member of staff lends no signature any more; no row once they lend one again.
CREATE TABLE signature_taken_away (
  staff TEXT PRIMARY KEY REFERENCES staff (id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
