from assessor_app.documents.observation import draw_sheets
from assessor_app.domain.centre import Centre
from assessor_app.domain.sitting import Environment, Sitting
from assessor_app.services.papers.ports import SheetKind
from assessor_app.services.papers.sheets import BlankSheet, SheetPerson
from documents_samples import NAMES
from slip_samples import LONG_NAME, form, pages

CENTRE = Centre(id="x", name="Harbour Road Training Centre", approval_number="TC-1", country="NG", phone="")
SITTING = Sitting(
    id="5" * 32,
    place="Workshop 3",
    environment=Environment.SIMULATED,
    date="2026-11-20",
    opened_by="a" * 32,
    opened_at="2026-11-20T09:00:00+00:00",
)


def sheet(kind: SheetKind, count: int, *names: str) -> BlankSheet:
    people = tuple(
        SheetPerson(bib=str(place + 1), bench="B1", name=names[place % len(names)], number=str(2001 + place))
        for place in range(count)
    )
    return BlankSheet(number=17, kind=kind, sitting=SITTING, form=form(), people=people)


def test_a_groups_sheet_has_every_criterion_for_every_bib_and_lines_for_notes() -> None:
    told = pages(draw_sheets([sheet(SheetKind.GROUP, 20, "Amina Bello")], CENTRE))
    assert all("Paper sheet 17" in page for page in told)
    grid = [page for page in told if "Criterion" in page]
    for part in ("bibs 1 to 10", "bibs 11 to 20"):
        words = " ".join(page for page in grid if part in page)
        for criterion in form().criteria():
            mark = f"{criterion.id} ▲" if criterion.critical else criterion.id
            assert f"{mark} {criterion.text}" in words
    notes = " ".join(page for page in told if "Notes: criterion, time, what was seen" in page)
    assert notes.count("Amina Bello") == 20


def test_a_learners_sheet_has_benchmarks_three_boxes_and_readings() -> None:
    told = " ".join(pages(draw_sheets([sheet(SheetKind.LEARNER, 1, LONG_NAME)], CENTRE)))
    for criterion in form().criteria():
        assert criterion.benchmark[:25] in told
        for reading in criterion.readings:
            assert f"{reading.label} ({reading.unit})" in told
    assert told.count("not seen") >= len(form().criteria())
    assert "Note (needed), time:" in told


def test_each_page_says_the_sheets_number_and_the_bib_whatever_the_name() -> None:
    for name in NAMES.values():
        told = pages(draw_sheets([sheet(SheetKind.LEARNER, 1, name)], CENTRE))
        assert len(told) > 1
        assert all("Paper sheet 17 · bib 1 · ELE-MNT v1 · Page" in page for page in told)
