"""A camera of the tour: where this computer has none, pictures come through Qt's own input in place of a lens."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput

from assessor_app.ui.scanning.cameras import CameraName, Cameras

_EVERY_MS = 100


@dataclass(kw_only=True)
class TourLens:
    """The cameras that a stop needs: none until then, whatever this computer has; then one that sees `picture`."""

    picture: QImage | None = None

    def __call__(self, parent: QObject) -> Cameras:
        return _Bench(parent, self.picture)


class _Bench(Cameras):
    """The capture session of the product, fed with one picture over and over."""

    def __init__(self, parent: QObject, picture: QImage | None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._lens = QVideoFrameInput(self)
        self.session.setVideoFrameInput(self._lens)
        self._clock = QTimer(self)
        self._clock.setInterval(_EVERY_MS)
        self._clock.timeout.connect(self._send)

    def names(self) -> tuple[CameraName, ...]:
        return (CameraName(key="00", words="Bench camera"),) if self._picture is not None else ()

    def open(self, key: str) -> None:
        super().open(key)
        self._clock.start()

    def close(self) -> None:
        super().close()
        self._clock.stop()

    def _send(self) -> None:
        if self._picture is not None:
            self._lens.sendVideoFrame(QVideoFrame(self._picture))
