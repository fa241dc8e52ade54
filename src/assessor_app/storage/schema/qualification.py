"""Qualifications that a centre under its own root awarded, with the micro-credentials that they were awarded on."""

SQL = """
-- `rule` is what the catalogue asked then, `parts` what was held then: JSON, frozen with the record.
CREATE TABLE qualification (
  number TEXT PRIMARY KEY,
  cti BLOB NOT NULL UNIQUE CHECK (length(cti) = 16),
  award TEXT NOT NULL UNIQUE,
  learner TEXT NOT NULL REFERENCES learner (id),
  holder TEXT NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  sector TEXT NOT NULL,
  rule TEXT NOT NULL,
  parts TEXT NOT NULL,
  awarded_at TEXT NOT NULL,
  valid_until TEXT NOT NULL DEFAULT '',
  by TEXT NOT NULL REFERENCES staff (id),
  record TEXT NOT NULL REFERENCES record (id)
) STRICT;
CREATE INDEX qualification_by_learner ON qualification (learner, code);
CREATE TRIGGER qualification_frozen BEFORE UPDATE ON qualification BEGIN
  SELECT RAISE(ABORT, 'frozen: qualification');
END;
CREATE TRIGGER qualification_kept BEFORE DELETE ON qualification BEGIN
  SELECT RAISE(ABORT, 'frozen: qualification');
END;

-- Who holds enough of the parts is asked each time that Today is read: without reading a page.
CREATE INDEX certificate_by_form ON certificate (form_code, learner);
CREATE INDEX paper_elsewhere_by_form ON paper_elsewhere (form_code, learner);
"""
