"""The stops of the tour: who stands where, and what was done before the picture."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from assessor_app.desktop.doors import beginnings, entrance
from assessor_app.desktop.house import House
from assessor_app.device import Device
from assessor_app.domain.assessment import Assessment, State
from assessor_app.domain.people import Role, Staff
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.tasks import Tasks


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What a step may use."""

    house: House
    window: MainWindow
    tasks: Tasks
    folder: Path


Step = Callable[[Guide], None]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A picture: its name, and the steps that lead to it, each waited for."""

    name: str
    steps: tuple[Step, ...]


def stops(device: Device) -> Iterator[Stop]:
    """Every stop that this data has something to show for."""
    assessor = _member(device, Role.ASSESSOR, last=True)
    office = _member(device, Role.CENTRE_STAFF)
    assurer = _member(device, Role.QUALITY_ASSURER)
    administrator = _member(device, Role.ADMINISTRATOR)
    yield from _doors()
    yield from _floor(device, assessor)
    yield from _office(device, office)
    yield Stop(name="quality", steps=(_sign_in(assurer), _room("quality")))
    yield Stop(name="sync", steps=(_sign_in(office), _room("sync")))
    yield Stop(name="settings", steps=(_sign_in(administrator), _room("settings")))
    yield Stop(name="locked", steps=(_lock,))


def _doors() -> Iterator[Stop]:
    yield Stop(name="first-run", steps=(_first_run,))
    yield Stop(name="sign-in", steps=(_sign_in_page,))


def _floor(device: Device, assessor: Staff) -> Iterator[Stop]:
    yield Stop(name="today", steps=(_sign_in(assessor), _room("today")))
    yield Stop(name="sittings", steps=(_room("assess"),))
    yield Stop(name="start-a-sitting", steps=(_room("start-sitting"),))
    sittings = device.tables.sittings.recent()
    for name, found in zip(("sitting-open", "sitting-closed"), sittings, strict=False):
        yield Stop(name=name, steps=(_room("sitting", found.sitting.id),))
    unfinished = device.tables.assessments.unfinished()
    for number, work in enumerate(unfinished[:2], start=1):
        yield Stop(name=f"assess-{number}", steps=(_room("assessing", work.id),))
    for work in unfinished[:1]:
        yield Stop(name="decide", steps=(_room("decide", work.id),))
    for finalised in _finalised(device)[:1]:
        yield Stop(name="learners-page", steps=(_room("handover", finalised.id),))
    yield Stop(name="keys", steps=(_room("today"), _press("F1")))


def _office(device: Device, office: Staff) -> Iterator[Stop]:
    yield Stop(name="learners", steps=(_sign_in(office), _room("learners")))
    yield Stop(name="learners-search", steps=(_room("learners"), _type("learners", "ам")))
    yield Stop(name="certificates", steps=(_room("certificates"),))
    yield Stop(name="verify", steps=(_room("verify"),))
    for line in device.tables.certificates.lines(limit=1):
        text = device.tables.certificates.get(line.number).qr
        yield Stop(name="verify-valid", steps=(_room("verify"), _enter("verify", text)))


def _member(device: Device, role: Role, *, last: bool = False) -> Staff:
    found = [one for one in device.tables.staff.all() if one.has(role)]
    return (found or list(device.tables.staff.all()))[-1 if last else 0]


def _finalised(device: Device) -> list[Assessment]:
    rows = device.tables.learners.page(device.tables.learners.rowids(limit=200))
    works = [work for learner in rows for work in device.tables.assessments.of_learner(learner.id)]
    return [work for work in works if work.state is State.FINALISED]


def _sign_in(staff: Staff) -> Step:
    return lambda guide: guide.house.session.sign_in(staff)


def _room(name: str, about: str = "") -> Step:
    return lambda guide: guide.house.open(name, about)


def _lock(guide: Guide) -> None:
    guide.window.lock_requested.emit()


def _press(key: str) -> Step:
    def press(guide: Guide) -> None:
        for shortcut in guide.window.findChildren(QShortcut):
            if shortcut.key().toString() == key:
                shortcut.activated.emit()

    return press


def _type(page: str, words: str) -> Step:
    """Types into the first field of a page."""

    def step(guide: Guide) -> None:
        guide.window.page(page).findChildren(QLineEdit)[0].setText(words)

    return step


def _enter(page: str, words: str) -> Step:
    """Types into the first field of a page and presses Enter, as a hand scanner does."""

    def step(guide: Guide) -> None:
        field = guide.window.page(page).findChildren(QLineEdit)[0]
        field.setText(words)
        field.returnPressed.emit()

    return step


def press_button(page: str, words: str) -> Step:
    """Presses the button of a page that is named so."""

    def step(guide: Guide) -> None:
        for button in guide.window.page(page).findChildren(QAbstractButton):
            if words in {button.text(), button.accessibleName()}:
                button.click()
                return

    return step


def _first_run(guide: Guide) -> None:
    from assessor_app.ui.firstrun.page import FirstRunPage
    from assessor_app.ui.firstrun.presenter import FirstRunPresenter

    page = FirstRunPage(guide.window.look)
    presenter = FirstRunPresenter(page, guide.tasks, beginnings(guide.folder / "new"), parent=page)
    guide.window.show_closed(page)
    presenter.show()


def _sign_in_page(guide: Guide) -> None:
    from assessor_app.ui.signin.page import SignInPage
    from assessor_app.ui.signin.presenter import SignInPresenter

    page = SignInPage(guide.window.look)
    presenter = SignInPresenter(page, guide.tasks, entrance(guide.folder), parent=page)
    guide.window.show_closed(page)
    presenter.show(by_itself=False)
