"""The tour: every page and main state of the window, drawn to PNG over a copy of the data."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMessageLogContext, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from assessor_app.desktop.asking import Asking
from assessor_app.desktop.contact import Carried
from assessor_app.desktop.house import House
from assessor_app.desktop.tour_enrolled import enrolled_stops, nobody, offline
from assessor_app.desktop.tour_lens import TourLens
from assessor_app.desktop.tour_paper import draw_papers
from assessor_app.desktop.tour_places import Places, Unlock, afresh, empty_unlock, places
from assessor_app.desktop.tour_printing import TourPrinters
from assessor_app.desktop.tour_restored import restored_stops
from assessor_app.desktop.tour_steps import Guide, Stop, TourBattery, stay_awake
from assessor_app.desktop.tour_stops import empty_stops, floor_stops, stops
from assessor_app.desktop.tour_views import View, views
from assessor_app.device import Device, open_device
from assessor_app.ui.collecting import GuiCollector
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import look_for

LONGEST_WAIT_SECONDS = 120.0
QUIET_ROUNDS = 3
PUT_OFF_MS = 5_000
MOST_LOOKS = 10


def draw(folder: Path | None, out: Path, *, unlock: Unlock | None = None) -> int:
    """Draws every stop in every view; returns how many pictures were written."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("the tour needs a QApplication")
    application.setQuitOnLastWindowClosed(False)
    qInstallMessageHandler(_quiet)
    collector = GuiCollector()
    drawn = 0
    try:
        with places(folder, unlock) as found:
            for view in views():
                drawn += sum(1 for _stop in walk(application, found, view, out=out / view.folder))
            with closing(open_device(found.data, found.unlock, state=found.state)) as device:
                drawn += draw_papers(device, out / "paper")
    finally:
        collector.stop()
    return drawn


def walk(
    application: QApplication, found: Places, view: View, *, out: Path | None
) -> Iterator[tuple[Stop, QWidget]]:
    """Goes to every stop in one view, draws it into `out`, if wanted, and gives each with what is in front there."""
    with afresh(found) as here:
        number = 0
        for house in _houses(here, view):
            device = open_device(house.folder, house.unlock, state=house.state or here.state)
            with _walker(application, device, view, here, folder=house.folder) as walker:
                walker.number = number
                for stop in house.stops(device):
                    yield stop, walker.visit(stop, out)
                number = walker.number


@dataclass(frozen=True, kw_only=True)
class _House:
    """A data folder, what opens it, and where to stop in it; `state` keeps its marks, where it is not that of the places."""

    folder: Path
    unlock: Unlock
    stops: Callable[[Device], Iterator[Stop]]
    state: Path | None = None


def _houses(here: Places, view: View) -> Iterator[_House]:
    if view.thumb:
        # The pad is on the board and on a learner's page: the rest is drawn as in the views without it.
        yield _House(folder=here.data, unlock=here.unlock, stops=partial(floor_stops, scene=here.scene))
        return
    shown = partial(stops, scene=here.scene, roster=here.roster)
    yield _House(folder=here.data, unlock=here.unlock, stops=shown)
    if here.restored.exists():
        yield _House(folder=here.restored, unlock=here.unlock, stops=restored_stops)
    if here.enrolled.exists():
        state = here.enrolled_state
        yield _House(folder=here.enrolled, unlock=here.unlock, stops=enrolled_stops, state=state)
    yield _House(folder=here.empty, unlock=empty_unlock, stops=empty_stops)


def _quiet(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """The offscreen platform says at every window that it knows no size hints; all else is said."""
    if "propagateSizeHints" not in message and kind is not QtMsgType.QtDebugMsg:
        sys.stderr.write(message + "\n")


class Walker:
    """Goes from stop to stop in one window."""

    def __init__(self, application: QApplication, guide: Guide, tasks: Tasks, size: QSize) -> None:
        self._application, self._guide, self._tasks, self._size = application, guide, tasks, size
        self.number = 0

    def visit(self, stop: Stop, out: Path | None) -> QWidget:
        """Goes there, waits until all has arrived, and draws it into `out`; returns the dialog in front, or the window."""
        self.number += 1
        stay_awake(self._guide)
        _close_dialogs()
        # What was refused at the stop before has been read: else it lies over every picture after it.
        self._guide.window.show_trouble("")
        self._settle()
        for step in stop.steps:
            step(self._guide)
            self._settle()
        picture = self._still()
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            picture.save(str(out / f"{self.number:03d}-{stop.name}.png"))
        return [self._guide.window, *_dialogs()][-1]

    def _still(self) -> QPixmap:
        """The picture once two in a row are the same: layouts settle over several passes of the event loop."""
        before = self._picture()
        for _try in range(MOST_LOOKS):
            self._settle()
            now = self._picture()
            if now.toImage() == before.toImage():
                break
            before = now
        return now

    def _picture(self) -> QPixmap:
        window = self._guide.window
        picture = window.grab()
        for dialog in _dialogs():
            painter = QPainter(picture)
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 90))
            shown = dialog.grab()
            ratio = shown.devicePixelRatio()
            place = (
                (window.width() - shown.width() / ratio) / 2,
                (window.height() - shown.height() / ratio) / 2,
            )
            painter.drawPixmap(round(place[0]), max(0, round(place[1])), shown)
            painter.end()
        return picture

    def _settle(self) -> None:
        """Waits until nothing is under way, nothing is put off, and the event loop has nothing left to do."""
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        quiet = 0
        while quiet < QUIET_ROUNDS:
            self._application.processEvents()
            busy = not self._tasks.idle()
            # To look for what is put off goes through every part of the window: once, when all else is quiet.
            if busy or (quiet == QUIET_ROUNDS - 1 and _hurried()):
                if time.monotonic() > until:
                    raise TimeoutError("a page did not come to rest")
                quiet = 0
                time.sleep(0.001 if busy else 0)
            else:
                quiet += 1


def _hurried() -> bool:
    """Has what a part of a window puts off done at once, as a preview does once its size stands; whether there was any.

    What waits for a person to be idle is no part of that.
    """
    for top in QApplication.topLevelWidgets():
        for timer in top.findChildren(QTimer) if top.isVisible() else ():
            if timer.isSingleShot() and timer.isActive() and timer.interval() < PUT_OFF_MS:
                timer.stop()
                timer.timeout.emit()
                return True
    return False


@contextmanager
def _walker(
    application: QApplication, device: Device, view: View, places: Places, *, folder: Path
) -> Iterator[Walker]:
    look = look_for(
        application,
        theme=view.theme,
        text_scale=view.text_scale,
        gloves=view.gloves,
        touch=view.touch or None,
        thumb=view.thumb,
    )
    look.dress_application(application)
    tasks = Tasks()
    problems: list[BaseException] = []
    tasks.bug.connect(problems.append)
    window = MainWindow(look)
    window.resize(view.size)
    lens = TourLens()
    asking = Asking(
        roster=lambda _parent: places.roster,
        printers=lambda: TourPrinters(places.paper),
        folder=lambda _parent, _title: places.stick,
        certificate=lambda _parent: places.root / "harbour-street.p12",
        evidence=lambda _parent: tuple(sorted(places.phone.glob("*.jpg"))),
        cameras=lens,
    )
    battery = TourBattery()
    house = House(
        device,
        window,
        tasks,
        asking=asking,
        computer=view.preferences(places.root),
        carried=Carried(link=offline, act=nobody),
        battery=battery,
    )
    guide = Guide(
        house=house,
        window=window,
        tasks=tasks,
        folder=folder,
        phone=places.phone,
        battery=battery,
        lens=lens,
    )
    window.show()
    try:
        yield Walker(application, guide, tasks, view.size)
    finally:
        _close_dialogs()
        house.leave_window()
        tasks.shutdown()
        house.end()
        window.close()
        window.deleteLater()
        # Outside a loop nobody deletes: the next view would dress every window that was.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if problems:
        raise problems[0]


def _dialogs() -> list[QDialog]:
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, QDialog) and widget.isVisible()
    ]


def _close_dialogs() -> None:
    for dialog in _dialogs():
        dialog.reject()
