"""What thousands of tests do again and again, made cheap: for tests alone."""

import secrets as dice
import tempfile
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

from assessor_app.storage.engine import driver, migrations
from assessor_app.storage.engine.badge_slots import BadgeSlots
from assessor_app.storage.engine.slots import KeySlots
from assessor_app.storage.schema.migrations import schema as ours
from assessor_app.trust import secrets

_really_migrate = migrations.migrate
_one_at_a_time = Lock()


def guess_cheaply() -> None:
    """A passphrase takes a fifth of a second to try, and thousands of tests open a folder: here, hardly any.

    What is wrapped says its own cost, so nothing else changes; programs that tests start take the real one for what they
    wrap themselves.
    """
    cheap = secrets.Cost(memory_kib=secrets.LEAST_MEMORY_KIB, passes=1)
    opening = (KeySlots.__init__, BadgeSlots.__init__, secrets.lock_slot, secrets.hash_pin)
    for function in opening:
        assert function.__kwdefaults__ is not None
        function.__kwdefaults__["cost"] = cheap


def migrate_once() -> None:
    """A new database is a copy of the first that this process made: what the same migrations make is the same.

    In a database of another schema or an older one they are run, and so they are by every program that a test starts.
    """
    migrations.migrate = _migrate


def _migrate(
    connection: driver.Connection, schema: migrations.Schema, *, key: bytes, backups: Path, now: datetime
) -> list[str]:
    empty = not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if not empty or schema.names != ours().names:
        return _really_migrate(connection, schema, key=key, backups=backups, now=now)
    with _one_at_a_time, driver.translated():
        _made().backup(connection)
    return list(schema.names)


@cache
def _made() -> driver.Connection:
    """An empty database after all migrations; its file is gone, and lasts as long as this connection."""
    key = dice.token_bytes(driver.KEY_BYTES)
    with tempfile.TemporaryDirectory(prefix="assessor-schema-") as folder:
        connection = driver.connect(Path(folder) / "made.db", key, wal=False)
        _really_migrate(connection, ours(), key=key, backups=Path(folder), now=datetime.now().astimezone())
    return connection
