"""Two kinds of evidence more: a note on a finished piece, and one on a simulation."""

from typing import TYPE_CHECKING

from assessor_app.storage.engine.migrations import run_script
from assessor_app.storage.schema.moving import moving

if TYPE_CHECKING:
    from sqlite_utils import Database

_COLUMNS = (
    "rowid, id, assessment, occasion, criterion, kind, media_type, name, caption, bytes, sha256, salt, file, key, taken_at,"
    " entered_at, by, removed_at, removed_by, work_only"
)

_ASIDE = f"""
CREATE TABLE evidence_moving (place, id, assessment, occasion, criterion, kind, media_type, name, caption, bytes, sha256,
  salt, file, key, taken_at, entered_at, by, removed_at, removed_by, work_only);
INSERT INTO evidence_moving SELECT {_COLUMNS} FROM evidence;
DROP TABLE evidence;
"""

# The same columns, checks, indexes and triggers as before, with a wider check of `kind`. What is read in the order in
# which it came goes by its rowid: each row keeps its own. `work_only` is explained in `said`.
_EVIDENCE = f"""
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  occasion TEXT NOT NULL REFERENCES occasion (id),
  criterion TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'audio', 'video', 'file', 'witness', 'product', 'simulation')),
  media_type TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  caption TEXT NOT NULL DEFAULT '',
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  salt BLOB CHECK (length(salt) = 16),
  file TEXT NOT NULL UNIQUE CHECK (length(file) = 64),
  key BLOB CHECK (length(key) = 32),
  taken_at TEXT NOT NULL DEFAULT '',
  entered_at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  removed_at TEXT NOT NULL DEFAULT '',
  removed_by TEXT REFERENCES staff (id),
  work_only INTEGER NOT NULL DEFAULT 0 CHECK (work_only IN (0, 1)),
  CHECK ((removed_at = '') = (removed_by IS NULL)),
  CHECK (key IS NULL OR salt IS NOT NULL)
) STRICT;
INSERT INTO evidence ({_COLUMNS}) SELECT * FROM evidence_moving ORDER BY place;
DROP TABLE evidence_moving;
CREATE INDEX evidence_by_assessment ON evidence (assessment);
CREATE INDEX evidence_readable ON evidence (file) WHERE key IS NOT NULL;
CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence');
END;
CREATE TRIGGER evidence_insert_frozen BEFORE INSERT ON evidence
WHEN (SELECT state FROM assessment WHERE id = new.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER evidence_frozen BEFORE UPDATE ON evidence
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.occasion <> old.occasion
  OR new.criterion <> old.criterion OR new.kind <> old.kind OR new.media_type <> old.media_type
  OR new.bytes <> old.bytes OR new.sha256 <> old.sha256 OR new.file <> old.file OR new.taken_at <> old.taken_at
  OR new.entered_at <> old.entered_at OR new.by <> old.by OR new.work_only <> old.work_only
  OR (new.key IS NOT NULL AND new.key IS NOT old.key) OR (new.salt IS NOT NULL AND new.salt IS NOT old.salt) BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence');
END;
CREATE TRIGGER evidence_signed BEFORE UPDATE ON evidence
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded')
  AND (new.removed_at <> old.removed_at OR new.removed_by IS NOT old.removed_by
    OR new.name NOT IN (old.name, '') OR new.caption NOT IN (old.caption, '')) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
-- While somebody appeals, what the decision rests on is not deleted.
CREATE TRIGGER evidence_appealed BEFORE UPDATE ON evidence
WHEN (new.key IS NOT old.key OR new.salt IS NOT old.salt)
  AND EXISTS (SELECT 1 FROM appeal WHERE appeal.assessment = old.assessment AND outcome = '') BEGIN
  SELECT RAISE(ABORT, 'frozen: appeal');
END;
"""


def widen(db: "Database") -> None:
    """Moves every piece into a table that takes the new kinds too."""
    with moving(db, "evidence"):
        run_script(db, _ASIDE)
        run_script(db, _EVIDENCE)
