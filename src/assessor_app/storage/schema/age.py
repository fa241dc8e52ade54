"""What was answered where nobody knows whether a learner is as old as a form asks."""

SQL = """
-- Every answer is kept; the newest of an entry holds. Codes alone: no number, no document's text.
CREATE TABLE age_answer (
  id INTEGER PRIMARY KEY,
  entry TEXT NOT NULL REFERENCES entry (id),
  least INTEGER NOT NULL CHECK (least BETWEEN 1 AND 120),
  answer TEXT NOT NULL CHECK (answer IN ('yes', 'no', 'not-known')),
  seen TEXT NOT NULL DEFAULT ''
    CHECK (seen IN ('', 'identity-document', 'birth-certificate', 'school-card', 'register')),
  by TEXT NOT NULL REFERENCES staff (id),
  at TEXT NOT NULL,
  CHECK ((answer = 'yes') = (seen <> ''))
) STRICT;
CREATE INDEX age_answer_by_entry ON age_answer (entry, id);
CREATE TRIGGER age_answer_frozen BEFORE UPDATE ON age_answer BEGIN
  SELECT RAISE(ABORT, 'frozen: age_answer');
END;
CREATE TRIGGER age_answer_kept BEFORE DELETE ON age_answer BEGIN
  SELECT RAISE(ABORT, 'frozen: age_answer');
END;
"""
