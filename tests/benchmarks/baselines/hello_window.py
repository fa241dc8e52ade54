"""The floor under the first window: PySide6 with one label, from the start of the process to the first paint."""

import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel


class FirstPaint(QObject):
    """Ends the program when the window has painted once."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's own name
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, QApplication.exit)
        return super().eventFilter(watched, event)


def main() -> int:
    """Shows the window, says when (monotonic nanoseconds) it had painted, and leaves."""
    application = QApplication(sys.argv)
    label = QLabel("Hello")
    first = FirstPaint()
    label.installEventFilter(first)
    label.resize(1366, 768)
    label.show()
    code = application.exec()
    print(time.monotonic_ns())  # noqa: T201  # for whoever started this
    return code


if __name__ == "__main__":
    sys.exit(main())
