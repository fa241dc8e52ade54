"""Many rows of one table at once, by the quickest way that each driver has: SQLAlchemy's own takes longer than the database."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import chain, islice
from struct import Struct
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, Table

from assessor_app.issuer.store.side_by_side import side_by_side

_SQLITE = "sqlite"
_COPY_HEAD = b"PGCOPY\n\xff\r\n\x00" + bytes(8)
_COPY_END = b"\xff\xff"
_NULL = b"\xff\xff\xff\xff"
_LENGTH, _COUNT, _NUMBER, _LARGE = Struct(">i"), Struct(">h"), Struct(">ii"), Struct(">iq")
_BLOCK_BYTES = 256 * 1024
_AT_ONCE, _FEW = 1_000, 20
"""So many rows in one statement of SQLite; fewer than a few are bound one by one."""


def add_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> None:
    """Inserts the rows, in the caller's transaction; what the table refuses is raised as from any other insert.

    A value is a str, an int for a column of `Integer`, bytes, or None.
    """
    if connection.dialect.name == _SQLITE:
        _add_in_parts(connection, table, columns, iter(rows))
        return
    names = ", ".join(f'"{name}"' for name in columns)
    numbers = [_packed_number(table.c[name].type) for name in columns]
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN (FORMAT BINARY)") as copy:
            for block in _blocks(numbers, rows):
                copy.write(block)
    finally:
        cursor.close()


def _add_in_parts(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    """While the database keeps a part, in a thread that needs no interpreter for it, the next is made."""
    names = tuple(columns)
    made = iter(lambda: _statement(table, names, [*islice(rows, _AT_ONCE)]), None)
    first = [*islice(made, 2)]
    if len(first) < 2:  # noqa: PLR2004 - nothing that a thread could be beside of
        for statement in first:
            connection.exec_driver_sql(*statement)
        return
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="rows") as beside:
        kept = beside.submit(connection.exec_driver_sql, *first[0])
        for statement in chain(first[1:], made):
            kept.result()
            kept = beside.submit(connection.exec_driver_sql, *statement)
        kept.result()


def _statement(table: Table, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> tuple[str, Any] | None:
    """What is said to SQLite for these rows, and what it is given; None for no rows."""
    if not rows:
        return None
    made = side_by_side(table, columns, rows) if len(rows) >= _FEW else None
    return made or (_insert(table, columns), rows)


@lru_cache(maxsize=32)
def _insert(table: Table, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - names of our own tables and columns


def _packed_number(kind: object) -> Callable[[int], bytes] | None:
    """How COPY has a number of this kind of column, with its length in front; None for what is no number."""
    if isinstance(kind, BigInteger):
        return lambda number: _LARGE.pack(8, number)
    return (lambda number: _NUMBER.pack(4, number)) if isinstance(kind, Integer) else None


def _blocks(
    numbers: Sequence[Callable[[int], bytes] | None], rows: Iterable[tuple[Any, ...]]
) -> Iterator[bytes]:
    """The rows as PostgreSQL's COPY has them in binary, in pieces of some size."""
    block = bytearray(_COPY_HEAD)
    count = _COUNT.pack(len(numbers))
    for row in rows:
        block += count
        for packed, value in zip(numbers, row, strict=True):
            if value is None:
                block += _NULL
            elif packed is not None:
                block += packed(value)
            else:
                raw = value.encode("utf-8") if isinstance(value, str) else value
                block += _LENGTH.pack(len(raw))
                block += raw
        if len(block) >= _BLOCK_BYTES:
            yield bytes(block)
            block.clear()
    yield bytes(block + _COPY_END)
