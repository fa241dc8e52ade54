"""What a step of the tour may do: go to a room, press, type, choose; as a hand would, page by page."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from assessor_app.desktop.house import House
from assessor_app.device import Device
from assessor_app.domain.assessment import Assessment
from assessor_app.domain.people import Role, Staff
from assessor_app.ui.battery.reading import Battery
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.lock.idle import IdleWatch
from assessor_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from assessor_app.desktop.tour_lens import TourLens

Found = TypeVar("Found", bound=QWidget)
_A_DAY = 24 * 60


@dataclass(kw_only=True)
class TourBattery:
    """A battery that says what a stop needs it to say; none is there until then, whatever this computer has."""

    reading: Battery | None = None

    def __call__(self) -> Battery | None:
        return self.reading


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What a step may use; `folder` is that of the data, `phone` the card of a phone, `battery` and `lens` what these say and see."""

    house: House
    window: MainWindow
    tasks: Tasks
    folder: Path
    phone: Path
    battery: TourBattery
    lens: "TourLens"


Step = Callable[[Guide], None]


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A picture: its name, and the steps that lead to it, each waited for; `refused` where the window says why not."""

    name: str
    steps: tuple[Step, ...]
    refused: bool = False


def member(device: Device, role: Role, *, last: bool = False) -> Staff:
    """The first (or last) of a role; anybody where nobody has it."""
    found = [one for one in device.tables.staff.all() if one.has(role)]
    return (found or list(device.tables.staff.all()))[-1 if last else 0]


def who_may(device: Device, work: Assessment) -> Staff:
    """An assessor with the work's form in their scope: nobody else is shown its marks."""
    form = device.shelf.get(work.form_code, work.form_version)
    assessors = [one for one in device.tables.staff.all() if one.has(Role.ASSESSOR)]
    return next(one for one in assessors if one.covers(form))


def sign_in(staff: Staff) -> Step:
    """Somebody else is at the screen."""
    return lambda guide: guide.house.session.sign_in(staff)


def room(name: str, about: str = "") -> Step:
    """Goes to a room."""
    return lambda guide: guide.house.open(name, about)


def lock(guide: Guide) -> None:
    """Locks the screen."""
    guide.window.lock_requested.emit()


def stay_awake(guide: Guide) -> None:
    """Nobody touches a tour: on a slow computer its screen would lock by itself on the way."""
    for idle in guide.window.findChildren(IdleWatch):
        idle.set_minutes(_A_DAY)


def on(kind: type[Found], act: Callable[[Found], object]) -> Step:
    """Does something on the one visible page, dialog or part of a kind."""

    def step(_guide: Guide) -> None:
        act(shown(kind))

    return step


def shown(kind: type[Found]) -> Found:
    """The visible widget of a kind; the one in the newest window where there are several."""
    for top in reversed([one for one in QApplication.topLevelWidgets() if one.isVisible()]):
        for one in (top, *top.findChildren(kind)):
            if isinstance(one, kind) and one.isVisible():
                return one
    raise LookupError(f"no {kind.__name__} is to be seen")


def press_key(key: str) -> Step:
    """Presses one of the window's own keys."""

    def press(guide: Guide) -> None:
        for shortcut in guide.window.findChildren(QShortcut):
            if shortcut.key().toString() == key:
                shortcut.activated.emit()

    return press


def write(page: str, words: str) -> Step:
    """Types into the first field of a page."""
    return lambda guide: guide.window.page(page).findChildren(QLineEdit)[0].setText(words)


def enter(page: str, words: str) -> Step:
    """Types into the first field of a page and presses Enter, as a hand scanner does."""

    def step(guide: Guide) -> None:
        field = guide.window.page(page).findChildren(QLineEdit)[0]
        field.setText(words)
        field.returnPressed.emit()

    return step
