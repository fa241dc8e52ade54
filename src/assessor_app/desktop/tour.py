"""The tour: every page and main state of the window, drawn to PNG over a copy of the data."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from assessor_app.desktop.house import House
from assessor_app.desktop.tour_stops import Guide, Stop, stops
from assessor_app.device import Device, open_device
from assessor_app.sample.make import make_sample
from assessor_app.sample.people import PASSPHRASE
from assessor_app.storage.engine.slots import KeySlots, Opened
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import look_for

SIZES = (QSize(1366, 768), QSize(1920, 1080))
THEMES = ("light", "dark")
LONGEST_WAIT_SECONDS = 20.0
SETTLE_SECONDS = 0.05
MOST_LOOKS = 10

Unlock = Callable[[KeySlots], Opened]


@dataclass(frozen=True, kw_only=True)
class View:
    """One way of looking at every stop."""

    theme: str
    size: QSize
    text_scale: float = 1.0

    @property
    def folder(self) -> str:
        """The folder of its pictures: `light-1366x768`."""
        scale = "" if self.text_scale == 1.0 else f"-{self.text_scale:.0%}".replace("%", "")
        return f"{self.theme}-{self.size.width()}x{self.size.height()}{scale}"


def views() -> tuple[View, ...]:
    """Light and dark in two sizes, and once in text twice as large and once in high contrast."""
    plain = [View(theme=theme, size=size) for theme in THEMES for size in SIZES]
    return (*plain, View(theme="light", size=SIZES[0], text_scale=2.0), View(theme="contrast", size=SIZES[0]))


def draw(folder: Path | None, out: Path, *, unlock: Unlock | None = None) -> int:
    """Draws every stop in every view; returns how many pictures were written."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("the tour needs a QApplication")
    application.setQuitOnLastWindowClosed(False)
    qInstallMessageHandler(_quiet)
    drawn = 0
    with tempfile.TemporaryDirectory(prefix="assessor-tour-") as temporary:
        copy, state = _copy(folder, Path(temporary))
        opener = unlock if folder is not None and unlock is not None else _sample_unlock
        for view in views():
            device = open_device(copy, opener, state=state)
            with _walker(application, device, view, copy) as walker:
                for stop in stops(device):
                    drawn += walker.visit(stop, out / view.folder)
    return drawn


def _quiet(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """The offscreen platform says at every window that it knows no size hints; all else is said."""
    if "propagateSizeHints" not in message and kind is not QtMsgType.QtDebugMsg:
        sys.stderr.write(message + "\n")


def _sample_unlock(slots: KeySlots) -> Opened:
    return slots.open_with(PASSPHRASE)


def _copy(folder: Path | None, temporary: Path) -> tuple[Path, Path]:
    """The data that the tour walks through: a copy, or the sample. Nothing that the tour does lasts."""
    copy, state = temporary / "data", temporary / "state"
    if folder is None:
        make_sample(copy, state=state, now=datetime.now().astimezone())
    else:
        shutil.copytree(folder, copy)
    return copy, state


class Walker:
    """Goes from stop to stop in one window."""

    def __init__(self, application: QApplication, guide: Guide, tasks: Tasks, size: QSize) -> None:
        self._application, self._guide, self._tasks, self._size = application, guide, tasks, size
        self._number = 0

    def visit(self, stop: Stop, out: Path) -> int:
        """Goes there, waits until everything has arrived, and draws it; returns 1."""
        self._number += 1
        _close_dialogs()
        self._settle()
        for step in stop.steps:
            step(self._guide)
            self._settle()
        out.mkdir(parents=True, exist_ok=True)
        self._still().save(str(out / f"{self._number:02d}-{stop.name}.png"))
        return 1

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
        until = time.monotonic() + LONGEST_WAIT_SECONDS
        quiet_since = time.monotonic()
        while time.monotonic() < until:
            self._application.processEvents()
            if not self._tasks.idle():
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > SETTLE_SECONDS:
                return
            time.sleep(0.002)
        raise TimeoutError("a page did not come to rest")


@contextmanager
def _walker(application: QApplication, device: Device, view: View, folder: Path) -> Iterator[Walker]:
    look = look_for(application, theme=view.theme, text_scale=view.text_scale)
    look.dress_application(application)
    tasks = Tasks()
    problems: list[BaseException] = []
    tasks.bug.connect(problems.append)
    window = MainWindow(look)
    window.resize(view.size)
    house = House(device, window, tasks)
    window.show()
    try:
        yield Walker(
            application, Guide(house=house, window=window, tasks=tasks, folder=folder), tasks, view.size
        )
    finally:
        _close_dialogs()
        house.leave_window()
        tasks.shutdown()
        device.close()
        window.close()
        window.deleteLater()
        application.processEvents()
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
