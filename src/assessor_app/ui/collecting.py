"""Python's garbage is collected on the GUI thread alone.

The collector runs on whichever thread happens to allocate. Were that the writer or the reader, it could destroy a
widget that waits in a reference cycle from outside the GUI thread, which Qt does not survive. So the automatic
collector is off, and a timer of the GUI thread does its work by the same thresholds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 1_000


class GuiCollector(QObject):
    """Collects on the GUI thread from its making until `stop`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collects the oldest generation that is due."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Gives the work back to Python, if it was Python's."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
