"""Tables of what follows a decision: release, acknowledgement, certificates, printing, and calls from checkers."""

SQL = """
CREATE TABLE release (
  id INTEGER PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  kind TEXT NOT NULL CHECK (kind IN ('released', 'returned')),
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  looked_at INTEGER NOT NULL DEFAULT 0 CHECK (looked_at IN (0, 1)),
  note TEXT NOT NULL DEFAULT '',
  record TEXT NOT NULL REFERENCES record (id)
) STRICT;
CREATE INDEX release_by_assessment ON release (assessment);

CREATE TABLE acknowledgement (
  assessment TEXT PRIMARY KEY REFERENCES assessment (id),
  kind TEXT NOT NULL CHECK (kind IN ('signed', 'typed', 'mark', 'declined', 'not-available')),
  at TEXT NOT NULL,
  record TEXT NOT NULL REFERENCES record (id)
) STRICT;

CREATE TABLE certificate (
  number TEXT PRIMARY KEY,
  cti BLOB NOT NULL UNIQUE,
  award TEXT NOT NULL,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  learner TEXT NOT NULL REFERENCES learner (id),
  holder TEXT NOT NULL,
  folded TEXT NOT NULL,
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL REFERENCES staff (id),
  provisional_until TEXT,
  valid_until TEXT,
  qr TEXT NOT NULL,
  page BLOB NOT NULL,
  record TEXT NOT NULL REFERENCES record (id),
  supersedes TEXT UNIQUE REFERENCES certificate (number)
) STRICT;
CREATE INDEX certificate_by_award ON certificate (award);
CREATE INDEX certificate_by_learner ON certificate (learner);
CREATE TRIGGER certificate_frozen BEFORE UPDATE ON certificate BEGIN
  SELECT RAISE(ABORT, 'frozen: certificate');
END;
CREATE TRIGGER certificate_kept BEFORE DELETE ON certificate BEGIN
  SELECT RAISE(ABORT, 'frozen: certificate');
END;

CREATE TABLE certificate_event (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL REFERENCES certificate (number),
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'rejected', 'revoked', 'annulled', 'superseded')),
  at TEXT NOT NULL,
  record TEXT,
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX certificate_event_by_number ON certificate_event (number);

-- One row a sheet that was sent to a printer or a file; `outcome` is empty until somebody says what came out.
CREATE TABLE sheet (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL REFERENCES certificate (number),
  copy INTEGER NOT NULL,
  target TEXT NOT NULL CHECK (target IN ('printer', 'file')),
  stamp TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'came-out', 'spoiled', 'not-printed')),
  record TEXT
) STRICT;
CREATE INDEX sheet_by_number ON sheet (number);
CREATE INDEX sheet_unconfirmed ON sheet (outcome) WHERE outcome = '';

CREATE TABLE enquiry (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  by TEXT NOT NULL,
  caller TEXT NOT NULL,
  number TEXT NOT NULL,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
"""
