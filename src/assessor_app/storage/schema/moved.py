"""Evidence that goes to another learner with the marks that rest on it: by an act of its history, and by nothing else."""

from typing import TYPE_CHECKING

from assessor_app.storage.engine.migrations import run_script

if TYPE_CHECKING:
    from sqlite_utils import Database

# The rows name one another, and nothing else names them: they come back in the order in which they were written.
_ASIDE = """
CREATE TABLE evidence_history_moving (id, evidence, act, at, by, undoes);
INSERT INTO evidence_history_moving SELECT id, evidence, act, at, by, undoes FROM evidence_history;
DROP TABLE evidence_history;
"""

_HISTORY = """
-- Of a move, `from_occasion` and `to_occasion` say whose the piece was and whose it is, and `marks_act` is the act that
-- moved the marks (`history.act`): both are taken back together. A move that was taken back is a move of its own.
CREATE TABLE evidence_history (
  id INTEGER PRIMARY KEY,
  evidence TEXT NOT NULL REFERENCES evidence (id),
  act TEXT NOT NULL CHECK (act IN ('added', 'removed', 'put-back', 'moved')),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  undoes INTEGER REFERENCES evidence_history (id),
  from_occasion TEXT REFERENCES occasion (id),
  to_occasion TEXT REFERENCES occasion (id),
  marks_act TEXT,
  CHECK ((act = 'moved') = (from_occasion IS NOT NULL)),
  CHECK ((act = 'moved') = (to_occasion IS NOT NULL)),
  CHECK ((act = 'moved' AND undoes IS NULL) = (marks_act IS NOT NULL))
) STRICT;
INSERT INTO evidence_history (id, evidence, act, at, by, undoes) SELECT * FROM evidence_history_moving ORDER BY id;
DROP TABLE evidence_history_moving;
CREATE INDEX evidence_history_by_evidence ON evidence_history (evidence, id);
CREATE UNIQUE INDEX evidence_history_undone ON evidence_history (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX evidence_history_by_marks ON evidence_history (marks_act) WHERE marks_act IS NOT NULL;
CREATE INDEX evidence_history_given ON evidence_history (from_occasion) WHERE from_occasion IS NOT NULL;
CREATE TRIGGER evidence_history_frozen BEFORE UPDATE ON evidence_history BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence_history');
END;
CREATE TRIGGER evidence_history_kept BEFORE DELETE ON evidence_history BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence_history');
END;

-- Whose it is may change, and nothing else of what was captured.
DROP TRIGGER evidence_frozen;
CREATE TRIGGER evidence_frozen BEFORE UPDATE ON evidence
WHEN new.id <> old.id OR new.criterion <> old.criterion OR new.kind <> old.kind OR new.media_type <> old.media_type
  OR new.bytes <> old.bytes OR new.sha256 <> old.sha256 OR new.file <> old.file OR new.taken_at <> old.taken_at
  OR new.entered_at <> old.entered_at OR new.by <> old.by OR new.work_only <> old.work_only
  OR (new.key IS NOT NULL AND new.key IS NOT old.key) OR (new.salt IS NOT NULL AND new.salt IS NOT old.salt) BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence');
END;
-- A piece goes where the newest row of its history says, within one sitting, while neither work is signed or set aside.
CREATE TRIGGER evidence_goes BEFORE UPDATE ON evidence
WHEN (new.assessment <> old.assessment OR new.occasion <> old.occasion) AND NOT EXISTS (
  SELECT 1 FROM evidence_history AS said
    JOIN occasion AS giver ON giver.id = said.from_occasion
    JOIN occasion AS taker ON taker.id = said.to_occasion AND taker.sitting = giver.sitting
    JOIN assessment AS given ON given.id = giver.assessment AND given.state IN ('open', 'decided')
    JOIN assessment AS taken ON taken.id = taker.assessment AND taken.state IN ('open', 'decided')
  WHERE said.id = (SELECT max(id) FROM evidence_history WHERE evidence = old.id)
    AND giver.id = old.occasion AND given.id = old.assessment AND taker.id = new.occasion AND taken.id = new.assessment
) BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence');
END;
"""


def widen(db: "Database") -> None:
    """Writes the history of evidence into a table that takes moves too, and lets a piece follow its newest row."""
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    run_script(db, _ASIDE)
    run_script(db, _HISTORY)
