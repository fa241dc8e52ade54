"""The store: the same on both databases."""

import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.store import audit, feed, settings
from assessor_app.issuer.store.bodies import audit as audit_table
from assessor_app.issuer.store.engine import DATABASE_NAME, Store, file_url, open_store, read_url
from assessor_app.issuer.store.facts import receipt, record
from assessor_app.issuer.store.feed import Item
from assessor_app.issuer.store.migrate import check_schema, migrate, newest, revision_of
from assessor_app.issuer.store.schema import metadata
from samples import CENTRE, NOW, with_device


# PostgreSQL tells how an index on a part of a column is made; SQLite does not.
@pytest.mark.filterwarnings("ignore:.*expression-based index '?record_by_id")
def test_the_migrations_come_to_the_schema_of_the_program(store: Store) -> None:
    with store.read() as connection:
        differing = compare_metadata(MigrationContext.configure(connection), metadata)
        # SQLite can neither lose nor gain a constraint: there each record names its chain, and no receipt does.
        moved = {"record_chain_of", "receipt_chain_of"} if connection.dialect.name == "sqlite" else set()
        assert [one for one in differing if not (one[0].endswith("_fk") and one[1].name in moved)] == []
        assert revision_of(connection) == newest()
    check_schema(store)
    migrate(store)


def test_an_empty_database_is_said_to_be_empty(empty_store: Store) -> None:
    with pytest.raises(KnownError) as said:
        check_schema(empty_store)
    assert said.value.code == "store-empty"


def test_a_database_of_a_newer_program_is_refused(store: Store) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for act in (migrate, check_schema):
        with pytest.raises(KnownError) as said:
            act(store)
        assert said.value.code == "store-newer"


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    def half() -> None:
        with store.write() as connection:
            settings.put(connection, "name", "Half done")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with store.read() as connection:
        assert settings.get(connection, "name") is None


@pytest.mark.parametrize("statement", ["UPDATE audit SET act = 'x'", "DELETE FROM audit"])
def test_what_was_noted_is_never_changed(store: Store, statement: str) -> None:
    with store.write() as connection:
        audit.note(connection, "centre-added", by="cli", subject=CENTRE, at=NOW)
    with pytest.raises(DatabaseError, match="never changed"), store.write() as connection:
        connection.execute(text(statement))
    with store.read() as connection:
        assert connection.execute(select(audit_table.c.act)).scalars().all() == ["centre-added"]


def test_a_feed_is_read_from_where_it_was_left(store: Store) -> None:
    device = with_device(store)
    with store.write() as connection:
        told = [Item(kind="verdict", ref={"seq": seq}) for seq in range(1, 6)]
        feed.append(connection, centre=CENTRE, to=device.id, items=told, at=NOW)
    with store.read() as connection:
        first = feed.after(connection, centre=CENTRE, to=device.id, position=0, most=3)
        rest = feed.after(connection, centre=CENTRE, to=device.id, position=first[-1].position, most=9)
    assert [placed.position for placed in (*first, *rest)] == [1, 2, 3, 4, 5]
    assert [placed.item for placed in (*first, *rest)] == told


def test_no_feed_position_appears_below_one_that_was_seen(store: Store) -> None:
    """Four writers, one reader that never goes back: it sees everything, in order, once."""
    device = with_device(store)
    writers, each = 4, 15
    seen: list[int] = []
    numbers: list[int] = []

    def write(number: int) -> None:
        for turn in range(each):
            with store.write() as connection:
                item = Item(kind="verdict", ref={"seq": number * each + turn})
                feed.append(connection, centre=CENTRE, to=device.id, items=[item], at=NOW)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads) or len(seen) < writers * each:
        with store.read() as connection:
            for placed in feed.after(connection, centre=CENTRE, to=device.id, position=len(seen), most=100):
                seen.append(placed.position)
                numbers.append(placed.item.ref["seq"])
    assert seen == list(range(1, writers * each + 1))
    assert sorted(numbers) == list(range(writers * each))


def test_the_log_is_copied_into_the_database_while_others_write(tmp_path: Path) -> None:
    """Nobody who writes does it: it is done on the side, holds up no writer, and whatever was written stands."""
    store = open_store(file_url(tmp_path))
    file = tmp_path / DATABASE_NAME
    with store.write() as connection:
        connection.exec_driver_sql("CREATE TABLE note (said TEXT)")
        connection.exec_driver_sql("INSERT INTO note VALUES (?)", [("x" * 900,)] * 20_000)
    before = file.stat().st_size
    store.settle()
    assert file.stat().st_size - before > 20_000 * 900
    with store.write() as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('one more')")
        store.settle()
    with store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one() == 20_001
    store.close()


@pytest.mark.parametrize("typed", ["", "mysql://x/y", "not a url", "postgresql://[::"])
def test_another_kind_of_database_is_refused(typed: str) -> None:
    with pytest.raises(KnownError) as said:
        read_url(typed)
    assert said.value.code == "database-unknown"


def test_no_batch_is_kept_of_a_chain_that_is_not_there(store: Store) -> None:
    """A record and its receipt go in together; which of them names the chain differs by database, one of them does."""
    at = {"centre": CENTRE, "chain": "1" * 32}
    one = {"seq": 1, "jws": b"x", "hash": "2" * 64, "stored_at": NOW.isoformat()}
    its_receipt = {
        "first": 1,
        "last": 1,
        "head": "2" * 64,
        "hash": "3" * 64,
        "text": "x",
        "at": NOW.isoformat(),
    }

    def keep() -> None:
        with store.write() as connection:
            connection.execute(insert(record).values(**at, **one))
            connection.execute(insert(receipt).values(**at, **its_receipt))

    with pytest.raises(IntegrityError):
        keep()
