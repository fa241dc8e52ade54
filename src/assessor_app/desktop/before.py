"""What is settled before the work, behind the pages of the floor that lead to it."""

from assessor_app.desktop.rooms import Parts
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import AssessingPresenter, Shown
from assessor_app.ui.before.presenter import BeforePresenter
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter


def before_a_sitting(parts: Parts, page: SittingPage, presenter: SittingPresenter) -> None:
    """From the sitting's head its conditions, from a learner's row what is arranged for them."""
    before = BeforePresenter(
        page, parts.device.sittings, parts.window.look, tasks=parts.tasks, session=parts.session
    )
    page.conditions_requested.connect(before.of_sitting)
    page.before_requested.connect(before.of_entry)
    before.changed.connect(presenter.show)


def before_an_assessment(parts: Parts, page: AssessPage, presenter: AssessingPresenter) -> None:
    """From the learner's head what is arranged for them; the entry is that of the sitting worked in."""
    before = BeforePresenter(
        page, parts.device.sittings, parts.window.look, tasks=parts.tasks, session=parts.session
    )
    entries: dict[str, str] = {}

    def arrived(shown: Shown) -> None:
        entries["shown"] = shown.subject.entry.id if shown.subject.entry else ""

    def ask() -> None:
        if entries.get("shown"):
            before.of_entry(entries["shown"])

    presenter.arrived.connect(arrived)
    page.header.before_asked.connect(ask)
