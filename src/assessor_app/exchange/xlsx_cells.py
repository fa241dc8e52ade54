"""The first sheet of an XLSX file as plain text, measured before it is believed.

The reader lays a sheet out as a full rectangle: one cell at XFD1048576 would ask for half a terabyte, and a long shared
string in every cell for as much. So what the file unpacks to is measured first.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from assessor_app.domain.errors import KnownError
from assessor_app.exchange.xlsx_formulas import Places, without_value

MOST_UNPACKED = 400 * 1024 * 1024
MOST_CELLS = 5_000_000
MOST_TEXT = 512 * 1024 * 1024
_ROW_OR_CELL = re.compile(rb"<(?:[\w.-]{1,40}:)?(row|c)(?=[\s>])")
_ATTRIBUTES = re.compile(rb"""((?:[^>"']|"[^"]{0,500}"|'[^']{0,500}'){0,500}+)>""")
_PICTURES = re.compile(r"\d+ (?:xl/media/.*|docProps/thumbnail.*|.*\.bin)", re.IGNORECASE)
_PLACE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{0,3})(\d{0,7})["']""")
_STRING_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>")
_STRING_USED = re.compile(rb">\s*(\d{1,7})\s*</(?:[\w.-]+:)?v")


@dataclass
class _Extent:
    """How far the cells of a sheet reach, and how many they are."""

    rows: int = 0
    columns: int = 0
    cells: int = 0


@dataclass(frozen=True, kw_only=True)
class SheetRead:
    """(line, cells) of every row; `formulas` are places (line, column from 0) whose formula has no value."""

    lines: Iterator[tuple[int, list[str]]]
    formulas: Places


def read(data: bytes, *, name: str, most_rows: int) -> SheetRead:
    """The first sheet with anything in it; formulas give their last value.

    Raises KnownError: `roster-format`, `roster-unreadable`, `roster-too-large`, `roster-too-many-rows`.
    """
    parts = _unpack(data, name)
    if not any(part.endswith("workbook.xml") for part in parts):
        raise KnownError("roster-format", file=name)
    _require_sane(parts, name, most_rows)
    formulas = without_value({part.partition(" ")[2]: content for part, content in parts.items()})
    del parts
    index, found = _first_sheet(data, name)
    lines = ((line, _trimmed([_text(value) for value in row])) for line, row in enumerate(found, start=1))
    return SheetRead(lines=lines, formulas=formulas[index] if index < len(formulas) else frozenset())


def _unpack(data: bytes, name: str) -> dict[str, bytes]:
    """Every part by its name but for pictures and printer settings; sizes are checked before anything is unpacked, and zipfile holds them to it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            size = sum(info.file_size for info in infos)
            if size <= MOST_UNPACKED:
                named = ((f"{index} {info.filename}", info) for index, info in enumerate(infos))
                return {part: archive.read(info) for part, info in named if not _PICTURES.fullmatch(part)}
    except Exception as error:
        # A damaged archive makes zipfile raise a dozen unrelated kinds.
        raise KnownError("roster-unreadable", file=name, detail=str(error)) from error
    raise KnownError("roster-too-large", file=name, size=size, most=MOST_UNPACKED)


def _require_sane(parts: dict[str, bytes], name: str, most_rows: int) -> None:
    strings = [length for part in parts.values() for length in map(len, _STRING_END.split(part)[:-1])]
    for content in parts.values():
        extent = _extent(content, name)
        if extent.rows > most_rows:
            raise KnownError("roster-too-many-rows", file=name, most=most_rows)
        text = max(strings, default=0) * extent.cells
        if text > MOST_TEXT:
            used = (int(match[1]) for match in _STRING_USED.finditer(content))
            text = sum(strings[index] for index in used if index < len(strings))
        if extent.rows * extent.columns > MOST_CELLS or text > MOST_TEXT:
            raise KnownError(
                "roster-too-large", file=name, size=extent.rows * extent.columns, most=MOST_CELLS
            )


def _extent(content: bytes, name: str) -> _Extent:
    found = _Extent()
    row = column = 0
    for match in _ROW_OR_CELL.finditer(content):
        tag = _ATTRIBUTES.match(content, match.end())
        if tag is None:  # the first of them ends it: a file of tags that never close must not cost hours
            raise KnownError("roster-unreadable", file=name, detail="a cell that no spreadsheet writes")
        attributes = tag[1]
        place = _PLACE.search(attributes)
        if match[1] == b"row":
            row, column = int(place[2] or 0) if place else row + 1, 0
            continue
        column = _column(place[1]) if place else column + 1
        row = int(place[2] or 0) if place else row
        if not attributes.endswith(b"/"):  # a cell with a style and nothing in it takes no room
            found.rows = max(found.rows, row)
            found.columns = max(found.columns, column)
            found.cells += 1
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _first_sheet(data: bytes, name: str) -> tuple[int, list[list[object]]]:
    """Its place in the book, from 0, and its rows."""
    from python_calamine import CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for index in range(len(workbook.sheet_names)):
            found = workbook.get_sheet_by_index(index).to_python(skip_empty_area=False)
            if found:
                return index, [list(row) for row in found]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        # A panic in the reader's Rust is no Exception.
        raise KnownError("roster-unreadable", file=name, detail=str(error)) from error
    return 0, []


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(value: object) -> str:
    """A cell as text: 1042.0 is the number 1042, a date is written as ISO 8601 has it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
