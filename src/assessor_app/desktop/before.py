"""What is settled before the work, behind the pages of the floor that lead to it."""

from assessor_app.desktop.rooms import Parts
from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.sitting import Method
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assessing.presenter import AssessingPresenter, Shown
from assessor_app.ui.before.presenter import BeforePresenter
from assessor_app.ui.prior.presenter import PriorPresenter
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
    prior = PriorPresenter(
        page, evidence_desk(parts.device), parts.window.look, tasks=parts.tasks, session=parts.session
    )
    here: dict[str, Shown] = {}

    def arrived(shown: Shown) -> None:
        here["shown"] = shown
        entry = shown.subject.entry
        recognised = entry is not None and entry.method is Method.RPL
        page.header.show_prior(recognised and not shown.view.ended)

    def ask_before() -> None:
        if "shown" in here and here["shown"].subject.entry is not None:
            before.of_entry(here["shown"].subject.entry.id)

    def ask_prior() -> None:
        if "shown" in here:
            prior.open(here["shown"].assessment, here["shown"].at.occasion)

    presenter.arrived.connect(arrived)
    page.header.before_asked.connect(ask_before)
    page.header.prior_asked.connect(ask_prior)
    for changed in (before.changed, prior.changed):
        changed.connect(presenter.show)
