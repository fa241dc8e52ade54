"""Tables of syncing: what the issuer said of each record, what is on its way, and what came down."""

SQL = """
-- Receipts as they came: the issuer's signed word that it stored a chain up to `last`.
CREATE TABLE receipt (
  hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
  issuer TEXT NOT NULL,
  chain TEXT NOT NULL REFERENCES chain (id),
  first INTEGER NOT NULL CHECK (first >= 1),
  last INTEGER NOT NULL CHECK (last >= first),
  head TEXT NOT NULL,
  at TEXT NOT NULL,
  text TEXT NOT NULL,
  came_at TEXT NOT NULL
) STRICT;
CREATE INDEX receipt_by_chain ON receipt (chain, last);
CREATE TRIGGER receipt_frozen BEFORE UPDATE ON receipt BEGIN
  SELECT RAISE(ABORT, 'frozen: receipt');
END;
CREATE TRIGGER receipt_kept BEFORE DELETE ON receipt BEGIN
  SELECT RAISE(ABORT, 'frozen: receipt');
END;

-- The history of verdicts on each record; the highest n holds. `codes` and `missing` are JSON lists.
CREATE TABLE verdict (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  n INTEGER NOT NULL CHECK (n >= 1),
  outcome TEXT NOT NULL CHECK (outcome IN ('accepted', 'held', 'rejected')),
  codes TEXT NOT NULL DEFAULT '[]',
  sentence TEXT NOT NULL DEFAULT '',
  missing TEXT NOT NULL DEFAULT '[]',
  by TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  came_at TEXT NOT NULL,
  PRIMARY KEY (chain, seq, n),
  FOREIGN KEY (chain, seq) REFERENCES record (chain, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER verdict_frozen BEFORE UPDATE ON verdict BEGIN
  SELECT RAISE(ABORT, 'frozen: verdict');
END;
CREATE TRIGGER verdict_kept BEFORE DELETE ON verdict BEGIN
  SELECT RAISE(ABORT, 'frozen: verdict');
END;

-- A record stands in one of these tables alone, and leaves the outbox by the issuer's word alone.
CREATE TRIGGER outbox_kept BEFORE DELETE ON outbox
WHEN NOT EXISTS (SELECT 1 FROM receipt WHERE chain = old.chain AND last >= old.seq)
  AND NOT EXISTS (SELECT 1 FROM verdict WHERE chain = old.chain AND seq = old.seq) BEGIN
  SELECT RAISE(ABORT, 'frozen: outbox');
END;
CREATE TRIGGER outbox_alone BEFORE INSERT ON outbox
WHEN EXISTS (SELECT 1 FROM held WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM accepted WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM rejected WHERE chain = new.chain AND seq = new.seq) BEGIN
  SELECT RAISE(ABORT, 'torn: outbox');
END;
CREATE TRIGGER held_alone BEFORE INSERT ON held
WHEN EXISTS (SELECT 1 FROM outbox WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM accepted WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM rejected WHERE chain = new.chain AND seq = new.seq) BEGIN
  SELECT RAISE(ABORT, 'torn: held');
END;
CREATE TRIGGER accepted_alone BEFORE INSERT ON accepted
WHEN EXISTS (SELECT 1 FROM outbox WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM held WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM rejected WHERE chain = new.chain AND seq = new.seq)
  OR NOT EXISTS (SELECT 1 FROM verdict WHERE chain = new.chain AND seq = new.seq AND outcome = 'accepted') BEGIN
  SELECT RAISE(ABORT, 'torn: accepted');
END;
CREATE TRIGGER rejected_alone BEFORE INSERT ON rejected
WHEN EXISTS (SELECT 1 FROM outbox WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM held WHERE chain = new.chain AND seq = new.seq)
  OR EXISTS (SELECT 1 FROM accepted WHERE chain = new.chain AND seq = new.seq)
  OR NOT EXISTS (SELECT 1 FROM verdict WHERE chain = new.chain AND seq = new.seq AND outcome = 'rejected') BEGIN
  SELECT RAISE(ABORT, 'torn: rejected');
END;

-- Records that somebody set aside: not sent for now, and unsent in the count all the same.
CREATE TABLE set_aside (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  PRIMARY KEY (chain, seq),
  FOREIGN KEY (chain, seq) REFERENCES record (chain, seq)
) STRICT, WITHOUT ROWID;

-- The issuer has another record at this place of a chain of ours: nothing more may be signed on it.
CREATE TABLE told_fork (
  chain TEXT NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  code TEXT NOT NULL CHECK (code IN ('fork', 'clash')),
  at TEXT NOT NULL,
  PRIMARY KEY (chain, seq, code)
) STRICT, WITHOUT ROWID;

-- Every delegation that a chain's key was ever given by an issuer.
CREATE TABLE delegation (
  chain TEXT NOT NULL REFERENCES chain (id),
  content BLOB NOT NULL,
  came_at TEXT NOT NULL,
  PRIMARY KEY (chain, content)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER delegation_frozen BEFORE UPDATE ON delegation BEGIN
  SELECT RAISE(ABORT, 'frozen: delegation');
END;
CREATE TRIGGER delegation_kept BEFORE DELETE ON delegation BEGIN
  SELECT RAISE(ABORT, 'frozen: delegation');
END;

-- What the issuer asked for of a record: its personal part, evidence by the hash that the record has, the page of its
-- paper, or a font or drawing that this page names. `detail` is that hash, else empty.
CREATE TABLE wanted (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('personal', 'evidence', 'page', 'asset')),
  detail TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  asked_at TEXT NOT NULL,
  answered_at TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (chain, seq, what, detail),
  FOREIGN KEY (chain, seq) REFERENCES record (chain, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX wanted_open ON wanted (what) WHERE answered_at = '';

-- Evidence on its way: the address and pieces of the encrypted file, how many the issuer has, and how it ended.
CREATE TABLE evidence_sent (
  evidence TEXT PRIMARY KEY REFERENCES evidence (id),
  address TEXT NOT NULL DEFAULT '',
  pieces INTEGER NOT NULL DEFAULT 0,
  here INTEGER NOT NULL DEFAULT 0 CHECK (here BETWEEN 0 AND pieces),
  named_at TEXT NOT NULL,
  closed_at TEXT NOT NULL DEFAULT '',
  lost TEXT NOT NULL DEFAULT '',
  CHECK ((address = '') = (lost <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_sent_by_address ON evidence_sent (address);
CREATE TRIGGER evidence_sent_kept BEFORE DELETE ON evidence_sent BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence_sent');
END;
CREATE TRIGGER evidence_sent_closed BEFORE UPDATE ON evidence_sent WHEN old.closed_at <> '' BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence_sent');
END;

-- People whose work since a day waits at the issuer.
CREATE TABLE person_suspended (
  person TEXT NOT NULL DEFAULT '',
  registration TEXT NOT NULL DEFAULT '',
  since TEXT NOT NULL,
  lifted TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (person, registration)
) STRICT, WITHOUT ROWID;

-- The newest word of the issuer on its own count.
CREATE TABLE issuer_count (
  issuer TEXT PRIMARY KEY,
  received INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  held INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Larger things that come in pieces, until they are whole.
CREATE TABLE thing (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  what TEXT NOT NULL,
  named_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE thing_piece (
  sha256 TEXT NOT NULL REFERENCES thing (sha256) ON DELETE CASCADE,
  n INTEGER NOT NULL CHECK (n >= 0),
  of INTEGER NOT NULL CHECK (of > n),
  data BLOB NOT NULL,
  PRIMARY KEY (sha256, n)
) STRICT, WITHOUT ROWID;

-- Every sync: when, by what, how much, how it ended (a code; empty: well).
CREATE TABLE sync_run (
  id INTEGER PRIMARY KEY,
  carrier TEXT NOT NULL CHECK (carrier IN ('network', 'stick')),
  started_at TEXT NOT NULL,
  ended_at TEXT NOT NULL DEFAULT '',
  sent INTEGER NOT NULL DEFAULT 0,
  came INTEGER NOT NULL DEFAULT 0,
  evidence INTEGER NOT NULL DEFAULT 0,
  code TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TRIGGER sync_run_frozen BEFORE UPDATE ON sync_run WHEN old.ended_at <> '' BEGIN
  SELECT RAISE(ABORT, 'frozen: sync_run');
END;
CREATE TRIGGER sync_run_kept BEFORE DELETE ON sync_run BEGIN
  SELECT RAISE(ABORT, 'frozen: sync_run');
END;
"""
