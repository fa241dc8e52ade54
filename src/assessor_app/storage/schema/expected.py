"""What another device of the centre planned: who is expected where."""

SQL = """
-- `forms` and `learners` are JSON lists: code/version, and ids of which some may not be here. `sitting` is the one that was
-- opened for it here.
CREATE TABLE expected (
  id TEXT PRIMARY KEY CHECK (length(id) = 32),
  name TEXT NOT NULL,
  day TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  forms TEXT NOT NULL DEFAULT '[]',
  learners TEXT NOT NULL DEFAULT '[]',
  made_at TEXT NOT NULL,
  came_at TEXT NOT NULL,
  sitting TEXT REFERENCES sitting (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX expected_waiting ON expected (day) WHERE sitting IS NULL;
"""
