"""A roster is read as it comes, guesses are said, and no bytes at all are more than a sentence."""

import io
import time
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.exchange.columns import Columns, guess
from assessor_app.exchange.rosters import Kind, read_roster, rows, with_columns

PLAIN = "Number,Name,Group\n1001,Zoë Müller,A\n1002,Łukasz Żak,B\n"


def pairs(data: bytes, filename: str = "roster.csv") -> list[tuple[str, str, str]]:
    return [(row.number, row.name, row.group) for row in rows(read_roster(data, filename))]


def code_of(data: bytes) -> str:
    with pytest.raises(KnownError) as caught:
        read_roster(data, "C:\\lists\\roster.csv")
    assert caught.value.details.get("file") == "roster.csv"
    return caught.value.code


def sheet(*lines: tuple[object, ...]) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in lines:
        page.append(list(line))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return kept.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_every_unicode_encoding_gives_the_same_names(encoding: str) -> None:
    data = PLAIN.encode(encoding)
    assert pairs(data) == [("1001", "Zoë Müller", "A"), ("1002", "Łukasz Żak", "B")]
    assert not read_roster(data, "r.csv").encoding_guessed


def test_cp1252_is_recognised_and_said() -> None:
    roster = read_roster("Name\nZoë Müller\nO’Brien\n".encode("cp1252"), "r.csv")
    assert (roster.encoding, roster.encoding_guessed) == ("cp1252", True)
    assert [row.name for row in rows(roster)] == ["Zoë Müller", "O’Brien"]


def test_bytes_that_cp1252_does_not_know_are_latin_1() -> None:
    assert read_roster(b"Name\nZo\xeb\nM\x81x\n", "r.csv").encoding == "latin-1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_is_found(delimiter: str, end: str) -> None:
    text = PLAIN.replace(",", delimiter).replace("\n", end)
    assert pairs(text.encode())[0] == ("1001", "Zoë Müller", "A")


def test_a_comma_inside_names_is_no_delimiter() -> None:
    assert pairs("Nummer;Name\n1;Müller, Anna\n2;Weiß, Jörg\n".encode())[0] == ("1", "Müller, Anna", "")


def test_excels_own_separator_line_is_obeyed_and_lines_still_count() -> None:
    roster = read_roster(b"sep=;\nNr;Name\n7;Ada\n", "r.csv")
    assert [(row.line, row.number, row.name) for row in rows(roster)] == [(3, "7", "Ada")]


def test_ragged_and_blank_rows_are_read_and_named() -> None:
    roster = read_roster(b"Number,Name,Group\n1,Ada\n\n2,Bob,A,extra\n,,\n3,Cy,B\n", "r.csv")
    assert [(row.line, row.name, row.group) for row in rows(roster)] == [
        (2, "Ada", ""),
        (4, "Bob", "A"),
        (6, "Cy", "B"),
    ]
    assert roster.ragged == (2, 4)


def test_formulas_are_plain_text() -> None:
    data = b'Number,Name\n=1+1,"=HYPERLINK(""http://x"")"\n+49,-Ann\n@7,<b>Bo</b>\n'
    assert pairs(data) == [
        ("=1+1", '=HYPERLINK("http://x")', ""),
        ("+49", "-Ann", ""),
        ("@7", "<b>Bo</b>", ""),
    ]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["Student No.", "First name", "Surname", "Class"], Columns(number=0, first=1, last=2, group=3)),
        (["Matricule", "Nom", "Prénom", "Groupe"], Columns(number=0, last=1, first=2, group=3)),
        (["Nombre", "Apellidos", "Número"], Columns(first=0, last=1, number=2)),
        (["Vorname", "Nachname", "Matrikel-Nr."], Columns(first=0, last=1)),
        (["NAME", "KLASSE"], Columns(name=0, group=1)),
        (["ФИО", "Группа", "Номер"], Columns(name=0, group=1, number=2)),
        (["الرَّقم", "الاسم", "المجموعة"], Columns(number=0, name=1, group=2)),
        (["क्रमांक", "नाम", "कक्षा"], Columns(number=0, name=1, group=2)),
        (["ቁጥር", "ስም", "ክፍል"], Columns(number=0, name=1, group=2)),
        (["Αριθμός", "Ονοματεπώνυμο", "Τμήμα"], Columns(number=0, name=1, group=2)),
        (["Mã số", "Họ và tên", "Lớp"], Columns(number=0, name=1, group=2)),
    ],
)
def test_headers_are_understood_in_many_languages(header: list[str], expected: Columns) -> None:
    assert guess(header) == expected


def test_a_file_without_a_header_is_a_list_of_numbers_and_names() -> None:
    assert pairs(b"1001,Ada Bo\n1002,Cy Do\n") == [("1001", "Ada Bo", ""), ("1002", "Cy Do", "")]
    assert pairs(b"Ada Bo\nCy Do\n")[0][1] == "Ada Bo"


def test_a_person_may_say_which_column_is_which() -> None:
    roster = read_roster(b"x,y,z\nAda,Bo,7\n", "r.csv")
    with pytest.raises(KnownError, match="roster-columns"):
        rows(roster)
    chosen = with_columns(roster, Columns(first=0, last=1, number=2, family_first=True), header=True)
    assert [(row.line, row.number, row.name) for row in rows(chosen)] == [(2, "7", "Bo Ada")]
    back = with_columns(chosen, Columns(name=0), header=False)
    assert [(row.line, row.name) for row in rows(back)] == [(1, "x"), (2, "Ada")]


def test_xlsx_gives_values_as_text() -> None:
    data = sheet(
        ("Number", "Full name", "Group"),
        (1001, "Zoë", "=A"),
        ("0042", "محمد", None),
        (None, None, None),
        (3.5, "-x", 7),
    )
    roster = read_roster(data, "r.xlsx")
    assert roster.kind is Kind.XLSX
    # openpyxl writes "=A" as a formula without a value: a formula gives its last value, here none.
    assert [(row.line, row.number, row.name, row.group) for row in rows(roster)] == [
        (2, "1001", "Zoë", ""),
        (3, "0042", "محمد", ""),
        (5, "3.5", "-x", "7"),
    ]


def test_a_formula_that_nobody_worked_out_is_known_to_be_one() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for line in (("Number", "Name"), (1, "=A1&B1"), (2, "Ann"), (3, None)):
        page.append(list(line))
    book.create_sheet("Other").append(["=1"])
    kept = io.BytesIO()
    book.save(kept)
    found = rows(read_roster(kept.getvalue(), "r.xlsx"))
    assert [(row.number, row.name, row.formula) for row in found] == [
        ("1", "", True),
        ("2", "Ann", False),
        ("3", "", False),
    ]
    worked_out = with_part(
        kept.getvalue(),
        "xl/worksheets/sheet1.xml",
        b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData><row r='1'>"
        b"<c r='A1' t='str'><f>1</f><v>Name</v></c></row><row r='2'><c r='A2' t='str'><f>B2</f><v>Bo</v></c></row>"
        b"</sheetData></worksheet>",
    )
    assert [(row.name, row.formula) for row in rows(read_roster(worked_out, "r.xlsx"))] == [("Bo", False)]


def test_a_cell_in_the_last_corner_is_refused_before_it_is_believed() -> None:
    part = "xl/worksheets/sheet1.xml"
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    for cell in (
        b'<row><c t="n" r="XFD1048576"><v>1</v></c></row>',
        b'<row x=">" r="1048576"><c><v>1</v></c></row>',
    ):
        hostile = with_part(sheet(("Name",)), part, head + cell + b"</sheetData></worksheet>")
        assert code_of(hostile) == "roster-too-many-rows"
    wide = b'<row r="1">' + b'<c r="XFD1"><v>1</v></c></row><row r="900"><c r="A900"><v>1</v></c></row>'
    assert (
        code_of(with_part(sheet(("Name",)), part, head + wide + b"</sheetData></worksheet>"))
        == "roster-too-large"
    )


@pytest.mark.parametrize(
    "content", [b"<c " * 3_000_000, b'<c "' * 2_000_000, b"<c x='" + b"y" * 600 + b"' r='XFD1'><v>1</v></c>"]
)
def test_cells_that_no_spreadsheet_writes_are_refused_in_time(content: bytes) -> None:
    started = time.monotonic()
    assert code_of(with_part(sheet(("Name",)), "xl/worksheets/sheet1.xml", content)) == "roster-unreadable"
    assert time.monotonic() - started < 20


def test_a_long_string_in_every_cell_is_refused() -> None:
    strings = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si><si><t>Name</t></si></sst>"
    data = with_part(sheet(("Name",)), "xl/sharedStrings.xml", strings)
    cells = b"".join(
        b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1, 60_001)
    )
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    hostile = with_part(data, "xl/worksheets/sheet1.xml", head + cells + b"</sheetData></worksheet>")
    assert code_of(hostile) == "roster-too-large"
    harmless = cells.replace(b"<v>0<", b"<v>1<")
    read = read_roster(
        with_part(data, "xl/worksheets/sheet1.xml", head + harmless + b"</sheetData></worksheet>"), "r.xlsx"
    )
    assert len(rows(read)) == 59_999, "one long remark elsewhere is no attack"


def test_a_zip_bomb_is_refused_unopened() -> None:
    assert code_of(with_part(sheet(("Name",)), "xl/styles.xml", bytes(500_000_000))) == "roster-too-large"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "roster-empty"),
        (b"\n\n , ,\n", "roster-empty"),
        (b"\xff\xfeA", "roster-unreadable"),
        (b"\xd0\xcf\x11\xe0 an old workbook", "roster-format"),
        (b"%PDF-1.7\0\0", "roster-format"),
        (b"PK\x03\x04 torn", "roster-unreadable"),
        (b'Name\n"never closed' + b"x" * 40_000, "roster-unreadable"),
        (b'Name\n"never closed' + b"x" * 200_000, "roster-unreadable"),
        (b"x" * (33 * 1024 * 1024), "roster-too-large"),
        (b"n\n" * 200_001, "roster-too-many-rows"),
    ],
    ids=range(10),
)
def test_what_is_no_roster_gets_one_code(data: bytes, code: str) -> None:
    assert code_of(data) == code


def test_a_row_of_a_million_columns_is_refused() -> None:
    with pytest.raises(KnownError, match="roster-unreadable") as caught:
        read_roster(b"name\nAmina" + b";" * 1_000_000, "wide.csv")
    assert "1000001 columns: line 2" in str(caught.value.details["detail"])


def test_a_torn_workbook_is_a_sentence_wherever_it_is_torn() -> None:
    data = sheet(("Number", "Name"), (1, "Ada"))
    for end in range(4, len(data), 97):
        assert code_of(data[:end]) in {"roster-unreadable", "roster-format"}


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"sep=;\n"]),
)
@settings(max_examples=300, deadline=None)
def test_random_bytes_are_a_roster_or_a_known_error(data: bytes, start: bytes) -> None:
    with suppress(KnownError):
        rows(read_roster(start + data, "r.csv"))


WORKBOOK = sheet(("Number", "Name"), (1, "Ada"))


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
@settings(max_examples=100, deadline=None)
def test_a_flipped_byte_in_a_workbook_is_a_roster_or_a_known_error(place: float, flip: int) -> None:
    whole = bytearray(WORKBOOK)
    whole[int(place * len(whole))] ^= flip
    with suppress(KnownError):
        rows(read_roster(bytes(whole), "r.xlsx"))


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), min_size=1, max_size=6))
def test_any_text_that_decodes_is_read_or_refused(table: list[list[str]]) -> None:
    text = "\n".join(";".join(cells) for cells in table)
    with suppress(KnownError, UnicodeEncodeError):
        rows(read_roster(text.encode(), "r.csv"))


def test_a_hundred_thousand_rows_in_seconds() -> None:
    data = (
        "Number;Name;Group\n" + "".join(f"{row};Learner Number {row};G{row % 40}\n" for row in range(100_000))
    ).encode()
    started = time.monotonic()
    assert len(rows(read_roster(data, "r.csv"))) == 100_000
    assert time.monotonic() - started < 10


def test_a_picture_in_the_workbook_is_not_taken_for_cells() -> None:
    data = with_part(sheet(("Name",), ("Ada",)), "xl/media/image1.png", b"\x89PNG <c \"\x00 <row '")
    assert pairs(data, "r.xlsx") == [("", "Ada", "")]
