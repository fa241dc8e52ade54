"""Bring a database up to the program, or leave it exactly as it was.

sqlite-utils runs each migration in a transaction of its own, but knows neither a database newer than the program
nor what the result should look like; and its `transform()` drops a table's triggers without a word. So: refuse the
newer one, copy before, compare after, and put the copy back when the comparison or a migration fails.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlcipher3

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import driver, files

if TYPE_CHECKING:  # a start with nothing to migrate does without: it takes as long to import as all the rest
    from sqlite_utils import Database, Migrations

KEPT_COPIES = 3
_SPARE_BYTES = 64 * 1024  # for the journals that SQLite lays beside a database
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Schema:
    """The migrations of the program, and the text (see `schema_text`) of the schema they must end in.

    `name` and `names` are what the database's own ledger calls the set and its migrations, oldest first; `make`
    builds them when one is to run.
    """

    name: str
    names: tuple[str, ...]
    make: Callable[[], Migrations]
    expected: Callable[[], str]

    @classmethod
    def of(cls, migrations: Migrations, *, expected: Callable[[], str] | None = None) -> Schema:
        """A schema whose expected text, when not given, is what the same migrations make of an empty database."""
        names = tuple(migration.name for migration in migrations._migrations)  # noqa: SLF001 - sqlite-utils has no public list
        return cls(migrations.name, names, lambda: migrations, expected or (lambda: fresh_schema(migrations)))

    @property
    def migrations(self) -> Migrations:
        """The migrations themselves."""
        return self.make()


def schema_text(connection: driver.Connection) -> str:
    """Return every table, index, trigger and view, one a line, in order of kind and name, spaces normalised."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name"
    ).fetchall()
    return "".join(f"{kind} {name}: {' '.join(sql.split())}\n" for kind, name, sql in rows)


def fresh_schema(migrations: Migrations) -> str:
    """Return the `schema_text` of an empty database (in memory) after all `migrations`."""
    connection = driver.connect(":memory:", None)
    try:
        migrations.apply(as_database(connection))
        return schema_text(connection)
    finally:
        connection.close()


def as_database(connection: driver.Connection) -> Database:
    """Wrap a prepared connection for sqlite-utils; plugins of the machine stay out."""
    from sqlite_utils import Database

    return Database(connection, strict=True, execute_plugins=False)


def run_script(db: Database, sql: str) -> None:
    """Run several statements inside the transaction that is open (`executescript` would commit it first)."""
    statement = ""
    for part in sql.split(";"):
        statement += part + ";"
        if sqlcipher3.complete_statement(statement):
            if statement.strip("; \n\t"):
                db.conn.execute(statement)
            statement = ""
    rest = re.sub(r"--[^\n]*", "", statement).strip("; \n\t")
    if rest:
        raise ValueError(f"an unfinished statement: {rest[:80]}")


def applied(connection: driver.Connection, schema: Schema) -> list[str]:
    """Return the names of the migrations that this database has seen, oldest first."""
    there = connection.execute("SELECT 1 FROM sqlite_schema WHERE name = '_sqlite_migrations'").fetchone()
    if not there:
        return []
    rows = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ? ORDER BY id", (schema.name,)
    )
    return [name for (name,) in rows]


def pending(connection: driver.Connection, schema: Schema) -> list[str]:
    """Return the names of migrations still to run, in order.

    Raises KnownError database-newer when the database has seen one that this program does not know.
    """
    seen = applied(connection, schema)
    if unknown := [name for name in seen if name not in schema.names]:
        raise KnownError("database-newer", migration=unknown[-1])
    return [name for name in schema.names if name not in seen]


def migrate(
    connection: driver.Connection, schema: Schema, *, key: bytes, backups: Path, now: datetime
) -> list[str]:
    """Run what is pending and return its names; an older database is copied to `backups` first.

    Raises KnownError: database-newer; migration-failed (the copy is back in place, and kept); disk-full when
    there is no room for the copy (nothing was changed).
    """
    waiting = pending(connection, schema)
    if not waiting:
        return []
    first_time = not applied(connection, schema)
    copy = None if first_time else _copy_before(connection, waiting[0], key=key, backups=backups, now=now)
    try:
        schema.migrations.apply(as_database(connection))
        _compare(connection, schema)
    except Exception as error:
        if copy is None:
            raise
        _put_back(copy, connection, key)
        _log.info("migration failed; the copy is back in place: %s", copy.name, exc_info=True)
        if isinstance(error, KnownError):
            raise  # a full disk is no fault of the migration
        raise KnownError("migration-failed", migration=waiting[0], copy=copy.name) from error
    return waiting


def _compare(connection: driver.Connection, schema: Schema) -> None:
    found, expected = set(schema_text(connection).splitlines()), set(schema.expected().splitlines())
    if found != expected:
        raise ValueError(f"missing: {sorted(expected - found)}; unexpected: {sorted(found - expected)}")


def _copy_before(
    connection: driver.Connection, name: str, *, key: bytes, backups: Path, now: datetime
) -> Path:
    backups.mkdir(exist_ok=True)
    path = backups / f"before-{name}-{now:%Y%m%dT%H%M%S}.db"
    copy_database(connection, path, key)
    older = sorted(backups.glob("before-*.db"), key=lambda found: found.stat().st_mtime_ns)
    for old in older[:-KEPT_COPIES]:
        old.unlink()
    return path


def copy_database(
    source: driver.Connection, path: Path, key: bytes, *, progress: Callable[[int, int], None] | None = None
) -> None:
    """Copy the whole database, as of now, to one new file under `key`, complete on disk before its name appears.

    `progress(done, total)` counts pages and may raise to cancel. Raises KnownError: disk-full and its like.
    """
    _refuse_small(source, path.parent)
    part = path.with_name(path.name + files.PART)
    part.unlink(missing_ok=True)
    try:
        _backup(source, part, key, progress)
        files.move_into_place(part, path)
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-journal", "-wal", "-shm"))):
            left.unlink(missing_ok=True)


def _refuse_small(source: driver.Connection, folder: Path) -> None:
    """Say that the disk is full before the copy finds out half-way (where SQLite may call it an I/O error)."""
    asked = ("page_count", "page_size")  # SQLCipher answers the second in text
    pages, size = (int(source.execute(f"PRAGMA {name}").fetchone()[0]) for name in asked)
    wanted, free = pages * size + _SPARE_BYTES, shutil.disk_usage(folder).free
    if free < wanted:
        raise KnownError("disk-full", detail=f"{free // 2**20} MiB free, {wanted // 2**20 + 1} MiB wanted")


def _backup(
    source: driver.Connection, part: Path, key: bytes, progress: Callable[[int, int], None] | None
) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    target = driver.connect(part, key, wal=False)
    try:
        with driver.translated():
            source.backup(target, pages=512, progress=step)
        target.execute("PRAGMA journal_mode = DELETE").fetchone()  # one file, no WAL beside it
    finally:
        target.close()


def _put_back(copy: Path, connection: driver.Connection, key: bytes) -> None:
    """Write the copy over the live database in one transaction (replacing the file would leave its WAL behind)."""
    if connection.in_transaction:
        connection.rollback()
    source = driver.connect(copy, key, readonly=True)
    try:
        with driver.translated():
            source.backup(connection)
    finally:
        source.close()
