"""The floor under the first window: PySide6 with one label, from the start of the process to the first paint."""

import sys
import time

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel


class FirstPaint(QObject):
    """Ends the program when the window has painted once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        painted = event.type() == QEvent.Type.UpdateRequest
        if painted:
            QApplication.exit()
        return super().eventFilter(watched, event)


def main() -> int:
    """Shows the window and leaves."""
    application = QApplication(sys.argv)
    label = QLabel("Hello")
    first = FirstPaint()
    label.installEventFilter(first)
    label.resize(1366, 768)
    label.show()
    code = application.exec()
    print(time.monotonic_ns())  # noqa: T201  # when it had painted, for whoever started us
    return code


if __name__ == "__main__":
    sys.exit(main())
