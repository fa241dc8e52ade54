"""Sealed parcels between devices of a centre, which the issuer passes on."""

SQL = """
-- `out`: for the device with this chain, until the issuer has it (`sent_in` is the envelope that carried it last).
-- `in`: for this device, until somebody takes it or throws it away.
CREATE TABLE parcel (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  way TEXT NOT NULL CHECK (way IN ('out', 'in')),
  device TEXT NOT NULL,
  content BLOB NOT NULL,
  at TEXT NOT NULL,
  sent_in TEXT NOT NULL DEFAULT '',
  CHECK ((way = 'out') = (device <> ''))
) STRICT, WITHOUT ROWID;
CREATE INDEX parcel_by_way ON parcel (way, at);
"""
