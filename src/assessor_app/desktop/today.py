"""The first room: what is to do now. It stands alone, since every start waits for it."""

from assessor_app.desktop.rooms import Frame, Parts, Room
from assessor_app.device import Device
from assessor_app.services.today.look import TodayDesk
from assessor_app.storage.tables.uncopied import UncopiedTable
from assessor_app.ui.today.page import TodayPage
from assessor_app.ui.today.presenter import TodayPresenter


def build_today(parts: Parts, frame: Frame) -> None:
    """What is to do now."""
    device, page = parts.device, TodayPage(parts.window.look)
    desk = TodayDesk(
        floor=device.tables.floor,
        settings=device.tables.settings,
        ledger=device.ledger,
        awards=device.awards,
        uncopied=UncopiedTable(device.store),
        clock=device.clock,
    )
    presenter = TodayPresenter(
        page,
        desk,
        device.deciding,
        after=device.after,
        tasks=parts.tasks,
        acts=parts.acts,
        session=parts.session,
        ended=parts.recovery.ended,
        qualifications=lambda by: _may_award(device, by),
    )
    presenter.go.connect(frame.open)
    page.go_on_requested.connect(lambda: parts.recovery.go_on(frame.resume))
    page.read_requested.connect(parts.recovery.forget)
    parts.recovery.changed.connect(lambda: presenter.show() if page.isVisible() else None)
    frame.add("today", page, Room(show=lambda _id: presenter.show()))


def _may_award(device: Device, by: str) -> int:
    """How many qualifications this quality assurer may award now."""
    # Only where somebody may award does it have to be there.
    from assessor_app.services.qualifications.look import due

    return sum(not item.own for item in due(device.qualifications, by=by))
