"""Many rows for SQLite in one statement: the values of a column lie side by side, and SQL takes them apart again.

To hand over each row by itself takes Python longer than it takes the database to keep it, and the interpreter's lock goes to and
fro each time. This is one call, and while it runs the interpreter is free.
"""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from sqlalchemy import LargeBinary, Table

_DIGITS = 10
Column = tuple[str, dict[str, Any]]
"""What SQL makes of a column in row `i`, and the values that it is made of."""


def side_by_side(
    table: Table, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> tuple[str, dict[str, Any]] | None:
    """The statement that inserts these rows, and what it is given; None where a column has a value in one row and none in another.

    There is one row at least. A value is a str, an int, bytes, or None.
    """
    made, given = [], dict[str, Any](all__rows=len(rows))
    for name, values in zip(columns, zip(*rows, strict=True), strict=True):
        column = _column(name, values, is_text=not isinstance(table.c[name].type, LargeBinary))
        if column is None:
            return None
        made.append(column[0])
        given.update(column[1])
    names = ", ".join(f'"{name}"' for name in columns)
    statement = (
        f"INSERT INTO {table.name} ({names})"  # noqa: S608 - names of our own tables and columns
        " WITH RECURSIVE place(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM place WHERE i + 1 < :all__rows)"
        f" SELECT {', '.join(made)} FROM place"
    )
    return statement, given


def _column(name: str, values: Sequence[Any], *, is_text: bool) -> Column | None:
    first = values[0]
    if values.count(first) == len(values):
        return f":{name}", {name: first}
    if None in values:
        return None
    if isinstance(first, int):
        return _numbers(name, values)
    pieces = [one.encode("utf-8") for one in values] if is_text else values
    sizes = [*map(len, pieces)]
    given: dict[str, Any] = {name: b"".join(pieces)}
    if sizes.count(sizes[0]) == len(sizes):
        piece = f"substr(:{name}, i * :{name}__size + 1, :{name}__size)"
        given[f"{name}__size"] = sizes[0]
    else:
        piece = f"substr(:{name}, {_number(f'{name}__at')}, {_number(f'{name}__sizes')})"
        given[f"{name}__at"] = _digits([*accumulate(sizes[:-1], initial=1)])
        given[f"{name}__sizes"] = _digits(sizes)
    return (f"CAST({piece} AS TEXT)" if is_text else piece), given


def _numbers(name: str, values: Sequence[int]) -> Column | None:
    """Those that follow each other, as places of a chain do; None for others, of which few come in such numbers."""
    if [*values] != [*range(values[0], values[0] + len(values))]:
        return None
    return f":{name} + i", {name: values[0]}


def _digits(numbers: Sequence[int]) -> bytes:
    return "".join([f"{number:0{_DIGITS}d}" for number in numbers]).encode("ascii")


def _number(name: str) -> str:
    return f"CAST(substr(:{name}, i * {_DIGITS} + 1, {_DIGITS}) AS INTEGER)"
