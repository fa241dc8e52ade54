"""The floors under search: the same names in a file in the clear, read by FTS5's prefix index, and by LIKE."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

_TABLES = """
CREATE TABLE name (seq INTEGER PRIMARY KEY, folded TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5 (
  folded, content='name', content_rowid='seq', detail='none', columnsize=0,
  prefix='1 2 3 4 5 6 7 8 9 10 11 12',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
);
"""


def make(path: Path, names: Iterable[tuple[int, str]]) -> None:
    """A file of (row id, folded name) with a word index; appears only when it is whole."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    connection = sqlite3.connect(part)
    connection.executescript(_TABLES)
    connection.executemany("INSERT INTO name VALUES (?, ?)", names)
    connection.execute("INSERT INTO word (word) VALUES ('rebuild')")
    connection.commit()
    connection.close()
    part.rename(path)


def connect(path: Path) -> sqlite3.Connection:
    """The file, open."""
    return sqlite3.connect(path)


def by_prefix(connection: sqlite3.Connection, folded: str, most: int) -> list[int]:
    """Rows in which, for each word, a word begins with it."""
    query = " AND ".join(f'"{word}"*' for word in folded.split())
    rows = connection.execute("SELECT rowid FROM word WHERE word MATCH ? LIMIT ?", (query, most))
    return [row[0] for row in rows.fetchall()]


def by_like(connection: sqlite3.Connection, folded: str, most: int) -> list[int]:
    """The same without an index."""
    words = folded.split()
    where = " AND ".join("' ' || folded LIKE ?" for _ in words)
    rows = connection.execute(
        f"SELECT seq FROM name WHERE {where} LIMIT ?",  # noqa: S608  # only the number of words varies
        (*(f"% {word}%" for word in words), most),
    )
    return [row[0] for row in rows.fetchall()]
