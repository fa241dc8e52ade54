"""Records in rows of their own: three on a page, where each had taken a page beside the index that it stood in."""

from typing import TYPE_CHECKING

from assessor_app.storage.engine.migrations import run_script
from assessor_app.storage.schema.moving import moving

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
    """Moves every record."""
    with moving(db, "record"):
        run_script(db, _ASIDE)
        run_script(db, _RECORD)
