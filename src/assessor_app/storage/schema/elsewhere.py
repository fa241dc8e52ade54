"""Tables of what is read from the records of the centre's other devices, and of their papers printed here."""

SQL = """
-- How far another device's chain is read: up to the last record that is signed by its key.
CREATE TABLE read_elsewhere (
  chain TEXT PRIMARY KEY REFERENCES other_chain (chain),
  through INTEGER NOT NULL CHECK (through >= 1)
) STRICT, WITHOUT ROWID;

-- What their records say of each assessment, as it stands: read from them, and changed by them alone.
CREATE TABLE work_elsewhere (
  assessment TEXT PRIMARY KEY,
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  record TEXT NOT NULL,
  learner TEXT NOT NULL,
  learner_number TEXT NOT NULL DEFAULT '',
  learner_name TEXT NOT NULL DEFAULT '',
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  started_at TEXT NOT NULL,
  end_kind TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('competent', 'not-yet-competent')),
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL DEFAULT '',
  award TEXT NOT NULL DEFAULT '',
  uses_attempt INTEGER NOT NULL DEFAULT 1 CHECK (uses_attempt IN (0, 1)),
  annulled INTEGER NOT NULL DEFAULT 0 CHECK (annulled IN (0, 1)),
  appealed INTEGER NOT NULL DEFAULT 0 CHECK (appealed IN (0, 1)),
  release TEXT NOT NULL DEFAULT '',
  returned INTEGER NOT NULL DEFAULT 0 CHECK (returned IN (0, 1)),
  FOREIGN KEY (chain, seq) REFERENCES other_record (chain, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX work_elsewhere_by_learner ON work_elsewhere (learner, form_code);
CREATE INDEX work_elsewhere_by_number ON work_elsewhere (learner_number, form_code) WHERE learner_number <> '';

-- Papers of which work or paper was made on another device. Those that were made there have code and page in `other_paper`,
-- once these are here; those that were made here to replace one of them have them in this row.
CREATE TABLE paper_elsewhere (
  key INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  cti BLOB NOT NULL UNIQUE,
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  award TEXT NOT NULL,
  assessment TEXT NOT NULL,
  learner TEXT NOT NULL,
  holder TEXT NOT NULL,
  folded TEXT NOT NULL,
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  issued_at TEXT NOT NULL,
  issued_by TEXT NOT NULL,
  provisional_until TEXT NOT NULL DEFAULT '',
  valid_until TEXT NOT NULL DEFAULT '',
  qr TEXT,
  page BLOB,
  record TEXT NOT NULL,
  supersedes TEXT NOT NULL DEFAULT '',
  UNIQUE (chain, seq)
) STRICT;
CREATE INDEX paper_elsewhere_by_award ON paper_elsewhere (award);
CREATE INDEX paper_elsewhere_by_learner ON paper_elsewhere (learner);
CREATE INDEX paper_elsewhere_by_assessment ON paper_elsewhere (assessment);
CREATE TRIGGER paper_elsewhere_frozen BEFORE UPDATE ON paper_elsewhere BEGIN
  SELECT RAISE(ABORT, 'frozen: paper_elsewhere');
END;
CREATE TRIGGER paper_elsewhere_kept BEFORE DELETE ON paper_elsewhere BEGIN
  SELECT RAISE(ABORT, 'frozen: paper_elsewhere');
END;

-- What happened to them. An event may come before its paper does.
CREATE TABLE paper_elsewhere_event (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('registered', 'rejected', 'revoked', 'annulled', 'superseded')),
  at TEXT NOT NULL,
  record TEXT,
  detail TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX paper_elsewhere_event_by_number ON paper_elsewhere_event (number);

-- Sheets of them that were sent to a printer or a file here.
CREATE TABLE sheet_elsewhere (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL REFERENCES paper_elsewhere (number),
  copy INTEGER NOT NULL,
  target TEXT NOT NULL CHECK (target IN ('printer', 'file')),
  stamp TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  outcome TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', 'came-out', 'spoiled', 'not-printed')),
  record TEXT
) STRICT;
CREATE INDEX sheet_elsewhere_by_number ON sheet_elsewhere (number);
CREATE INDEX sheet_elsewhere_unconfirmed ON sheet_elsewhere (outcome) WHERE outcome = '';

-- Fonts and drawings that their pages name and that are not here yet.
CREATE TABLE asset_elsewhere (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64)
) STRICT, WITHOUT ROWID;
"""
