"""The report on a roster, row by row, in words."""

from array import array
from collections.abc import Callable

from assessor_app.services.people.import_learners import ImportPlan, RowReport, Verdict
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.rows import Row, Status
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_SHAPES = {
    Verdict.NEW: Shape.MET,
    Verdict.CHANGED: Shape.UNKNOWN,
    Verdict.UNCHANGED: Shape.NOT_SEEN,
    Verdict.REPEATED: Shape.NOT_APPLICABLE,
    Verdict.REFUSED: Shape.HELD,
}
_KINDS: dict[str, Callable[[RowReport], bool]] = {
    "": lambda _report: True,
    "refused": lambda report: report.verdict is Verdict.REFUSED,
    "remarks": lambda report: bool(report.notes),
    "new": lambda report: report.verdict is Verdict.NEW,
    "changed": lambda report: report.verdict is Verdict.CHANGED,
    "unchanged": lambda report: report.verdict is Verdict.UNCHANGED,
    "repeated": lambda report: report.verdict is Verdict.REPEATED,
}


def keys_of(plan: ImportPlan, kind: str) -> "array[int]":
    """Indices of the rows of one kind; "" is every row."""
    belongs = _KINDS[kind]
    return array("q", (index for index, report in enumerate(plan.rows) if belongs(report)))


def kinds(plan: ImportPlan) -> tuple[tuple[str, str], ...]:
    """What can be chosen to look at, each with its count; kinds without a row are left out."""
    words = {
        "": _("All rows ({count})"),
        "refused": _("Refused ({count})"),
        "remarks": _("With a remark ({count})"),
        "new": _("New ({count})"),
        "changed": _("Changed ({count})"),
        "unchanged": _("Known already ({count})"),
        "repeated": _("Repeated in the file ({count})"),
    }
    counts = {kind: sum(map(belongs, plan.rows)) for kind, belongs in _KINDS.items()}
    return tuple(
        (kind, words[kind].format(count=counts[kind])) for kind in _KINDS if counts[kind] or not kind
    )


def accept_word(plan: ImportPlan) -> str:
    """The word on the button; empty where nothing would change."""
    counts = plan.counts()
    count = counts[Verdict.NEW] + counts[Verdict.CHANGED]
    if not count:
        return ""
    return ngettext("Import {count} learner", "Import {count} learners", count).format(count=count)


def cells(report: RowReport) -> Row:
    """A row of the report."""
    row = report.row
    name = row.name
    if report.before is not None and report.learner is not None and report.before.name != report.learner.name:
        name = _("{name}\nwas {before}").format(name=report.learner.name, before=report.before.name)
    return (
        str(row.line),
        name,
        row.number,
        row.group,
        Status(_SHAPES[report.verdict], sentence_of(report)),
    )


def sentence_of(report: RowReport) -> str:
    """What becomes of the row, and what somebody should look at."""
    word = {
        Verdict.NEW: _("New"),
        Verdict.CHANGED: _("Changed"),
        Verdict.UNCHANGED: _("Known already"),
        Verdict.REPEATED: _("Same as row {other}"),
        Verdict.REFUSED: _("Refused"),
    }[report.verdict].format(other=report.other)
    told = [_problem(report)] if report.problem else [_note(note) for note in report.notes]
    return _("{verdict}: {told}").format(verdict=word, told="; ".join(told)) if told else word


def _problem(report: RowReport) -> str:
    if report.problem == "duplicate-number" and report.other == report.row.line:
        return _("a later row gives this number to another name or group")
    return {
        "missing-name": _("it has no name"),
        "formula": _(
            "its name is a formula without a value: open the file where it was made, and save it again"
        ),
        "too-long": _("a name, number or group is too long"),
        "duplicate-number": _("row {other} gives this number to another name or group"),
    }[report.problem].format(other=report.other)


def _note(note: str) -> str:
    return {
        "control-characters": _("invisible characters were taken out"),
        "new-name": _("another name"),
        "new-group": _("another group"),
        "checked-name": _("somebody has checked the name as it is now"),
        "same-name": _("somebody here has the same name"),
        "looks-like-formula": _("this is a formula of a spreadsheet, not a name? It is kept as plain text"),
    }[note]
