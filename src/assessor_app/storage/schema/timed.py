"""A clock of the floor counts by a clock that nobody can set, while the program runs."""

SQL = """
-- `boot` names the start of the program, and `elapsed` counts milliseconds from it; empty for what was timed before.
ALTER TABLE timing ADD COLUMN boot TEXT NOT NULL DEFAULT '';
ALTER TABLE timing ADD COLUMN elapsed INTEGER NOT NULL DEFAULT 0;
"""
