"""Numbered sheets of paper on which marks are written when there is no screen."""

SQL = """
-- A sheet for a group, or for one learner (entry). Its number stands on the paper, and in the source of each mark
-- that comes back from it.
CREATE TABLE paper_sheet (
  number INTEGER PRIMARY KEY,
  sitting TEXT NOT NULL REFERENCES sitting (id),
  form_code TEXT NOT NULL,
  form_version TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('group', 'learner')),
  entry TEXT REFERENCES entry (id),
  printed_at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  FOREIGN KEY (form_code, form_version) REFERENCES form (code, version),
  CHECK ((kind = 'learner') = (entry IS NOT NULL))
) STRICT;
CREATE INDEX paper_sheet_by_sitting ON paper_sheet (sitting);
CREATE TRIGGER paper_sheet_frozen BEFORE UPDATE ON paper_sheet BEGIN
  SELECT RAISE(ABORT, 'frozen: paper_sheet');
END;
CREATE TRIGGER paper_sheet_kept BEFORE DELETE ON paper_sheet BEGIN
  SELECT RAISE(ABORT, 'frozen: paper_sheet');
END;
"""
