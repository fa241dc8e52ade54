"""The application: who stands at the door, who is in, and the window between them."""

import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from assessor_app.desktop.asking import Asking
from assessor_app.desktop.doors import beginnings, entrance, is_begun
from assessor_app.desktop.house import House, logs_folder, preferences
from assessor_app.desktop.scanning import Hearing, scan_at_the_door
from assessor_app.device import Device
from assessor_app.domain.errors import KnownError
from assessor_app.services.settings.table import GLOVES, LANGUAGE, ONE_THUMB, TEXT_SIZE, THEME, read
from assessor_app.ui.collecting import GuiCollector
from assessor_app.ui.crash.log import install_log
from assessor_app.ui.crash.watch import CrashWatch
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.giving_way import GivingWay
from assessor_app.ui.qt_words import speak_qt
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look, look_for
from assessor_app.wording.catalogue import speak, spoken
from assessor_app.wording.errors import sentence


class Application(QObject):
    """Shows the door of a data folder, and the house behind it once somebody is in."""

    def __init__(self, folder: Path, application: QApplication, *, asking: Asking | None = None) -> None:
        super().__init__(application)
        self._application = application
        # The system's own windows for files stay above a locked screen, names of learners and all; Qt's are closed by it.
        application.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
        self._folder = folder
        self._asking = asking
        self._collector = GuiCollector(self)
        self._giving_way = GivingWay()
        self.tasks = Tasks(self)
        self.hearing = Hearing(self)
        self._look = self._new_look()
        self._window: MainWindow | None = None
        self._house: House | None = None
        self.watch = CrashWatch(
            lambda: self._look,
            reports=logs_folder(),
            window=lambda: self._window,
            now=lambda: datetime.now().astimezone(),
            parent=self,
        )
        self.tasks.bug.connect(self.watch.tell)
        self.tasks.trouble.connect(self._say_at_the_door)

    def start(self) -> None:
        """Shows the window: the first run where there is no data, else who may come in."""
        self._window = self._new_window()
        self._show_door()
        self._window.showMaximized()

    def close(self) -> None:
        """Waits for what is under way, and lets the data and the window go."""
        house, self._house = self._house, None
        if self._window is not None:
            # A page that goes out of sight asks for what is written on it to be kept, while somebody still keeps it.
            self._window.hide()
        if house is not None:
            house.leave_window()
        self.tasks.shutdown()
        self._collector.stop()
        self._giving_way.stop()
        if house is not None:
            # No loop runs any more that could bring an outcome back: nothing is left for another thread to do.
            house.end()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None
        self.watch.remove()

    def _new_look(self) -> Look:
        kept = preferences()
        # What nobody chose stays what the environment asked for at the start.
        speak(kept.get(LANGUAGE.key, spoken()))
        speak_qt(self._application, spoken())
        look = look_for(
            self._application,
            theme=read(kept, THEME),
            text_scale=int(read(kept, TEXT_SIZE)) / 100,
            gloves=read(kept, GLOVES) == "yes",
            thumb=read(kept, ONE_THUMB).replace(ONE_THUMB.default, ""),
        )
        look.dress_application(self._application)
        return look

    def _new_window(self) -> MainWindow:
        window = MainWindow(self._look)
        window.resize(window.screen().availableSize() * 0.9)
        return window

    def _show_door(self, *, by_itself: bool = True) -> None:
        if self._window is None:
            return
        if is_begun(self._folder):
            self._show_sign_in(by_itself=by_itself)
        else:
            self._show_first_run()

    def _show_sign_in(self, *, by_itself: bool) -> None:
        from assessor_app.ui.signin.page import SignInPage
        from assessor_app.ui.signin.presenter import SignInPresenter

        window = self._require_window()
        page = SignInPage(self._look)
        presenter = SignInPresenter(page, self.tasks, entrance(self._folder), parent=page)
        presenter.opened.connect(self._enter)
        presenter.restored.connect(self._go_to)
        self.hearing.lead(lambda: presenter.badge)
        asking = self._asking or Asking()
        page.scan_requested.connect(
            lambda: scan_at_the_door(window, self.tasks, asking, take=presenter.badge.take)
        )
        window.show_closed(page)
        presenter.show(by_itself=by_itself)

    def _show_first_run(self) -> None:
        from assessor_app.ui.firstrun.page import FirstRunPage
        from assessor_app.ui.firstrun.presenter import FirstRunPresenter

        window = self._require_window()
        page = FirstRunPage(self._look)
        presenter = FirstRunPresenter(page, self.tasks, beginnings(self._folder), parent=page)
        presenter.ready.connect(self._go_to)
        window.show_closed(page)
        presenter.show()

    def _go_to(self, folder: Path) -> None:
        self._folder = folder
        self._show_door()

    def _enter(self, device: Device, by_recovery: bool) -> None:
        self._house = House(device, self._require_window(), self.tasks, asking=self._asking)
        self._house.left.connect(self._sign_out)
        self._house.redraw_requested.connect(self._redraw)
        house = self._house
        self.hearing.lead(lambda: house.scans)
        self._house.enter(by_recovery=by_recovery)

    def _sign_out(self) -> None:
        if self._house is not None:
            house, self._house = self._house, None
            self.hearing.lead(None)
            house.close()
        self._replace_window()
        self._show_door(by_itself=False)

    def _say_at_the_door(self, error: KnownError) -> None:
        """Whoever is in is told by the house."""
        if self._house is None and self._window is not None:
            self._window.show_trouble(sentence(error))

    def _redraw(self) -> None:
        """Another language, theme or text size: a new window around the same open data."""
        if self._house is None:
            return
        self._look = self._new_look()
        house = self._house
        house.leave_window()
        self._replace_window()
        house.move_to(self._require_window())

    def _replace_window(self) -> None:
        old = self._require_window()
        self._window = self._new_window()
        self._window.setGeometry(old.geometry())
        self._window.setWindowState(old.windowState())
        self._window.show()
        old.close()
        old.deleteLater()

    def _require_window(self) -> MainWindow:
        if self._window is None:
            raise RuntimeError("the window is made by start")
        return self._window


def run_application(folder: Path) -> int:
    """Runs the application until its window is closed."""
    application = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(application, QApplication):
        raise TypeError("a window needs a QApplication")
    application.setApplicationName("assessor-app")
    install_log(logs_folder())
    shown = Application(folder, application)
    shown.watch.install()
    shown.start()
    try:
        return application.exec()
    finally:
        shown.close()
