"""Tables of signed records, their chains, what waits to be sent, and the keys of this device."""

SQL = """
CREATE TABLE chain (
  id TEXT PRIMARY KEY,
  public BLOB NOT NULL,
  private BLOB,
  started_at TEXT NOT NULL,
  head_seq INTEGER NOT NULL DEFAULT 0,
  head_hash TEXT NOT NULL,
  head_at TEXT NOT NULL DEFAULT '',
  certificates INTEGER NOT NULL DEFAULT 0,
  delegation BLOB,
  ended_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX chain_in_use ON chain (ended_at) WHERE ended_at = '' AND private IS NOT NULL;
CREATE TRIGGER chain_kept BEFORE DELETE ON chain BEGIN
  SELECT RAISE(ABORT, 'frozen: chain');
END;
CREATE TRIGGER chain_grows BEFORE UPDATE ON chain WHEN new.head_seq < old.head_seq OR new.id <> old.id BEGIN
  SELECT RAISE(ABORT, 'frozen: chain');
END;

CREATE TABLE record (
  chain TEXT NOT NULL REFERENCES chain (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  jws TEXT NOT NULL,
  hash TEXT NOT NULL,
  personal BLOB,
  made_at TEXT NOT NULL,
  by TEXT,
  PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record
WHEN new.personal IS NOT NULL OR new.chain <> old.chain OR new.seq <> old.seq OR new.id <> old.id
  OR new.type <> old.type OR new.jws <> old.jws OR new.hash <> old.hash OR new.made_at <> old.made_at
  OR new.by IS NOT old.by BEGIN
  SELECT RAISE(ABORT, 'frozen: record');
END;
CREATE TRIGGER record_kept BEFORE DELETE ON record BEGIN
  SELECT RAISE(ABORT, 'frozen: record');
END;

CREATE TABLE record_about (
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  record TEXT NOT NULL REFERENCES record (id),
  PRIMARY KEY (kind, value, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (chain, seq),
  FOREIGN KEY (chain, seq) REFERENCES record (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE held (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  code TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (chain, seq),
  FOREIGN KEY (chain, seq) REFERENCES record (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE accepted (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (chain, seq),
  FOREIGN KEY (chain, seq) REFERENCES record (chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE rejected (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  code TEXT NOT NULL,
  sentence TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (chain, seq),
  FOREIGN KEY (chain, seq) REFERENCES record (chain, seq)
) STRICT, WITHOUT ROWID;

-- The keys of a centre that stands alone: its root, and the on-line key that delegates.
CREATE TABLE issuing_key (
  use TEXT PRIMARY KEY CHECK (use IN ('root', 'on-line')),
  public BLOB NOT NULL,
  private BLOB NOT NULL,
  made_at TEXT NOT NULL
) STRICT;

CREATE TABLE anchor (
  issuer TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  own INTEGER NOT NULL DEFAULT 0,
  added_at TEXT NOT NULL,
  added_by TEXT
) STRICT;

CREATE TABLE register (
  issuer TEXT PRIMARY KEY,
  content BLOB NOT NULL,
  as_of TEXT NOT NULL,
  added_at TEXT NOT NULL,
  added_by TEXT
) STRICT;
"""
