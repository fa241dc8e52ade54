"""Results for a spreadsheet: CSV as Excel wants it, and XLSX. No cell of them is ever run as a formula."""

from collections.abc import Sequence

from assessor_app.domain.assessment import State
from assessor_app.exchange.tables import csv_of, xlsx_of
from assessor_app.services.results.ports import ResultRow
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.manifest import taken_word
from assessor_app.wording.marks import attendance_word, decision_word, end_word, identified_word


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
    """As `tables.csv_of`: a row for each result."""
    return csv_of(titles(), [cells(row) for row in rows])


def as_xlsx(rows: Sequence[ResultRow]) -> bytes:
    """As `tables.xlsx_of`: a row for each result."""
    return xlsx_of(_("Results"), titles(), [cells(row) for row in rows])
