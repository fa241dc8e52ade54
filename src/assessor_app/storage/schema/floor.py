"""What the workshop floor adds: acts on many learners at once, stops, times, seats."""

SQL = """
-- Rows that one act wrote (a fill, a move of marks) share its id: they are taken back together.
ALTER TABLE history ADD COLUMN act TEXT;
CREATE INDEX history_by_act ON history (act) WHERE act IS NOT NULL;

-- Where a mark was written down first, when not here: a numbered paper sheet, a witness.
ALTER TABLE judgement ADD COLUMN source TEXT NOT NULL DEFAULT '';

-- The task of the form that this learner is at, where a group goes round; empty for all of them.
ALTER TABLE entry ADD COLUMN task TEXT NOT NULL DEFAULT '';

-- One touch stops a learner (entry) or the room (no entry); what happened is asked afterwards.
CREATE TABLE stoppage (
  id TEXT PRIMARY KEY,
  sitting TEXT NOT NULL REFERENCES sitting (id),
  entry TEXT REFERENCES entry (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  why TEXT NOT NULL DEFAULT ''
    CHECK (why IN ('', 'unsafe-act', 'injury', 'equipment', 'alarm', 'power', 'learners-wish', 'other')),
  told TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  restarted_at TEXT NOT NULL DEFAULT '',
  restarted_by TEXT REFERENCES staff (id),
  reason TEXT NOT NULL DEFAULT '',
  CHECK ((restarted_at = '') = (restarted_by IS NULL))
) STRICT;
CREATE INDEX stoppage_open ON stoppage (sitting) WHERE restarted_at = '';
CREATE INDEX stoppage_by_sitting ON stoppage (sitting, at);
CREATE TRIGGER stoppage_kept BEFORE DELETE ON stoppage BEGIN
  SELECT RAISE(ABORT, 'frozen: stoppage');
END;

-- What was done with a clock: of the room (neither entry nor task), or of one learner at one task.
CREATE TABLE timing (
  id INTEGER PRIMARY KEY,
  sitting TEXT NOT NULL REFERENCES sitting (id),
  entry TEXT REFERENCES entry (id),
  task TEXT NOT NULL DEFAULT '',
  act TEXT NOT NULL CHECK (act IN ('start', 'pause', 'go-on', 'stop')),
  minutes INTEGER CHECK (minutes > 0),
  reason TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX timing_by_sitting ON timing (sitting, id);
CREATE TRIGGER timing_kept BEFORE DELETE ON timing BEGIN
  SELECT RAISE(ABORT, 'frozen: timing');
END;

-- Where a bench stands in a room, counted from the front left: kept for the next sitting in it.
CREATE TABLE seat (
  place TEXT NOT NULL,
  bench TEXT NOT NULL,
  across INTEGER NOT NULL CHECK (across BETWEEN 0 AND 11),
  down INTEGER NOT NULL CHECK (down BETWEEN 0 AND 11),
  PRIMARY KEY (place, bench),
  UNIQUE (place, across, down)
) STRICT, WITHOUT ROWID;
"""
