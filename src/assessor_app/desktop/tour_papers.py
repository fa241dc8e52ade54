"""The stops of papers: what can be printed of a sitting and of learners."""

from collections.abc import Iterator
from functools import partial

from assessor_app.desktop.tour_steps import Step, Stop, member, on, room, sign_in
from assessor_app.device import Device
from assessor_app.domain.people import Role
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.papers.choice import PaperChoice
from assessor_app.ui.sittings.sitting import SittingPage


def papers(device: Device) -> Iterator[Stop]:
    """The choice of papers, and each that is offered; what an open and a closed sitting have."""
    found = [listed.sitting for listed in device.tables.sittings.recent()]
    assessor = sign_in(member(device, Role.ASSESSOR, last=True))
    for sitting in [one for one in found if not one.closed_at][:1]:
        asked = (assessor, room("sitting", sitting.id), on(SittingPage, _ask))
        yield Stop(name="papers", steps=asked)
        yield Stop(name="papers-blank-sheets", steps=(*asked, _choose("sheets")))
        yield Stop(name="papers-slips", steps=(*asked, _choose("slips")))
    for sitting in [one for one in found if one.closed_at][:1]:
        asked = (assessor, room("sitting", sitting.id), on(SittingPage, _ask))
        yield Stop(name="papers-manifest", steps=(*asked, _choose("manifest")))
        yield Stop(name="papers-results", steps=(*asked, _choose("results")))
    office = sign_in(member(device, Role.CENTRE_STAFF))
    lists = on(LearnersPage, lambda page: page.papers.click())
    yield Stop(name="papers-learners", steps=(office, room("learners"), lists))


def _ask(page: SittingPage) -> None:
    page.head.papers.click()


def _choose(key: str) -> Step:
    return on(PaperChoice, partial(_press, key=key))


def _press(choice: PaperChoice, *, key: str) -> None:
    choice.buttons[key].click()
