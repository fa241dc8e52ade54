"""Tables of evidence: what each encrypted file is, and every act on it."""

SQL = """
-- `criterion` is empty for the whole work. `sha256` is of salt and plaintext; `file` is the name in the folder of
-- evidence. Without `key` the file is noise: erasing takes key and salt away, and the file follows.
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  occasion TEXT NOT NULL REFERENCES occasion (id),
  criterion TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('photo', 'audio', 'video', 'file', 'witness')),
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
  CHECK ((removed_at = '') = (removed_by IS NULL)),
  CHECK (key IS NULL OR salt IS NOT NULL)
) STRICT;
CREATE INDEX evidence_by_assessment ON evidence (assessment);
CREATE INDEX evidence_readable ON evidence (file) WHERE key IS NOT NULL;
CREATE TRIGGER evidence_kept BEFORE DELETE ON evidence BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence');
END;
CREATE TRIGGER evidence_insert_frozen BEFORE INSERT ON evidence
WHEN (SELECT state FROM assessment WHERE id = new.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
-- What was captured never changes; a key may go, and never comes back.
CREATE TRIGGER evidence_frozen BEFORE UPDATE ON evidence
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.occasion <> old.occasion
  OR new.criterion <> old.criterion OR new.kind <> old.kind OR new.media_type <> old.media_type
  OR new.bytes <> old.bytes OR new.sha256 <> old.sha256 OR new.file <> old.file OR new.taken_at <> old.taken_at
  OR new.entered_at <> old.entered_at OR new.by <> old.by
  OR (new.key IS NOT NULL AND new.key IS NOT old.key) OR (new.salt IS NOT NULL AND new.salt IS NOT old.salt) BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence');
END;
CREATE TRIGGER evidence_signed BEFORE UPDATE ON evidence
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded')
  AND (new.removed_at <> old.removed_at OR new.removed_by IS NOT old.removed_by
    OR new.name NOT IN (old.name, '') OR new.caption NOT IN (old.caption, '')) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;

-- Every act on evidence, never rewritten: a quality assurer reads it.
CREATE TABLE evidence_history (
  id INTEGER PRIMARY KEY,
  evidence TEXT NOT NULL REFERENCES evidence (id),
  act TEXT NOT NULL CHECK (act IN ('added', 'removed', 'put-back')),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX evidence_history_by_evidence ON evidence_history (evidence, id);
CREATE TRIGGER evidence_history_frozen BEFORE UPDATE ON evidence_history BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence_history');
END;
CREATE TRIGGER evidence_history_kept BEFORE DELETE ON evidence_history BEGIN
  SELECT RAISE(ABORT, 'frozen: evidence_history');
END;
"""
