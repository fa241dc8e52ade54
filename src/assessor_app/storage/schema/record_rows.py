"""Records in rows of their own: three on a page, where each had taken a page beside the index that it stood in."""

from typing import TYPE_CHECKING

from assessor_app.storage.engine.migrations import run_script

if TYPE_CHECKING:
    from sqlite_utils import Database

_ASIDE = """
CREATE TABLE record_moving (chain, seq, id, type, jws, hash, personal, made_at, by);
INSERT INTO record_moving SELECT chain, seq, id, type, jws, hash, personal, made_at, by FROM record ORDER BY chain, seq;
DROP TABLE record;
"""

# The same columns, checks and triggers as in `records`, without WITHOUT ROWID: what stands in an index may take a quarter of
# a page, and whatever is longer goes on a page of its own, each to be decrypted by itself.
_RECORD = """
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
) STRICT;
INSERT INTO record SELECT * FROM record_moving ORDER BY rowid;
DROP TABLE record_moving;
CREATE TRIGGER record_frozen BEFORE UPDATE ON record
WHEN new.personal IS NOT NULL OR new.chain <> old.chain OR new.seq <> old.seq OR new.id <> old.id
  OR new.type <> old.type OR new.jws <> old.jws OR new.hash <> old.hash OR new.made_at <> old.made_at
  OR new.by IS NOT old.by BEGIN
  SELECT RAISE(ABORT, 'frozen: record');
END;
CREATE TRIGGER record_kept BEFORE DELETE ON record BEGIN
  SELECT RAISE(ABORT, 'frozen: record');
END;
"""


def move(db: "Database") -> None:
    """Moves every record, in the migration's transaction: whatever names a record finds it in its place at the end of it."""
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    # Each record that goes and comes is looked for in every table that names one: by an index, or it takes for ever.
    named = _naming(db)
    for number, (table, column) in enumerate(named):
        db.conn.execute(f"CREATE INDEX record_moving_{number} ON {table} ({column})")
    run_script(db, _ASIDE)
    run_script(db, _RECORD)
    for number in range(len(named)):
        db.conn.execute(f"DROP INDEX record_moving_{number}")


def _naming(db: "Database") -> list[tuple[str, str]]:
    """Tables and their columns that name a record by its id."""
    return db.conn.execute(
        """SELECT one.name, key."from" FROM sqlite_schema AS one, pragma_foreign_key_list(one.name) AS key
        WHERE one.type = 'table' AND key."table" = 'record' AND key."to" = 'id'"""
    ).fetchall()
