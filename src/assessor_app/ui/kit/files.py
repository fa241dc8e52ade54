"""Dialogs for files: Qt's own, since a lock cannot close the system's, which would go on showing names of learners."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.cover import lockable
from assessor_app.wording.catalogue import gettext as _

_WIDE, _HIGH = 900, 600


class FileDialog(QFileDialog):
    """Asks for a file or a folder; sticks stand among the places, and the screen can be locked from here too.

    Use it with `open()` and its signals, or with `ask`.
    """

    def __init__(self, parent: QWidget, title: str, first: str, kinds: str = "") -> None:
        """`first` is a folder to begin in, or a file in it to suggest; `kinds` are Qt's filters."""
        whole = Path(first)
        folder = whole if whole.is_dir() else whole.parent
        super().__init__(parent, title, str(folder), kinds)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        if folder != whole:
            self.selectFile(whole.name)
        # `file:` is the computer, with its drives.
        self.setSidebarUrls([QUrl("file:"), *map(QUrl.fromLocalFile, folders.places())])
        room = self.screen().availableGeometry().size()
        self.resize(min(_WIDE, room.width()), min(_HIGH, room.height()))
        self._add_lock(parent)

    def ask(self) -> list[str]:
        """What was chosen, once somebody has; nothing where they thought better of it."""
        return self.selectedFiles() if self.exec() else []

    def _add_lock(self, parent: QWidget) -> None:
        cover, grid = lockable(parent), self.layout()
        if cover is None or not isinstance(grid, QGridLayout):
            return
        lock = QPushButton(_("Lock"))
        lock.setAccessibleName(_("Lock the screen"))
        lock.setAutoDefault(False)
        lock.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lock.clicked.connect(cover.lock_asked)
        grid.addWidget(lock, grid.rowCount(), 0)


def ask_to_save(parent: QWidget, title: str, first: str, kinds: str = "") -> str:
    """A place for a file; asks before one is replaced. Empty where somebody thought better of it."""
    dialog = FileDialog(parent, title, first, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    return _first(dialog)


def ask_to_open(parent: QWidget, title: str, kinds: str = "") -> str:
    """A file that is there. Empty where somebody thought better of it."""
    dialog = FileDialog(parent, title, folders.beginning(), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _first(dialog)


def ask_for_several(parent: QWidget, title: str) -> list[str]:
    """Files that are there, none where somebody thought better of it."""
    dialog = FileDialog(parent, title, folders.beginning())
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    chosen = dialog.ask()
    dialog.deleteLater()
    return chosen


def _first(dialog: FileDialog) -> str:
    chosen = dialog.ask()
    dialog.deleteLater()
    return chosen[0] if chosen else ""
