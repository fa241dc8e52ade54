"""The stops of a paper sheet that is copied: asked for, on the board, on one learner's page, and its end."""

from collections.abc import Iterator
from functools import partial

from assessor_app.desktop.tour_steps import Step, Stop, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain.people import Staff
from assessor_app.domain.sitting import Sitting
from assessor_app.services.papers.ports import SheetKind
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.sheets.dialog import SheetDialog


def copying(device: Device, assessor: Staff) -> Iterator[Stop]:
    """A group's sheet, copied on the board and then on the page of somebody who is at work."""
    open_ones = [one.sitting for one in device.tables.sittings.recent() if not one.sitting.closed_at]
    for sitting in open_ones[:1]:
        works = [
            entry
            for entry in device.tables.sittings.entries(sitting.id)
            if entry.assessment and device.tables.assessments.get(entry.assessment).is_open
        ]
        number = partial(_number, device, sitting, by=assessor.id)
        board = (sign_in(assessor), room("board", sitting.id))
        yield Stop(name="copying-board", steps=(*board, *_begin(number)))
        yield Stop(name="copying-change", steps=(on(BoardPage, lambda page: page.copying.change.click()),))
        for entry in works[:1]:
            here = room("assessing", entry.assessment)
            yield Stop(name="copying-learner", steps=(here,))
            row = on(AssessPage, _reading)
            yield Stop(name="copying-reading", steps=(here, row))
            done = on(AssessPage, lambda page: page.copying.done.click())
            yield Stop(name="copying-done", steps=(here, done))


def _begin(number: "partial[int]") -> tuple[Step, Step]:
    """Asks for a sheet, and says which."""

    def say(dialog: SheetDialog) -> None:
        dialog.number.write(str(number()))
        dialog.go.click()

    return on(BoardPage, lambda page: page.step_requested.emit("paper", "")), on(SheetDialog, say)


def _number(device: Device, sitting: Sitting, *, by: str) -> int:
    """A group's sheet, as if it had been printed."""
    forms = {(entry.form_code, entry.form_version) for entry in device.tables.sittings.entries(sitting.id)}
    return device.tables.paper.add(
        sitting=sitting.id,
        form=min(forms),
        kind=SheetKind.GROUP,
        entry="",
        at=sitting.opened_at,
        by=by,
    )


def _reading(page: AssessPage) -> None:
    """A row behind which a reading is copied."""
    for row in [row for row in page.sheet.rows.values() if row.criterion.readings][:1]:
        page.sheet.go_to(row.criterion.id)
        row.toggle()
