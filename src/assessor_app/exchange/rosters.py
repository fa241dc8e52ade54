"""Rosters: lists of learners as spreadsheets and office systems write them, read without believing any of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath

from assessor_app.domain.errors import KnownError
from assessor_app.exchange import csv_text, xlsx_cells
from assessor_app.exchange.columns import Columns, guess
from assessor_app.exchange.xlsx_formulas import Places
from assessor_app.services.people.import_learners import RosterRow

LARGEST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 200_000
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Kind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, kw_only=True)
class Roster:
    """A file as read, before anybody said which column is which.

    `header` is the first row where its words name columns, else empty; `cells` are the rows with their line from 1.
    `encoding` (of a CSV) is utf-8, utf-16, utf-32, cp1252 or latin-1, the last two guessed: say so, since a wrong guess
    misspells names. `ragged` are lines with fewer or more cells than most. Cells are plain text: what begins with
    = + - @ stays as it is. `formulas` are places (line, column from 0) of formulas that nobody ever worked out.
    """

    filename: str
    kind: Kind
    encoding: str
    header: tuple[str, ...]
    header_line: int
    cells: tuple[tuple[int, tuple[str, ...]], ...]
    columns: Columns
    ragged: tuple[int, ...] = ()
    formulas: Places = frozenset()

    @property
    def encoding_guessed(self) -> bool:
        return self.encoding in csv_text.GUESSED

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(cells) for _, cells in self.cells), default=len(self.header))


def read_roster(data: bytes, filename: str) -> Roster:
    """Reads a CSV or XLSX file, whichever its content is.

    Raises KnownError: `roster-empty`, `roster-too-large`, `roster-too-many-rows`, `roster-format` (neither CSV nor
    XLSX), `roster-unreadable` (`detail`).
    """
    name = PurePath(filename.replace("\\", "/")).name
    if len(data) > LARGEST_BYTES:
        raise KnownError("roster-too-large", file=name, size=len(data), most=LARGEST_BYTES)
    if data.startswith(_OLD_EXCEL):
        raise KnownError("roster-format", file=name)
    if data.startswith(_ZIP):
        sheet = xlsx_cells.read(data, name=name, most_rows=MOST_ROWS)
        return replace(_roster(name, Kind.XLSX, "", sheet.lines), formulas=sheet.formulas)
    encoding, text = csv_text.decode(data, name=name)
    return _roster(name, Kind.CSV, encoding, csv_text.rows(text, name=name, most_rows=MOST_ROWS))


def with_columns(roster: Roster, columns: Columns, *, header: bool | None = None) -> Roster:
    """The roster with the columns that a person chose; `header` says whether the first row is one."""
    made = replace(roster, columns=columns)
    if header is None or header == bool(roster.header):
        return made
    if not header:
        first = (roster.header_line, roster.header)
        return replace(made, header=(), header_line=0, cells=(first, *roster.cells))
    if not roster.cells:
        raise KnownError("roster-empty", file=roster.filename)
    line, texts = roster.cells[0]
    return replace(made, header=texts, header_line=line, cells=roster.cells[1:])


def rows(roster: Roster) -> tuple[RosterRow, ...]:
    """The rows for `plan_import`; raises KnownError `roster-columns` where no column holds the name."""
    if not roster.columns.has_name:
        raise KnownError("roster-columns", file=roster.filename)
    columns = roster.columns
    names = [place for place in (columns.name, columns.first, columns.last) if place is not None]
    return tuple(
        replace(_row(line, cells, columns), formula=any((line, place) in roster.formulas for place in names))
        for line, cells in roster.cells
    )


def _roster(name: str, kind: Kind, encoding: str, lines: Iterator[tuple[int, list[str]]]) -> Roster:
    cells = tuple((line, tuple(texts)) for line, texts in lines if any(text.strip() for text in texts))
    if not cells:
        raise KnownError("roster-empty", file=name)
    columns = guess(cells[0][1])
    header: tuple[str, ...] = ()
    header_line = 0
    if columns != Columns():
        (header_line, header), cells = cells[0], cells[1:]
    else:
        columns = _without_header(cells[0][1])
    return Roster(
        filename=name,
        kind=kind,
        encoding=encoding,
        header=header,
        header_line=header_line,
        cells=cells,
        columns=columns,
        ragged=_ragged(header, cells),
    )


def _without_header(first: Sequence[str]) -> Columns:
    """A list without a header: names alone, or a number and a name in either order."""
    if len(first) == 1:
        return Columns(name=0)
    digits = [any(character.isdigit() for character in text) for text in first[:2]]
    if digits == [True, False]:
        return Columns(number=0, name=1)
    if digits == [False, True]:
        return Columns(name=0, number=1)
    return Columns()


def _ragged(header: Sequence[str], cells: Sequence[tuple[int, tuple[str, ...]]]) -> tuple[int, ...]:
    widths = Counter(len(texts) for _, texts in cells)
    usual = len(header) or (widths.most_common(1)[0][0] if widths else 0)
    return tuple(line for line, texts in cells if len(texts) != usual)


def _row(line: int, cells: Sequence[str], columns: Columns) -> RosterRow:
    def at(index: int | None) -> str:
        return cells[index] if index is not None and 0 <= index < len(cells) else ""

    first, last = at(columns.first), at(columns.last)
    parts = (last, first) if columns.family_first else (first, last)
    name = at(columns.name) if columns.name is not None else " ".join(parts)
    return RosterRow(line=line, name=name, number=at(columns.number), group=at(columns.group))
