"""The encrypted store keeps what it acknowledged, says plainly what is wrong, and stays usable."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database, Migrations

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.engine.migrations import Schema, run_script
from assessor_app.storage.engine.store import DATABASE, Store, open_store

KEY = bytes(range(32))
OTHER_KEY = bytes(32)


def taps() -> Schema:
    migrations = Migrations("test")

    @migrations(name="0001_initial")
    def initial(db: Database) -> None:
        run_script(
            db,
            """
            CREATE TABLE tap (id INTEGER PRIMARY KEY, mark TEXT NOT NULL) STRICT; -- a comment; with a semicolon
            CREATE TRIGGER tap_stays BEFORE DELETE ON tap BEGIN SELECT RAISE(ABORT, 'taps stay'); END;
            """,
        )

    return Schema.of(migrations)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = open_store(tmp_path, KEY, taps(), create=True)
    yield made
    made.close()


def tap(store: Store, mark: str) -> None:
    with store.atomic() as db:
        db.execute("INSERT INTO tap (mark) VALUES (?)", (mark,))


def half(store: Store, error: Exception) -> None:
    with store.atomic() as db:
        db.execute("INSERT INTO tap (mark) VALUES ('half')")
        raise error


def fill(store: Store) -> None:
    with store.atomic() as db:
        for _ in range(100):
            db.execute("INSERT INTO tap (mark) VALUES (?)", ("x" * 3000,))


def marks(store: Store) -> list[str]:
    return [mark for (mark,) in store.connection().execute("SELECT mark FROM tap ORDER BY id")]


def code_of(folder: Path, key: bytes = KEY) -> str:
    """Open, read everything, and return the code of what was wrong (empty: nothing)."""
    try:
        opened = open_store(folder, key, taps())
    except KnownError as error:
        return error.code
    try:
        assert set(marks(opened)) <= {"met", "x" * 1000}
    except KnownError as error:
        return error.code
    finally:
        opened.close()
    return ""


def test_a_committed_tap_is_there_after_reopening(store: Store, tmp_path: Path) -> None:
    tap(store, "met")
    store.close()
    again = open_store(tmp_path, KEY, taps())
    assert marks(again) == ["met"]
    again.close()


def test_nothing_is_readable_without_the_key(store: Store, tmp_path: Path) -> None:
    tap(store, "a name that must not be readable")
    found = [path for path in tmp_path.iterdir() if b"must not be readable" in path.read_bytes()]
    store.close()
    assert found == []
    assert b"must not be readable" not in (tmp_path / DATABASE).read_bytes()
    assert not (tmp_path / DATABASE).read_bytes().startswith(b"SQLite format 3")


def test_connections_are_as_the_plan_says(store: Store) -> None:
    db = store.connection()
    asked = (
        "foreign_keys",
        "recursive_triggers",
        "secure_delete",
        "synchronous",
        "journal_mode",
        "temp_store",
    )
    assert [db.execute(f"PRAGMA {name}").fetchone()[0] for name in asked] == [1, 1, 1, 2, "wal", 2]
    assert db.strict


def test_an_error_inside_undoes_everything(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        half(store, ZeroDivisionError())
    assert marks(store) == []
    tap(store, "after")
    assert marks(store) == ["after"]


def test_an_inner_block_is_undone_alone(store: Store) -> None:
    with store.atomic() as db:
        db.execute("INSERT INTO tap (mark) VALUES ('outer')")
        with pytest.raises(ZeroDivisionError):
            half(store, ZeroDivisionError())
    assert marks(store) == ["outer"]


def test_what_a_trigger_forbids_is_not_a_known_error(store: Store) -> None:
    tap(store, "met")
    with pytest.raises(IntegrityError, match="taps stay"), store.atomic() as db:
        db.execute("DELETE FROM tap")
    assert marks(store) == ["met"]


def test_sqlite_utils_inserts_inside_atomic(store: Store) -> None:
    db = store.connection()
    with store.atomic():
        db.table("tap").insert({"mark": "met"})
        with pytest.raises(ZeroDivisionError):
            half(store, ZeroDivisionError())
    assert marks(store) == ["met"]


def test_two_threads_write_without_losing_any(store: Store) -> None:
    def work() -> None:
        for number in range(40):
            tap(store, str(number))
        store.release()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(marks(store)) == sorted([str(number) for number in range(40)] * 2)


def test_a_reader_looks_on_while_the_writer_works(store: Store, tmp_path: Path) -> None:
    tap(store, "met")
    reader = open_store(tmp_path, KEY, taps(), readonly=True)
    with store.atomic() as db:
        db.execute("INSERT INTO tap (mark) VALUES ('not yet')")
        assert marks(reader) == ["met"]
    assert marks(reader) == ["met", "not yet"]
    with pytest.raises(KnownError) as caught:
        tap(reader, "x")
    assert caught.value.code == "disk-readonly"
    reader.close()


def test_a_locked_database_says_so(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path, KEY, taps())
    other.connection().execute("PRAGMA busy_timeout = 20")
    with store.atomic(), pytest.raises(KnownError) as caught, other.atomic():
        pass
    assert caught.value.code == "database-locked"
    tap(other, "later")
    other.close()
    assert marks(store) == ["later"]


def test_a_full_disk_loses_and_halves_nothing(store: Store) -> None:
    tap(store, "before")
    pages = store.connection().execute("PRAGMA page_count").fetchone()[0]
    store.connection().execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KnownError) as caught:
        fill(store)
    assert caught.value.code == "disk-full"
    assert marks(store) == ["before"]
    store.connection().execute(f"PRAGMA max_page_count = {pages + 100}")
    tap(store, "after")
    assert marks(store) == ["before", "after"]


def test_another_key_is_told_apart_and_harms_nothing(store: Store, tmp_path: Path) -> None:
    tap(store, "met")
    store.close()
    assert code_of(tmp_path, OTHER_KEY) == "database-foreign"
    assert code_of(tmp_path) == ""


def test_the_driver_is_silent_about_a_wrong_key(
    store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store.close()
    code_of(tmp_path, OTHER_KEY)
    assert capfd.readouterr().err == ""


def test_a_plain_sqlite_file_is_foreign(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / DATABASE)
    plain.execute("CREATE TABLE tap (id)")
    plain.commit()
    plain.close()
    assert code_of(tmp_path) == "database-foreign"


@pytest.mark.parametrize(
    ("length", "code"), [(0, "database-corrupt"), (700, "database-corrupt"), (9000, "database-corrupt")]
)
def test_a_truncated_file_is_told(store: Store, tmp_path: Path, length: int, code: str) -> None:
    for _ in range(40):
        tap(store, "x" * 1000)
    store.close()
    whole = (tmp_path / DATABASE).read_bytes()
    (tmp_path / DATABASE).write_bytes(whole[:length])
    assert code_of(tmp_path) == code


def test_a_flipped_byte_is_never_read_as_truth(store: Store, tmp_path: Path) -> None:
    for _ in range(40):
        tap(store, "x" * 1000)
    store.close()
    whole = bytearray((tmp_path / DATABASE).read_bytes())
    whole[-5000] ^= 1
    (tmp_path / DATABASE).write_bytes(whole)
    assert code_of(tmp_path) == "database-corrupt"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_changed_byte_is_told_or_harmless(torn: tuple[Path, bytes], place: float, bit: int) -> None:
    folder, whole = torn
    changed = bytearray(whole)
    changed[int(place * len(whole))] ^= 1 << bit
    (folder / DATABASE).write_bytes(changed)
    assert code_of(folder) in {"", "database-corrupt", "database-foreign"}


@pytest.fixture
def torn(store: Store, tmp_path: Path) -> tuple[Path, bytes]:
    for _ in range(40):
        tap(store, "x" * 1000)
    store.close()
    return tmp_path, (tmp_path / DATABASE).read_bytes()


def test_quick_check_finds_a_flipped_byte(store: Store, tmp_path: Path) -> None:
    for _ in range(40):
        tap(store, "x" * 1000)
    assert store.quick_check() is None
    store.close()
    whole = bytearray((tmp_path / DATABASE).read_bytes())
    whole[-5000] ^= 1
    (tmp_path / DATABASE).write_bytes(whole)
    again = open_store(tmp_path, KEY, taps())
    assert again.quick_check()
    again.close()


def test_a_missing_file_is_not_made_in_silence(tmp_path: Path) -> None:
    assert code_of(tmp_path) == "database-missing"
    assert list(tmp_path.iterdir()) == []


def test_creating_over_a_database_is_refused(store: Store, tmp_path: Path) -> None:
    tap(store, "met")
    with pytest.raises(KnownError) as caught:
        open_store(tmp_path, KEY, taps(), create=True)
    assert caught.value.code == "database-exists"
    assert marks(store) == ["met"]


def test_a_copy_is_whole_encrypted_and_one_file(store: Store, tmp_path: Path) -> None:
    tap(store, "met")
    out = tmp_path / "out"
    out.mkdir()
    seen: list[tuple[int, int]] = []
    store.copy_to(out / DATABASE, progress=lambda done, total: seen.append((done, total)))
    assert [path.name for path in out.iterdir()] == [DATABASE]
    assert seen[-1][0] == seen[-1][1] > 0
    again = open_store(out, KEY, taps())
    assert marks(again) == ["met"]
    again.close()


def test_a_cancelled_copy_leaves_nothing(store: Store, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        store.copy_to(tmp_path / "copy.db", progress=stop)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith("copy")]
