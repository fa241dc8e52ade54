"""Pictures of widgets, drawn without a screen."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget


def grab(widget: QWidget, size: QSize, path: Path) -> QPixmap:
    """Renders a dressed top-level widget at this size into a PNG.

    Raises:
        OSError: the picture cannot be written.
    """
    widget.resize(size)
    widget.show()
    # Layouts whose height follows their width settle in the second round.
    for _round in range(3):
        QApplication.processEvents()
    pixmap = widget.grab()
    if not pixmap.save(str(path)):
        raise OSError(f"cannot write the picture {path}")
    return pixmap
