"""The rooms of a decision: deciding, and the learner's own page."""

from assessor_app.desktop.rooms import Frame, Parts, Room
from assessor_app.ui.assess.decide import DecidePage
from assessor_app.ui.assess.handover import HandoverPage
from assessor_app.ui.assessing.appeal import appeal_of
from assessor_app.ui.assessing.decide_presenter import DecidePresenter
from assessor_app.ui.assessing.handover_presenter import HandoverPresenter
from assessor_app.ui.frame.state import Wide


def build_decide(parts: Parts, frame: Frame) -> None:
    """What the decision is taken on."""
    page = DecidePage(parts.window.look)
    presenter = DecidePresenter(
        page, parts.device.deciding, tasks=parts.tasks, acts=parts.acts, session=parts.session
    )
    presenter.go.connect(frame.open)
    frame.add("decide", page, Room(show=presenter.open, rail="assess", wide=Wide.WHERE_SMALL))


def build_handover(parts: Parts, frame: Frame) -> None:
    """A closed room: only this learner's data stands there."""
    page = HandoverPage(parts.window.look)
    presenter = HandoverPresenter(
        page,
        parts.device.deciding,
        parts.device.tables.floor,
        appeal=lambda decided: appeal_of(parts.device.slips, decided),
        tasks=parts.tasks,
        acts=parts.acts,
        session=parts.session,
    )
    presenter.go.connect(frame.open)
    frame.add("handover", page, Room(show=presenter.open, closed=True))
