"""The stops of badges: scanned, seen by a camera, printed; and the door that one opens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QScrollArea, QWidget

from assessor_app.desktop.scanning import is_ours
from assessor_app.desktop.tour_doors import sign_in_page
from assessor_app.desktop.tour_steps import Guide, Step, Stop, member, on, room, shown, sign_in
from assessor_app.device import Device
from assessor_app.domain.people import Role
from assessor_app.domain.sitting import Attendance
from assessor_app.services.badges.issue import issue
from assessor_app.services.badges.staff import issue_staff
from assessor_app.services.people.pin import set_pin
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.learners.page import LearnersPage
from assessor_app.ui.papers.choice import PaperChoice
from assessor_app.ui.scanning.dialog import CameraDialog
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.staff_form import StaffForm
from assessor_app.ui.signin.page import SignInPage
from assessor_app.ui.signin.presenter import SignInPresenter
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.wording.catalogue import gettext as _

_PIN = "270918"
_SEEN = (1280, 720)


def badges(device: Device) -> Iterator[Stop]:
    """A learner's badge found and lost, the camera with and without one, and staff badges at three doors."""
    assessor, chief = member(device, Role.ASSESSOR, last=True), member(device, Role.ADMINISTRATOR)
    sitting = next(
        (one.sitting for one in device.tables.sittings.recent() if not one.sitting.closed_at), None
    )
    learners = [entry.learner for entry in device.tables.sittings.entries(sitting.id)] if sitting else []
    if sitting and learners:
        code = issue(device.badges, by=assessor.id, learners=[_still_expected(device, sitting.id)])[0].text
        yield Stop(
            name="badge-scanned",
            steps=(sign_in(assessor), room("sitting", sitting.id), _scan(code), _say_it_again),
        )
        yield Stop(
            name="badges-of-a-sitting",
            steps=(_gone, room("sitting", sitting.id), _papers_of_sitting, _badges),
        )
        learner = room("learners", learners[0])
        yield Stop(name="badge-of-a-learner", steps=(learner,))
        yield Stop(
            name="badges-of-a-group", steps=(learner, on(LearnersPage, lambda page: page.panel.badge.click()))
        )
        yield Stop(name="badge-lost", steps=(learner, on(LearnersPage, lambda page: page.panel.lost.click())))
    broken = (room("today"), lambda guide: guide.house.scans.broke_off())
    yield Stop(name="badge-broke-off", steps=broken, refused=True)
    yield Stop(name="camera-sees", steps=(_quiet, room("today"), _camera(cameras=("Bench camera", "Tablet"))))
    yield Stop(name="camera-none", steps=(room("today"), _camera(cameras=())))
    staff = _staff_badge(device, by=chief.id, of=assessor.id)
    form = on(SettingsPage, lambda page: page.show_member(assessor.id))
    yield Stop(name="settings-badge", steps=(sign_in(chief), room("settings"), form, _to_the_badge))
    yield Stop(name="sign-in-badge", steps=(sign_in_page,))
    yield Stop(name="sign-in-badge-pin", steps=(_scan_at_the_door(staff),))
    yield Stop(name="badge-takes-over", steps=(room("today"), _scan(staff)))


def _still_expected(device: Device, sitting: str) -> str:
    """Whose badge marks them present; anybody's where all are here already."""
    entries = device.tables.sittings.entries(sitting)
    waiting = [entry for entry in entries if entry.attendance is Attendance.EXPECTED]
    return (waiting or list(entries))[-1].learner


def _staff_badge(device: Device, *, by: str, of: str) -> str:
    set_pin(device.pins, by=by, staff_id=of, pin=_PIN)
    return issue_staff(device.staff_badges, by=by, staff_id=of, pin=_PIN).text


def _scan(code: str) -> Step:
    return lambda guide: guide.house.scans.take(code)


def _say_it_again(guide: Guide) -> None:
    """For the picture: it is gone after two seconds, and the page behind it may take as long to come to rest."""
    guide.house.scans.said.again(stay=True)


def _gone(guide: Guide) -> None:
    guide.house.scans.said.hide()


def _to_the_badge(_guide: Guide) -> None:
    words = (_("Print another badge…"), _("Print a badge…"))
    buttons = shown(StaffForm).findChildren(PlainButton)
    button = next(one for one in buttons if one.text().endswith(words))
    area: QWidget | None = button
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        area.ensureWidgetVisible(button, 0, 160)


def _papers_of_sitting(_guide: Guide) -> None:
    shown(SittingPage).head.papers.click()


def _badges(_guide: Guide) -> None:
    shown(PaperChoice).buttons["badges"].click()


def _quiet(guide: Guide) -> None:
    guide.window.show_trouble("")


def _scan_at_the_door(code: str) -> Step:
    return lambda _guide: shown(SignInPage).findChildren(SignInPresenter)[0].badge.take(code)


def _camera(*, cameras: Sequence[str]) -> Step:
    def open_dialog(guide: Guide) -> None:
        names = tuple(_Name(key=name, words=name) for name in cameras)
        still = _Still(names, guide.window)
        dialog = CameraDialog(guide.window.look, still, guide.tasks, wanted=is_ours, parent=guide.window)
        dialog.open()
        if names:
            QTimer.singleShot(0, still, still.show)

    return open_dialog


@dataclass(frozen=True, kw_only=True)
class _Name:
    key: str
    words: str


class _Still(QObject):
    """A camera before which somebody holds the wrong side of a badge."""

    seen = Signal(object)
    failed = Signal(str)
    changed = Signal()

    def __init__(self, names: Sequence[_Name], parent: QObject) -> None:
        super().__init__(parent)
        self._names = names

    def names(self) -> Sequence[_Name]:
        return self._names

    def open(self, key: str) -> None:
        """There is one picture, whichever camera is chosen."""

    def close(self) -> None:
        """Nothing is open."""

    def show(self) -> None:
        """The one picture."""
        picture = QImage(*_SEEN, QImage.Format.Format_RGB32)
        picture.fill(QColor("#6E6A62"))
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_SEEN[0] / 2, _SEEN[1] / 2)
        painter.rotate(6)
        painter.fillRect(QRectF(-330, -208, 660, 416), QColor("#F4F2EC"))
        painter.end()
        self.seen.emit(picture)
