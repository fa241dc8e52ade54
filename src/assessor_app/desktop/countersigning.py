"""My word on what others decided, from the page of a sitting."""

from assessor_app.desktop.rooms import Parts
from assessor_app.ui.assessing.countersigning import Countersigning
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter


def countersign_a_sitting(parts: Parts, page: SittingPage, presenter: SittingPresenter) -> None:
    """From the sitting's head: one PIN for all that waits for whoever is signed in."""
    words = Countersigning(page, parts.device.deciding, tasks=parts.tasks, acts=parts.acts)

    def ask(sitting: str) -> None:
        staff = parts.session.staff
        if staff is not None:
            words.ask_mine(staff, sitting, done=presenter.show)

    page.countersign_requested.connect(ask)
