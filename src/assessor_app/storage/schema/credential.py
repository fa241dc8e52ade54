"""Credentials that the issuer made of this centre's papers, as they came down."""

SQL = """
-- `content` is the signed JSON; NULL until its piece has come. A newer one takes the place of an older.
CREATE TABLE issued_credential (
  number TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  content BLOB,
  told_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX issued_credential_by_hash ON issued_credential (sha256);
"""
