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
_CHECKPOINT_PAGES = 16_384
"""64 MiB of the log: an envelope writes up to 15, and need not be copied into the database before the next one is taken."""
_READS = "reads"


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

    def close(self) -> None:
        self.engine.dispose()

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        try:
            connection = engine.connect()
        except OperationalError as error:
            raise KnownError("database-unreachable") from error
        with connection:
            yield connection


@contextmanager
def refusals_told() -> Iterator[None]:
    """For commands: what a database cannot do is told in words.

    Raises KnownError("database-refused") for a full disk, a file that may not be written or is damaged, a lock held by
    others, a server that went away.
    """
    try:
        yield
    except DatabaseError as error:
        # Its other kinds are bugs of ours: of what a table may hold, of a statement.
        if type(error) not in {DatabaseError, OperationalError}:
            raise
        why = " ".join(str(error.orig or "").split())
        raise KnownError("database-refused", why=why) from error


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
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": _BUSY_MS / 1000})
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True, pool_size=10, max_overflow=10)
    return Store(engine)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # its own BEGIN comes too late to hold the lock
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_BUSY_MS}",
        f"wal_autocheckpoint={_CHECKPOINT_PAGES}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
