"""The stops in a folder that was restored from a copy: it may not sign, says why, and starts a new chain."""

from collections.abc import Iterator

from assessor_app.desktop.tour_steps import Guide, Stop, member, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain.people import Role
from assessor_app.sample.people import MEMBERS
from assessor_app.ui.certificates.page import CertificatesPage
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.sync.page import SyncPage


def restored_stops(device: Device) -> Iterator[Stop]:
    """What somebody sees who goes on with it unknowing, and the way back to signing."""
    office = member(device, Role.CENTRE_STAFF)
    yield Stop(name="restored-today", steps=(sign_in(office), room("today")))
    printing = on(CertificatesPage, lambda page: page.action_requested.emit())
    yield Stop(name="restored-refused", steps=(room("certificates"), printing))
    yield Stop(name="restored-sync", steps=(_read_it, room("sync")))
    asked = on(SyncPage, lambda page: page.restart_asked.emit())
    yield Stop(name="restored-restart", steps=(asked,))
    pins = {one.label: one.pin for one in MEMBERS}
    typed = on(PinPad, lambda pad: pad.entered.emit(pins.get(office.label, "")))
    yield Stop(name="restored-signs-again", steps=(asked, typed))


def _read_it(guide: Guide) -> None:
    """The sentence at the top has been read."""
    guide.window.show_trouble("")
