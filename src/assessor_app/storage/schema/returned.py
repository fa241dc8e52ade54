"""Papers that do not count and were handed out: what became of each."""

SQL = """
-- What somebody at the centre said of a paper that the awarding body rejected: it came back, or it cannot be had.
CREATE TABLE paper_returned (
  number TEXT PRIMARY KEY REFERENCES certificate (number),
  answer TEXT NOT NULL CHECK (answer IN ('back', 'gone')),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER paper_returned_kept BEFORE DELETE ON paper_returned BEGIN
  SELECT RAISE(ABORT, 'frozen: paper_returned');
END;
"""
