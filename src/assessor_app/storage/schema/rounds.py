"""Who went where in the room, each change of it; what a clock came to; and whether it may sound."""

SQL = """
-- The same columns, index and trigger as before, with a wider check of `act`: `end` is that a limit was reached,
-- `mute` and `sound` whether it is told by a sound. Nothing names a row of it.
CREATE TABLE timing_moving AS
  SELECT id, sitting, entry, task, act, minutes, reason, at, by, boot, elapsed FROM timing ORDER BY id;
DROP TABLE timing;
CREATE TABLE timing (
  id INTEGER PRIMARY KEY,
  sitting TEXT NOT NULL REFERENCES sitting (id),
  entry TEXT REFERENCES entry (id),
  task TEXT NOT NULL DEFAULT '',
  act TEXT NOT NULL CHECK (act IN ('start', 'pause', 'go-on', 'stop', 'end', 'mute', 'sound')),
  minutes INTEGER CHECK (minutes > 0),
  reason TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  boot TEXT NOT NULL DEFAULT '',
  elapsed INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO timing (id, sitting, entry, task, act, minutes, reason, at, by, boot, elapsed)
  SELECT id, sitting, entry, task, act, minutes, reason, at, by, boot, elapsed FROM timing_moving ORDER BY id;
DROP TABLE timing_moving;
CREATE INDEX timing_by_sitting ON timing (sitting, id);
CREATE INDEX timing_by_entry ON timing (entry, id) WHERE entry IS NOT NULL;
CREATE TRIGGER timing_kept BEFORE DELETE ON timing BEGIN
  SELECT RAISE(ABORT, 'frozen: timing');
END;

-- Every change of a learner's bench and task; those of one rotation share `act`. It goes with an entry that is taken off
-- the list again, and with nothing else.
CREATE TABLE went (
  id INTEGER PRIMARY KEY,
  sitting TEXT NOT NULL REFERENCES sitting (id),
  entry TEXT NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
  bench_before TEXT NOT NULL DEFAULT '',
  task_before TEXT NOT NULL DEFAULT '',
  bench TEXT NOT NULL DEFAULT '',
  task TEXT NOT NULL DEFAULT '',
  how TEXT NOT NULL CHECK (how IN ('sent', 'rotation', 'undo')),
  act TEXT NOT NULL DEFAULT '',
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX went_by_sitting ON went (sitting, id);
CREATE INDEX went_by_entry ON went (entry, id);
CREATE TRIGGER went_kept BEFORE DELETE ON went WHEN EXISTS (SELECT 1 FROM entry WHERE id = old.entry) BEGIN
  SELECT RAISE(ABORT, 'frozen: went');
END;
-- Names of benches and tasks may be erased with the work.
CREATE TRIGGER went_frozen BEFORE UPDATE ON went
WHEN new.id <> old.id OR new.sitting <> old.sitting OR new.entry <> old.entry OR new.how <> old.how
  OR new.act <> old.act OR new.at <> old.at OR new.by <> old.by
  OR new.bench_before NOT IN (old.bench_before, '') OR new.task_before NOT IN (old.task_before, '')
  OR new.bench NOT IN (old.bench, '') OR new.task NOT IN (old.task, '') BEGIN
  SELECT RAISE(ABORT, 'frozen: went');
END;
"""
