"""Microphone and camera through QtMultimedia, recording into memory: nothing readable ever reaches the disk."""

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QObject, QTimer, Signal
from PySide6.QtMultimedia import (
    QAudioInput,
    QCamera,
    QMediaCaptureSession,
    QMediaDevices,
    QMediaFormat,
    QMediaRecorder,
    QVideoFrame,
    QVideoSink,
)

from assessor_app.domain.evidence import MIB

MOST_SECONDS = {"sound": 15 * 60, "film": 2 * 60}
MOST_BYTES = {"sound": 48 * MIB, "film": 160 * MIB}
_TICK_MS = 250
_STILL_COMES = {"sound": MIB // 8, "film": 2 * MIB}
"""What may come yet after a recording was told to end: a film's last pictures, and where each of them is."""


def has_microphone() -> bool:
    """Whether there is anything to record sound with."""
    return bool(QMediaDevices.audioInputs())


def has_camera() -> bool:
    """Whether there is anything to film with."""
    return bool(QMediaDevices.videoInputs())


class Recorder(QObject):
    """Records sound, or a film with sound where there is a microphone. It stops by itself before it grows too large.

    `most` is how many bytes it takes before it stops; `tight` says that this is less than usual: the form takes no
    larger file, or the disk is nearly full.
    `session` is Qt's own capture session: whatever else Qt can connect to it as a source is recorded too.

    Signals:
        seen(object): what the camera sees (QImage), as it comes.
        ticked(int): seconds recorded so far.
        finished(object): the recording (bytes).
        failed(str): it stopped and there is nothing of it, in the system's words or none.
    """

    seen = Signal(object)
    ticked = Signal(int)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        kind: str,
        parent: QObject | None = None,
        *,
        seconds: int | None = None,
        most: int | None = None,
    ) -> None:
        """`kind` is "sound" or "film"; `seconds` and `most` (bytes) are what can be taken, None for this program's own."""
        super().__init__(parent)
        self.kind = kind
        self.seconds = MOST_SECONDS[kind] if seconds is None else min(seconds, MOST_SECONDS[kind])
        room = MOST_BYTES[kind] if most is None else max(most - _STILL_COMES[kind], most // 2)
        self.most, self.tight = min(room, MOST_BYTES[kind]), room < MOST_BYTES[kind]
        self.session = QMediaCaptureSession(self)
        self._recorder = QMediaRecorder(self)
        self._recorder.setMediaFormat(_format(kind))
        self._recorder.setQuality(QMediaRecorder.Quality.NormalQuality)
        self._recorder.errorOccurred.connect(lambda _error, words: self.failed.emit(words))
        self._recorder.recorderStateChanged.connect(self._changed)
        self.session.setRecorder(self._recorder)
        self._sink = QVideoSink(self)
        if kind == "film":
            self.session.setVideoSink(self._sink)
            self._sink.videoFrameChanged.connect(self._tell)
        self._buffer = QBuffer(self)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)

    def open(self) -> None:
        """Opens the devices of this computer, and begins to see."""
        if has_microphone():
            self.session.setAudioInput(QAudioInput(self))
        if self.kind == "film" and has_camera():
            camera = QCamera(self)
            camera.errorOccurred.connect(lambda _error, words: self.failed.emit(words))
            self.session.setCamera(camera)
            camera.start()

    def start(self) -> None:
        """Begins to record, over what was recorded before."""
        self._buffer.close()
        self._buffer.setData(b"")
        self._buffer.open(QIODevice.OpenModeFlag.ReadWrite)
        self._recorder.setOutputDevice(self._buffer)
        self._recorder.record()
        self._clock.start()

    def stop(self) -> None:
        """Ends the recording; `finished` brings it once it is whole, `failed` says that there is nothing."""
        self._clock.stop()
        stopped = QMediaRecorder.RecorderState.StoppedState
        if self._recorder.recorderState() == stopped:
            # It never began, or ended with what it recorded from: no change of state will tell.
            self._changed(stopped)
        else:
            self._recorder.stop()

    def close(self) -> None:
        """Records and sees nothing any more: the lights go out. It goes by itself, whatever becomes of its parent.

        Qt writes the end of a recording from a thread of its own, and has to find what it writes into until then.
        """
        self.blockSignals(True)
        self.stop()
        camera = self.session.camera()
        if camera is not None:
            camera.stop()
        self.setParent(QCoreApplication.instance())
        self._recorder.recorderStateChanged.connect(self._go_once_written)
        self._go_once_written(self._recorder.recorderState())

    def _go_once_written(self, state: QMediaRecorder.RecorderState) -> None:
        if state == QMediaRecorder.RecorderState.StoppedState:
            self.deleteLater()

    def _changed(self, state: QMediaRecorder.RecorderState) -> None:
        if state == QMediaRecorder.RecorderState.StoppedState:
            self._clock.stop()
            made = bytes(self._buffer.data().data())
            if made:
                self.finished.emit(made)
            else:
                self.failed.emit(self._recorder.errorString())

    def _tick(self) -> None:
        self.ticked.emit(self._recorder.duration() // 1000)
        long = self._recorder.duration() >= self.seconds * 1000
        if long or self._buffer.size() >= self.most:
            self.stop()

    def _tell(self, frame: QVideoFrame) -> None:
        picture = frame.toImage()
        if not picture.isNull():
            self.seen.emit(picture)


def _format(kind: str) -> QMediaFormat:
    """What every system's Qt can write and play: AAC for sound; MPEG-4 for a film, H.264 where it may be written."""
    if kind == "sound":
        made = QMediaFormat(QMediaFormat.FileFormat.AAC)
        made.setAudioCodec(QMediaFormat.AudioCodec.AAC)
        return made
    made = QMediaFormat(QMediaFormat.FileFormat.MPEG4)
    made.setAudioCodec(QMediaFormat.AudioCodec.AAC)
    made.setVideoCodec(QMediaFormat.VideoCodec.H264)
    if not made.isSupported(QMediaFormat.ConversionMode.Encode):
        made.setVideoCodec(QMediaFormat.VideoCodec.MPEG4)
    return made
