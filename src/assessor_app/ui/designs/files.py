"""Asks for a design's file, and says in the section what became of it."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.designs.desk import DesignDesk
from assessor_app.ui.designs.section import DesignsSection
from assessor_app.ui.designs.taking import Draw, Took, take_file
from assessor_app.ui.kit.files import ask_to_open
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _


class DesignFiles(QObject):
    """Takes designs from files.

    Signals:
        taken(): there may be another one.
    """

    taken = Signal()

    def __init__(
        self, page: QWidget, *, desk: DesignDesk, draw: Draw, tasks: Tasks, session: Session
    ) -> None:
        super().__init__(page)
        self._page, self._desk, self._draw = page, desk, draw
        self._tasks, self._session = tasks, session
        self._section: DesignsSection | None = None

    def wire(self, section: DesignsSection) -> None:
        """The section came up."""
        self._section = section
        section.destroyed.connect(lambda: self._forget(section))
        section.file_asked.connect(self._ask)

    def _forget(self, section: DesignsSection) -> None:
        if self._section is section:
            self._section = None

    def _ask(self) -> None:
        path = ask_to_open(self._page, _("Take a design from a file"), _("Designs (*.yaml *.yml)"))
        if not path:
            return
        desk, by, draw = self._desk, self._session.by, self._draw
        # A page is drawn in it first.
        self._tasks.soon(lambda: take_file(desk, by=by, path=Path(path), draw=draw), done=self._told)

    def _told(self, took: Took) -> None:
        if self._section is not None:
            self._section.say_took(took)
        self.taken.emit()
