"""Asking for the stick."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.files import FileDialog
from assessor_app.wording.catalogue import gettext as _


def ask_stick(over: QWidget, chosen: Callable[[Path], None]) -> None:
    """Asks for the stick's folder; nothing happens where nobody chooses one."""
    dialog = FileDialog(over, _("Choose the stick, or a folder on it"), folders.beginning(stick=True))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda path: folders.used(Path(path)))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
