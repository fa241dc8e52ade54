"""How badges look, by sector or by form, version by version."""

SQL = """
-- `target` is `sector:` or `form:` with a code; `design` is JSON, NULL for the design that ships. A version never changes:
-- what was issued while it was in force is drawn by it for ever.
CREATE TABLE badge_design (
  id INTEGER PRIMARY KEY,
  target TEXT NOT NULL CHECK (target LIKE 'sector:%' OR target LIKE 'form:%'),
  version INTEGER NOT NULL CHECK (version > 0),
  design TEXT,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  UNIQUE (target, version)
) STRICT;
CREATE TRIGGER badge_design_frozen BEFORE UPDATE ON badge_design BEGIN
  SELECT RAISE(ABORT, 'frozen: badge_design');
END;
CREATE TRIGGER badge_design_kept BEFORE DELETE ON badge_design BEGIN
  SELECT RAISE(ABORT, 'frozen: badge_design');
END;
"""
