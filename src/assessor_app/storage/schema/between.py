"""Tables of what other devices of the centre signed, read-only; and in which envelope something went that was asked for."""

SQL = """
ALTER TABLE wanted ADD COLUMN sent_in TEXT NOT NULL DEFAULT '';

-- Another device of the centre, or a chain that one had before.
CREATE TABLE other_chain (
  chain TEXT PRIMARY KEY CHECK (length(chain) = 32),
  public BLOB NOT NULL CHECK (length(public) = 32),
  box BLOB CHECK (length(box) = 32),
  centre TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL,
  delegation BLOB,
  head_seq INTEGER NOT NULL DEFAULT 0,
  head_hash TEXT NOT NULL,
  told_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER other_chain_kept BEFORE DELETE ON other_chain BEGIN
  SELECT RAISE(ABORT, 'frozen: other_chain');
END;
CREATE TRIGGER other_chain_grows BEFORE UPDATE ON other_chain
WHEN new.chain <> old.chain OR new.public <> old.public OR new.head_seq < old.head_seq BEGIN
  SELECT RAISE(ABORT, 'frozen: other_chain');
END;

-- Its records as they were handed over. `type` and `id` are empty where nobody can read them.
CREATE TABLE other_record (
  chain TEXT NOT NULL REFERENCES other_chain (chain),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  id TEXT NOT NULL DEFAULT '',
  type TEXT NOT NULL DEFAULT '',
  jws TEXT NOT NULL,
  hash TEXT NOT NULL,
  personal BLOB,
  came_at TEXT NOT NULL,
  PRIMARY KEY (chain, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX other_record_by_id ON other_record (id);
CREATE TRIGGER other_record_frozen BEFORE UPDATE ON other_record
WHEN new.chain <> old.chain OR new.seq <> old.seq OR new.id <> old.id OR new.type <> old.type OR new.jws <> old.jws
  OR new.hash <> old.hash OR (old.personal IS NOT NULL AND new.personal IS NOT NULL AND new.personal <> old.personal) BEGIN
  SELECT RAISE(ABORT, 'frozen: other_record');
END;
CREATE TRIGGER other_record_kept BEFORE DELETE ON other_record BEGIN
  SELECT RAISE(ABORT, 'frozen: other_record');
END;

-- A certificate of another device, to be printed: its code and its frozen page. `assets` is a JSON list of hashes.
CREATE TABLE other_paper (
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  number TEXT NOT NULL,
  qr TEXT NOT NULL,
  page BLOB NOT NULL,
  assets TEXT NOT NULL DEFAULT '[]',
  came_at TEXT NOT NULL,
  PRIMARY KEY (chain, seq),
  FOREIGN KEY (chain, seq) REFERENCES other_record (chain, seq)
) STRICT;
CREATE INDEX other_paper_by_number ON other_paper (number);
CREATE TRIGGER other_paper_frozen BEFORE UPDATE ON other_paper BEGIN
  SELECT RAISE(ABORT, 'frozen: other_paper');
END;
CREATE TRIGGER other_paper_kept BEFORE DELETE ON other_paper BEGIN
  SELECT RAISE(ABORT, 'frozen: other_paper');
END;

-- How the register has a paper of another device, as it was told last.
CREATE TABLE other_state (
  number TEXT PRIMARY KEY,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  successor TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
"""
