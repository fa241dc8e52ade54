"""Microphone and camera through QtMultimedia, recording into memory: nothing readable ever reaches the disk."""

from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer, Signal
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
_TICK_MS = 500


def has_microphone() -> bool:
    """Whether there is anything to record sound with."""
    return bool(QMediaDevices.audioInputs())


def has_camera() -> bool:
    """Whether there is anything to film with."""
    return bool(QMediaDevices.videoInputs())


class Recorder(QObject):
    """Records sound, or a film with sound where there is a microphone. It stops by itself before it grows too large.

    `session` is Qt's own capture session: whatever else Qt can connect to it as a source is recorded too.

    Signals:
        seen(object): what the camera sees (QImage), as it comes.
        ticked(int): seconds recorded so far.
        finished(object): the recording (bytes).
        failed(str): it stopped, in the system's words.
    """

    seen = Signal(object)
    ticked = Signal(int)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(self, kind: str, parent: QObject | None = None, *, seconds: int | None = None) -> None:
        """`kind` is "sound" or "film"; `seconds` is the longest that the form takes, None for this program's own."""
        super().__init__(parent)
        self.kind = kind
        self.seconds = MOST_SECONDS[kind] if seconds is None else min(seconds, MOST_SECONDS[kind])
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
        """Ends the recording; `finished` brings it once it is whole."""
        self._clock.stop()
        self._recorder.stop()

    def close(self) -> None:
        """Records and sees nothing any more: the lights go out."""
        self.blockSignals(True)
        self.stop()
        camera = self.session.camera()
        if camera is not None:
            camera.stop()

    def _changed(self, state: QMediaRecorder.RecorderState) -> None:
        if state == QMediaRecorder.RecorderState.StoppedState:
            self._clock.stop()
            made = bytes(self._buffer.data().data())
            if made:
                self.finished.emit(made)

    def _tick(self) -> None:
        self.ticked.emit(self._recorder.duration() // 1000)
        long = self._recorder.duration() >= self.seconds * 1000
        if long or self._buffer.size() >= MOST_BYTES[self.kind]:
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
