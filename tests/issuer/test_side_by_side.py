"""Rows that go to SQLite in one statement are there as they were given, whatever is in them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    create_engine,
    select,
)
from sqlalchemy.exc import IntegrityError

from assessor_app.issuer.store.engine import file_url, open_store
from assessor_app.issuer.store.many import add_rows
from assessor_app.issuer.store.side_by_side import side_by_side

THINGS = Table(
    "things",
    MetaData(),
    Column("seq", Integer, primary_key=True),
    Column("name", String(64), nullable=False),
    Column("note", String(64)),
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
COLUMNS = tuple(column.name for column in THINGS.columns)
TEXT = st.text(st.characters(codec="utf-8"), max_size=12)
Row = tuple[int, str, str | None, int, bytes]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    store = open_store(file_url(tmp_path))
    with store.write() as connection:
        THINGS.create(connection)
        yield connection
    store.close()


@st.composite
def rows(draw: st.DrawFn) -> list[Row]:
    """Places that follow each other; of each column all alike, of one length, or of any."""
    number, first = draw(st.integers(1, 30)), draw(st.integers(0, 2**31))
    same = draw(TEXT)
    texts = st.sampled_from([st.just(same), st.text("abc", min_size=4, max_size=4), TEXT])
    name, note = draw(texts), draw(texts | st.just(st.none()))
    size = draw(st.integers(-5, 5))
    content = draw(st.sampled_from([st.binary(max_size=40), st.binary(min_size=3, max_size=3)]))
    return [(first + place, draw(name), draw(note), size, draw(content)) for place in range(number)]


def kept(connection: Connection) -> Sequence[Any]:
    return [tuple(row) for row in connection.execute(select(THINGS).order_by(THINGS.c.seq))]


@given(given_rows=rows())
def test_what_is_taken_apart_is_what_was_put_together(given_rows: list[Row]) -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        THINGS.create(connection)
        made = side_by_side(THINGS, COLUMNS, given_rows)
        assert made is not None
        connection.exec_driver_sql(*made)
        assert kept(connection) == given_rows
    engine.dispose()


@pytest.mark.parametrize("number", [0, 1, 19, 20, 999, 1_000, 1_001, 2_000, 2_500])
def test_however_many_there_are_all_are_there(connection: Connection, number: int) -> None:
    these = [(place, f"n{place}", None, 7, b"x" * (place % 5)) for place in range(number)]
    add_rows(connection, THINGS, COLUMNS, iter(these))
    assert kept(connection) == these


def test_a_column_that_has_a_value_in_some_rows_alone_goes_row_by_row(connection: Connection) -> None:
    these = [(place, "n", None if place % 3 else "told", place * place, b"") for place in range(100)]
    assert side_by_side(THINGS, COLUMNS, these) is None
    add_rows(connection, THINGS, COLUMNS, these)
    assert kept(connection) == these


def test_what_the_table_refuses_is_raised_as_from_any_insert(connection: Connection) -> None:
    these = [(place, "n", None, 1, b"") for place in range(3_000)]
    with pytest.raises(IntegrityError):
        add_rows(connection, THINGS, COLUMNS, [*these, these[1_500]])


def test_what_goes_wrong_while_rows_are_made_comes_out(connection: Connection) -> None:
    def some() -> Iterator[Row]:
        yield from ((place, "n", None, 1, b"") for place in range(2_500))
        raise LookupError("crooked")

    with pytest.raises(LookupError, match="crooked"):
        add_rows(connection, THINGS, COLUMNS, some())
