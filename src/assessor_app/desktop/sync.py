"""The room of sync: the closed count, contact with the awarding body, copies, and the way to one."""

from typing import TYPE_CHECKING

from assessor_app.desktop.rooms import Frame, Parts, Room

if TYPE_CHECKING:
    from assessor_app.services.safekeeping.copy import CopyDesk
    from assessor_app.ui.bundles.presenter import Bundling
    from assessor_app.ui.joining.presenter import Joining
    from assessor_app.ui.joining.retiring import Retiring
    from assessor_app.ui.sync.contacting import Contacting
    from assessor_app.ui.sync.desk import SyncDesk
    from assessor_app.ui.sync.page import SyncPage


def build_sync(parts: Parts, frame: Frame) -> None:
    """What exists only here, and how it gets elsewhere."""
    from assessor_app.device.safekeeping import copies as copies_of
    from assessor_app.ui.sync.page import SyncPage
    from assessor_app.ui.sync.presenter import SyncPresenter

    copies = copies_of(parts.device)
    desk, page = _desk(parts, copies), SyncPage(parts.window.look)
    presenter = SyncPresenter(page, desk=desk, tasks=parts.tasks, acts=parts.acts, session=parts.session)
    joining, retiring = _joining(parts, page), _retiring(parts, page, copies)
    contacting, bundling = _contacting(parts, desk, page), _bundling(parts, page)
    presenter.listing.send_asked.connect(parts.contact.sync_now)
    for signal in (presenter.restarted, retiring.changed):
        signal.connect(parts.contact.begin_anew)
    for signal in (presenter.changed, joining.changed, retiring.changed, contacting.changed):
        signal.connect(frame.refresh)
    for signal in (joining.changed, retiring.changed, contacting.changed):
        signal.connect(presenter.show)
    for signal in (presenter.changed, retiring.changed, contacting.changed):
        signal.connect(joining.show)
    for signal in (presenter.changed, joining.changed, retiring.changed):
        signal.connect(contacting.show)
    for signal in (joining.changed, contacting.changed):
        signal.connect(bundling.show)
    bundling.changed.connect(frame.refresh)
    bundling.given.connect(parts.contact.sync_now)

    def show(_about: str) -> None:
        presenter.show()
        joining.show()
        contacting.show()
        bundling.show()
        parts.contact.look()

    frame.add("sync", page, Room(show=show))
    frame.alias("copy-to-stick", "sync", lambda _about: presenter.copy())


def _desk(parts: Parts, copies: "CopyDesk") -> "SyncDesk":
    from functools import partial

    from assessor_app.device.evidence import evidence_desk
    from assessor_app.services.evidence.prove import evidence_faults
    from assessor_app.services.setup.found import own_root_delegate
    from assessor_app.storage.tables.uncopied import UncopiedTable
    from assessor_app.ui.sync.desk import SyncDesk

    device = parts.device
    return SyncDesk(
        ledger=device.ledger,
        pins=device.pins,
        waiting=device.tables.waiting,
        copies=copies,
        uncopied=UncopiedTable(device.store),
        delegate=partial(own_root_delegate, device.founding),
        enrolling=device.enrolling,
        syncing=device.syncing,
        staff=device.tables.staff,
        evidence=lambda progress: evidence_faults(evidence_desk(device), progress=progress),
    )


def _contacting(parts: Parts, desk: "SyncDesk", page: "SyncPage") -> "Contacting":
    """Syncs are carried for the whole house; the page shows them and asks for them."""
    from assessor_app.ui.sync.contacting import Contacting

    contact = parts.contact
    made = Contacting(
        page.contact, page.joining, desk=desk.syncing, tasks=parts.tasks, standing=contact.standing
    )
    made.now_asked.connect(contact.sync_now)
    made.stick_asked.connect(contact.by_stick)
    made.cancel_asked.connect(contact.cancel)
    contact.changed.connect(made.follow)
    contact.told.connect(made.told)
    contact.ended.connect(made.ended)
    contact.failed.connect(made.failed)
    return made


def _joining(parts: Parts, page: "SyncPage") -> "Joining":
    """The way to an awarding body."""
    from assessor_app.device.enrolling import carrier_to
    from assessor_app.transport.stick import Stick
    from assessor_app.ui.joining.desk import JoinDesk
    from assessor_app.ui.joining.presenter import Joining

    device = parts.device
    desk = JoinDesk(enrolling=device.enrolling, pins=device.pins, connect=carrier_to, stick=Stick)
    return Joining(
        page.joining, page.look, desk=desk, tasks=parts.tasks, acts=parts.acts, session=parts.session
    )


def _bundling(parts: Parts, page: "SyncPage") -> "Bundling":
    """Another computer of the centre."""
    from assessor_app.transport.stick import Stick
    from assessor_app.ui.bundles.presenter import Bundling

    return Bundling(
        page.bundles,
        page.look,
        desk=parts.device.bundles,
        stick=Stick,
        tasks=parts.tasks,
        acts=parts.acts,
        session=parts.session,
    )


def _retiring(parts: Parts, page: "SyncPage", copies: "CopyDesk") -> "Retiring":
    """The end of a laptop."""
    from assessor_app.device.safekeeping import retiring
    from assessor_app.ui.joining.retiring import Retiring

    desk = retiring(parts.device, copies)
    return Retiring(
        page.joining, page.look, desk=desk, tasks=parts.tasks, acts=parts.acts, session=parts.session
    )
