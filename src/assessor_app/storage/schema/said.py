"""What was asserted of a photograph, every change of a decision before it was signed, and undo of evidence."""

SQL = """
-- 1: whoever captured it said that it shows the work alone and no person.
ALTER TABLE evidence ADD COLUMN work_only INTEGER NOT NULL DEFAULT 0 CHECK (work_only IN (0, 1));
DROP TRIGGER evidence_frozen;
CREATE TRIGGER evidence_frozen BEFORE UPDATE ON evidence
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.occasion <> old.occasion
  OR new.criterion <> old.criterion OR new.kind <> old.kind OR new.media_type <> old.media_type
  OR new.bytes <> old.bytes OR new.sha256 <> old.sha256 OR new.file <> old.file OR new.taken_at <> old.taken_at
  OR new.entered_at <> old.entered_at OR new.by <> old.by OR new.work_only <> old.work_only
  OR (new.key IS NOT NULL AND new.key IS NOT old.key) OR (new.salt IS NOT NULL AND new.salt IS NOT old.salt) BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence');
END;

-- An act that takes another one back names it: undo passes over both.
ALTER TABLE evidence_history ADD COLUMN undoes INTEGER REFERENCES evidence_history (id);
CREATE UNIQUE INDEX evidence_history_undone ON evidence_history (undoes) WHERE undoes IS NOT NULL;

-- A decision that was made, changed or taken back while nothing was signed. NULL is no decision; `words` says that the
-- feedback, the next step or a reason was another one.
CREATE TABLE decision_history (
  id INTEGER PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  old TEXT CHECK (old IN ('competent', 'not-yet-competent')),
  new TEXT CHECK (new IN ('competent', 'not-yet-competent')),
  words INTEGER NOT NULL CHECK (words IN (0, 1)),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  CHECK (old IS NOT new OR words = 1)
) STRICT;
CREATE INDEX decision_history_by_assessment ON decision_history (assessment, id);
CREATE TRIGGER decision_history_frozen BEFORE UPDATE ON decision_history BEGIN
  SELECT RAISE(ABORT, 'frozen: decision_history');
END;
CREATE TRIGGER decision_history_kept BEFORE DELETE ON decision_history BEGIN
  SELECT RAISE(ABORT, 'frozen: decision_history');
END;
"""
