"""Tables for a spreadsheet: CSV as Excel wants it, and XLSX. No cell of them is ever run as a formula."""

import csv
import io
from collections.abc import Sequence
from unicodedata import category

# A spreadsheet takes text that begins so for a formula, or drops what stands before it and then does.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767
_MOST_WIDE = 60


def csv_of(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it, commas, every cell quoted.

    A cell that a spreadsheet would run gets an apostrophe before it: quotes alone do not stop it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(name: str, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet; every cell is text, whatever it looks like."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = name[:31]
    lines = [titles, *rows]
    for number, line in enumerate(lines, start=1):
        for column, text in enumerate(line, start=1):
            _write(sheet.cell(row=number, column=column), text, bold=number == 1)
    sheet.freeze_panes = "A2"
    for column, wide in enumerate(_widths(lines), start=1):
        sheet.column_dimensions[get_column_letter(column)].width = wide
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(cell: object, text: str, *, bold: bool) -> None:
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Font

    if not isinstance(cell, Cell):
        raise TypeError(type(cell).__name__)
    cell.value = _plain(text)
    # As text, after the value: setting it takes "=…" for a formula. The style shows editors that it stays text.
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(_RUN):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)


def _widths(lines: Sequence[Sequence[str]]) -> list[int]:
    return [min(max(len(cell) for cell in column) + 2, _MOST_WIDE) for column in zip(*lines, strict=True)]


def _harmless(text: str) -> str:
    text = _plain(text)
    return f"'{text}" if text.lstrip(" ").startswith(_RUN) else text


def _plain(text: str) -> str:
    """Without what no cell may hold; the joiners and direction marks of a name stay."""
    kept = "".join(letter for letter in text if category(letter) != "Cc" or letter in "\t\n")
    return kept[:_LONGEST_CELL]
