"""The papers that can be had: what each is called, in which ways it comes, and how it is made."""

from assessor_app.domain.errors import KnownError
from assessor_app.services.papers.file import PaperFile
from assessor_app.services.papers.ports import SheetKind
from assessor_app.services.papers.sheets import number_sheets
from assessor_app.services.people.history import LearnerRow
from assessor_app.services.results.results import results_of_group, results_of_sitting
from assessor_app.services.sittings.closed import closed_sitting
from assessor_app.services.slips.slip import slip, slips_of
from assessor_app.ui.papers.desks import PaperDesks
from assessor_app.ui.papers.offer import Draw, Offer, Way
from assessor_app.wording.catalogue import gettext as _

_AT_ONCE = 2_000


def slips_offer(desks: PaperDesks, *, by: str, sitting: str, place: str) -> Offer:
    """The slips of all who have a signed result of this sitting."""

    def make(way: str) -> PaperFile:
        contents = slips_of(desks.slips, by=by, sitting=sitting)
        if not contents:
            raise KnownError("no-slips-yet")
        return desks.drawing.slips(contents, way)

    return Offer(
        title=_("Result slips"),
        sentence=_("One for each learner whose result is signed, competent or not yet."),
        name=_("Result slips {place}").format(place=place),
        make=make,
        ways=_slip_ways(),
    )


def slip_offer(desks: PaperDesks, *, by: str, assessment: str, name: str) -> Offer:
    """One learner's slip."""
    return Offer(
        title=_("Result slip"),
        sentence=_("What {name} takes home: what was shown, what is outstanding, how to appeal.").format(
            name=name
        ),
        name=_("Result slip {name}").format(name=name),
        make=lambda way: desks.drawing.slips([slip(desks.slips, by=by, assessment=assessment)], way),
        ways=_slip_ways(),
    )


def _slip_ways() -> tuple[Way, ...]:
    return (
        Way(key="a4", word=_("A4"), about=_("One a page; names each criterion that was shown.")),
        Way(
            key="four",
            word=_("Four on A4"),
            about=_("To cut apart. A long one gets a page of its own, after the others."),
        ),
        Way(key="roll", word=_("80 mm roll"), about=_("For a receipt printer; each as long as it needs.")),
    )


def manifest_offer(desks: PaperDesks, *, by: str, sitting: str, place: str) -> Offer:
    """How the sitting came out, from the record of its closing."""

    def make(_way: str) -> PaperFile:
        return desks.drawing.manifest(closed_sitting(desks.sittings, by=by, sitting=sitting), desks.centre())

    return Offer(
        title=_("Manifest of the sitting"),
        sentence=_(
            "How the list came out, what was signed, and where in the chain it stands. The same numbers are in the signed record."
        ),
        name=_("Manifest {place}").format(place=place),
        make=make,
    )


def sheets_offer(desks: PaperDesks, *, by: str, sitting: str, place: str) -> Offer:
    """Blank sheets to write on; each printing has numbers of its own."""

    def first(way: str) -> Draw:
        made = number_sheets(desks.sheets, by=by, sitting=sitting, kind=SheetKind(way))
        centre = desks.centre()
        return lambda: desks.drawing.sheets(made, centre)

    return Offer(
        title=_("Blank observation sheets"),
        sentence=_(
            "For when there is no screen. Each has a number, by which its marks say where they came from."
        ),
        name=_("Observation sheets {place}").format(place=place),
        first=first,
        ways=(
            Way(
                key=SheetKind.GROUP.value,
                word=_("For the group"),
                about=_("Criteria down, learners across by their bibs; room for readings and notes."),
            ),
            Way(
                key=SheetKind.LEARNER.value,
                word=_("For each learner"),
                about=_("Each criterion with its benchmark, boxes and lines to write on."),
            ),
        ),
    )


def attendance_offer(desks: PaperDesks, *, by: str, sitting: str, place: str) -> Offer:
    """Who is listed, with room to sign."""

    def make(_way: str) -> PaperFile:
        rows = results_of_sitting(desks.results, by=by, sitting=sitting)
        return desks.drawing.attendance(desks.sittings.sittings.get(sitting), rows, desks.centre())

    return Offer(
        title=_("Attendance list"),
        sentence=_("Who is listed and who came, with room to sign. It shows no results."),
        name=_("Attendance {place}").format(place=place),
        make=make,
    )


def sitting_results_offer(desks: PaperDesks, *, by: str, sitting: str, place: str) -> Offer:
    """A sitting's results for a spreadsheet."""
    return Offer(
        title=_("Results for a spreadsheet"),
        sentence=_("One row for each learner listed. Whoever gets the file can read names and results."),
        name=_("Results {place}").format(place=place),
        table=lambda suffix: desks.drawing.table(
            results_of_sitting(desks.results, by=by, sitting=sitting), suffix
        ),
        ways=_table_ways(),
    )


def group_results_offer(desks: PaperDesks, *, by: str, group: str) -> Offer:
    """A group's results for a spreadsheet; everybody's where no group is chosen."""
    whose = group or _("all learners")
    return Offer(
        title=_("Results for a spreadsheet"),
        sentence=_(
            "{whose}: one row for each assessment. Whoever gets the file can read names and results."
        ).format(whose=whose),
        name=_("Results {place}").format(place=whose),
        table=lambda suffix: desks.drawing.table(results_of_group(desks.results, by=by, group=group), suffix),
        ways=_table_ways(),
    )


def _table_ways() -> tuple[Way, ...]:
    return (
        Way(
            key=".xlsx", word=_("Excel workbook"), about=_("Opens in every spreadsheet; all cells are text.")
        ),
        Way(
            key=".csv",
            word=_("CSV"),
            about=_("Text with commas. A value that a spreadsheet would run has an apostrophe before it."),
        ),
    )


def learners_offer(desks: PaperDesks, *, group: str, on: str) -> Offer:
    """The list of learners in print."""
    whose = group or _("all learners")

    def make(_way: str) -> PaperFile:
        return desks.drawing.learners(_everybody(desks, group), group, desks.centre(), on)

    return Offer(
        title=_("Learners' list"),
        sentence=_("{whose}: names, numbers, groups, and whose name was checked.").format(whose=whose),
        name=_("Learners {group}").format(group=group).strip(),
        make=make,
    )


def _everybody(desks: PaperDesks, group: str) -> list[LearnerRow]:
    """All rows in the order of names, read in pieces."""
    rows: list[LearnerRow] = []
    keys, mark = desks.learners.keys_after(None, group=group, limit=_AT_ONCE)
    while True:
        rows.extend(desks.learners.rows(keys))
        if mark is None:
            return rows
        keys, mark = desks.learners.keys_after(mark, group=group, limit=_AT_ONCE)
