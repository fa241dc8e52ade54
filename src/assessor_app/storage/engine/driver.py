"""The one door to SQLCipher: connections that are keyed, and driver errors translated in one place.

SQLCipher's exceptions are not `sqlite3.Error`, and a full disk says `OperationalError` just as a typing mistake in
SQL does. Here each becomes a `KnownError` when a person can act on it; everything else (a broken constraint, a bug
in SQL) goes through unchanged.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from assessor_app.domain.errors import KnownError

DriverError = dbapi2.Error
IntegrityError = dbapi2.IntegrityError
"""What a broken constraint or a `RAISE(ABORT)` trigger raises; its text is the trigger's own."""

KEY_BYTES = 32
BUSY_MILLISECONDS = 5_000
FETCH = 256

# https://www.sqlite.org/rescode.html (primary codes: the low byte).
_CODES = {
    5: "database-locked",  # SQLITE_BUSY
    6: "database-locked",  # SQLITE_LOCKED
    8: "disk-readonly",  # SQLITE_READONLY
    10: "disk-failed",  # SQLITE_IOERR
    11: "database-corrupt",  # SQLITE_CORRUPT
    13: "disk-full",  # SQLITE_FULL
    14: "database-unopenable",  # SQLITE_CANTOPEN
    26: "database-foreign",  # SQLITE_NOTADB: no database, or another key
}
# The backup call gives the text alone (sqlite3ErrStr).
_TEXTS = {
    "database or disk is full": "disk-full",
    "disk I/O error": "disk-failed",
    "database is locked": "database-locked",
    "database disk image is malformed": "database-corrupt",
    "file is not a database": "database-foreign",
    "attempt to write a readonly database": "disk-readonly",
}


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn a driver's error that a person can act on into its `KnownError`."""
    try:
        yield
    except DriverError as error:
        raise known(error) from error


def known(error: Exception) -> Exception:
    """Return the `KnownError` for a driver's error, or the error itself when it is a bug of ours."""
    number = getattr(error, "sqlite_errorcode", None)
    code = _CODES.get(number & 0xFF) if isinstance(number, int) else _TEXTS.get(str(error))
    return KnownError(code, detail=str(error)) if code else error


class Cursor(sqlcipher3.Cursor):  # type: ignore[misc]  # the driver has no stubs
    """A cursor whose reading is translated too: a torn page may show only at the hundredth row."""

    def __iter__(self) -> Iterator[Any]:
        while batch := self.fetchmany(FETCH):
            yield from batch

    def execute(self, *arguments: Any) -> Any:
        try:
            return super().execute(*arguments)
        except DriverError as error:
            raise known(error) from error

    def executemany(self, *arguments: Any) -> Any:
        try:
            return super().executemany(*arguments)
        except DriverError as error:
            raise known(error) from error

    def fetchone(self) -> Any:
        try:
            return super().fetchone()
        except DriverError as error:
            raise known(error) from error

    def fetchmany(self, size: int = FETCH) -> Any:
        try:
            return super().fetchmany(size)
        except DriverError as error:
            raise known(error) from error

    def fetchall(self) -> Any:
        try:
            return super().fetchall()
        except DriverError as error:
            raise known(error) from error


class Connection(sqlcipher3.Connection):  # type: ignore[misc]  # the driver has no stubs
    """A connection whose statements raise ours for what a person can act on."""

    def cursor(self, *_: Any) -> Cursor:
        made: Cursor = super().cursor(Cursor)
        return made


def connect(path: Path | str, key: bytes | None, *, readonly: bool = False, wal: bool = True) -> Connection:
    """Connect, key, and set what each connection needs, in the order that SQLCipher asks for.

    `key` is the raw 32-byte key (no derivation, so opening costs nothing); None only for a database in memory.
    The driver's own transactions are off: a statement outside `Store.atomic` commits by itself.

    Raises KnownError: database-foreign, database-corrupt, database-unopenable, disk-…
    """
    with translated():
        connection: Connection = sqlcipher3.connect(
            str(path), isolation_level=None, check_same_thread=False, factory=Connection
        )
    try:
        _prepare(connection, key, readonly=readonly, wal=wal and not readonly)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: Connection, key: bytes | None, *, readonly: bool, wal: bool) -> None:
    if key is not None:
        if len(key) != KEY_BYTES:
            raise ValueError("the database key is 32 bytes")
        connection.execute("PRAGMA cipher_log_level = NONE")  # it writes to stderr of its own accord
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # a sort of names never spills to disk in the clear
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    connection.execute(
        "SELECT count(*) FROM sqlite_schema"
    ).fetchone()  # the key is tried here, not at the first tap
    if key is not None:
        if wal:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
        connection.execute("PRAGMA synchronous = FULL")
    if readonly:
        connection.execute("PRAGMA query_only = ON")
