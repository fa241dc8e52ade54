"""One encrypted database file, a connection for each thread, and transactions that last."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import driver, files, migrations
from assessor_app.storage.engine.migrations import Schema

if TYPE_CHECKING:  # imported when somebody asks for `connection()`, which no tap and no first window does
    from sqlite_utils import Database

DATABASE = "assessor.db"
BACKUPS = "backups"
RESTORED = "restored"
"""A file beside the database of a folder that came out of a copy, until the database has taken note of it."""
_SMALLEST = 4096  # bytes: SQLCipher's page
_OUTER = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_INNER = ("SAVEPOINT inner", "RELEASE inner", ("ROLLBACK TO inner", "RELEASE inner"))


class Store:
    """The open database of one data folder. `open_store` makes it; `close` closes every thread's connection.

    `connection()` is this thread's sqlite-utils `Database`; on the hot path use its `execute` with SQL of your own,
    since `insert` and its kin look up the table's columns each time. Any statement may raise `KnownError`
    (disk-full, database-locked, database-corrupt, disk-readonly, disk-failed).
    """

    def __init__(self, path: Path, key: bytes, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._key = key
        self._local = threading.local()
        self._guard = threading.Lock()
        self._opened: list[driver.Connection] = []
        self._closed = False

    def connection(self) -> Database:
        """Return this thread's database, opening and keying it the first time."""
        mine: Database | None = getattr(self._local, "database", None)
        if mine is None:
            mine = self._local.database = migrations.as_database(self.raw())
        return mine

    def raw(self) -> driver.Connection:
        """Return this thread's driver connection, the one under `connection()`: for the hot path and for PRAGMAs."""
        mine: driver.Connection | None = getattr(self._local, "connection", None)
        if mine is not None:
            return mine
        made = driver.connect(self.path, self._key, readonly=self.readonly)
        with self._guard:
            if self._closed:
                made.close()
                raise RuntimeError("the store is closed")
            self._opened.append(made)
        self._local.connection = made
        return made

    @contextlib.contextmanager
    def atomic(self) -> Iterator[driver.Connection]:
        """Do all or nothing with this thread's `raw()`: on leaving, everything is on disk; on any error, nothing is.

        The write lock is taken at once (so two threads wait, and never deadlock). Inside another `atomic` of this
        thread it is a savepoint, and lasts only if the outer one does.
        """
        connection = self.raw()
        begin, commit, undo = _INNER if connection.in_transaction else _OUTER
        connection.execute(begin)
        try:
            yield connection
            connection.execute(commit)
        except BaseException:
            # A full disk has rolled back by itself: a second ROLLBACK would hide the reason.
            for statement in undo if connection.in_transaction else ():
                connection.execute(statement)
            raise

    @contextlib.contextmanager
    def at_one_moment(self) -> Iterator[None]:
        """Reads of this thread in the block all see the database as its first one does, whatever is written meanwhile."""
        connection = self.raw()
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def release(self) -> None:
        """Close this thread's connection: for a thread that ends before the store does."""
        connection = self._local.__dict__.pop("connection", None)
        self._local.__dict__.pop("database", None)
        if connection is not None:
            with self._guard:
                if connection in self._opened:
                    self._opened.remove(connection)
                    connection.close()

    def copy_to(self, path: Path, *, progress: Callable[[int, int], None] | None = None) -> None:
        """Copy the whole database as of now, still encrypted with the same key, to one file that appears complete.

        Writers go on meanwhile. `progress(pages done, pages in all)` may raise to cancel.
        """
        source = driver.connect(self.path, self._key, readonly=True)
        try:
            source.execute("BEGIN")  # one snapshot: without it every commit of a writer starts the copy again
            source.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            migrations.copy_database(source, path, self._key, progress=progress)
        finally:
            source.close()

    def quick_check(self) -> str | None:
        """Return None when the file is sound, else what is wrong with it first. Slow: not before the first paint."""
        connection = self.raw()
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchone()
        found = broken or connection.execute("PRAGMA quick_check(1)").fetchone()
        return None if found[0] == "ok" else str(found[0])

    def close(self) -> None:
        """Close the connections of all threads; no thread may be using one."""
        with self._guard:
            self._closed = True
            for connection in self._opened:
                connection.close()
            self._opened.clear()


def has_journal(folder: Path) -> bool:
    """Whether the database of a folder that nobody has open holds commits in its journal: it was not closed."""
    try:
        return (folder / f"{DATABASE}-wal").stat().st_size > 0
    except OSError:
        return False


def open_store(
    folder: Path,
    key: bytes,
    schema: Schema,
    *,
    create: bool = False,
    readonly: bool = False,
    now: datetime | None = None,
) -> Store:
    """Open (or with `create` make) `folder`/assessor.db, bring it up to `schema`, and return it ready.

    `readonly` is for looking while another instance runs: it takes no lock and changes nothing.

    Raises KnownError: database-missing; database-exists (create); database-foreign (not a database of ours, or
    another key); database-corrupt; database-newer; database-older (readonly only); migration-failed; disk-….
    """
    path = folder / DATABASE
    _expect(path, create=create)
    store = Store(path, key, readonly=readonly)
    try:
        if not create:
            _refuse_empty(store.raw(), schema)
        if readonly:
            _refuse_older(store.raw(), schema)
        else:
            moment = now or datetime.now().astimezone()
            migrations.migrate(store.raw(), schema, key=key, backups=folder / BACKUPS, now=moment)
            files.sync_folder(folder)
    except BaseException:
        store.close()
        if create:
            for end in ("", "-wal", "-shm"):
                path.with_name(path.name + end).unlink(missing_ok=True)
        raise
    return store


def _expect(path: Path, *, create: bool) -> None:
    if create:
        if path.exists():
            raise KnownError("database-exists", path=str(path))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    elif not path.exists():
        raise KnownError("database-missing", path=str(path))
    elif path.stat().st_size < _SMALLEST:
        # SQLite takes less than a page for a new database, and would begin one over the ruins of the old.
        raise KnownError("database-corrupt", detail="the file is cut short")


def _refuse_empty(connection: driver.Connection, schema: Schema) -> None:
    if not migrations.applied(connection, schema):
        raise KnownError("database-corrupt", detail="there is nothing in it")


def _refuse_older(connection: driver.Connection, schema: Schema) -> None:
    if waiting := migrations.pending(connection, schema):
        raise KnownError("database-older", migration=waiting[0])
