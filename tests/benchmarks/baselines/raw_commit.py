"""The floor under a tap: the same two rows in one transaction, with nothing but sqlite3 in between.

The same columns, keys and indexes as the store's, the same pragmas; in the clear, without triggers and foreign keys.
"""

import sqlite3
from pathlib import Path

_TABLES = """
CREATE TABLE judgement (
  occasion TEXT NOT NULL, criterion TEXT NOT NULL, assessment TEXT NOT NULL, mark TEXT NOT NULL,
  prompted INTEGER NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL, readings TEXT NOT NULL,
  observed_at TEXT NOT NULL, entered_at TEXT NOT NULL, how TEXT NOT NULL, by TEXT NOT NULL,
  source TEXT NOT NULL, PRIMARY KEY (occasion, criterion)
) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_by_assessment ON judgement (assessment);
CREATE TABLE history (
  id INTEGER PRIMARY KEY, assessment TEXT NOT NULL, occasion TEXT, kind TEXT NOT NULL, subject TEXT NOT NULL,
  old TEXT, new TEXT, observed_at TEXT NOT NULL, entered_at TEXT NOT NULL, how TEXT NOT NULL, by TEXT NOT NULL,
  act TEXT, undoes INTEGER UNIQUE
) STRICT;
CREATE INDEX history_by_assessment ON history (assessment, id);
CREATE INDEX history_by_act ON history (act) WHERE act IS NOT NULL;
"""
_PUT = """
INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (occasion, criterion) DO UPDATE SET mark = excluded.mark, prompted = excluded.prompted,
  reason = excluded.reason, note = excluded.note, readings = excluded.readings, observed_at = excluded.observed_at,
  entered_at = excluded.entered_at, how = excluded.how, by = excluded.by, source = excluded.source
"""
_ADD = """
INSERT INTO history (assessment, occasion, kind, subject, old, new, observed_at, entered_at, how, by, act, undoes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""

Row = tuple[object, ...]


def connect(path: Path) -> sqlite3.Connection:
    """A database in the clear with the pragmas of the store."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("secure_delete = ON", "temp_store = MEMORY", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}").fetchone()
    connection.executescript(_TABLES)
    return connection


def commit(connection: sqlite3.Connection, judgement: Row, change: Row) -> None:
    """One tap's rows, durable when it returns."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(_PUT, judgement)
    connection.execute(_ADD, change)
    connection.execute("COMMIT")
