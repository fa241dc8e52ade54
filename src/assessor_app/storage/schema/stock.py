"""Security paper with printed serial numbers: what came in, and what became of each sheet of it."""

SQL = """
-- A delivery: the serials from `first` to `last`, each `digits` wide behind the same letters.
CREATE TABLE stock_batch (
  id INTEGER PRIMARY KEY,
  prefix TEXT NOT NULL,
  digits INTEGER NOT NULL CHECK (digits BETWEEN 1 AND 12),
  first INTEGER NOT NULL CHECK (first >= 0),
  last INTEGER NOT NULL CHECK (last >= first),
  received_on TEXT NOT NULL,
  note TEXT NOT NULL,
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE TRIGGER stock_batch_once BEFORE INSERT ON stock_batch
WHEN EXISTS (SELECT 1 FROM stock_batch AS held WHERE held.prefix = NEW.prefix AND held.digits = NEW.digits
  AND held.first <= NEW.last AND held.last >= NEW.first)
BEGIN
  SELECT RAISE(ABORT, 'twice: stock_batch');
END;
CREATE TRIGGER stock_batch_frozen BEFORE UPDATE ON stock_batch BEGIN
  SELECT RAISE(ABORT, 'frozen: stock_batch');
END;
CREATE TRIGGER stock_batch_kept BEFORE DELETE ON stock_batch BEGIN
  SELECT RAISE(ABORT, 'frozen: stock_batch');
END;

-- What happened to one serial; the last row says how it stands. `sheet` is the sheet of a certificate that was sent on it.
CREATE TABLE stock_event (
  id INTEGER PRIMARY KEY,
  batch INTEGER NOT NULL REFERENCES stock_batch (id),
  serial INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sent', 'issued', 'back', 'spoiled', 'missing', 'found', 'destroyed')),
  sheet INTEGER,
  number TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  witness TEXT REFERENCES staff (id),
  at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id)
) STRICT;
CREATE INDEX stock_event_by_serial ON stock_event (batch, serial, id);
CREATE INDEX stock_event_by_sheet ON stock_event (sheet) WHERE sheet IS NOT NULL;
CREATE TRIGGER stock_event_within BEFORE INSERT ON stock_event
WHEN NOT EXISTS (SELECT 1 FROM stock_batch WHERE id = NEW.batch AND NEW.serial BETWEEN first AND last)
BEGIN
  SELECT RAISE(ABORT, 'outside: stock_event');
END;
CREATE TRIGGER stock_event_witnessed BEFORE INSERT ON stock_event
WHEN NEW.kind = 'destroyed' AND (NEW.witness IS NULL OR NEW.witness = NEW.by)
BEGIN
  SELECT RAISE(ABORT, 'alone: stock_event');
END;
CREATE TRIGGER stock_event_frozen BEFORE UPDATE ON stock_event BEGIN
  SELECT RAISE(ABORT, 'frozen: stock_event');
END;
CREATE TRIGGER stock_event_kept BEFORE DELETE ON stock_event BEGIN
  SELECT RAISE(ABORT, 'frozen: stock_event');
END;
"""
