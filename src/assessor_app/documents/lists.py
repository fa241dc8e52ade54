"""Lists in print: who was to come to a sitting, and who is on the books."""

from collections.abc import Sequence

from assessor_app.documents.plain.papers import Paper, open_plain
from assessor_app.documents.plain.pieces import Piece, Setter
from assessor_app.documents.plain.report import Report, add_report, report_setter
from assessor_app.documents.plain.tables import Columns
from assessor_app.domain.centre import Centre
from assessor_app.domain.sitting import Attendance, Sitting
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.people.history import LearnerRow
from assessor_app.services.results.ports import ResultRow
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words
from assessor_app.wording.marks import attendance_word, environment_word, identified_word

_LINE = 24.0


def draw_attendance(sitting: Sitting, rows: Sequence[ResultRow], centre: Centre) -> PaperFile:
    """Everybody listed, with what became of them and room to sign; no results."""
    design = open_plain()
    paper = Paper(design, _("Attendance list: {place}").format(place=sitting.place))
    setter = report_setter(design)
    columns = Columns(
        setter=setter,
        titles=(
            _("Bib"),
            _("Learner"),
            _("Number"),
            _("Form"),
            _("Attendance"),
            _("Identified"),
            _("Signature"),
        ),
        shares=(0.9, 4, 1.4, 1.8, 1.7, 1.8, 3),
    )
    about = " · ".join((sitting.place, day_words(sitting.date), environment_word(sitting.environment)))
    title = _("Attendance list")
    body = [columns.row(_came(row), least=_LINE, box=True) for row in rows]
    head = [*_head(setter, centre, title, about), *setter.text(_listed(len(rows)), after=4), columns.head()]
    foot = f"{title} · {about}"
    add_report(paper, setter, Report(head=head, again=[columns.head()], body=body, foot=foot))
    return paper.file()


def draw_learners(rows: Sequence[LearnerRow], group: str, centre: Centre, *, on: str) -> PaperFile:
    """Learners by name, of one group where one is named; `on` is the day (ISO) on which the list was true."""
    design = open_plain()
    title = _("Learners: {group}").format(group=group) if group else _("Learners")
    paper = Paper(design, title)
    setter = report_setter(design)
    columns = Columns(
        setter=setter,
        titles=(_("Name"), _("Number"), _("Group"), _("Name checked")),
        shares=(5, 2, 3, 1.6),
    )
    body = [columns.row(_learner(row)) for row in rows]
    head = [*_head(setter, centre, title, day_words(on)), *setter.text(_count(len(rows)), after=4)]
    foot = f"{title} · {day_words(on)}"
    report = Report(head=[*head, columns.head()], again=[columns.head()], body=body, foot=foot)
    add_report(paper, setter, report)
    return paper.file()


def _head(setter: Setter, centre: Centre, title: str, about: str) -> list[Piece]:
    band = [setter.band(_("SAMPLE: invented people and results"))] if centre.sample else []
    return [
        *band,
        *setter.text(centre.name, "strong"),
        setter.fit(title, "title"),
        *setter.text(about, "body", after=4),
    ]


def _came(row: ResultRow) -> tuple[str, ...]:
    expected = row.attendance in {None, Attendance.EXPECTED}
    return (
        row.bib,
        row.name,
        row.number,
        row.form_code,
        "" if expected or row.attendance is None else attendance_word(row.attendance),
        identified_word(row.identified) if row.identified else "",
        "",
    )


def _learner(row: LearnerRow) -> tuple[str, ...]:
    checked = _("yes") if row.checked else _("no")
    return row.learner.name, row.learner.number, row.learner.group, checked


def _listed(count: int) -> str:
    return ngettext("{count} listed", "{count} listed", count).format(count=count)


def _count(count: int) -> str:
    return ngettext("{count} learner", "{count} learners", count).format(count=count)
