"""Challenge tests in recognition of prior learning: what was set, when, and on which criteria."""

SQL = """
-- What each criterion came to is the mark on it on the same occasion. Words may be erased.
CREATE TABLE challenge (
  id TEXT PRIMARY KEY,
  assessment TEXT NOT NULL REFERENCES assessment (id),
  occasion TEXT NOT NULL REFERENCES occasion (id),
  task TEXT NOT NULL,
  held_at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX challenge_by_assessment ON challenge (assessment);
CREATE TABLE challenge_criterion (
  challenge TEXT NOT NULL REFERENCES challenge (id),
  criterion TEXT NOT NULL,
  PRIMARY KEY (challenge, criterion)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER challenge_insert_frozen BEFORE INSERT ON challenge
WHEN (SELECT state FROM assessment WHERE id = new.assessment) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER challenge_frozen BEFORE UPDATE ON challenge
WHEN new.id <> old.id OR new.assessment <> old.assessment OR new.occasion <> old.occasion
  OR new.task NOT IN (old.task, '') OR new.held_at <> old.held_at OR new.by <> old.by OR new.at <> old.at BEGIN
  SELECT RAISE(ABORT, 'frozen: challenge');
END;
CREATE TRIGGER challenge_kept BEFORE DELETE ON challenge BEGIN
  SELECT RAISE(ABORT, 'frozen: challenge');
END;
CREATE TRIGGER challenge_criterion_insert_frozen BEFORE INSERT ON challenge_criterion
WHEN (SELECT state FROM assessment JOIN challenge ON challenge.assessment = assessment.id
      WHERE challenge.id = new.challenge) IN ('finalised', 'discarded') BEGIN
  SELECT RAISE(ABORT, 'frozen: assessment');
END;
CREATE TRIGGER challenge_criterion_frozen BEFORE UPDATE ON challenge_criterion BEGIN
  SELECT RAISE(ABORT, 'frozen: challenge_criterion');
END;
CREATE TRIGGER challenge_criterion_kept BEFORE DELETE ON challenge_criterion BEGIN
  SELECT RAISE(ABORT, 'frozen: challenge_criterion');
END;
"""
