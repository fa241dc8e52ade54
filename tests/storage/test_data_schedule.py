"""Every column of the database stands in the schedule of data, with a clock, and nothing else does."""

import re
from collections import Counter
from pathlib import Path

from assessor_app.storage.engine import driver, migrations
from assessor_app.storage.schema.migrations import schema

CELLS = 7


def columns() -> set[str]:
    """Every table.column of the schema; tables that the search index keeps for itself are left out."""
    connection = driver.connect(":memory:", None)
    try:
        schema().migrations.apply(migrations.as_database(connection))
        tables = connection.execute("PRAGMA table_list").fetchall()
        names = [
            name
            for _, name, kind, *_ in tables
            if kind in {"table", "virtual"} and not name.startswith("sqlite_")
        ]
        return {
            f"{name}.{row[1]}"
            for name in names
            for row in connection.execute(f"PRAGMA table_info('{name}')").fetchall()
        }
    finally:
        connection.close()


def rows_of(repository: Path) -> list[list[str]]:
    text = (repository / "docs" / "data.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    found = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [cells for cells in found if len(cells) == CELLS]


def test_every_column_is_in_the_schedule_once_and_nothing_else_is(repository: Path) -> None:
    named = Counter(name for cells in rows_of(repository) for name in re.findall(r"`([^`]+)`", cells[0]))
    assert sorted(columns() - set(named)) == [], "columns that docs/data.md does not have"
    assert sorted(set(named) - columns()) == [], "rows of docs/data.md without a column"
    assert [name for name, times in named.items() if times > 1] == []


def test_every_row_says_everything_and_names_a_clock_that_is_explained(repository: Path) -> None:
    text = (repository / "docs" / "data.md").read_text(encoding="utf-8")
    clocks = set(re.findall(r"^\| (\w+) \| ", text, flags=re.MULTILINE))
    for cells in rows_of(repository):
        assert all(cells), cells
        assert cells[-1] in clocks, cells


def test_private_keys_go_nowhere(repository: Path) -> None:
    private = [cells for cells in rows_of(repository) if ".private`" in cells[0]]
    assert private
    assert all(cells[2:5] == ["no", "no", "no"] for cells in private)
