"""Making a table anew where others name its rows: what SQLite's ALTER TABLE cannot change, a move can."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


@contextmanager
def moving(db: "Database", table: str) -> Iterator[None]:
    """Around a move of every row, in the migration's transaction: whatever names a row finds it in its place at the end of it.

    The table keeps its name, and its rows their `id`; its indexes and triggers go with the old one, and the move makes them again.
    """
    db.conn.execute("PRAGMA defer_foreign_keys = ON")
    # Each row that goes and comes is looked for in every table that names one: by an index, or it takes for ever.
    named = _naming(db, table)
    for number, (other, column) in enumerate(named):
        db.conn.execute(f"CREATE INDEX {table}_moving_{number} ON {other} ({column})")
    yield
    for number in range(len(named)):
        db.conn.execute(f"DROP INDEX {table}_moving_{number}")


def _naming(db: "Database", table: str) -> list[tuple[str, str]]:
    """Tables and their columns that name a row by its id."""
    return db.conn.execute(
        """SELECT one.name, key."from" FROM sqlite_schema AS one, pragma_foreign_key_list(one.name) AS key
        WHERE one.type = 'table' AND key."table" = ? AND key."to" = 'id'""",
        (table,),
    ).fetchall()
