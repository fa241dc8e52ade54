"""Transcripts that the issuer signed, as they came down, and those that were asked for."""

SQL = """
-- `content` is the signed JSON; NULL until its piece has come. `place` counts the files of one transcript, from 1.
CREATE TABLE issued_transcript (
  learner TEXT NOT NULL,
  place INTEGER NOT NULL CHECK (place > 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  content BLOB,
  told_at TEXT NOT NULL,
  PRIMARY KEY (learner, place)
) STRICT, WITHOUT ROWID;
-- Which credentials have no JWT is asked with every envelope: without walking past what is in them.
CREATE INDEX issued_credential_without_jwt ON issued_credential (told_at, number) WHERE content IS NOT NULL AND jwt IS NULL;
CREATE TABLE transcript_wanted (
  learner TEXT PRIMARY KEY,
  asked_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
