"""One of the busy day whose work went on on paper, and came back from it."""

from datetime import timedelta

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.dealing import deal
from assessor_app.domain.marks import How, Mark
from assessor_app.sample.assess import form_of, reading_of
from assessor_app.sample.busy_day import BusyDay
from assessor_app.sample.media import photo
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.mark import take_reading
from assessor_app.services.board.marking import mark_entry
from assessor_app.services.board.paper import begin_copying, keep_sheet_photo
from assessor_app.services.papers.ports import SheetKind


def copied_from_paper(day: BusyDay) -> None:
    """The fifth: the laptop was flat for twenty minutes, and the sheet went on."""
    board, entry = day.device.board, day.entries[4]
    number = day.device.tables.paper.add(
        sitting=day.sitting.id,
        form=(entry.form_code, entry.form_version),
        kind=SheetKind.GROUP,
        entry="",
        at=day.sitting.opened_at,
        by=day.by,
    )
    seen = day.device.clock.now() - timedelta(seconds=30)
    copying = begin_copying(board, sitting=day.sitting.id, sheet=number, observed_at=seen)
    work = day.start(4)
    form = form_of(day.device, work)
    for criterion in form.criteria()[:4]:
        mark_entry(
            day.device.assessing,
            by=day.by,
            entry=entry.id,
            criterion=criterion.id,
            mark_as=Mark.MET,
            how=How.PAPER,
            observed_at=copying.observed_at,
            source=copying.source,
        )
    measured = next(item for item in form.criteria() if item.readings)
    (occasion,) = day.device.tables.assessments.occasions(work.id)
    take_reading(
        day.device.assessing,
        by=day.by,
        assessment=work.id,
        occasion=occasion.id,
        criterion=measured.id,
        index=0,
        reading=reading_of(measured.readings[0]),
        paper=copying.paper,
    )
    question = deal(form, work.seed)[0]
    answer(
        day.device.assessing,
        by=day.by,
        assessment=work.id,
        question=question.id,
        mark=Mark.MET,
        said=tuple(range(len(question.must_say))),
        paper=copying.paper,
    )
    keep_sheet_photo(
        board,
        evidence_desk(day.device),
        by=day.by,
        sitting=day.sitting.id,
        sheet=number,
        picture=photo(f"Paper sheet {number}", ground="#E8E4DA"),
    )
