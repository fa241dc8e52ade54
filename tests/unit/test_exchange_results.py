import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.exchange.results import as_csv, as_xlsx, titles
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.results.ports import ResultRow

EVIL = ('=HYPERLINK("http://x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", " =1+1", "=cmd|' /C calc'!A0")


def row(**changes: object) -> ResultRow:
    values: dict[str, object] = {
        "name": "Amina Bello",
        "number": "2031",
        "group": "Kitchen B",
        "form_code": "CUL-KNI",
        "form_version": "1",
        "title": "Knife Skills",
        "date": "2026-11-22",
        "place": "Kitchen 2",
        "bib": "3",
        "attendance": Attendance.FINISHED,
        "identified": Identified.DOCUMENT,
        "attempt": 1,
        "state": State.FINALISED,
        "decision": Decision.COMPETENT,
        "end": End.COMPLETED,
        "decided": "2026-11-22",
        "assessor": "Bram Bakker",
        "acknowledged": Acknowledged.SIGNED,
        "certificate": "04HM-ASW9-0012-G",
    }
    return ResultRow(**{**values, **changes})  # type: ignore[arg-type]  # a test names what it changes


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def sheet_of(data: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_csv_has_the_mark_excel_knows_and_a_row_for_each() -> None:
    data = as_csv([row(), row(name="अमीना", decision=None, state=None)])
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    head, first, second = read(data)
    assert head == list(titles())
    assert first[head.index("Name")] == "Amina Bello"
    assert first[head.index("Result")] == "competent"
    assert first[head.index("Signed")] == "yes"
    assert second[head.index("Name")] == "अमीना"
    assert second[head.index("Result")] == second[head.index("Signed")] == ""


@given(st.text(max_size=30))
def test_no_cell_of_a_csv_begins_as_a_formula_does(name: str) -> None:
    for text in (name, *EVIL):
        for cell in read(as_csv([row(name=text, group=text, place=text)]))[1]:
            assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_every_cell_of_a_workbook_is_text_and_none_a_formula() -> None:
    sheet = sheet_of(as_xlsx([row(name=text) for text in EVIL]))
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    names = [line[4].value for line in sheet.iter_rows(min_row=2)]
    assert names[0] == EVIL[0]
    assert sheet.freeze_panes == "A2"


def test_control_characters_are_left_out_and_joiners_stay() -> None:
    name = "علی\u200cرضا\x00\x0b"
    (line,) = read(as_csv([row(name=name)]))[1:]
    assert line[4] == "علی\u200cرضا"
    assert sheet_of(as_xlsx([row(name=name)])).cell(row=2, column=5).value == "علی\u200cرضا"
