"""The issuer's store: one SQLite file, or a PostgreSQL database for several processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from assessor_app.domain.errors import KnownError

DATABASE_NAME = "issuer.sqlite"
_POSTGRESQL = "postgresql"
_SQLITE = "sqlite"
_DRIVERS = {_POSTGRESQL: "postgresql+psycopg", _SQLITE: _SQLITE}
_BUSY_MS = 30_000
_PAGE_BYTES = 8 * 1024
"""Of a database that begins: half as many pages go to the log as with SQLite's own 4 KiB, of which a record takes a third."""
_MOST_LOG_BYTES = 256 * 1024 * 1024
"""An envelope writes up to 15 MiB, and nobody who hands over a hundred thousand records waits until they are copied from the log into
the database: that is done when there is nothing else to do (`settle`), and between two envelopes only where the log is as long."""
_CACHE_KIB = 32 * 1024
"""Of a connection, taken as it is needed. Ids are random: with SQLite's own 2 MiB the pages of their index are read and written again and again."""
_READS = "reads"
_FULL = "database-full"
_NO_ROOM = 13


class Store:
    """Transactions on one database. A write is committed whole at the end of its block, or not at all."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction; on SQLite it holds the write lock from its beginning."""
        with self._connected(self.engine) as connection, connection.begin():
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that changes nothing."""
        with self._connected(self.engine.execution_options(**{_READS: True})) as connection:
            yield connection

    def settle(self) -> None:
        """Copies SQLite's log into the database, as far as nobody reads what was before; nobody who reads or writes waits."""
        if self.engine.dialect.name == _SQLITE:
            connection = self.engine.raw_connection()
            try:
                connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)").close()
            finally:
                connection.close()

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        try:
            connection = engine.connect()
        except OperationalError as error:
            raise KnownError(_FULL if _is_full(error) else "database-unreachable") from error
        with connection:
            yield connection


@contextmanager
def refusals_told() -> Iterator[None]:
    """For commands: what a database cannot do is told in words.

    Raises KnownError: "database-full", and "database-refused" for a file that may not be written or is damaged, a lock held by
    others, a server that went away.
    """
    try:
        yield
    except DatabaseError as error:
        # Its other kinds are bugs of ours: of what a table may hold, of a statement.
        if type(error) not in {DatabaseError, OperationalError}:
            raise
        if _is_full(error):
            raise KnownError(_FULL) from error
        why = " ".join(str(error.orig or "").split())
        raise KnownError("database-refused", why=why) from error


def _is_full(error: DatabaseError) -> bool:
    """By SQLite's own code (SQLITE_FULL): the words of it may change."""
    return getattr(error.orig, "sqlite_errorcode", 0) == _NO_ROOM


def file_url(folder: Path) -> URL:
    """The database of a data folder."""
    return URL.create(_SQLITE, database=str(folder / DATABASE_NAME))


def read_url(text: str) -> URL:
    """A database as somebody typed it. Raises KnownError("database-unknown")."""
    try:
        url = make_url(text)
        driver = _DRIVERS[url.get_backend_name()]
    except (ArgumentError, KeyError, ValueError) as error:
        raise KnownError("database-unknown") from error
    return url.set(drivername=driver)


def open_store(url: URL) -> Store:
    """Connects when first asked. What a statement was given never stands in an error or a log."""
    if url.get_backend_name() == _SQLITE:
        # Rows are kept by a thread beside the one that makes them (`many`), never by both at a time.
        used = {"timeout": _BUSY_MS / 1000, "check_same_thread": False}
        engine = create_engine(url, hide_parameters=True, connect_args=used)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=10)
    return Store(engine)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # its own BEGIN comes too late to hold the lock
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA page_size={_PAGE_BYTES}")  # of one that is made already it changes nothing
    (page,) = cursor.execute("PRAGMA page_size").fetchone()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        f"wal_autocheckpoint={_MOST_LOG_BYTES // page}",
        f"cache_size=-{_CACHE_KIB}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
