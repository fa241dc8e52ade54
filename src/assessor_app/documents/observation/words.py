"""What stands on every observation sheet."""

from collections.abc import Iterator
from dataclasses import replace

from assessor_app.documents.plain.pieces import Piece, Setter
from assessor_app.domain.centre import Centre
from assessor_app.domain.form import Criterion, Reading
from assessor_app.services.papers.sheets import BlankSheet, SheetPerson
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.names import bench_words
from assessor_app.wording.numbers import number_words

CRITICAL = "▲"
_BIB_WIDE = 44.0


def sheet_title(sheet: BlankSheet) -> str:
    """The sheet's number, as marks name it when they come back."""
    return _("Paper sheet {number}").format(number=sheet.number)


def head(
    sheet: BlankSheet, centre: Centre, setter: Setter, *, who: SheetPerson | None = None
) -> Iterator[Piece]:
    """Number, form, place and day; who is assessed; who observes, when."""
    if centre.sample:
        yield setter.band(_("SAMPLE: invented people and results"))
    number = _("{sheet} · {form}  {title}").format(
        sheet=sheet_title(sheet), form=sheet.form.ref, title=sheet.form.title
    )
    yield setter.fit(number, "title")
    if who is not None:
        yield from person_lines(who, setter)
    where = " · ".join((centre.name, sheet.sitting.place, day_words(sheet.sitting.date)))
    yield from setter.text(where, "small", after=4)
    blank = _("Assessor: {line}   From: {time}   To: {time}   Signature: {line}").format(
        line="_" * 26, time="_" * 9
    )
    yield setter.fit(blank, "body", after=5)


def person_lines(person: SheetPerson, setter: Setter) -> Iterator[Piece]:
    """Bib and name, large, each in its own place: a name that reads from right to left moves no number."""
    room = replace(setter, width=setter.width - _BIB_WIDE) if person.bib else setter
    mark = setter.block(person.bib, "name", width=setter.width) if person.bib else None
    yield replace(room.fit(person.name, "name"), indent=setter.width - room.width, mark=mark)
    bench = bench_words(person.bench) if person.bench else ""
    yield from setter.text(" · ".join(part for part in (person.number, bench) if part), "strong")


def sheet_of(sheet: BlankSheet) -> str:
    """The sheet, and by its bib whose it is: what stands at the foot of each page."""
    bib = sheet.people[0].bib
    return _("{sheet} · bib {bib}").format(sheet=sheet_title(sheet), bib=bib) if bib else sheet_title(sheet)


def criterion_words(criterion: Criterion) -> str:
    """Its number, ▲ where it is critical, and its words."""
    mark = f"{criterion.id} {CRITICAL}" if criterion.critical else criterion.id
    return f"{mark} {criterion.text}"


def reading_words(reading: Reading) -> str:
    """What to measure, in what unit, within which limits."""
    parts = [f"{reading.label} ({reading.unit})", _limits(reading), reading.instrument]
    return " · ".join(part for part in parts if part)


def _limits(reading: Reading) -> str:
    if reading.task_sheet:
        return _("limits on the task sheet")
    if reading.low is not None and reading.high is not None:
        return _("{low} to {high}").format(low=number_words(reading.low), high=number_words(reading.high))
    if reading.low is not None:
        return _("at least {low}").format(low=number_words(reading.low))
    return _("at most {high}").format(high=number_words(reading.high)) if reading.high is not None else ""


def how_to_write() -> str:
    """What the marks on paper are."""
    return _(
        "Write M = met, X = not met today (tried and not there), NA = not applicable, with the reason in the notes; P beside the mark = prompted. An empty box is not seen. ▲ = critical: one failure stands. Photograph this sheet when its marks are entered."
    )
