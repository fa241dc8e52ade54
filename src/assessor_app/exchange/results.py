"""Results for a spreadsheet: CSV as Excel wants it, and XLSX. No cell of them is ever run as a formula."""

import csv
import io
from collections.abc import Sequence
from unicodedata import category

from assessor_app.domain.assessment import State
from assessor_app.services.results.ports import ResultRow
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.manifest import taken_word
from assessor_app.wording.marks import attendance_word, decision_word, end_word, identified_word

# A spreadsheet takes text that begins so for a formula, or drops what stands before it and then does.
_RUN = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_LONGEST_CELL = 32_767
_MOST_WIDE = 60


def titles() -> tuple[str, ...]:
    """The first row."""
    return (
        _("Date"),
        _("Place"),
        _("Bib"),
        _("Number"),
        _("Name"),
        _("Group"),
        _("Form"),
        _("Version"),
        _("Title"),
        _("Attendance"),
        _("Identified"),
        _("Attempt"),
        _("End"),
        _("Result"),
        _("Signed"),
        _("Decided on"),
        _("Assessor"),
        _("The learner's part"),
        _("Certificate"),
    )


def cells(row: ResultRow) -> tuple[str, ...]:
    """A row as text; what is not known is empty."""
    signed = _("yes") if row.state in {State.FINALISED, State.ANNULLED} else _("no")
    return (
        row.date,
        row.place,
        row.bib,
        row.number,
        row.name,
        row.group,
        row.form_code,
        row.form_version,
        row.title,
        attendance_word(row.attendance) if row.attendance else "",
        identified_word(row.identified) if row.identified else "",
        str(row.attempt) if row.attempt else "",
        end_word(row.end) if row.end else "",
        _result(row),
        signed if row.decision else "",
        row.decided,
        row.assessor,
        taken_word(row.acknowledged.value) if row.acknowledged else "",
        row.certificate,
    )


def _result(row: ResultRow) -> str:
    if row.state is State.ANNULLED:
        return _("annulled")
    return decision_word(row.decision) if row.decision else ""


def as_csv(rows: Sequence[ResultRow]) -> bytes:
    """UTF-8 with the mark by which Excel knows it, commas, every cell quoted.

    A cell that a spreadsheet would run gets an apostrophe before it: quotes alone do not stop it.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(titles())
    writer.writerows([_harmless(cell) for cell in cells(row)] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(rows: Sequence[ResultRow]) -> bytes:
    """A workbook of one sheet; every cell is text, whatever it looks like."""
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = _("Results")[:31]
    lines = [titles(), *(cells(row) for row in rows)]
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
