"""The issuer that this device belongs to, what was asked of it, and the counters of envelopes."""

SQL = """
-- An issuer that this device joined; one at a time is the one in force. `box` is the device's own X25519 key (private),
-- `issuer_box` the issuer's (public). `device` is the chain by which the issuer knows this device.
CREATE TABLE enrolment (
  issuer TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL DEFAULT '',
  centre TEXT NOT NULL,
  device TEXT NOT NULL REFERENCES chain (id),
  box BLOB NOT NULL CHECK (length(box) = 32),
  issuer_box BLOB NOT NULL CHECK (length(issuer_box) = 32),
  feed INTEGER NOT NULL DEFAULT 0 CHECK (feed >= 0),
  catalogue INTEGER NOT NULL DEFAULT 0,
  registration TEXT NOT NULL,
  evidence TEXT NOT NULL,
  remarks INTEGER NOT NULL CHECK (remarks IN (0, 1)),
  provisional_days INTEGER NOT NULL,
  sync_minutes INTEGER NOT NULL,
  renew_after_days INTEGER,
  enrolled_at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  left_at TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX enrolment_in_force ON enrolment (left_at) WHERE left_at = '';
CREATE TRIGGER enrolment_kept BEFORE DELETE ON enrolment BEGIN
  SELECT RAISE(ABORT, 'frozen: enrolment');
END;
-- Applied positions of the feed are never asked for again: for another device (a chain that was begun anew) it begins anew.
CREATE TRIGGER enrolment_grows BEFORE UPDATE ON enrolment
WHEN new.issuer <> old.issuer OR (new.feed < old.feed AND new.device = old.device) BEGIN
  SELECT RAISE(ABORT, 'frozen: enrolment');
END;

-- What was asked and not yet answered: the keys wait with it. The one-time code is kept as its hash alone.
CREATE TABLE enrolment_request (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN ('enrol', 'restart')),
  url TEXT NOT NULL DEFAULT '',
  chain TEXT NOT NULL UNIQUE,
  public BLOB NOT NULL,
  private BLOB,
  box BLOB,
  code BLOB,
  jws TEXT NOT NULL,
  made_at TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES staff (id),
  state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'dropped')),
  ended_at TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'open') = (ended_at = '')),
  CHECK (state = 'open' OR (private IS NULL AND box IS NULL AND code IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX enrolment_request_open ON enrolment_request (state) WHERE state = 'open';

-- The last counter on an envelope to each receiver: the next one is higher, whatever became of those before.
CREATE TABLE envelope_counter (
  receiver TEXT PRIMARY KEY,
  last INTEGER NOT NULL CHECK (last >= 1)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER envelope_counter_grows BEFORE UPDATE ON envelope_counter WHEN new.last <= old.last BEGIN
  SELECT RAISE(ABORT, 'frozen: envelope_counter');
END;
CREATE TRIGGER envelope_counter_kept BEFORE DELETE ON envelope_counter BEGIN
  SELECT RAISE(ABORT, 'frozen: envelope_counter');
END;
"""
