"""What recognition of prior learning adds: the method of an entry, evidence mapped to criteria, interviews."""

SQL = """
ALTER TABLE entry ADD COLUMN method TEXT NOT NULL DEFAULT 'observation' CHECK (method IN ('observation', 'rpl'));

-- One piece of evidence on one criterion; words may be erased.
CREATE TABLE claim (
  id TEXT PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  evidence TEXT NOT NULL REFERENCES evidence (id),
  criterion TEXT NOT NULL,
  what TEXT NOT NULL,
  dated TEXT NOT NULL,
  authenticated TEXT NOT NULL
    CHECK (authenticated IN ('original-seen', 'issuer-asked', 'employer-asked', 'shown-here')),
  known TEXT NOT NULL DEFAULT '',
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX claim_by_assessment ON claim (assessment);
CREATE TRIGGER claim_insert_frozen BEFORE INSERT ON claim
WHEN (SELECT state FROM assessment WHERE id = new.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER claim_frozen BEFORE UPDATE ON claim
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.evidence <> old.evidence
  OR new.criterion <> old.criterion OR new.what NOT IN (old.what, '') OR new.dated <> old.dated
  OR new.authenticated <> old.authenticated OR new.known NOT IN (old.known, '') OR new.by <> old.by
  OR new.at <> old.at BEGIN
  SELECT RAISE(ABORT, 'frozen: claim');
END;
CREATE TRIGGER claim_kept BEFORE DELETE ON claim BEGIN
  SELECT RAISE(ABORT, 'frozen: claim');
END;

CREATE TABLE interview (
  assessment TEXT NOT NULL REFERENCES assessment (id),
  outcome TEXT NOT NULL,
  asked TEXT NOT NULL,
  answered TEXT NOT NULL,
  enough INTEGER NOT NULL CHECK (enough IN (0, 1)),
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  PRIMARY KEY (assessment, outcome)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER interview_insert_frozen BEFORE INSERT ON interview
WHEN (SELECT state FROM assessment WHERE id = new.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER interview_update_frozen BEFORE UPDATE ON interview
WHEN (SELECT state FROM assessment WHERE id = old.assessment) IN ('finalised', 'discarded')
  AND (new.asked NOT IN (old.asked, '') OR new.answered NOT IN (old.answered, '') OR new.enough <> old.enough
    OR new.by <> old.by OR new.at <> old.at) BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER interview_kept BEFORE DELETE ON interview BEGIN
  SELECT RAISE(ABORT, 'frozen: interview');
END;
"""
