"""Print runs, and who collected which paper."""

SQL = """
-- A run of papers in an order; it is open until everything came out, or somebody ended it.
CREATE TABLE print_run (
  id INTEGER PRIMARY KEY,
  about TEXT NOT NULL,
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  ended_at TEXT NOT NULL DEFAULT '',
  ended_by TEXT REFERENCES staff (id)
) STRICT;
CREATE INDEX print_run_open ON print_run (id) WHERE ended_at = '';

-- Its papers by place; `sheet` is the last one sent of each (below zero: of a paper of another device).
CREATE TABLE print_run_paper (
  run INTEGER NOT NULL REFERENCES print_run (id),
  place INTEGER NOT NULL,
  number TEXT NOT NULL,
  sheet INTEGER,
  PRIMARY KEY (run, place),
  UNIQUE (run, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX print_run_paper_by_sheet ON print_run_paper (sheet) WHERE sheet IS NOT NULL;
CREATE TRIGGER print_run_paper_kept BEFORE DELETE ON print_run_paper BEGIN
  SELECT RAISE(ABORT, 'frozen: print_run_paper');
END;

-- Who took a paper away, how they were known, and what they signed; `signature` is strokes as JSON, or empty.
-- `before` is what was printed before anybody kept this.
CREATE TABLE collection (
  id INTEGER PRIMARY KEY,
  number TEXT NOT NULL,
  sheet INTEGER NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('holder', 'other', 'posted', 'before')),
  who TEXT NOT NULL,
  identified TEXT NOT NULL,
  authority TEXT NOT NULL,
  signature TEXT NOT NULL,
  witness TEXT REFERENCES staff (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX collection_by_number ON collection (number);
CREATE TRIGGER collection_kept BEFORE DELETE ON collection BEGIN
  SELECT RAISE(ABORT, 'frozen: collection');
END;
-- Emptied it may be, as the law may ask; changed never.
CREATE TRIGGER collection_frozen BEFORE UPDATE ON collection
WHEN NEW.id <> OLD.id OR NEW.number <> OLD.number OR NEW.sheet <> OLD.sheet OR NEW.kind <> OLD.kind
  OR NEW.witness IS NOT OLD.witness OR NEW.at <> OLD.at OR NEW.by <> OLD.by
  OR (NEW.who <> OLD.who AND NEW.who <> '') OR (NEW.identified <> OLD.identified AND NEW.identified <> '')
  OR (NEW.authority <> OLD.authority AND NEW.authority <> '')
  OR (NEW.signature <> OLD.signature AND NEW.signature <> '')
BEGIN
  SELECT RAISE(ABORT, 'frozen: collection');
END;
INSERT INTO collection (number, sheet, kind, who, identified, authority, signature, at, by)
SELECT number, id, 'before', '', '', '', '', at, by FROM sheet WHERE target = 'printer' AND outcome = 'came-out'
UNION ALL SELECT number, -id, 'before', '', '', '', '', at, by FROM sheet_elsewhere
WHERE target = 'printer' AND outcome = 'came-out';
"""
