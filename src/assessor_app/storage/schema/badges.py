"""Learners' badges: a random code by which a learner is found."""

SQL = """
-- At most one badge of a learner stands; one that was lost is kept, so that whoever brings it is told so.
CREATE TABLE badge (
  token TEXT PRIMARY KEY CHECK (length(token) = 32),
  learner TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  made_at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  revoked_at TEXT NOT NULL DEFAULT '',
  revoked_by TEXT REFERENCES staff (id),
  CHECK ((revoked_at = '') = (revoked_by IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX badge_standing ON badge (learner) WHERE revoked_at = '';
CREATE INDEX badge_by_learner ON badge (learner);
"""
