"""The cameras of this computer, through QtMultimedia; import this only when somebody wants to see through one."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoFrame, QVideoSink


@dataclass(frozen=True, kw_only=True)
class CameraName:
    """A camera: the key by which it is opened, and what the system calls it."""

    key: str
    words: str


class Cameras(QObject):
    """One camera at a time, told picture by picture.

    `session` is Qt's own capture session: whatever else Qt can connect to it as a source of pictures is seen too.

    Signals:
        seen(object): a picture (QImage), as it comes.
        failed(str): the camera stopped, in the system's words.
        changed(): a camera was plugged in or pulled out.
    """

    seen = Signal(object)
    failed = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self.session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._tell)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)
        self._camera: QCamera | None = None

    def names(self) -> tuple[CameraName, ...]:
        """The cameras that are plugged in, the system's own choice first."""
        first = QMediaDevices.defaultVideoInput().id()
        found = sorted(QMediaDevices.videoInputs(), key=lambda device: device.id() != first)
        return tuple(CameraName(key=_key(device.id().data()), words=device.description()) for device in found)

    def open(self, key: str) -> None:
        """Begins to see through this camera, in place of any other."""
        self.close()
        for device in QMediaDevices.videoInputs():
            if _key(device.id().data()) == key:
                self._camera = QCamera(device, self)
                self._camera.errorOccurred.connect(lambda _error, words: self.failed.emit(words))
                self.session.setCamera(self._camera)
                self._camera.start()

    def close(self) -> None:
        """Sees nothing any more: its light goes out."""
        if self._camera is not None:
            self._camera.stop()
            self._camera.deleteLater()
            self._camera = None

    def _tell(self, frame: QVideoFrame) -> None:
        picture = frame.toImage()
        if not picture.isNull():
            self.seen.emit(picture)


def _key(identity: bytes | bytearray | memoryview) -> str:
    return bytes(identity).hex()
