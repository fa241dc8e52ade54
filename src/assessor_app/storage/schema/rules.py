"""What the rules of evidence add: what was settled before the work, and who countersigned."""

SQL = """
-- Whose decisions wait for a countersignature.
ALTER TABLE staff ADD COLUMN trainee INTEGER NOT NULL DEFAULT 0 CHECK (trainee IN (0, 1));

-- A condition of the form that somebody found fulfilled, once for the sitting.
CREATE TABLE condition_tick (
  sitting TEXT NOT NULL REFERENCES sitting (id),
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  condition TEXT NOT NULL CHECK (condition IN ('environment', 'tools', 'ppe', 'people')),
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  PRIMARY KEY (sitting, form_code, form_version, condition),
  FOREIGN KEY (form_code, form_version) REFERENCES form (code, version)
) STRICT, WITHOUT ROWID;

-- What was arranged for one learner at one sitting. What was taken back stays; words may be erased.
CREATE TABLE arrangement (
  id TEXT PRIMARY KEY,
  entry TEXT NOT NULL REFERENCES entry (id),
  kind TEXT NOT NULL
    CHECK (kind IN ('adjustment', 'reader', 'scribe', 'interpreter', 'helper', 'guardian', 'interest')),
  who TEXT NOT NULL DEFAULT '',
  relation TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  what TEXT NOT NULL DEFAULT '',
  why TEXT NOT NULL DEFAULT '',
  agreed_by TEXT NOT NULL DEFAULT '',
  declared INTEGER NOT NULL DEFAULT 0 CHECK (declared IN (0, 1)),
  staff TEXT REFERENCES staff (id),
  late INTEGER NOT NULL DEFAULT 0 CHECK (late IN (0, 1)),
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  removed_by TEXT REFERENCES staff (id),
  removed_at TEXT NOT NULL DEFAULT '',
  CHECK ((removed_at = '') = (removed_by IS NULL)),
  CHECK ((kind = 'interest') = (staff IS NOT NULL))
) STRICT;
CREATE INDEX arrangement_by_entry ON arrangement (entry);
CREATE TRIGGER arrangement_kept BEFORE DELETE ON arrangement BEGIN
  SELECT RAISE(ABORT, 'frozen: arrangement');
END;
CREATE TRIGGER arrangement_frozen BEFORE UPDATE ON arrangement
WHEN new.id <> old.id OR new.entry <> old.entry OR new.kind <> old.kind OR new.who NOT IN (old.who, '')
  OR new.relation NOT IN (old.relation, '') OR new.language NOT IN (old.language, '')
  OR new.what NOT IN (old.what, '') OR new.why NOT IN (old.why, '') OR new.agreed_by NOT IN (old.agreed_by, '')
  OR new.declared <> old.declared OR new.staff IS NOT old.staff OR new.late <> old.late OR new.by <> old.by
  OR new.at <> old.at OR (old.removed_at <> '' AND new.removed_at <> old.removed_at) BEGIN
  SELECT RAISE(ABORT, 'frozen: arrangement');
END;
CREATE TRIGGER arrangement_insert_signed BEFORE INSERT ON arrangement
WHEN EXISTS (SELECT 1 FROM entry JOIN assessment ON assessment.id = entry.assessment
  WHERE entry.id = new.entry AND assessment.state IN ('finalised', 'discarded')) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER arrangement_removal_signed BEFORE UPDATE ON arrangement
WHEN new.removed_at <> old.removed_at AND EXISTS (SELECT 1 FROM entry JOIN assessment
  ON assessment.id = entry.assessment
  WHERE entry.id = old.entry AND assessment.state IN ('finalised', 'discarded')) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;

-- An assessor's word on what a decision rests on. `work` is the SHA-256 of what was seen then: other marks, no word.
CREATE TABLE countersignature (
  id INTEGER PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  work TEXT NOT NULL CHECK (length(work) = 64),
  record TEXT NOT NULL REFERENCES record (id)
) STRICT;
CREATE INDEX countersignature_by_assessment ON countersignature (assessment);
CREATE TRIGGER countersignature_frozen BEFORE UPDATE ON countersignature BEGIN
  SELECT RAISE(ABORT, 'frozen: countersignature');
END;
CREATE TRIGGER countersignature_kept BEFORE DELETE ON countersignature BEGIN
  SELECT RAISE(ABORT, 'frozen: countersignature');
END;
"""
