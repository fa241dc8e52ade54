"""A migration ends in the schema the program expects, or the database is as it was."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.migrations import Schema, fresh_schema, run_script
from assessor_app.storage.engine.store import Store, open_store

KEY = bytes(range(32))
NOW = datetime(2026, 11, 22, 14, 3, 11, tzinfo=UTC)
FIRST = """
CREATE TABLE tap (id INTEGER PRIMARY KEY, mark TEXT NOT NULL) STRICT;
CREATE INDEX tap_mark ON tap (mark);
CREATE TRIGGER tap_stays BEFORE DELETE ON tap BEGIN SELECT RAISE(ABORT, 'taps stay'); END;
CREATE TABLE outbox (id INTEGER PRIMARY KEY, tap INTEGER NOT NULL REFERENCES tap (id)) STRICT;
"""


def schema(*later: str) -> Schema:
    """The first migration, and one more for each script."""
    migrations = Migrations("test")
    for number, script in enumerate((FIRST, *later), start=1):

        def step(db: Database, script: str = script) -> None:
            run_script(db, script)

        migrations(name=f"{number:04d}")(step)
    return Schema.of(migrations)


def filled(folder: Path) -> None:
    """A database of the first version with a row still to be sent; closed."""
    store = open_store(folder, KEY, schema(), create=True, now=NOW)
    with store.atomic() as db:
        db.execute("INSERT INTO tap (mark) VALUES ('met')")
        db.execute("INSERT INTO outbox (tap) VALUES (1)")
    store.close()


def rows(store: Store) -> list[tuple[str, int]]:
    sql = "SELECT mark, outbox.id FROM outbox JOIN tap ON tap.id = outbox.tap"
    return store.raw().execute(sql).fetchall()  # type: ignore[no-any-return]  # the driver has no stubs


def code_of(folder: Path, wanted: Schema, *, readonly: bool = False) -> str:
    with pytest.raises(KnownError) as caught:
        open_store(folder, KEY, wanted, now=NOW, readonly=readonly)
    return caught.value.code


def test_pending_rows_survive_a_migration(tmp_path: Path) -> None:
    filled(tmp_path)
    store = open_store(tmp_path, KEY, schema("ALTER TABLE tap ADD COLUMN how TEXT"), now=NOW)
    assert rows(store) == [("met", 1)]
    assert store.raw().execute("SELECT how FROM tap").fetchall() == [(None,)]
    store.close()


def test_a_copy_is_kept_from_before_and_is_encrypted(tmp_path: Path) -> None:
    filled(tmp_path)
    open_store(tmp_path, KEY, schema("ALTER TABLE tap ADD COLUMN how TEXT"), now=NOW).close()
    copies = list((tmp_path / "backups").iterdir())
    assert [path.name for path in copies] == ["before-0002-20261122T140311.db"]
    assert b"SQLite format" not in copies[0].read_bytes()
    again = tmp_path / "again"
    again.mkdir()
    copies[0].rename(again / "assessor.db")
    store = open_store(again, KEY, schema(), now=NOW)
    assert rows(store) == [("met", 1)]
    store.close()


def test_no_copy_is_made_when_nothing_is_pending(tmp_path: Path) -> None:
    filled(tmp_path)
    open_store(tmp_path, KEY, schema(), now=NOW).close()
    assert not (tmp_path / "backups").exists()


def test_only_the_last_three_copies_are_kept(tmp_path: Path) -> None:
    filled(tmp_path)
    steps = [f"CREATE TABLE more_{number} (id INTEGER PRIMARY KEY) STRICT" for number in range(5)]
    for count in range(1, 6):
        open_store(tmp_path, KEY, schema(*steps[:count]), now=NOW + timedelta(days=count)).close()
    kept = sorted(path.name for path in (tmp_path / "backups").iterdir())
    assert [name[:11] for name in kept] == ["before-0004", "before-0005", "before-0006"]


@pytest.mark.parametrize(
    "broken",
    [
        "ALTER TABLE tap ADD COLUMN how TEXT; UPDATE tap SET mark = 'lost'; SELECT * FROM nowhere",
        "UPDATE tap SET mark = NULL",
    ],
)
def test_a_migration_that_fails_half_way_leaves_all_as_it_was(tmp_path: Path, broken: str) -> None:
    filled(tmp_path)
    good = "CREATE TABLE good (id INTEGER PRIMARY KEY) STRICT"
    wanted = Schema.of(schema(good, broken).migrations, expected=lambda: "never reached")
    assert code_of(tmp_path, wanted) == "migration-failed"
    store = open_store(tmp_path, KEY, schema(), now=NOW)  # the first version's program still opens it
    assert rows(store) == [("met", 1)]
    store.close()


def test_a_migration_that_drops_a_trigger_in_silence_is_undone(tmp_path: Path) -> None:
    filled(tmp_path)
    wanted = schema("ALTER TABLE tap ADD COLUMN how TEXT")
    expected = wanted.expected()
    forgetful = schema("ALTER TABLE tap ADD COLUMN how TEXT; DROP TRIGGER tap_stays")
    assert code_of(tmp_path, Schema.of(forgetful.migrations, expected=lambda: expected)) == "migration-failed"
    store = open_store(tmp_path, KEY, schema(), now=NOW)
    assert "tap_stays" in [name for (name,) in store.raw().execute("SELECT name FROM sqlite_schema")]
    store.close()


DYING = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from sqlite_utils import Database
from test_engine_migrations import KEY, schema
from assessor_app.storage.engine.store import open_store

wanted = schema("CREATE TABLE good (id INTEGER PRIMARY KEY) STRICT")

@wanted.migrations(name="0003")
def dies(db: Database) -> None:
    db.execute("UPDATE tap SET mark = 'lost'")
    os._exit(9)

open_store(Path(sys.argv[1]), KEY, wanted)
"""


def test_a_power_cut_in_the_middle_of_a_migration_loses_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    here = str(Path(__file__).parent)
    died = subprocess.run([sys.executable, "-c", DYING, str(tmp_path), here], check=False)
    assert died.returncode == 9
    good = "CREATE TABLE good (id INTEGER PRIMARY KEY) STRICT"
    store = open_store(tmp_path, KEY, schema(good, "ALTER TABLE tap ADD COLUMN how TEXT"), now=NOW)
    assert rows(store) == [("met", 1)]
    store.close()


def test_a_newer_database_is_refused_and_untouched(tmp_path: Path) -> None:
    filled(tmp_path)
    newer = schema("ALTER TABLE tap ADD COLUMN how TEXT")
    open_store(tmp_path, KEY, newer, now=NOW).close()
    assert code_of(tmp_path, schema()) == "database-newer"
    assert code_of(tmp_path, schema(), readonly=True) == "database-newer"
    store = open_store(tmp_path, KEY, newer, now=NOW)
    assert rows(store) == [("met", 1)]
    store.close()


def test_looking_never_migrates(tmp_path: Path) -> None:
    filled(tmp_path)
    assert code_of(tmp_path, schema("ALTER TABLE tap ADD COLUMN how TEXT"), readonly=True) == "database-older"


def test_no_room_for_the_copy_changes_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(FileExistsError):
        open_store(tmp_path, KEY, schema("DROP TABLE outbox"), now=NOW)
    store = open_store(tmp_path, KEY, schema(), now=NOW)
    assert rows(store) == [("met", 1)]
    store.close()


def test_a_first_database_that_fails_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="unfinished"):
        open_store(tmp_path, KEY, schema("CREATE TRIGGER half BEGIN SELECT 1"), create=True, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_the_expected_text_names_tables_indexes_and_triggers() -> None:
    names = [line.split(":")[0] for line in fresh_schema(schema().migrations).splitlines()]
    assert {"table tap", "index tap_mark", "trigger tap_stays", "table outbox"} <= set(names)
